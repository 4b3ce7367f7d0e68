import { type Db, inTransaction } from "./database.ts";

/** What a private chat is asked about a published post. */
export interface PostQuestion {
  readonly postId: number;
  /** The post's last revision that the person saw. */
  readonly base: number;
  readonly part: string;
  readonly arg: string;
  /** The message that asks; null until it is sent. */
  readonly messageId: number | null;
}

/** At most one question about a post waits in a chat; a draft's question takes its place, and gives way to it. */
export interface PostQuestions {
  /** Null also where a draft's question was asked since. */
  find(chatId: number): PostQuestion | null;
  /** Asks this instead of what was asked before, of a draft too; the message is not sent yet. */
  ask(chatId: number, question: Omit<PostQuestion, "messageId">): void;
  /** Which message asks now. Does nothing if nothing is asked. */
  shownAs(chatId: number, messageId: number): void;
  close(chatId: number): void;
}

export function createPostQuestions(db: Db, now: () => number): PostQuestions {
  const select = db.prepare<[number], PostQuestion>(
    `SELECT post_id AS postId,
            base,
            part,
            arg,
            message_id AS messageId
       FROM post_question
      WHERE chat_id = ?
        AND NOT EXISTS (SELECT 1 FROM draft_question WHERE draft_question.chat_id = post_question.chat_id)`,
  );
  const save = db.prepare(
    `INSERT INTO post_question (chat_id, post_id, base, part, arg, asked_at)
     VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (chat_id) DO UPDATE
        SET post_id = excluded.post_id,
            base = excluded.base,
            part = excluded.part,
            arg = excluded.arg,
            message_id = NULL,
            asked_at = excluded.asked_at`,
  );
  const forgetDraft = db.prepare("DELETE FROM draft_question WHERE chat_id = ?");
  const shown = db.prepare("UPDATE post_question SET message_id = ? WHERE chat_id = ?");
  const remove = db.prepare("DELETE FROM post_question WHERE chat_id = ?");
  return {
    find: (chatId) => select.get(chatId) ?? null,
    ask: inTransaction(db, (chatId: number, { postId, base, part, arg }: Omit<PostQuestion, "messageId">) => {
      forgetDraft.run(chatId);
      save.run(chatId, postId, base, part, arg, now());
    }),
    shownAs: (chatId, messageId) => {
      shown.run(messageId, chatId);
    },
    close: (chatId) => {
      remove.run(chatId);
    },
  };
}

/** Drafts that are to take the place of a post. */
export interface Replacements {
  note(draftId: number, postId: number): void;
  /** The post whose place the draft takes; null for any other draft. */
  find(draftId: number): number | null;
}

export function createReplacements(db: Db): Replacements {
  const save = db.prepare("INSERT INTO replacement (draft_id, post_id) VALUES (?, ?) ON CONFLICT DO NOTHING");
  const select = db.prepare<[number], number>("SELECT post_id FROM replacement WHERE draft_id = ?").pluck();
  return {
    note: (draftId, postId) => {
      save.run(draftId, postId);
    },
    find: (draftId) => select.get(draftId) ?? null,
  };
}

/** The one living message in which a post is shown in a chat. */
export interface PostCards {
  find(postId: number, chatId: number): number | null;
  set(postId: number, chatId: number, messageId: number): void;
  /** The private chats in which the post is shown. */
  chats(postId: number): readonly number[];
}

export function createPostCards(db: Db): PostCards {
  const select = db
    .prepare<[number, number], number>("SELECT message_id FROM post_card WHERE post_id = ? AND chat_id = ?")
    .pluck();
  const save = db.prepare(
    `INSERT INTO post_card (post_id, chat_id, message_id)
     VALUES (?, ?, ?)
         ON CONFLICT (post_id, chat_id) DO UPDATE
        SET message_id = excluded.message_id`,
  );
  const chats = db
    .prepare<[number], number>("SELECT chat_id FROM post_card WHERE post_id = ? ORDER BY chat_id")
    .pluck();
  return {
    chats: (postId) => chats.all(postId),
    find: (postId, chatId) => select.get(postId, chatId) ?? null,
    set: (postId, chatId, messageId) => {
      save.run(postId, chatId, messageId);
    },
  };
}
