import { sound } from "./sounds.ts";
import { stems } from "./stems.ts";
import { tokens } from "./tokens.ts";

/** What a text is found by: each word's stems, and the word itself where that is something else. */
export function searchTerms(text: string): string[] {
  return tokens(text).flatMap(({ word }) => formsOf(word));
}

/** The terms of one folded word. */
export function formsOf(word: string): string[] {
  return [...new Set([...stems(word), word])];
}

/** How the words of a text sound, each sound once. */
export function searchSounds(text: string): string[] {
  return [...new Set(tokens(text).flatMap(({ word }) => soundsOf(word)))];
}

/** How a word, its stems and its singular sound. */
export function soundsOf(word: string): string[] {
  return [...new Set([word, ...stems(word), word.replace(/(?<=\w{3})s$/, "")].map(sound))].filter(
    (key) => key !== null,
  );
}
