import type { Message } from "@grammyjs/types";
import { type Db, inTransaction } from "./database.ts";

/** What a private chat is asked: a part of a draft. */
export interface Question {
  readonly draftId: number;
  readonly part: string;
  /** The message that asks; null until it is sent. */
  readonly messageId: number | null;
}

/** At most one question waits in a chat. */
export interface Questions {
  find(chatId: number): Question | null;
  /** Asks this instead of what was asked before; the message is not sent yet. */
  ask(chatId: number, draftId: number, part: string): void;
  /** Which message asks now. Does nothing if nothing is asked. */
  shownAs(chatId: number, messageId: number): void;
  close(chatId: number): void;
  /** The chats that are asked about this draft. */
  chatsOf(draftId: number): readonly number[];
}

export function createQuestions(db: Db, now: () => number): Questions {
  const select = db.prepare<[number], Question>(
    `SELECT draft_id AS draftId,
            part,
            message_id AS messageId
       FROM draft_question
      WHERE chat_id = ?`,
  );
  const save = db.prepare(
    `INSERT INTO draft_question (chat_id, draft_id, part, asked_at)
     VALUES (?, ?, ?, ?)
         ON CONFLICT (chat_id) DO UPDATE
        SET draft_id = excluded.draft_id,
            part = excluded.part,
            asked_at = excluded.asked_at`,
  );
  const shown = db.prepare("UPDATE draft_question SET message_id = ? WHERE chat_id = ?");
  const remove = db.prepare("DELETE FROM draft_question WHERE chat_id = ?");
  const chats = db.prepare<[number], number>("SELECT chat_id FROM draft_question WHERE draft_id = ?").pluck();
  return {
    find: (chatId) => select.get(chatId) ?? null,
    ask: (chatId, draftId, part) => {
      save.run(chatId, draftId, part, now());
    },
    shownAs: (chatId, messageId) => {
      shown.run(messageId, chatId);
    },
    close: (chatId) => {
      remove.run(chatId);
    },
    chatsOf: (draftId) => chats.all(draftId),
  };
}

/** The message in which a draft is shown. */
export interface Card {
  readonly chatId: number;
  readonly messageId: number;
  /** The draft's version that it shows. */
  readonly shown: number;
}

/** The messages that show a draft: its one card, and its last preview. */
export interface DraftMessages {
  card(draftId: number): Card | null;
  setCard(draftId: number, card: Card): void;
  forgetCard(draftId: number): void;
  preview(draftId: number): readonly { readonly chatId: number; readonly messageId: number }[];
  setPreview(draftId: number, chatId: number, messageIds: readonly number[]): void;
}

export function createDraftMessages(db: Db): DraftMessages {
  const selectCard = db.prepare<[number], Card>(
    "SELECT chat_id AS chatId, message_id AS messageId, shown FROM draft_card WHERE draft_id = ?",
  );
  const saveCard = db.prepare(
    `INSERT INTO draft_card (draft_id, chat_id, message_id, shown)
     VALUES (@draftId, @chatId, @messageId, @shown)
         ON CONFLICT (draft_id) DO UPDATE
        SET chat_id = excluded.chat_id,
            message_id = excluded.message_id,
            shown = excluded.shown`,
  );
  const removeCard = db.prepare("DELETE FROM draft_card WHERE draft_id = ?");
  const selectPreview = db.prepare<[number], { chatId: number; messageId: number }>(
    "SELECT chat_id AS chatId, message_id AS messageId FROM draft_preview WHERE draft_id = ? ORDER BY message_id",
  );
  const removePreview = db.prepare("DELETE FROM draft_preview WHERE draft_id = ?");
  const savePreview = db.prepare("INSERT INTO draft_preview (draft_id, chat_id, message_id) VALUES (?, ?, ?)");
  return {
    card: (draftId) => selectCard.get(draftId) ?? null,
    setCard: (draftId, card) => {
      saveCard.run({ draftId, ...card });
    },
    forgetCard: (draftId) => {
      removeCard.run(draftId);
    },
    preview: (draftId) => selectPreview.all(draftId),
    setPreview: inTransaction(db, (draftId: number, chatId: number, messageIds: readonly number[]) => {
      removePreview.run(draftId);
      for (const messageId of messageIds) savePreview.run(draftId, chatId, messageId);
    }),
  };
}

/** Messages that were taken for a search and may still become a draft. They go after a week. */
export interface Guesses {
  keep(chatId: number, messages: readonly [Message, ...Message[]]): void;
  find(chatId: number, messageId: number): readonly Message[] | null;
}

const WEEK = 7 * 86_400_000;

export function createGuesses(db: Db, now: () => number): Guesses {
  const save = db.prepare(
    `INSERT INTO draft_guess (chat_id, message_id, messages, made_at)
     VALUES (?, ?, ?, ?)
         ON CONFLICT (chat_id, message_id) DO UPDATE
        SET messages = excluded.messages`,
  );
  const expire = db.prepare("DELETE FROM draft_guess WHERE made_at < ?");
  const select = db
    .prepare<[number, number], string>("SELECT messages FROM draft_guess WHERE chat_id = ? AND message_id = ?")
    .pluck();
  return {
    keep: inTransaction(db, (chatId: number, messages: readonly [Message, ...Message[]]) => {
      expire.run(now() - WEEK);
      save.run(chatId, messages[0].message_id, JSON.stringify(messages), now());
    }),
    find: (chatId, messageId) => {
      const json = select.get(chatId, messageId);
      return json === undefined ? null : (JSON.parse(json) as Message[]);
    },
  };
}
