import { type Api, InlineKeyboard } from "grammy";
import type { Draft } from "../../archive/drafts.ts";
import { identifierLabel } from "../../paper/identifier.ts";
import { titleOf } from "../../post/title.ts";
import { escapeHtml, type Say } from "../words.ts";
import { press } from "./buttons.ts";
import { earlierHtml } from "./earlier.ts";
import { figureAt } from "./figures.ts";
import type { Asking, DraftingParts } from "./parts.ts";
import { numberOf } from "./saying.ts";
import { refused, type Screen } from "./screen.ts";
import { type Earlier, viewOf } from "./view.ts";

/** What a draft can be asked about. The first two are the guided steps; the rest are asked from the card. */
export const PARTS = [
  "paper",
  "text",
  "title",
  "add-text",
  "new-text",
  "tags",
  "add-paper",
  "figures",
  "caption",
  "credit",
  "replace",
  "there",
] as const;
export type Part = (typeof PARTS)[number];

/** What a question asks for; what is asked of one figure has the figure's message after it: `caption-123`. */
export function partOf(name: string): Part | null {
  const [, whole = name] = /^(caption|credit|replace)-\d+$/.exec(name) ?? [];
  const part = PARTS.find((known) => known === whole) ?? null;
  return whole === name && OF_A_FIGURE.has(name) ? null : part;
}

const OF_A_FIGURE: ReadonlySet<string> = new Set(["caption", "credit", "replace"]);

/** The message of the figure that a question is about; null for other questions. */
export function figureOfPart(name: string): number | null {
  const [, messageId] = /^(?:caption|credit|replace)-(\d+)$/.exec(name) ?? [];
  return messageId === undefined ? null : Number(messageId);
}

/** The guided step that comes next; null where the card does. What is known or was skipped is not asked. */
export function nextStep({ content, skipped }: Draft): "paper" | "text" | null {
  if (content.papers.length === 0 && content.text.text === "" && !skipped.includes("paper")) return "paper";
  if (content.text.text === "" && content.figures.length === 0 && !skipped.includes("text")) return "text";
  return null;
}

/** Whether the question takes message after message until it is told that this is all. */
function isOpenEnded(part: Part): boolean {
  return part === "text" || part === "add-text";
}

export interface QuestionState {
  /** The message of the figure that is asked about; null for other questions. */
  readonly figure?: number | null;
  /** Why the last answer was none, or what has changed; HTML, null for nothing. */
  readonly note: string | null;
  /** The draft is named, because there are others. */
  readonly named: boolean;
  readonly earlier: Earlier | null;
  readonly zone: string;
  /** The draft is a guess that one tap undoes. */
  readonly guessed: boolean;
}

/** The message that asks for a part of a draft. */
function renderQuestion(draft: Draft, part: Part, state: QuestionState, say: Say): Screen {
  const view = { draft };
  const keyboard = new InlineKeyboard();
  const { content } = draft;
  const { length } = content.text.text;
  const filled = length > 0 || content.figures.length > 0;
  const lines: string[] = [];
  if (state.named) {
    const title = titleOf(content) ?? say.plain("draft-untitled");
    lines.push(say.html("draft-asked-for", { number: String(draft.id), title }));
  }
  if (part === "text" && !filled) lines.push(...papersOf(draft, state, say, keyboard));
  if (state.note !== null) lines.push(state.note);
  if (isOpenEnded(part) && filled) {
    lines.push(say.html("draft-ask-text-more", { shown: numberOf(length), length, figures: content.figures.length }));
  } else {
    lines.push(say.html(`draft-ask-${part}`, { style: content.style }));
  }
  if (part === "paper") keyboard.text(say.plain("draft-no-paper"), press(view, "skip"));
  if (isOpenEnded(part))
    keyboard.text(say.plain(filled ? "draft-done" : "draft-skip"), press(view, filled ? "done" : "skip"));
  if (part === "title" && content.title !== null)
    keyboard.text(say.plain("draft-title-own", { from: ownTitle(draft) }), press(view, "skip"));
  const figure = figureAt(draft.figures, state.figure ?? null)?.figure;
  if ((part === "caption" || part === "credit") && (figure?.[part] ?? "") !== "") {
    keyboard.text(say.plain("draft-words-off"), press(view, "skip"));
  }
  if (part !== "paper") keyboard.text(say.plain("draft-back"), press(view, "back"));
  keyboard.text(say.plain("draft-cancel"), press(view, "cancel"));
  if (state.guessed && !filled) keyboard.row().text(say.plain("draft-not-a-draft"), press(view, "search"));
  return { html: lines.join("\n\n"), keyboard };
}

