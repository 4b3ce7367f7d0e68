import { type Db, inTransaction } from "./database.ts";

/** Copies that were forwarded for a look and may still stand in the service chat. */
export interface ForwardedCopies {
  list(): readonly ForwardedCopy[];
  add(copy: ForwardedCopy): void;
  remove(copy: ForwardedCopy): void;
}

export interface ForwardedCopy {
  readonly chatId: number;
  readonly messageId: number;
}

export function createForwardedCopies(db: Db): ForwardedCopies {
  const select = db.prepare<[], ForwardedCopy>(
    "SELECT chat_id AS chatId, message_id AS messageId FROM forwarded_copy ORDER BY chat_id, message_id",
  );
  const insert = db.prepare("INSERT OR IGNORE INTO forwarded_copy (chat_id, message_id) VALUES (?, ?)");
  const remove = db.prepare("DELETE FROM forwarded_copy WHERE chat_id = ? AND message_id = ?");
  return {
    list: () => select.all(),
    add: inTransaction(db, ({ chatId, messageId }: ForwardedCopy) => {
      insert.run(chatId, messageId);
    }),
    remove: inTransaction(db, ({ chatId, messageId }: ForwardedCopy) => {
      remove.run(chatId, messageId);
    }),
  };
}
