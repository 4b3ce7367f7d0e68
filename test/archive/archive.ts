import { createAuthors } from "../../src/archive/authors.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createPapers } from "../../src/archive/papers.ts";
import { createPosts, type NewPost } from "../../src/archive/posts.ts";
import { createPostFinder } from "../../src/archive/search.ts";
import { createTags } from "../../src/archive/tags.ts";
import { createSearch } from "../../src/search/search.ts";

/** When the tests' archive is read, and around when its posts were written. */
export const NOW = Date.UTC(2026, 10, 24, 12);

/** A database in memory with a channel, a person and everything that reads or writes posts. */
export function openArchive() {
  const now = () => NOW;
  const db = openDatabase(":memory:", { now });
  db.prepare("INSERT INTO channel (chat_id, title, username, created_at) VALUES (-1001, 'Канал', 'channel', 0)").run();
  db.prepare("INSERT INTO channel (chat_id, title, created_at) VALUES (-1002, 'Другой', 0)").run();
  db.prepare("INSERT INTO person (id, name, seen_at) VALUES (7, 'Вера', 0)").run();
  const posts = createPosts(db);
  let messageId = 100;
  return {
    db,
    posts,
    papers: createPapers(db),
    authors: createAuthors(db),
    tags: createTags(db),
    search: createSearch({ finder: createPostFinder(db), posts, now }),
    /** Adds a review whose first line is its title, with what the test does not care about filled in. */
    add: (text: string, more: Partial<NewPost> = {}) => {
      messageId += 1;
      return posts.add({
        channelId: 1,
        kind: "review",
        title: text.split("\n", 1)[0] ?? "",
        document: { text, entities: [] },
        paperIds: [],
        tags: [],
        authorIds: [],
        figures: [],
        followsPostId: null,
        publishedAt: NOW,
        messageIds: [messageId],
        ...more,
      });
    },
  };
}