/** Where a draft's title comes from if nobody gives it one. */
function ownTitle({ content }: Draft): "line" | "paper" | "none" {
  if (titleOf({ ...content, title: null, papers: [] }) !== null) return "line";
  return titleOf({ ...content, title: null }) === null ? "none" : "paper";
}

function papersOf(draft: Draft, { earlier, zone }: QuestionState, say: Say, keyboard: InlineKeyboard): string[] {
  const named = draft.content.papers.map(({ identifier, title, byline }) =>
    title === null
      ? `<b>${escapeHtml(identifierLabel(identifier))}</b>`
      : `<b>${escapeHtml(title)}</b>${byline === null ? "" : ` — ${escapeHtml(byline)}`}`,
  );
  return earlier === null ? named : [...named, earlierHtml(earlier, zone, { draft }, say, keyboard)];
}

export function createAsking(
  parts: Pick<DraftingParts, "drafts" | "questions" | "channels"> & Parameters<typeof viewOf>[0],
  api: Pick<Api, "sendMessage" | "deleteMessage" | "editMessageReplyMarkup" | "editMessageText">,
): Asking {
  const { drafts, questions, channels } = parts;
  const settle = async (chatId: number, messageId: number | null): Promise<void> => {
    if (messageId === null) return;
    try {
      await api.editMessageReplyMarkup(chatId, messageId);
    } catch (error) {
      if (!refused(error, /not modified|not found|can't be edited|MESSAGE_ID_INVALID/i)) throw error;
    }
  };
  const remove = async (chatId: number, messageId: number): Promise<void> => {
    try {
      await api.deleteMessage(chatId, messageId);
    } catch (error) {
      if (!refused(error, /not found|can't be deleted|MESSAGE_ID_INVALID/i)) throw error;
    }
  };
  /** Drafts that are guesses, by the chat that is asked. Known until the process ends: then only a button is missing. */
  const guesses = new Map<number, number>();
  const render = (chatId: number, say: Say, note: string | null) => {
    const question = questions.find(chatId);
    const part = question === null ? null : partOf(question.part);
    const draft = question === null ? null : drafts.load(question.draftId);
    const channel = channels.served();
    if (question === null || part === null || draft === null || channel === null) return null;
    const named = drafts.list(draft.personId).length > 1;
    const figure = figureOfPart(question.part);
    const { earlier } = viewOf(parts, draft, channel);
    const guessed = part === "text" && guesses.get(chatId) === draft.id;
    return {
      question,
      ...renderQuestion(draft, part, { figure, note, named, earlier, zone: channel.zone, guessed }, say),
    };
  };
  return {
    settle,
    refresh: async (chatId, say) => {
      const rendered = render(chatId, say, null);
      if (rendered === null || rendered.question.messageId === null) return;
      try {
        await api.editMessageText(chatId, rendered.question.messageId, rendered.html, {
          parse_mode: "HTML",
          link_preview_options: { is_disabled: true },
          reply_markup: rendered.keyboard,
        });
      } catch (error) {
        if (!refused(error, /not modified|not found|can't be edited|MESSAGE_ID_INVALID/i)) throw error;
      }
    },
    show: async (chatId, say, { note = null, again = false, guessed = false } = {}) => {
      const guess = questions.find(chatId)?.draftId;
      if (guessed && guess !== undefined) guesses.set(chatId, guess);
      const rendered = render(chatId, say, note);
      if (rendered === null) return;
      const { question, html, keyboard } = rendered;
      const sent = await api.sendMessage(chatId, html, {
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
        reply_markup: keyboard,
      });
      questions.shownAs(chatId, sent.message_id);
      if (question.messageId === null) return;
      await (again ? remove(chatId, question.messageId) : settle(chatId, question.messageId));
    },
  };
}
