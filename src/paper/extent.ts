const STOP = /[\s"«»“”„‘’`|\\^\p{Cc}\p{Cf}\p{Cs}\u2014\u2026]/u;
const CLOSING: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{", ">": "<" };
const OPENING = "([{<";
const TRAILING = ".,;:!?'*/([{<";

/**
 * Where a link or a DOI that is written at `start` ends: before white space, quotes, a bracket that nothing in it has
 * opened, whatever `stops` names, and without the punctuation of the sentence around it. At most `longest` units are
 * looked at. `<` is part of it only as in `<135::AID…>`, which old DOIs hold.
 */
export function extentEnd(
  text: string,
  start: number,
  longest: number,
  stops: (char: string, index: number) => boolean,
): number {
  const limit = Math.min(text.length, start + longest);
  const open: string[] = [];
  let end = start;
  while (end < limit) {
    const char = String.fromCodePoint(text.codePointAt(end) ?? 0);
    if (STOP.test(char) || stops(char, end)) break;
    if (char === "<" && !/^<\d{1,6}:/.test(text.slice(end, end + 8))) break;
    if (OPENING.includes(char)) open.push(char);
    else if (CLOSING[char] !== undefined && open.pop() !== CLOSING[char]) break;
    end += char.length;
  }
  while (end > start && TRAILING.includes(text[end - 1] ?? "")) end--;
  return end;
}

export const CYRILLIC = /\p{Script=Cyrillic}/u;
