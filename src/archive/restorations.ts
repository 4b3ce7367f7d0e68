import { createAttempts } from "./attempts.ts";
import type { Db } from "./database.ts";

/** The database was brought back from a copy: what happened after `backupAt` is not in it. Times in ms. */
export interface Restoration {
  readonly id: number;
  readonly backupAt: number;
  readonly restoredAt: number;
}

/** A draft of the copy that may have been published since. */
export interface DoubtfulDraft {
  readonly id: number;
  /** Its title, or its first line; empty where it has neither. */
  readonly title: string;
}

/** What publishing has to know of restored backups, so that a restore doubles nothing. */
export interface Restorations {
  /** The last one, as long as no admin has confirmed it: nothing may be sent to the channel. Null in ordinary times. */
  pausedSince(): Restoration | null;
  /** An admin looked at the channel: publishing goes on. False if another confirmed it before, or it is not the last. */
  confirm(id: number, by: number): boolean;
  /**
   * Whether a message of this second, ms, is lost: it came after a copy was made, and before that was restored. Telegram
   * tells whole seconds; of the one in which it was restored only what came after is still pressed.
   */
  isLost(second: number): boolean;
  /** Open drafts that have a text, the last changed first, and how many there are in all. */
  doubtful(limit: number): { readonly drafts: readonly DoubtfulDraft[]; readonly count: number };
}

/** ms */
const SECOND = 1_000;

export function createRestorations(db: Db, now: () => number): Restorations {
  const unconfirmed = db.prepare<[], RestorationRow>(
    "SELECT id, backup_at, restored_at FROM restored WHERE confirmed_at IS NULL ORDER BY id DESC LIMIT 1",
  );
  const confirm = db.prepare(
    `UPDATE restored
        SET confirmed_by = ?,
            confirmed_at = ?
      WHERE confirmed_at IS NULL
        AND id <= ?
        AND ? = (SELECT max(id) FROM restored)`,
  );
  const losing = db.prepare<[number, number]>(
    "SELECT 1 FROM restored WHERE backup_at < ? AND restored_at >= ? LIMIT 1",
  );
  const doubtful = db.prepare<[number], DoubtfulRow>(
    `SELECT draft.id,
            coalesce(title, substr(text, 1, instr(text || char(10), char(10)) - 1), '') AS title,
            count(*) OVER () AS count
       FROM draft
       JOIN draft_text ON draft_id = draft.id AND position = (SELECT min(position)
                                                                FROM draft_text AS piece
                                                               WHERE piece.draft_id = draft.id)
      WHERE state = 'open'
      ORDER BY updated_at DESC, draft.id DESC
      LIMIT ?`,
  );
  return {
    pausedSince: () => {
      const row = unconfirmed.get();
      return row === undefined ? null : { id: row.id, backupAt: row.backup_at, restoredAt: row.restored_at };
    },
    confirm: (id, by) => confirm.run(by, now(), id, id).changes > 0,
    isLost: (second) => losing.get(second, second + SECOND) !== undefined,
    doubtful: (limit) => {
      const rows = doubtful.all(limit);
      return { drafts: rows.map(({ id, title }) => ({ id, title })), count: rows[0]?.count ?? 0 };
    },
  };
}

/**
 * Makes an open copy the database to go on with, in one transaction: it is paused, and each message that was to go out
 * and is not known to be sent counts as called, as if the process had died in the call, by an attempt that knows the
 * channel as the copy does. So it is looked for in the channel, or asked about, before it could be sent. Each planned
 * post that was due by now is asked about as well.
 * Returns when the copy was made, ms.
 */
export function markRestored(db: Db, now: number): number {
  return db
    .transaction(() => {
      const made = db.prepare<[], number>("SELECT made_at FROM backup_mark").pluck().get();
      const backupAt = made ?? lastTrace(db);
      db.prepare("DELETE FROM backup_mark").run();
      db.prepare("INSERT INTO restored (backup_at, restored_at) VALUES (?, ?)").run(backupAt, now);
      const attempts = createAttempts(db, () => now);
      const unsent = db
        .prepare<[], UnsentRow>(
          `SELECT publication_id,
                  position,
                  channel_id,
                  publication.state
             FROM publication_message
             JOIN publication ON publication.id = publication_id
            WHERE publication_message.state = 'intended'
              AND publication.state IN ('intended', 'unknown')
            ORDER BY publication_id, position`,
        )
        .all();
      const mark = db.prepare("UPDATE publication_message SET state = ? WHERE publication_id = ? AND position = ?");
      for (const { publication_id: id, position, channel_id: channelId, state } of unsent) {
        // Where one message was in doubt already, those behind it may have gone out since.
        mark.run(state === "intended" ? "calling" : "unknown", id, position);
        attempts.begin(id, { position, lastMessageId: attempts.lastKnown(channelId), fingerprint: "" });
      }
      db.prepare("UPDATE attempt SET restored = 1 WHERE outcome IS NULL OR outcome = 'unknown'").run();
      // What was due meanwhile may be out, and the copy has no call that could be looked for.
      db.prepare(
        `UPDATE scheduled
            SET state = 'asked',
                why = 'restored',
                go_at = NULL,
                revision = revision + 1,
                untold = 1
          WHERE state IN ('waiting', 'late')
            AND due_at <= ?`,
      ).run(now);
      return backupAt;
    })
    .immediate();
}

/** When anything was last written of which the time is known: the copy is not older than that. 0 where there is none. */
function lastTrace(db: Db): number {
  return (
    db
      .prepare<[], number | null>(
        `SELECT max(at)
           FROM (SELECT max(received_at) AS at FROM inbox
                 UNION ALL SELECT max(updated_at) FROM draft
                 UNION ALL SELECT max(intended_at) FROM publication
                 UNION ALL SELECT max(seen_at) FROM person
                 UNION ALL SELECT max(applied_at) FROM migration WHERE name < '0040')`,
      )
      .pluck()
      .get() ?? 0
  );
}

interface RestorationRow {
  readonly id: number;
  readonly backup_at: number;
  readonly restored_at: number;
}

interface UnsentRow {
  readonly publication_id: number;
  readonly position: number;
  readonly channel_id: number;
  readonly state: "intended" | "unknown";
}

interface DoubtfulRow {
  readonly id: number;
  readonly title: string;
  readonly count: number;
}
