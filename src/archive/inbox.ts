import type { Update } from "@grammyjs/types";
import type { Db } from "./database.ts";

/** An update that waits for its handling. */
export interface WaitingUpdate {
  readonly update: Update;
  /** When it came into the inbox, ms. */
  readonly receivedAt: number;
  /** It had waited at Telegram or in the inbox while the bot was down. */
  readonly late: boolean;
  /** How often a process began to handle it. */
  readonly attempts: number;
  /** The same for all that a process began to handle as one; null where none did. */
  readonly batch: number | null;
}

/** Updates, kept from before they are confirmed to Telegram until a day after they were handled. */
export interface Inbox {
  /** Inserts in one transaction those that are not there yet, and returns the lanes of the new ones. */
  insert(
    updates: readonly Update[],
    options: { readonly late: boolean; readonly lane: (update: Update) => string },
  ): readonly string[];
  /** Lanes that have something waiting, the one that waits longest first. */
  lanes(): readonly string[];
  /** What waits in a lane, in inbox order, at most `limit`. */
  waiting(lane: string, limit: number): readonly WaitingUpdate[];
  /** Counts an attempt on each before its handler is called, and that they are one, so that a crash leaves a trace. */
  begin(updateIds: readonly number[]): void;
  finish(updateIds: readonly number[]): void;
  /** Marks all that waits as late. Called once at start, before anything new is inserted. */
  markLate(): void;
  /** Takes back all attempts on what waits: they ended by no fault of the updates. */
  forgive(): void;
  /** Sets aside what waits and is no update, and returns the ids. Called once at start. */
  setAsideUnreadable(): readonly number[];
  /** Sets aside what has brought the process down this many times, and returns it. */
  setAside(attempts: number): readonly Update[];
  /** Forgets what was finished, and the effects that were made, before this time. Returns how many rows went. */
  sweep(before: number): number;
}

/** `inPlace` throws where what is written would be lost: then nothing counts as inserted. */
export function createInbox(db: Db, now: () => number, inPlace: () => void = () => {}): Inbox {
  const insert = db.prepare(
    `INSERT INTO inbox (update_id, lane, payload, late, received_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (update_id) DO NOTHING`,
  );
  const lanes = db
    .prepare<[], string>("SELECT lane FROM inbox WHERE state = 'waiting' GROUP BY lane ORDER BY min(update_id)")
    .pluck();
  const waiting = db.prepare<
    [string, number],
    { payload: string; late: number; attempts: number; batch: number | null; received_at: number }
  >(
    `SELECT payload, late, attempts, batch, received_at FROM inbox
     WHERE state = 'waiting' AND lane = ?
     ORDER BY update_id
     LIMIT ?`,
  );
  const begin = db.prepare("UPDATE inbox SET attempts = attempts + 1, batch = ? WHERE update_id = ?");
  const finish = db.prepare("UPDATE inbox SET state = 'done', finished_at = ? WHERE update_id = ?");
  const markLate = db.prepare("UPDATE inbox SET late = 1 WHERE state = 'waiting'");
  const forgive = db.prepare("UPDATE inbox SET attempts = 0 WHERE state = 'waiting' AND attempts > 0");
  const setAside = db
    .prepare<[number, number], string>(
      `UPDATE inbox SET state = 'set-aside', finished_at = ?
       WHERE state = 'waiting' AND attempts >= ?
       RETURNING payload`,
    )
    .pluck();
  const setAsideUnreadable = db
    .prepare<[number], number>(
      `UPDATE inbox
          SET state = 'set-aside',
              finished_at = ?
        WHERE state = 'waiting'
          AND CASE WHEN json_valid(payload) THEN coalesce(payload ->> '$.update_id', 0) <> update_id ELSE 1 END
       RETURNING update_id`,
    )
    .pluck();
  const sweepInbox = db.prepare("DELETE FROM inbox WHERE state = 'done' AND finished_at < ?");
  // An effect outlives its day while the update that made it may still be handled again.
  const sweepEffects = db.prepare(
    `DELETE FROM effect
     WHERE made_at < ? AND update_id NOT IN (SELECT update_id FROM inbox WHERE state <> 'done')`,
  );
  const inOneTransaction = (change: (updateIds: readonly number[]) => void) => {
    const transaction = db.transaction(change);
    return (updateIds: readonly number[]) => transaction.immediate(updateIds);
  };
  return {
    insert: (updates, { late, lane }) =>
      db
        .transaction(() => {
          const at = now();
          const fresh = new Set<string>();
          for (const update of updates) {
            const name = lane(update);
            const { changes } = insert.run(update.update_id, name, JSON.stringify(update), late ? 1 : 0, at);
            if (changes === 1) fresh.add(name);
          }
          inPlace();
          return [...fresh];
        })
        .immediate(),
    lanes: () => lanes.all(),
    waiting: (lane, limit) =>
      waiting.all(lane, limit).map((row) => ({
        update: JSON.parse(row.payload),
        receivedAt: row.received_at,
        late: row.late === 1,
        attempts: row.attempts,
        batch: row.batch,
      })),
    begin: inOneTransaction((updateIds) => {
      for (const id of updateIds) begin.run(updateIds[0], id);
    }),
    finish: inOneTransaction((updateIds) => {
      const at = now();
      for (const id of updateIds) finish.run(at, id);
    }),
    markLate: () => {
      markLate.run();
    },
    forgive: () => {
      forgive.run();
    },
    setAsideUnreadable: () => setAsideUnreadable.all(now()),
    setAside: (attempts) => setAside.all(now(), attempts).map((payload) => JSON.parse(payload)),
    sweep: (before) =>
      db.transaction(() => sweepInbox.run(before).changes + sweepEffects.run(before).changes).immediate(),
  };
}
