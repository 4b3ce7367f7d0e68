import type { ArchivedPost, Posts } from "../archive/posts.ts";
import type { Order, PostFinder } from "../archive/search.ts";
import { tokens } from "../language/tokens.ts";
import { withoutFooter } from "./footer.ts";
import { matchReading, type QueryWord, type Reading, readingHolds, readQuery } from "./query.ts";
import { type Snippet, snippet } from "./snippet.ts";

export interface Hit {
  readonly post: ArchivedPost;
  readonly snippet: Snippet;
}

/** A word that was not found as it was typed, and what was looked for in its place. */
export interface Replacement {
  readonly typed: string;
  readonly kind: "layout" | "sound" | "root";
  /** A word of the found posts; null where none is on this page. */
  readonly found: string | null;
}

export interface SearchAnswer {
  /** How many posts there are in all. */
  readonly total: number;
  readonly hits: readonly Hit[];
  /** `any` where no post holds all the words, so that those with some of them are shown; `nothing` to look for. */
  readonly mode: "all" | "any" | "nothing";
  /** Words that no post holds, as they were typed. */
  readonly missing: readonly string[];
  readonly replaced: readonly Replacement[];
}

export interface SearchRequest {
  readonly order?: Order;
  readonly limit: number;
  readonly offset?: number;
}

/** Finds posts by words of Russian and English in any inflection. */
export interface Search {
  find(channelId: number, text: string, request: SearchRequest): SearchAnswer;
  /** How a post is shown where nothing was looked for: the beginning of its text. */
  opening(post: ArchivedPost): Hit;
}

const SNIPPET = 170;

export function createSearch(deps: {
  readonly finder: PostFinder;
  readonly posts: Pick<Posts, "get">;
  readonly now: () => number;
}): Search {
  const { finder, posts, now } = deps;
  const heard = (channelId: number, word: QueryWord): { word: QueryWord; reading: Reading | undefined } => ({
    word,
    reading: word.readings.find((reading) => finder.any(channelId, matchReading(reading))),
  });
  return {
    find: (channelId, text, { order = "relevance", limit, offset = 0 }) => {
      const words = readQuery(text).map((word) => heard(channelId, word));
      const missing = words.filter(({ reading }) => reading === undefined).map(({ word }) => word.text);
      const readings = words.flatMap(({ reading }) => reading ?? []);
      if (readings.length === 0) {
        return { total: 0, hits: [], mode: words.length === 0 ? "nothing" : "all", missing, replaced: [] };
      }
      const matches = readings.map((reading) => `(${matchReading(reading)})`);
      const all = matches.join(" AND ");
      const together = missing.length === 0 && finder.any(channelId, all);
      const match = together ? all : matches.join(" OR ");
      const tests = readings.map(readingHolds);
      const find = (word: string) => tests.findIndex((holds) => holds(word));
      const hits = finder
        .page(channelId, match, { order, limit, offset, now: now() })
        .flatMap((id) => posts.get(id) ?? [])
        .map((post) => ({ post, snippet: snippet(withoutFooter(post.document), post.title, SNIPPET, find) }));
      return {
        total: finder.count(channelId, match),
        hits,
        mode: together ? "all" : "any",
        missing,
        replaced: words.flatMap(({ word, reading }) =>
          reading === undefined || reading.kind === "typed"
            ? []
            : [{ typed: word.text, kind: reading.kind, found: wordIn(hits, reading) }],
        ),
      };
    },
    opening: (post) => ({ post, snippet: snippet(withoutFooter(post.document), post.title, SNIPPET, () => -1) }),
  };
}

function wordIn(hits: readonly Hit[], reading: Reading): string | null {
  if (reading.kind === "layout") return reading.words.join(" ");
  const holds = readingHolds(reading);
  for (const { post } of hits) {
    const texts = [post.title, ...post.tags, ...post.papers.map((paper) => paper.title ?? ""), post.document.text];
    for (const text of texts) {
      const found = tokens(text).find(({ word }) => holds(word));
      if (found !== undefined) return found.word;
    }
  }
  return null;
}
