import { type Db, inTransaction } from "./database.ts";

/** The messages of each draft's last rehearsal. They are no publication: the archive knows nothing of them. */
export interface Rehearsals {
  list(draftId: number): readonly RehearsalMessage[];
  /** Notes one before the next is sent, so that none is forgotten. */
  add(draftId: number, message: RehearsalMessage): void;
  forget(draftId: number): void;
}

export interface RehearsalMessage {
  readonly chatId: number;
  readonly messageId: number;
}

export function createRehearsals(db: Db): Rehearsals {
  const select = db.prepare<[number], RehearsalMessage>(
    `SELECT chat_id AS chatId,
            message_id AS messageId
       FROM rehearsal_message
      WHERE draft_id = ?
      ORDER BY message_id`,
  );
  const insert = db.prepare("INSERT OR IGNORE INTO rehearsal_message (draft_id, chat_id, message_id) VALUES (?, ?, ?)");
  const remove = db.prepare("DELETE FROM rehearsal_message WHERE draft_id = ?");
  return {
    list: (draftId) => select.all(draftId),
    add: inTransaction(db, (draftId: number, { chatId, messageId }: RehearsalMessage) => {
      insert.run(draftId, chatId, messageId);
    }),
    forget: (draftId) => {
      remove.run(draftId);
    },
  };
}
