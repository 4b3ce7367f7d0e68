import { type Db, inTransaction } from "./database.ts";

/** An answer with more than one page, so that its buttons can turn them. */
export interface StoredSearch {
  readonly channelId: number;
  readonly personId: number;
  /** JSON, as it was stored. */
  readonly query: string;
}

export interface Searches {
  /** Keeps a search for thirty days; older ones go. Returns its id. */
  keep(search: StoredSearch): number;
  /** Changes what a button of the search will show. */
  change(id: number, query: string): void;
  /** Null where it is gone or has never been. */
  get(id: number): StoredSearch | null;
}

const KEPT = 30 * 24 * 3600 * 1000;

export function createSearches(db: Db, now: () => number): Searches {
  const insert = db.prepare<[number, number, string, number]>(
    "INSERT INTO search (channel_id, person_id, query, created_at) VALUES (?, ?, ?, ?)",
  );
  const forget = db.prepare<[number]>("DELETE FROM search WHERE created_at < ?");
  const update = db.prepare<[string, number]>("UPDATE search SET query = ? WHERE id = ?");
  const select = db.prepare<[number], StoredSearch>(
    "SELECT channel_id AS channelId, person_id AS personId, query FROM search WHERE id = ?",
  );
  return {
    keep: (search) =>
      inTransaction(db, () => {
        const time = now();
        forget.run(time - KEPT);
        return Number(insert.run(search.channelId, search.personId, search.query, time).lastInsertRowid);
      })(),
    change: (id, query) => {
      update.run(query, id);
    },
    get: (id) => select.get(id) ?? null,
  };
}
