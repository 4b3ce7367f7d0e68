/**
 * Who wrote a work and when, in short: "Chen et al., 2024", "Vaswani & Shazeer, 2017", "Sutton, 2019". Without authors
 * the year alone; null where neither is known.
 */
export function byline(authors: readonly string[], year: number | null): string | null {
  const names = authors.map(familyName).filter((name) => name !== "");
  const [first, second] = names;
  const who =
    first === undefined
      ? null
      : names.length > 2
        ? `${first} et al.`
        : second === undefined
          ? first
          : `${first} & ${second}`;
  const parts = [who, year === null ? null : String(year)].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

const PARTICLES = new Set(
  "van von der den de del della di da dos das du la le ter ten el al bin ibn zu zur af av y".split(" "),
);
const SUFFIXES = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/** The family name of "Given Family" or "Family, Given", with its particles: "van den Oord". */
function familyName(author: string): string {
  const [before = "", after] = author.split(",", 2).map((part) => part.trim());
  if (after !== undefined && !SUFFIXES.test(after)) return before;
  const words = before.split(/\s+/);
  while (words.length > 1 && SUFFIXES.test(words.at(-1) ?? "")) words.pop();
  let start = words.length - 1;
  while (start > 1 && PARTICLES.has(words[start - 1] ?? "")) start--;
  return words.slice(start).join(" ");
}
