import type { ClassicDocument } from "../document/document.ts";
import type { Db } from "./database.ts";
import type { Source, TextPiece } from "./draft-pieces.ts";

/**
 * A message that fills a piece; without `form`, the piece is not what the message is, and without `format`, it is read
 * as it was, or, if it is new, as Telegram's own text.
 */
export type TextSource = Source & Partial<Pick<TextPiece, "form" | "format" | "rich">>;

/** The pieces of drafts' texts, as changes within the caller's transaction. */
export function createTexts(db: Db) {
  const insert = db.prepare(
    `INSERT INTO draft_text (draft_id, position, chat_id, message_id, text, entities, form, format, rich)
     VALUES (@id, (SELECT coalesce(max(position) + 1, 0) FROM draft_text WHERE draft_id = @id),
             @chatId, @messageId, @text, @entities, @form, @format, @rich)
         ON CONFLICT (chat_id, message_id, draft_id) DO NOTHING`,
  );
  const update = db.prepare(
    `UPDATE draft_text
        SET text = @text,
            entities = @entities,
            form = @form,
            format = iif(@keeps, format, @format),
            rich = iif(@keeps, rich, @rich)
      WHERE draft_id = @id
        AND chat_id = @chatId
        AND message_id = @messageId
        AND (text <> @text
             OR entities <> @entities
             OR form IS NOT @form
             OR (NOT @keeps AND (format IS NOT @format OR rich IS NOT @rich)))`,
  );
  const setFormat = db.prepare(
    "UPDATE draft_text SET format = @to WHERE draft_id = @id AND format IS @from AND format IS NOT @to",
  );
  const find = db.prepare<[number, number, number], unknown>(
    "SELECT 1 FROM draft_text WHERE draft_id = ? AND chat_id = ? AND message_id = ?",
  );
  const removeOne = db.prepare("DELETE FROM draft_text WHERE draft_id = ? AND chat_id = ? AND message_id = ?");
  const clear = db.prepare("DELETE FROM draft_text WHERE draft_id = ?");
  const row = (id: number, source: TextSource, { text, entities }: ClassicDocument) => {
    const { chatId, messageId, form = null, format = null, rich = null } = source;
    return {
      id,
      chatId,
      messageId,
      text,
      entities: JSON.stringify(entities),
      form,
      format,
      rich: rich === null ? null : JSON.stringify(rich),
      keeps: source.format === undefined ? 1 : 0,
    };
  };
  const add = (id: number, source: TextSource, document: ClassicDocument): boolean =>
    insert.run(row(id, source, document)).changes > 0;
  const remove = (id: number, { chatId, messageId }: Source): boolean =>
    removeOne.run(id, chatId, messageId).changes > 0;
  return {
    add,
    remove,
    /** Reads all pieces that are read in the one way in the other; a rich message stays one. */
    setFormat: (id: number, from: "markdown" | null, to: "markdown" | null): boolean =>
      setFormat.run({ id, from, to }).changes > 0,
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
