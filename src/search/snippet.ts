import { type Token, tokens } from "../language/tokens.ts";
import { clipped, shown } from "./shown.ts";

/** A stretch of a post around the words that were looked for, without formatting. */
export interface Snippet {
  readonly text: string;
  /** Where those words stand in `text`, in UTF-16 units, in order and apart. */
  readonly highlights: readonly { readonly offset: number; readonly length: number }[];
}

/**
 * The stretch of `text`, of about `length` units, that holds the most different words looked for; the first such. Cut
 * between words, with an ellipsis where something was left out. The title, where the text begins with it, is passed
 * over. `find` tells which of the words looked for a folded word is, or -1.
 */
export function snippet(text: string, title: string, length: number, find: (word: string) => number): Snippet {
  const body = shown(withoutTitle(text, title));
  const all = tokens(body);
  const hits = all.flatMap((token) => {
    const wanted = find(token.word);
    return wanted === -1 ? [] : [{ ...token, wanted }];
  });
  if (hits.length === 0) return { text: clipped(body, length), highlights: [] };

  const { first, last } = densest(hits, length);
  const middle = (first.offset + last.offset + last.length) / 2;
  let from = Math.max(0, Math.min(first.offset, Math.round(middle - length / 2)));
  let to = Math.min(body.length, Math.max(last.offset + last.length, from + length));
  from = Math.max(0, Math.min(from, to - length));
  if (from > 0)
    from = all.find((token) => token.offset >= from && token.offset <= first.offset)?.offset ?? first.offset;
  if (to < body.length) {
    const end = all.findLast((token) => token.offset + token.length <= to) ?? last;
    to = Math.max(end.offset + end.length, last.offset + last.length);
  }
  const before = from > 0 ? "…" : "";
  const highlights = hits
    .filter((hit) => hit.offset >= from && hit.offset + hit.length <= to)
    .map((hit) => ({ offset: hit.offset - from + before.length, length: hit.length }));
  return { text: `${before}${body.slice(from, to)}${to < body.length ? "…" : ""}`, highlights };
}

/** The text after its first line, where that is the title and something follows. */
function withoutTitle(text: string, title: string): string {
  const [line = ""] = text.trimStart().split("\n", 1);
  const rest = text.trimStart().slice(line.length).trim();
  return rest !== "" && line.trim() === title.trim() ? rest : text;
}

interface Hit extends Token {
  readonly wanted: number;
}

function densest(hits: readonly Hit[], length: number): { first: Hit; last: Hit } {
  const inside = new Map<number, number>();
  let best = { different: 0, first: hits[0] as Hit, last: hits[0] as Hit };
  let start = 0;
  for (const [end, hit] of hits.entries()) {
    inside.set(hit.wanted, (inside.get(hit.wanted) ?? 0) + 1);
    while (start < end && hit.offset + hit.length - (hits[start] as Hit).offset > length) {
      const { wanted } = hits[start] as Hit;
      const left = (inside.get(wanted) ?? 1) - 1;
      if (left === 0) inside.delete(wanted);
      else inside.set(wanted, left);
      start++;
    }
    if (inside.size > best.different) best = { different: inside.size, first: hits[start] as Hit, last: hit };
  }
  return best;
}
