import type { ClassicDocument } from "../document/document.ts";
import type { RichDocument } from "../document/rich/document.ts";
import type { Identifier } from "../paper/identifier.ts";

/** What a post is: a review of papers, an overview of a field, a note without a paper, or an addition to a post. */
export const KINDS = ["review", "overview", "note", "follow-up"] as const;
export type Kind = (typeof KINDS)[number];

/** A photo, video, animation or file that goes with a post, by Telegram's file id. */
export interface Figure {
  readonly kind: "photo" | "video" | "animation" | "document";
  readonly fileId: string;
  /** The same file has the same unique id in every message and for every bot. */
  readonly fileUniqueId: string;
  /** Bytes, where Telegram told. */
  readonly size: number | null;
  /** What is said of it, on one line; null or left out for nothing. */
  readonly caption?: string | null | undefined;
  /** Whose it is, on one line; null or left out for nothing. */
  readonly credit?: string | null | undefined;
  /** The name under which the archive's folder has its bytes; null or left out where it has not. */
  readonly kept?: string | null | undefined;
}

/** How a post becomes messages. */
export const LAYOUTS = [
  "as-sent", // the author's own message, copied
  "text",
  "preview-above", // a text with a large preview of its link above it
  "preview-below",
  "caption", // one figure and the text under it
  "album", // several figures, the text under the first
  "figures-then-text",
  "text-then-figures",
  "series", // figures, then a text in several messages, each in reply to the one before
  "rich", // one rich message, which some readers' apps do not show
] as const;
export type LayoutName = (typeof LAYOUTS)[number];

/** An author's message that holds the whole post and stands unchanged in their chat with the bot. */
export interface SentMessage {
  readonly chatId: number;
  readonly messageId: number;
  readonly form: "text" | "caption";
}

/** How a paper stands in a post: its identifier and, once known, what it is called. */
export interface PostPaper {
  readonly identifier: Identifier;
  readonly title: string | null;
  /** For example "Chen et al., 2024"; null while unknown. */
  readonly byline: string | null;
}

/** One of the channel's authors, who need not be known to the bot as a person. */
export interface Author {
  readonly id: number;
  readonly name: string;
  readonly username: string | null;
  readonly rubric: string | null;
}

/**
 * A post as a draft holds it, before it is checked. `verbatim` text was pasted and goes out as it is, its first line
 * being the title; `guided` text is put into the channel's template.
 */
export interface PostContent {
  readonly kind: Kind;
  readonly title: string | null;
  readonly text: ClassicDocument;
  readonly style: "verbatim" | "guided";
  readonly papers: readonly PostPaper[];
  readonly figures: readonly Figure[];
  /** Without `#`, in NFC. */
  readonly tags: readonly string[];
  readonly authors: readonly Author[];
  /** The post that a follow-up adds to, with its link in the channel. */
  readonly follows: { readonly postId: number; readonly title: string; readonly messageId: number } | null;
  /** The layout that a person chose for this post; null or left out: the channel's. */
  readonly layout?: LayoutName | null | undefined;
  /** The text as a rich document, where it is one; `text` is its classic twin then. */
  readonly rich?: RichDocument | null | undefined;
  /** Null or left out where the post is made of several messages, or differs from the one. */
  readonly sent?: SentMessage | null | undefined;
}
