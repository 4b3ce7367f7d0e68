import { createAuthors } from "../../src/archive/authors.ts";
import { createChannels } from "../../src/archive/channels.ts";
import type { Db } from "../../src/archive/database.ts";
import { createPapers } from "../../src/archive/papers.ts";
import { createPeople } from "../../src/archive/people.ts";
import { createPosts } from "../../src/archive/posts.ts";
import { demoAuthors, demoChannel, nameOf } from "./channel.ts";
import { titleOf } from "./document.ts";
import type { PlacedPost } from "./fill.ts";

const UNDO_SECONDS = 5;

/**
 * Writes the demo channel into the bot's archive, as an import of its past would: the channel, its authors as people
 * with their rubrics, papers with their metadata, posts with tags and reactions. A post whose message the archive knows
 * is left as it is, so that a second run changes nothing. One transaction.
 */
export function seedDatabase(db: Db, placed: readonly PlacedPost[], now: () => number): void {
  const people = createPeople(db, now);
  const channels = createChannels(db, now);
  const authors = createAuthors(db);
  const papers = createPapers(db);
  const posts = createPosts(db);
  db.transaction(() => {
    const { chatId, title, username } = demoChannel;
    const known = channels.findByChatId(chatId);
    const channel = known ?? channels.serve({ chatId, title, username });
    // Whoever tries it out sees that a post can be taken back, and does not wait half a minute for it.
    if (known === null) channels.changeSettings(channel.id, { undoSeconds: UNDO_SECONDS });
    const authorIds = new Map(
      demoAuthors.map((author) => {
        const { id, firstName: first_name, lastName: last_name } = author;
        people.meet({ id, first_name, last_name, username: author.username, language_code: "ru" });
        const person = { id, name: nameOf(author), username: author.username };
        const known = authors.ensureForPerson(channel.id, person);
        if (known.rubric === null) authors.setRubric(known.id, author.rubric);
        return [author.key, known.id];
      }),
    );
    const postIds = new Map<string, number>();
    for (const { post, document, messageIds, figures, publishedAt } of placed) {
      const known = posts.byMessage(channel.id, messageIds[0]);
      if (known !== null) {
        postIds.set(post.name, known.id);
        continue;
      }
      const paperIds = post.papers.map(({ identifier, title, authors, year, code = null }) => {
        const id = papers.ensure(identifier);
        papers.describe(id, { title, authors, year, code });
        return id;
      });
      const id = posts.add({
        channelId: channel.id,
        kind: post.kind,
        title: titleOf(document),
        document,
        paperIds,
        tags: post.tags,
        authorIds: [authorIds.get(post.author.key) as number],
        figures,
        followsPostId: post.follows === null ? null : (postIds.get(post.follows) as number),
        publishedAt,
        messageIds,
      });
      posts.setReactions(id, post.reactions);
      postIds.set(post.name, id);
    }
  })();
}
