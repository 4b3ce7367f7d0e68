import { type Db, inTransaction } from "./database.ts";
import type { Posts, Reaction } from "./posts.ts";

/** Reactions as Telegram counts them, under each message; a post has those of all its messages. */
export interface Reactions {
  /** Replaces the counts of one message of the post. */
  set(postId: number, messageId: number, counts: readonly Reaction[]): void;
}

export function createReactions(db: Db, posts: Pick<Posts, "setReactions">): Reactions {
  const clear = db.prepare("DELETE FROM message_reaction WHERE post_id = ? AND message_id = ?");
  const insert = db.prepare("INSERT INTO message_reaction (post_id, message_id, emoji, count) VALUES (?, ?, ?, ?)");
  const sums = db.prepare<[number], Reaction>(
    "SELECT emoji, sum(count) AS count FROM message_reaction WHERE post_id = ? GROUP BY emoji ORDER BY min(rowid)",
  );
  return {
    set: inTransaction(db, (postId: number, messageId: number, counts: readonly Reaction[]) => {
      clear.run(postId, messageId);
      for (const [emoji, count] of new Map(counts.map((each) => [each.emoji, each.count]))) {
        insert.run(postId, messageId, emoji, count);
      }
      posts.setReactions(postId, sums.all(postId));
    }),
  };
}
