import { fold } from "./normal.ts";

/** A word of a text. `offset` and `length` count UTF-16 units in the text as it was given. */
export interface Token {
  /** Folded; never empty. */
  readonly word: string;
  readonly offset: number;
  readonly length: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad\u200d]*/gu;
const LONGEST = 64;

/** The words of a text: runs of letters and digits. Of a longer run than 64 units only the first 64 are kept as `word`. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = fold(match[0].slice(0, LONGEST).toWellFormed().replaceAll("\ufffd", ""));
    if (word !== "") found.push({ word, offset: match.index, length: match[0].length });
  }
  return found;
}
