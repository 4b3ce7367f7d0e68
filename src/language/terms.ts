import { sound } from "./sounds.ts";
import { stem } from "./stems.ts";
import { tokens } from "./tokens.ts";

/** What a text is found by: each word's stem, and the word itself where that is something else. */
export function searchTerms(text: string): string[] {
  return tokens(text).flatMap(({ word }) => {
    const root = stem(word);
    return root === word ? [word] : [root, word];
  });
}

/** How the words of a text sound, each sound once. */
export function searchSounds(text: string): string[] {
  return [...new Set(tokens(text).flatMap(({ word }) => soundsOf(word)))];
}

/** How a word, its stem and its singular sound. */
export function soundsOf(word: string): string[] {
  return [...new Set([sound(word), sound(stem(word)), sound(word.replace(/(?<=\w{3})s$/, ""))])].filter(
    (key) => key !== null,
  );
}
