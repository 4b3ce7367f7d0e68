import { InlineKeyboard } from "grammy";
import type { PostQuestion } from "../../archive/post-messages.ts";
import type { PostPart } from "../../post/standing.ts";
import type { FigurePlace } from "../../publish/editing/figures.ts";
import type { Problem } from "../../publish/editing/plan.ts";
import { fixed, roomAtEnd, roomOf } from "../../publish/editing/room.ts";
import { hasTagsLine } from "../../publish/editing/tags.ts";
import { numberOf } from "../draft/saying.ts";
import { refused } from "../draft/screen.ts";
import type { Say } from "../words.ts";
import { encode } from "./buttons.ts";
import type { PublishedParts } from "./parts.ts";

/** What can be asked about a published post. */
export const PARTS = ["text", "title", "figure", "line", "tags", "papers", "link", "button"] as const;
export type Part = (typeof PARTS)[number];

/**
 * A part and what it needs: "figure-3k" is the figure of the message with that id, "figure-3k_1" the second one within
 * it, "link-2" the third link.
 */
export function partOf(name: string): { readonly part: Part; readonly arg: string } | null {
  const [head = "", arg = ""] = name.split("-");
  const part = PARTS.find((known) => known === head);
  return part === undefined ? null : { part, arg };
}

export function argOf({ messageId, nth }: FigurePlace): string {
  return nth === null ? messageId.toString(36) : `${messageId.toString(36)}_${nth.toString(36)}`;
}

/** Null for what is no place of a figure. */
export function placeOf(arg: string): FigurePlace | null {
  const [, messageId, nth] = /^([0-9a-z]{1,10})(?:_([0-9a-z]{1,3}))?$/.exec(arg) ?? [];
  if (messageId === undefined) return null;
  return { messageId: Number.parseInt(messageId, 36), nth: nth === undefined ? null : Number.parseInt(nth, 36) };
}

/** Whether an answer changes the channel, so that what stands there matters. */
export function reachesChannel(part: Part, parts: readonly PostPart[]): boolean {
  return part === "tags" ? hasTagsLine(parts) : part !== "papers";
}

/** Why the part cannot be changed in the channel, whatever is sent; null where it may be. */
export function closedTo(part: Part, parts: readonly PostPart[]): Problem | null {
  // The archive knows every post by a title, whatever stands in the channel.
  if (part === "title" || !reachesChannel(part, parts)) return null;
  const why = fixed(parts);
  return why?.code === "no-place" && part !== "text" && part !== "line" ? null : why;
}

/** How much may be sent, as HTML; null where that is no question. */
export function roomText(part: Part, parts: readonly PostPart[], say: Say): string | null {
  if (part !== "text" && part !== "line") return null;
  // "UPD: " takes five.
  const room = part === "text" ? roomOf(parts) : (roomAtEnd(parts) ?? 0) - 5;
  if (room === null) return null;
  return room < 1 ? say.html("published-no-room") : say.html("published-room", { max: numberOf(room) });
}

export interface Asking {
  /** Sends the question that waits in this chat, at the bottom; what asked before goes. */
  show(
    chatId: number,
    say: Say,
    showing?: { readonly note?: string; readonly choices?: InlineKeyboard },
  ): Promise<void>;
  /** The question is answered or given up: its message goes. */
  settle(chatId: number, messageId: number | null): Promise<void>;
}

export function createAsking({ api, questions }: Pick<PublishedParts, "api" | "questions">): Asking {
  const settle = async (chatId: number, messageId: number | null): Promise<void> => {
    if (messageId === null) return;
    try {
      await api.deleteMessage(chatId, messageId);
    } catch (error) {
      if (!refused(error, /not found|can't be deleted|MESSAGE_ID_INVALID/i)) throw error;
    }
  };
  return {
    settle,
    show: async (chatId, say, { note, choices } = {}) => {
      const question = questions.find(chatId);
      if (question === null) return;
      const part = partOf(question.part)?.part ?? "text";
      const keyboard = new InlineKeyboard();
      for (const row of choices?.inline_keyboard ?? []) keyboard.row(...row);
      keyboard.row().text(say.plain("published-cancel"), cancelOf(question));
      const lines = [...(note === undefined ? [] : [note]), say.html(`published-ask-${part}`)];
      const sent = await api.sendMessage(chatId, lines.join("\n\n"), {
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
        reply_markup: new InlineKeyboard(keyboard.inline_keyboard.filter((row) => row.length > 0)),
      });
      questions.shownAs(chatId, sent.message_id);
      await settle(chatId, question.messageId);
    },
  };
}

function cancelOf({ postId, base }: PostQuestion): string {
  return encode({ verb: "cancel", postId, base, arg: "" });
}
