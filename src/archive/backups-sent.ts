import type { Db } from "./database.ts";

/** Which backups a person was sent in the chat. */
export interface BackupsSent {
  /** When this person was last sent one, or told that it is too large, ms; null: never. */
  last(personId: number): number | null;
  record(personId: number, madeAt: number): void;
}

export function createBackupsSent(db: Db, now: () => number): BackupsSent {
  const last = db.prepare<[number], number | null>("SELECT max(sent_at) FROM backup_sent WHERE person_id = ?").pluck();
  const insert = db.prepare("INSERT INTO backup_sent (person_id, made_at, sent_at) VALUES (?, ?, ?)");
  return {
    last: (personId) => last.get(personId) ?? null,
    record: (personId, madeAt) => {
      insert.run(personId, madeAt, now());
    },
  };
}
