import type { Kind } from "./post.ts";

/** Where in the post a finding stands, as zod names it: `["tags", 2]`. */
export type FindingPath = readonly (string | number)[];

/** Why a tag would not be one link in Telegram. */
export type TagCause = "empty" | "hyphen" | "space" | "digits" | "decomposed" | "invisible" | "long" | "sign";

/** The arguments of every finding, by its code. Lengths are UTF-16 units. */
export interface FindingArguments {
  "title-missing": Record<never, never>;
  "title-short": { readonly length: number; readonly min: number };
  "title-long": { readonly length: number; readonly max: number };
  "title-lines": { readonly lines: number };
  /** Within the bound, but longer than a phone shows at a glance. */
  "title-wordy": { readonly length: number };
  "paper-missing": Record<never, never>;
  "papers-many": { readonly count: number; readonly max: number };
  "paper-on-note": { readonly count: number };
  "follows-missing": Record<never, never>;
  "post-empty": Record<never, never>;
  "figures-many": { readonly count: number; readonly max: number };
  /** The text has places for more figures than the post has. */
  "figures-missing": { readonly placed: number; readonly count: number };
  "tags-many": { readonly count: number; readonly max: number };
  "author-missing": Record<never, never>;
  /** `length` is the whole message's, with what the template adds. */
  "text-long": { readonly length: number; readonly max: number; readonly over: number; readonly added: number };
  /** The text takes more messages than the channel allows for one post; `length` is the whole text's. */
  "series-long": { readonly length: number; readonly messages: number; readonly max: number };
  /** A printed tag that Telegram would cut after `linked`, or not link at all where that is empty. */
  "tag-cut": {
    readonly tag: string;
    readonly linked: string;
    readonly cause: TagCause;
    readonly mends: readonly string[];
  };
  /** A hashtag within the text that Telegram cuts: `written` is what stands there, at `offset`. */
  "text-tag-cut": {
    readonly written: string;
    readonly linked: string;
    readonly cause: TagCause;
    readonly offset: number;
    readonly mends: readonly string[];
  };
  /** The link's label stands alone and carries no link, though a paper is known. */
  "label-bare": { readonly label: string; readonly offset: number; readonly url: string; readonly paper: string };
  "emoji-custom": { readonly count: number };
  /** Formatting of a type that this program does not know yet. */
  "entities-unknown": { readonly count: number };
  "entities-many": { readonly count: number; readonly max: number };
}
export type FindingCode = keyof FindingArguments;

/** A violation of the post schema (error), or what a person may want to look at (warning). */
export type Finding = {
  readonly [Code in FindingCode]: {
    readonly code: Code;
    readonly path: FindingPath;
    readonly severity: "error" | "warning";
    readonly args: FindingArguments[Code];
  };
}[FindingCode];

/** What a tap changes to mend a finding. */
export type Mend =
  | { readonly kind: "replace-tag"; readonly tag: string; readonly by: string }
  | { readonly kind: "replace-text"; readonly offset: number; readonly length: number; readonly by: string }
  | { readonly kind: "link"; readonly offset: number; readonly length: number; readonly url: string }
  | { readonly kind: "set-kind"; readonly value: Kind }
  /** The places of a rich document for figures that have not come go. */
  | { readonly kind: "drop-places" };

/** The name under which a finding is waved away: the same as long as it is about the same thing. */
export function findingKey(finding: Finding): string {
  switch (finding.code) {
    case "tag-cut":
      return `${finding.code}:${finding.args.tag}`;
    case "text-tag-cut":
      return `${finding.code}:${finding.args.written}`;
    case "label-bare":
      return `${finding.code}:${finding.args.url}`;
    default:
      return finding.code;
  }
}

/** Makes findings of one severity, so that a code and its arguments are checked together. */
export function finding(severity: Finding["severity"]) {
  return <Code extends FindingCode>(code: Code, path: FindingPath, args: FindingArguments[Code]): Finding =>
    ({ code, path, severity, args }) as Finding;
}
