import type { MessageEntity } from "@grammyjs/types";
import { type ClassicDocument, concat, EMPTY, plainly } from "../document/document.ts";
import type { RichDocument } from "../document/rich/document.ts";
import type { Figure } from "./post.ts";

/**
 * One call that puts a part of a post into a chat, in plain JSON, with the Bot API's own names: what is previewed, kept
 * on disk before the call, and sent is the very same.
 */
export type OutgoingMessage = {
  /** Whether it answers another message of the post: the first or, if chained, the one before it. False for the first. */
  readonly replyToPrevious: boolean;
  readonly chained?: true;
  readonly disable_notification: boolean;
  /** Whether it can be neither forwarded nor saved. */
  readonly protect_content?: boolean;
  /** The message of the channel that the post adds to: the first part of a follow-up answers it. */
  readonly follows?: number;
} & (OutgoingText | OutgoingFigure | OutgoingAlbum | OutgoingCopy | OutgoingRich);

/** Rows of buttons that open links. With them, Telegram shows no button for the comments. */
export type LinkButtons = readonly (readonly { readonly text: string; readonly url: string }[])[];

export interface OutgoingText {
  readonly method: "sendMessage";
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly link_preview_options: LinkPreview;
  /** White space that was cut away between the text before and this one; for the record, not sent. */
  readonly continues?: string;
  readonly buttons?: LinkButtons;
}

/** https://core.telegram.org/bots/api#linkpreviewoptions */
export interface LinkPreview {
  readonly is_disabled: boolean;
  readonly url?: string;
  readonly prefer_large_media?: boolean;
  readonly show_above_text?: boolean;
}

export interface OutgoingFigure {
  readonly method: "sendPhoto" | "sendVideo" | "sendAnimation" | "sendDocument";
  readonly file_id: string;
  /** "" where the figure has none. */
  readonly caption: string;
  readonly caption_entities: readonly MessageEntity[];
  readonly buttons?: LinkButtons;
}

/** An author's message just as they sent it, captions included that are too long for a bot's own. */
export interface OutgoingCopy {
  readonly method: "copyMessage";
  readonly from_chat_id: number;
  readonly message_id: number;
  /** What stands in that message; for the record, not sent. */
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly buttons?: LinkButtons;
}

/** https://core.telegram.org/bots/api#sendrichmessage */
export interface OutgoingRich {
  readonly method: "sendRichMessage";
  readonly rich_message: RichDocument;
  /** The classic twin; for the record, not sent. */
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly buttons?: LinkButtons;
}

export interface OutgoingAlbum {
  readonly method: "sendMediaGroup";
  /** 2–10 items: photos and videos, or documents alone. */
  readonly media: readonly OutgoingMedia[];
}

export interface OutgoingMedia {
  readonly type: Exclude<Figure["kind"], "animation">;
  readonly media: string;
  readonly caption: string;
  readonly caption_entities: readonly MessageEntity[];
}

/** How many messages the call makes. */
export function messageCount(outgoing: OutgoingMessage): number {
  return outgoing.method === "sendMediaGroup" ? outgoing.media.length : 1;
}

/** The id of the message that this one answers, after the earlier messages of its post got these ids; null for none. */
export function answeredBy(outgoing: OutgoingMessage, earlier: readonly number[]): number | null {
  if (!outgoing.replyToPrevious) return outgoing.follows ?? null;
  return (outgoing.chained === true ? earlier.at(-1) : earlier[0]) ?? null;
}

/** The text that stands in the channel: of a post of several parts the text that one has, or that several share. */
export function textOf(messages: readonly OutgoingMessage[]): ClassicDocument {
  let whole = EMPTY;
  for (const message of messages) {
    for (const part of textsOf(message)) {
      if (part.text === "") continue;
      const continues = message.method === "sendMessage" ? message.continues : undefined;
      if (whole.text === "") whole = part;
      else if (continues !== undefined) whole = concat(whole, plainly(continues), part);
    }
  }
  return whole;
}

function textsOf(message: OutgoingMessage): ClassicDocument[] {
  switch (message.method) {
    case "sendMessage":
    case "copyMessage":
    case "sendRichMessage":
      return [{ text: message.text, entities: message.entities }];
    case "sendMediaGroup":
      return message.media.map(({ caption, caption_entities }) => ({ text: caption, entities: caption_entities }));
    default:
      return [{ text: message.caption, entities: message.caption_entities }];
  }
}
