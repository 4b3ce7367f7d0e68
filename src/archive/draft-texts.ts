import type { ClassicDocument } from "../document/document.ts";
import type { Db } from "./database.ts";
import type { Source } from "./draft-rows.ts";

/** The pieces of drafts' texts, as changes within the caller's transaction. */
export function createTexts(db: Db) {
  const insert = db.prepare(
    `INSERT INTO draft_text (draft_id, position, chat_id, message_id, text, entities)
     VALUES (@id, (SELECT coalesce(max(position) + 1, 0) FROM draft_text WHERE draft_id = @id),
             @chatId, @messageId, @text, @entities)
         ON CONFLICT (chat_id, message_id, draft_id) DO NOTHING`,
  );
  const update = db.prepare(
    `UPDATE draft_text
        SET text = @text,
            entities = @entities
      WHERE draft_id = @id
        AND chat_id = @chatId
        AND message_id = @messageId
        AND (text <> @text OR entities <> @entities)`,
  );
  const find = db.prepare<[number, number, number], unknown>(
    "SELECT 1 FROM draft_text WHERE draft_id = ? AND chat_id = ? AND message_id = ?",
  );
  const removeOne = db.prepare("DELETE FROM draft_text WHERE draft_id = ? AND chat_id = ? AND message_id = ?");
  const clear = db.prepare("DELETE FROM draft_text WHERE draft_id = ?");
  const row = (id: number, { chatId, messageId }: Source, { text, entities }: ClassicDocument) => ({
    id,
    chatId,
    messageId,
    text,
    entities: JSON.stringify(entities),
  });
  const add = (id: number, source: Source, document: ClassicDocument): boolean =>
    insert.run(row(id, source, document)).changes > 0;
  const remove = (id: number, { chatId, messageId }: Source): boolean =>
    removeOne.run(id, chatId, messageId).changes > 0;
  return {
    add,
    remove,
    clear: (id: number): boolean => clear.run(id).changes > 0,
    /** A message that had no caption and has one now begins to fill a piece of its own. */
    replace: (id: number, source: Source, document: ClassicDocument): boolean => {
      if (document.text === "") return remove(id, source);
      return find.get(id, source.chatId, source.messageId) === undefined
        ? add(id, source, document)
        : update.run(row(id, source, document)).changes > 0;
    },
  };
}
