import type { Draft } from "../../archive/drafts.ts";
import { looksLikeMarkdown } from "../../document/markdown/looks.ts";
import { joinPieces } from "../../post/pieces.ts";
import type { WithMarkdown } from "./taken.ts";

/** The question whether a text is Markdown, among those that can be waved aside. */
export const MARKDOWN_QUESTION = "markdown";

/** Whether the draft's text looks like Markdown, is not read as it, and nobody has said that it is none. */
export function mayBeMarkdown({ pieces, skipped }: Pick<Draft, "pieces" | "skipped">): boolean {
  if (skipped.includes(MARKDOWN_QUESTION)) return false;
  const plain = pieces.filter(({ format }) => format === null).map(({ document }) => document);
  return plain.length > 0 && looksLikeMarkdown(joinPieces(plain));
}

/** Whether something was written under a Markdown file: what is read is the file alone. */
export function hasFileCaption(messages: readonly WithMarkdown[]): boolean {
  return messages.some(({ markdown, caption }) => markdown !== undefined && (caption ?? "").trim() !== "");
}

/** Whether something of the draft is read as Markdown now. */
export function isMarkdown({ pieces }: Pick<Draft, "pieces">): boolean {
  return pieces.some(({ format }) => format === "markdown");
}
