import type { MessageEntity } from "@grammyjs/types";
import type { ClassicDocument } from "../document/document.ts";
import { Rich } from "../document/rich/schema.ts";
import type { Piece, PieceFormat } from "../post/pieces.ts";
import type { SentMessage } from "../post/post.ts";
import type { Db } from "./database.ts";

/** A message of a private chat. */
export interface Source {
  readonly chatId: number;
  readonly messageId: number;
}

/** The text of one message, as a part of a draft's text. */
export interface TextPiece extends Source, Piece {
  readonly document: ClassicDocument;
  /** What the message is; null where the piece differs from it, or it may not be copied. */
  readonly form: SentMessage["form"] | null;
}

/** Reads the pieces of a draft's text, in order. */
export function readTexts(db: Db): (id: number) => readonly TextPiece[] {
  const texts = db.prepare<[number], TextRow>(SELECT_TEXTS);
  return (id) => texts.all(id).map(pieceOf);
}

const SELECT_TEXTS = `SELECT chat_id,
       message_id,
       text,
       entities,
       form,
       format,
       rich
  FROM draft_text
 WHERE draft_id = ?
 ORDER BY position`;

function pieceOf({ chat_id, message_id, text, entities, form, format, rich }: TextRow): TextPiece {
  return {
    chatId: chat_id,
    messageId: message_id,
    document: { text, entities: listIn(entities) as MessageEntity[] },
    form,
    format,
    rich: rich === null ? null : Rich.parse(JSON.parse(rich)),
  };
}

/** @throws TypeError, SyntaxError where it is no list */
export function listIn(json: string): readonly unknown[] {
  const list: unknown = JSON.parse(json);
  if (!Array.isArray(list)) throw new TypeError("A list is none.");
  return list;
}

interface TextRow {
  chat_id: number;
  message_id: number;
  text: string;
  entities: string;
  form: SentMessage["form"] | null;
  format: PieceFormat;
  rich: string | null;
}
