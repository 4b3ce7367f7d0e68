import type { ClassicDocument } from "../document/document.ts";
import type { Db } from "./database.ts";
import type { Source, TextPiece } from "./draft-rows.ts";

/** A message that fills a piece; without `form`, the piece is not what the message is. */
export type TextSource = Source & Partial<Pick<TextPiece, "form">>;

/** The pieces of drafts' texts, as changes within the caller's transaction. */
export function createTexts(db: Db) {
  const insert = db.prepare(
    `INSERT INTO draft_text (draft_id, position, chat_id, message_id, text, entities, form)
     VALUES (@id, (SELECT coalesce(max(position) + 1, 0) FROM draft_text WHERE draft_id = @id),
             @chatId, @messageId, @text, @entities, @form)
         ON CONFLICT (chat_id, message_id, draft_id) DO NOTHING`,
  );
  const update = db.prepare(
    `UPDATE draft_text
        SET text = @text,
            entities = @entities,
            form = @form
      WHERE draft_id = @id
        AND chat_id = @chatId
        AND message_id = @messageId
        AND (text <> @text OR entities <> @entities OR form IS NOT @form)`,
  );
  const find = db.prepare<[number, number, number], unknown>(
    "SELECT 1 FROM draft_text WHERE draft_id = ? AND chat_id = ? AND message_id = ?",
  );
  const removeOne = db.prepare("DELETE FROM draft_text WHERE draft_id = ? AND chat_id = ? AND message_id = ?");
  const clear = db.prepare("DELETE FROM draft_text WHERE draft_id = ?");
  const row = (id: number, { chatId, messageId, form = null }: TextSource, { text, entities }: ClassicDocument) => ({
    id,
    chatId,
    messageId,
    text,
    entities: JSON.stringify(entities),
    form,
  });
  const add = (id: number, source: TextSource, document: ClassicDocument): boolean =>
    insert.run(row(id, source, document)).changes > 0;
  const remove = (id: number, { chatId, messageId }: Source): boolean =>
    removeOne.run(id, chatId, messageId).changes > 0;
  return {
    add,
    remove,
    clear: (id: number): boolean => clear.run(id).changes > 0,
    /** A message that had no caption and has one now begins to fill a piece of its own. */
    replace: (id: number, source: TextSource, document: ClassicDocument): boolean => {
      if (document.text === "") return remove(id, source);
      return find.get(id, source.chatId, source.messageId) === undefined
        ? add(id, source, document)
        : update.run(row(id, source, document)).changes > 0;
    },
  };
}
