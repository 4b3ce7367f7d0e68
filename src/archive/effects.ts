import type { Db } from "./database.ts";

/** Changes that an update made, so that handling it again after a crash makes none of them twice. */
export interface Effects {
  /**
   * Makes the change in one transaction with the record of it, and returns its result, which must be plain JSON.
   * Where this update has already made it, the change is not called and the first result is returned.
   */
  once<T>(updateId: number, name: string, change: () => T): T;
  /** Whether this update has made the change already: it is handled again. */
  made(updateId: number, name: string): boolean;
}

export function createEffects(db: Db, now: () => number): Effects {
  const find = db.prepare<[number, string], { result: string }>(
    "SELECT result FROM effect WHERE update_id = ? AND name = ?",
  );
  const record = db.prepare("INSERT INTO effect (update_id, name, result, made_at) VALUES (?, ?, ?, ?)");
  return {
    made: (updateId, name) => find.get(updateId, name) !== undefined,
    once: (updateId, name, change) =>
      db
        .transaction(() => {
          const made = find.get(updateId, name);
          if (made !== undefined) return JSON.parse(made.result);
          const result = change();
          record.run(updateId, name, JSON.stringify(result ?? null), now());
          return result;
        })
        .immediate(),
  };
}
