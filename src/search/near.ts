import { fold } from "../language/normal.ts";
import { shareStem } from "../language/stems.ts";
import { soundsOf } from "../language/terms.ts";
import { tokens } from "../language/tokens.ts";

/** Of these names, those that look or sound like one of the words of the text, the nearest first. */
export function nearest<T extends { readonly name: string }>(names: readonly T[], text: string, limit: number): T[] {
  const words = tokens(text.slice(0, 400)).map(({ word }) => word);
  return names
    .map((item) => ({ item, near: Math.max(0, ...words.map((word) => nearness(word, item.name))) }))
    .filter(({ near }) => near > 0)
    .sort((a, b) => b.near - a.near)
    .slice(0, limit)
    .map(({ item }) => item);
}

function nearness(word: string, name: string): number {
  const folded = fold(name);
  return Math.max(
    0,
    ...tokens(folded).map(({ word: part }) => {
      if (shareStem(part, word)) return 4;
      if (soundsOf(part).some((sound) => soundsOf(word).includes(sound))) return 3;
      const [short, long] = part.length < word.length ? [part, word] : [word, part];
      if (short.length >= 3 && long.startsWith(short)) return 2;
      return short.length >= 4 && withinOne(short, long) ? 1 : 0;
    }),
  );
}

/** Whether one letter added, left out, changed or swapped with its neighbour makes one word of the other. */
function withinOne(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same++;
  const [a, b] = [short.slice(same), long.slice(same)];
  return (
    a.slice(1) === b.slice(1) ||
    a === b.slice(1) ||
    (a.length === b.length && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
  );
}
