import type { Message } from "@grammyjs/types";
import type { ClassicDocument } from "../../document/document.ts";
import { isPaper, parseIdentifier } from "../../paper/identifier.ts";
import type { Figure, SentMessage } from "../../post/post.ts";
import { commandIn } from "../command.ts";
import type { Incoming } from "./intent.ts";
import { formatOf, richOf, type WithMarkdown } from "./taken.ts";

/**
 * A message's text or caption with its formatting, exactly as Telegram sent it; of a Markdown file what stands in it, of
 * a rich message its twin. Null where it has none.
 */
export function documentOf(message: WithMarkdown): ClassicDocument | null {
  if (message.markdown !== undefined) return { text: message.markdown, entities: [] };
  const twin = richOf(message)?.twin;
  if (twin !== undefined) return twin.text === "" ? null : twin;
  const text = message.text ?? message.caption;
  if (text === undefined || text === "") return null;
  return { text, entities: message.entities ?? message.caption_entities ?? [] };
}

/** The photo, video, animation or file of a message; null where it has none of them, or the file was read. */
export function figureOf(message: WithMarkdown): Figure | null {
  if (message.markdown !== undefined) return null;
  const largest = message.photo?.at(-1);
  // Telegram gives an animation as a document too, for clients that know none.
  const file =
    largest !== undefined
      ? { kind: "photo" as const, ...largest }
      : message.video !== undefined
        ? { kind: "video" as const, ...message.video }
        : message.animation !== undefined
          ? { kind: "animation" as const, ...message.animation }
          : message.document !== undefined
            ? { kind: "document" as const, ...message.document }
            : null;
  if (file === null) return null;
  return { kind: file.kind, fileId: file.file_id, fileUniqueId: file.file_unique_id, size: file.file_size ?? null };
}

/** What a message is, if it can be copied into the channel; null for one that cannot, or that is something else. */
export function formOf(message: Message): SentMessage["form"] | null {
  if (message.has_protected_content === true) return null;
  if (message.text !== undefined) return "text";
  return message.caption !== undefined && figureOf(message) !== null ? "caption" : null;
}

/** Of which message of this channel a message is a forward; null for any other. */
export function forwardedPost(message: Message, channelChatId: number | null): number | null {
  const origin = message.forward_origin;
  return origin?.type === "channel" && origin.chat.id === channelChatId ? origin.message_id : null;
}

/** What the messages are, as far as they tell it themselves. */
export function readMessages(
  messages: readonly Message[],
  channelChatId: number | null,
): Omit<Incoming, "asked" | "author" | "reviewed"> {
  const texts = messages.flatMap((message) => documentOf(message)?.text ?? []);
  const posts = messages.map((message) => forwardedPost(message, channelChatId));
  const [first] = messages;
  const figures = messages.filter((message) => figureOf(message) !== null).length;
  const identifier = messages.length === 1 ? parseIdentifier(loneName(first, texts, figures)) : null;
  return {
    texts,
    figures,
    forwarded: messages.length > 0 && messages.every((message) => message.forward_origin !== undefined),
    post: posts.every((post) => post !== null) ? (posts[0] ?? null) : null,
    identifier: identifier !== null && isPaper(identifier) ? identifier : null,
    written: messages.some((message) => formatOf(message) !== null),
    command: first?.text !== undefined && commandIn(first) !== null,
  };
}

/** What may be the name of a paper: the whole text, or the name of a file without a caption. "" for anything else. */
function loneName(message: Message | undefined, texts: readonly string[], figures: number): string {
  if (figures === 0) return texts[0] ?? "";
  return texts.length === 0 ? (message?.document?.file_name ?? "") : "";
}
