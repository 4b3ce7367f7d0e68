import type { PostContent } from "./post.ts";

/** Units of a title at most, whatever a channel chooses. */
export const TITLE_LENGTH = 256;

/**
 * What a post is called: the title that a person gave it; for pasted text the line that is a paper's
 * title, or its first line, if that can be a title; else
 * the first paper's. Null where there is none of them.
 */
export function titleOf(content: Pick<PostContent, "title" | "style" | "text" | "papers">): string | null {
  const line = content.style === "verbatim" ? (namingLine(content) ?? firstLine(content.text.text)) : null;
  const paper = content.papers.find(({ title }) => title !== null)?.title ?? null;
  // Titles of papers come with line breaks from their sources.
  return content.title ?? line ?? paper?.replace(/\s+/gu, " ") ?? null;
}

/** The line that is the title of one of the papers: below the caption of a figure, for example. */
function namingLine({ text, papers }: Pick<PostContent, "text" | "papers">): string | null {
  const titles = new Set(papers.flatMap(({ title }) => (title === null ? [] : [wordsOf(title)])));
  const lines = titles.size === 0 ? [] : text.text.split("\n").map((line) => line.trim());
  return lines.find((line) => line.length <= TITLE_LENGTH && line !== "" && titles.has(wordsOf(line))) ?? null;
}

/** A title without case, punctuation and sizes of gaps. */
function wordsOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The first line that holds something, trimmed; null where there is none or it is longer than a title can be. */
export function firstLine(text: string): string | null {
  const line = text
    .split("\n")
    .map((each) => each.trim())
    .find((each) => each !== "");
  return line === undefined || line.length > TITLE_LENGTH ? null : line;
}

/** Units of the words that stand for a title. */
const WORDS_LENGTH = 80;

/** What a post is called in a list: its title, else its first words, else a sign for its figures. One line. */
export function nameOf(content: Pick<PostContent, "title" | "style" | "text" | "papers">): string {
  const title = titleOf(content) ?? content.text.text;
  const [first = ""] = title.trim().split(/[\n\r\u2028\u2029]/u, 1);
  const line = first.trimEnd();
  if (line === "") return "🖼";
  if (line.length <= (line === titleOf(content) ? TITLE_LENGTH : WORDS_LENGTH)) return line;
  const words = line.slice(0, WORDS_LENGTH + 1).match(/^.*(?=\s)/su)?.[0] ?? line.slice(0, WORDS_LENGTH);
  return `${words.toWellFormed().replace(/[\s\ufffd\p{P}]+$/u, "")}…`;
}
