import type { ClassicDocument } from "../document/document.ts";
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
}
