import type { MessageEntity } from "@grammyjs/types";
import { type ClassicDocument, EMPTY } from "../document/document.ts";
import type { Figure } from "./post.ts";

/**
 * One call that puts a part of a post into a chat, in plain JSON, with the Bot API's own names: what is previewed, kept
 * on disk before the call, and sent is the very same.
 */
export type OutgoingMessage = {
  /** Whether it answers the first message of the post. False for the first part. */
  readonly replyToPrevious: boolean;
  readonly disable_notification: boolean;
  /** The message of the channel that the post adds to: the first part of a follow-up answers it. */
  readonly follows?: number;
} & (OutgoingText | OutgoingFigure | OutgoingAlbum);

export interface OutgoingText {
  readonly method: "sendMessage";
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly link_preview_options: { readonly is_disabled: boolean };
}

export interface OutgoingFigure {
  readonly method: "sendPhoto" | "sendVideo" | "sendAnimation" | "sendDocument";
  readonly file_id: string;
  /** "" where the figure has none. */
  readonly caption: string;
  readonly caption_entities: readonly MessageEntity[];
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

/** The text that stands in the channel, with a post of several parts the one part's that has it. */
export function textOf(messages: readonly OutgoingMessage[]): ClassicDocument {
  const texts = messages.flatMap((message): ClassicDocument[] => {
    if (message.method === "sendMessage") return [{ text: message.text, entities: message.entities }];
    const captioned = message.method === "sendMediaGroup" ? message.media : [message];
    return captioned.map(({ caption, caption_entities }) => ({ text: caption, entities: caption_entities }));
  });
  return texts.find(({ text }) => text !== "") ?? EMPTY;
}
