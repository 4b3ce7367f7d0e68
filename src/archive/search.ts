import type { Db } from "./database.ts";

export type Order = "relevance" | "date";

/** Finds posts by an FTS5 expression, which must be made of quoted words (src/search/query.ts makes it). */
export interface PostFinder {
  /** Whether any post of the channel matches. */
  any(channelId: number, match: string): boolean;
  count(channelId: number, match: string): number;
  /**
   * Ids of matching posts. By relevance a word weighs most in the title, then in tags and papers, then in the body, and
   * least in authors and their rubrics; of two posts that fit alike the newer one comes first. `now` is in milliseconds.
   */
  page(
    channelId: number,
    match: string,
    page: { readonly order: Order; readonly limit: number; readonly offset: number; readonly now: number },
  ): readonly number[];
}

const MATCHING =
  "FROM post_search JOIN post ON post.id = post_search.rowid WHERE post_search MATCH ? AND post.channel_id = ?";
// Weights of title, tags, authors, papers, body and sounds. bm25 is the smaller the better, and below zero.
const BM25 = "bm25(post_search, 12.0, 6.0, 0.2, 2.0, 1.0, 0.5)";
const YEAR = 31_556_952_000;

export function createPostFinder(db: Db): PostFinder {
  const any = db.prepare<[string, number], number>(`SELECT 1 ${MATCHING} LIMIT 1`).pluck();
  const count = db.prepare<[string, number], number>(`SELECT count(*) ${MATCHING}`).pluck();
  const byRelevance = db
    .prepare<[string, number, number, number, number], number>(
      `SELECT post.id ${MATCHING}
        ORDER BY ${BM25} * (1.0 + 0.2 / (1.0 + max(0, ? - post.published_at) / ${YEAR}.0)), post.published_at DESC, post.id DESC
        LIMIT ? OFFSET ?`,
    )
    .pluck();
  const byDate = db
    .prepare<[string, number, number, number], number>(
      `SELECT post.id ${MATCHING} ORDER BY post.published_at DESC, post.id DESC LIMIT ? OFFSET ?`,
    )
    .pluck();
  return {
    any: (channelId, match) => any.get(match, channelId) !== undefined,
    count: (channelId, match) => count.get(match, channelId) ?? 0,
    page: (channelId, match, { order, limit, offset, now }) =>
      order === "date"
        ? byDate.all(match, channelId, limit, offset)
        : byRelevance.all(match, channelId, now, limit, offset),
  };
}
