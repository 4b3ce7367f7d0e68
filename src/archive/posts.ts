import type { Figure } from "../post/post.ts";
import { figuresOfParts, textOfParts } from "../post/standing.ts";
import { createPostReader, POST_COLUMNS, type PostRow, type Posts } from "./archived-post.ts";
import { type Db, inTransaction } from "./database.ts";
import { createPostRich } from "./post-rich.ts";
import { createSearchIndex } from "./search-index.ts";
import { createTags, foldTag } from "./tags.ts";

export type { ArchivedPost, NewPost, Posts, Reaction } from "./archived-post.ts";

const NEWEST = "ORDER BY post.published_at DESC, post.id DESC";

export function createPosts(db: Db): Posts {
  const index = createSearchIndex(db);
  const riches = createPostRich(db);
  const tags = createTags(db);
  const read = createPostReader(db);
  const one = <A extends unknown[]>(where: string) => {
    const statement = db.prepare<A, PostRow>(`SELECT ${POST_COLUMNS} FROM post ${where}`);
    return (...args: A) => {
      const row = statement.get(...args);
      return row === undefined ? null : read(row);
    };
  };
  const many = <A extends unknown[]>(where: string) => {
    const statement = db.prepare<A, PostRow>(`SELECT ${POST_COLUMNS} FROM post ${where}`);
    return (...args: A) => statement.all(...args).map(read);
  };

  const byId = one<[number]>("WHERE post.id = ?");
  const byMessage = one<[number, number]>(
    "JOIN post_message ON post_message.post_id = post.id WHERE post.channel_id = ? AND post_message.message_id = ?",
  );
  const byPaper = many<[number, string, string]>(
    `JOIN post_paper ON post_paper.post_id = post.id
     JOIN paper_identifier ON paper_identifier.paper_id = post_paper.paper_id
     WHERE post.channel_id = ? AND post.taken_down_at IS NULL AND paper_identifier.scheme = ? AND paper_identifier.value = ? ${NEWEST}`,
  );
  const latest = many<[number, number, number]>(
    `WHERE post.channel_id = ? AND post.taken_down_at IS NULL ${NEWEST} LIMIT ? OFFSET ?`,
  );
  const byTag = many<[number, string, number, number]>(
    `JOIN post_tag ON post_tag.post_id = post.id JOIN tag ON tag.id = post_tag.tag_id
     WHERE tag.channel_id = ? AND tag.folded = ? AND post.taken_down_at IS NULL ${NEWEST} LIMIT ? OFFSET ?`,
  );
  const byAuthor = many<[number, number, number]>(
    `JOIN post_author ON post_author.post_id = post.id
     WHERE post_author.author_id = ? AND post.taken_down_at IS NULL ${NEWEST} LIMIT ? OFFSET ?`,
  );
  const followUps = many<[number]>(
    `WHERE post.id IN (
       WITH RECURSIVE following (id) AS (
         SELECT id FROM post WHERE follows_post_id = ?
          UNION
         SELECT post.id FROM post JOIN following ON post.follows_post_id = following.id
       )
       SELECT id FROM following
     ) AND post.taken_down_at IS NULL ORDER BY post.published_at, post.id`,
  );
  const nth = one<[number, number]>(
    "WHERE post.channel_id = ? AND post.taken_down_at IS NULL ORDER BY post.id LIMIT 1 OFFSET ?",
  );
  const count = db
    .prepare<[number], number>("SELECT count(*) FROM post WHERE channel_id = ? AND taken_down_at IS NULL")
    .pluck();
  const channelOf = db.prepare<[number], number>("SELECT channel_id FROM post WHERE id = ?").pluck();

  const insert = db.prepare(
    `INSERT INTO post (channel_id, kind, title, text, entities, follows_post_id, message_id, published_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertMessage = db.prepare("INSERT INTO post_message (post_id, message_id, position) VALUES (?, ?, ?)");
  const insertPaper = db.prepare("INSERT INTO post_paper (post_id, paper_id, position) VALUES (?, ?, ?)");
  const insertAuthor = db.prepare("INSERT INTO post_author (post_id, author_id, position) VALUES (?, ?, ?)");
  const insertFigure = db.prepare(
    `INSERT INTO post_figure (post_id, position, kind, file_id, file_unique_id, size, caption, credit)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertTag = db.prepare("INSERT INTO post_tag (post_id, tag_id) VALUES (?, ?)");
  const clearTags = db.prepare("DELETE FROM post_tag WHERE post_id = ?");
  const clearReactions = db.prepare("DELETE FROM post_reaction WHERE post_id = ?");
  const insertReaction = db.prepare("INSERT INTO post_reaction (post_id, emoji, count) VALUES (?, ?, ?)");
  const updateText = db.prepare("UPDATE post SET title = ?, text = ?, entities = ? WHERE id = ?");

  const updateMessage = db.prepare("UPDATE post SET message_id = ? WHERE id = ?");

  const clear = ["post_paper", "post_figure", "post_message"].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE post_id = ?`),
  );
  const takeDown = db.prepare("UPDATE post SET taken_down_at = ? WHERE id = ? AND taken_down_at IS NULL");
  /** The post that was put out in the place of this one, if any. */
  const heirOf = db
    .prepare<[number], number>(
      `SELECT publication.post_id
         FROM replacement
         JOIN publication ON publication.draft_id = replacement.draft_id
        WHERE replacement.post_id = ? AND publication.post_id IS NOT NULL
        ORDER BY publication.post_id DESC
        LIMIT 1`,
    )
    .pluck();
  const inherit = db.prepare("UPDATE post SET follows_post_id = ? WHERE follows_post_id = ? AND id <> ?");
  const appendMessage = db.prepare(
    `INSERT INTO post_message (post_id, message_id, position)
     SELECT @id, @messageId, coalesce(max(position), -1) + 1 FROM post_message WHERE post_id = @id
         ON CONFLICT DO NOTHING`,
  );

  const insertFigures = (id: number, figures: readonly Figure[]) => {
    for (const [position, figure] of figures.entries()) {
      const { kind, fileId, fileUniqueId, size, caption = null, credit = null } = figure;
      insertFigure.run(id, position, kind, fileId, fileUniqueId, size, caption, credit);
    }
  };
  const tag = (id: number, channelId: number, names: readonly string[]) => {
    clearTags.run(id);
    const distinct = new Map<string, string>();
    for (const name of names)
      if (foldTag(name) !== "" && !distinct.has(foldTag(name))) distinct.set(foldTag(name), name);
    for (const name of distinct.values()) insertTag.run(id, tags.ensure(channelId, name));
  };
  return {
    add: (post) =>
      inTransaction(db, () => {
        const { text, entities } = post.document;
        const [first] = post.messageIds;
        const id = Number(
          insert.run(
            post.channelId,
            post.kind,
            post.title,
            text,
            JSON.stringify(entities),
            post.followsPostId,
            post.messageId ?? first,
            post.publishedAt,
          ).lastInsertRowid,
        );
        for (const [position, messageId] of distinct(post.messageIds).entries())
          insertMessage.run(id, messageId, position);
        for (const [position, paperId] of distinct(post.paperIds).entries()) insertPaper.run(id, paperId, position);
        for (const [position, authorId] of distinct(post.authorIds).entries()) insertAuthor.run(id, authorId, position);
        insertFigures(id, post.figures);
        if (post.rich != null) riches.keep(id, post.rich);
        tag(id, post.channelId, post.tags);
        index.refresh(id);
        return id;
      })(),
    get: byId,
    rich: riches.find,
    byMessage,
    byPaper: (channelId, { scheme, value }) => byPaper(channelId, scheme, value),
    latest: (channelId, limit, offset = 0) => latest(channelId, limit, offset),
    byTag: (channelId, name, limit, offset = 0) => byTag(channelId, foldTag(name), limit, offset),
    byAuthor: (authorId, limit, offset = 0) => byAuthor(authorId, limit, offset),
    followUps,
    random: (channelId, chance) =>
      inTransaction(db, () => {
        const posts = count.get(channelId) ?? 0;
        return posts === 0 ? null : nth(channelId, Math.min(Math.floor(chance() * posts), posts - 1));
      })(),
    count: (channelId) => count.get(channelId) ?? 0,
    setReactions: (id, reactions) =>
      inTransaction(db, () => {
        if (channelOf.get(id) === undefined) return false;
        clearReactions.run(id);
        const counts = new Map(reactions.map((reaction) => [reaction.emoji, reaction.count]));
        for (const [emoji, number] of counts) if (number > 0) insertReaction.run(id, emoji, number);
        return true;
      })(),
    setText: (id, title, { text, entities }) =>
      inTransaction(db, () => {
        if (updateText.run(title, text, JSON.stringify(entities), id).changes === 0) return false;
        index.refresh(id);
        return true;
      })(),
    setTags: (id, names) =>
      inTransaction(db, () => {
        const channelId = channelOf.get(id);
        if (channelId === undefined) return false;
        tag(id, channelId, names);
        index.refresh(id);
        return true;
      })(),
    change: (id, { title, parts, tags: names, paperIds }) =>
      inTransaction(db, () => {
        const post = byId(id);
        if (post === null) return false;
        const known = parts.length > 0 && parts.some(({ form }) => form !== "other");
        const document = known ? textOfParts(parts) : post.document;
        const drawn = new Map(post.figures.map((figure) => [figure.fileId, figure]));
        // Figures within a rich message are no messages of their own: it may not be known which they are.
        const own = parts.some(
          (part) => part.form === "figure" || (part.form === "rich" && part.figures !== undefined),
        );
        const figures = own ? figuresOfParts(parts).map((figure) => drawn.get(figure.fileId) ?? figure) : post.figures;
        const messageIds = parts.length > 0 ? parts.map(({ messageId }) => messageId) : post.messageIds;
        updateText.run(title, document.text, JSON.stringify(document.entities), id);
        // A link to the post opens a message that is there.
        const [first] = messageIds;
        if (first !== undefined && !messageIds.includes(post.messageId)) updateMessage.run(first, id);
        for (const statement of clear) statement.run(id);
        for (const [position, messageId] of distinct(messageIds).entries()) insertMessage.run(id, messageId, position);
        for (const [position, paperId] of distinct(paperIds).entries()) insertPaper.run(id, paperId, position);
        insertFigures(id, figures);
        if (known) riches.follow(post, parts, figures);
        tag(id, post.channelId, names);
        index.refresh(id);
        return true;
      })(),
    takeDown: (id, at) =>
      inTransaction(db, () => {
        if (takeDown.run(at, id).changes === 0) return false;
        const heir = heirOf.get(id);
        if (heir !== undefined) inherit.run(heir, id, heir);
        index.refresh(id);
        return true;
      })(),
    addMessage: (id, messageId) => {
      appendMessage.run({ id, messageId });
    },
  };
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
