import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { inPlaceAtOnce } from "./copies.ts";
import { type Db, inTransaction } from "./database.ts";
import { besideOf } from "./lock.ts";
import { hasRows } from "./migrations.ts";
import { createRestorations, markRestored } from "./restorations.ts";

/**
 * How many calls were made that were to put something into a channel: in the database and, before each of them, in
 * `paperboy.calls` beside it. A copy of the database that somebody put in its place knows fewer calls than were made.
 */
export interface CallCount {
  /**
   * When the database begins to be served: one that is an older copy, or that stands without the file that it had beside
   * it, becomes a restored one, as `markRestored` says. Tells whether it did; false where it was one already.
   */
  check(now: number): boolean;
  /** Before a call, whose attempt is in the database already. @throws Error of the file system: then nothing is called */
  note(): void;
}

/** For ":memory:" it does nothing. */
export function createCallCount(db: Db): CallCount {
  if (db.memory) return { check: () => false, note: () => {} };
  const path = besideOf(db.name, "calls");
  const select = db.prepare<[], number>("SELECT made FROM call_count").pluck();
  const upsert = db.prepare(
    "INSERT INTO call_count (id, made) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET made = excluded.made",
  );
  const write = (made: number): void => inPlaceAtOnce(path, (partial) => writeFileSync(partial, `${made}\n`));
  const restorations = createRestorations(db, () => 0);

  return {
    check: (now) => {
      const known = select.get() ?? null;
      let beside = readCount(path);
      // The first start that counts. The file comes first: a row without one is a copy.
      if (known === null && beside === null) {
        beside = 0;
        write(0);
      }
      const made = Math.max(known ?? 0, beside ?? 0);
      const isOlder = known === null ? made > 0 && hasRows(db) : beside === null || known < beside;
      const isNews = inTransaction(db, () => {
        // What the command restored waits for an admin already.
        const marks = isOlder && restorations.pausedSince() === null;
        if (marks) markRestored(db, now);
        if (known !== made) upsert.run(made);
        return marks;
      })();
      if (beside !== made) write(made);
      return isNews;
    },
    note: () => write(select.get() ?? 0),
  };
}

/** Null where there is none. What cannot be read says nothing of the database, and is taken for absent. */
function readCount(path: string): number | null {
  if (!existsSync(path)) return null;
  const text = readFileSync(path, "utf8");
  return /^\d{1,15}\n?$/.test(text) ? Number(text) : null;
}
