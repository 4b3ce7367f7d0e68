import { otherLayout } from "../language/layouts.ts";
import { stems } from "../language/stems.ts";
import { STOP_WORDS } from "../language/stop-words.ts";
import { formsOf, soundsOf } from "../language/terms.ts";
import { tokens } from "../language/tokens.ts";

/** One way of reading a word of a query, and what a post must hold for it. */
export interface Reading {
  /** As it was typed, in another keyboard layout, by its sound in either alphabet, or by its root alone. */
  readonly kind: "typed" | "layout" | "sound" | "root";
  /** The folded words that were read; of a root, its beginning. */
  readonly words: readonly string[];
  /** Whether the last of them may go on: it is being typed, perhaps. */
  readonly open: boolean;
}

/** A word of a query with its readings, the nearest first. */
export interface QueryWord {
  readonly text: string;
  readonly readings: readonly Reading[];
}

/** Of a longer query the first words are looked for. */
export const MOST_WORDS = 12;

/**
 * The words of a query, each once. Signs, operators and emoji are no words; little words that say nothing are left
 * out where there are others.
 */
export function readQuery(text: string): QueryWord[] {
  const typed = text
    .slice(0, 4096)
    .split(/\s+/)
    .flatMap((chunk) => split(chunk));
  const telling = typed.filter(({ words }) => words.some((word) => !STOP_WORDS.has(word)));
  const chosen = new Map<string, QueryWord>();
  const all = telling.length > 0 ? telling : typed;
  for (const [index, { chunk, words }] of all.entries()) {
    const open = index === all.length - 1;
    if (chosen.size < MOST_WORDS) chosen.set(words.join(" "), { text: chunk, readings: readings(chunk, words, open) });
  }
  return [...chosen.values()];
}

/** The FTS5 expression for a reading. It is made of folded words alone, each in quotes. */
export function matchReading(reading: Reading): string {
  const words = reading.words.map((word, index) => {
    if (reading.kind === "sound") return `sounds : (${soundsOf(word).map(quote).join(" OR ")})`;
    if (reading.kind === "root") return `{title tags authors papers body} : (${quote(word)} *)`;
    const last = reading.open && index === reading.words.length - 1 && word.length > 1;
    const forms = formsOf(word).map(quote);
    return `{title tags authors papers body} : (${forms.join(" OR ")}${last ? ` OR ${quote(word)} *` : ""})`;
  });
  return words.map((word) => `(${word})`).join(" AND ");
}

/** Tells of a folded word of a text whether the reading looks for it. */
export function readingHolds(reading: Reading): (word: string) => boolean {
  const known = new Map<string, boolean>();
  const test = wordTest(reading);
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const holds = test(word);
    known.set(word, holds);
    return holds;
  };
}

function wordTest({ kind, words, open }: Reading): (word: string) => boolean {
  if (kind === "root") return (word) => words.some((root) => word.startsWith(root));
  if (kind === "sound") {
    const wanted = new Set(words.flatMap(soundsOf));
    return (word) => soundsOf(word).some((sound) => wanted.has(sound));
  }
  const wanted = new Set(words.flatMap(formsOf));
  const begun = words.at(-1) ?? "";
  const goesOn = open && begun.length > 1;
  return (word) => (goesOn && word.startsWith(begun)) || formsOf(word).some((form) => wanted.has(form));
}

/** A word with hyphens or slashes counts as several, one after the other; a run of words without spaces also. */
function split(chunk: string): { chunk: string; words: string[] }[] {
  const found = tokens(chunk);
  // In the other layout commas and brackets are letters, so that a chunk is read as a whole there.
  if (/[,.;'[\]`]/.test(chunk) && /^[\x21-\x7e]+$/.test(chunk)) {
    return found.length === 0 ? [] : [{ chunk, words: found.map(({ word }) => word) }];
  }
  return found.map(({ word, offset, length }) => ({ chunk: chunk.slice(offset, offset + length), words: [word] }));
}

function readings(chunk: string, words: string[], open: boolean): Reading[] {
  const other = tokens(otherLayout(chunk) ?? "").map(({ word }) => word);
  const found: Reading[] = [{ kind: "typed", words, open }];
  if (other.length > 0) found.push({ kind: "layout", words: other, open });
  if (words.every((word) => soundsOf(word).length > 0)) found.push({ kind: "sound", words, open: false });
  const [root] = words.length === 1 ? words.map(rootOf) : [];
  if (root !== undefined && root !== null) found.push({ kind: "root", words: [root], open: true });
  return found;
}

/** What words made from one another begin with, roughly: диффузионный and диффузия with `диффуз`. */
function rootOf(word: string): string | null {
  const root = stems(word).at(-1) ?? word;
  return root.length < 7 ? null : root.slice(0, Math.max(6, root.length - 3));
}

function quote(word: string): string {
  return `"${word.replaceAll('"', '""')}"`;
}
