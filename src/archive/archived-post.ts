import type { MessageEntity } from "@grammyjs/types";
import { z } from "zod";
import type { ClassicDocument } from "../document/document.ts";
import type { RichDocument } from "../document/rich/document.ts";
import type { Identifier } from "../paper/scheme.ts";
import type { Author, Figure, Kind } from "../post/post.ts";
import type { Snapshot } from "../post/standing.ts";
import type { Db } from "./database.ts";
import { createPapers, type Paper } from "./papers.ts";

export interface Reaction {
  readonly emoji: string;
  readonly count: number;
}

/** A post of the archive. */
export interface ArchivedPost {
  readonly id: number;
  readonly channelId: number;
  readonly kind: Kind;
  readonly title: string;
  readonly document: ClassicDocument;
  readonly papers: readonly Paper[];
  readonly tags: readonly string[];
  readonly authors: readonly Author[];
  readonly figures: readonly Figure[];
  /** The most frequent first. */
  readonly reactions: readonly Reaction[];
  readonly followsPostId: number | null;
  readonly publishedAt: number;
  readonly messageId: number;
  readonly messageIds: readonly number[];
  /** When its messages were deleted from the channel; null: it stands there. */
  readonly takenDownAt: number | null;
}

/** A post that has appeared in the channel. */
export interface NewPost {
  readonly channelId: number;
  readonly kind: Kind;
  /** One line; a post without a title gives its first words. */
  readonly title: string;
  readonly document: ClassicDocument;
  readonly paperIds: readonly number[];
  /** Without `#`; repeated ones count once. */
  readonly tags: readonly string[];
  readonly authorIds: readonly number[];
  readonly figures: readonly Figure[];
  readonly followsPostId: number | null;
  /** Milliseconds. */
  readonly publishedAt: number;
  /** Its messages in the channel, in their order. */
  readonly messageIds: readonly [number, ...number[]];
  /** The message that a link to the post opens; the first of `messageIds` if left out. */
  readonly messageId?: number;
  /** The text as a rich document, its figures named by their places; left out or null where it is none. */
  readonly rich?: RichDocument | null | undefined;
}

/**
 * Every post that was ever in the channel. Each method is one transaction, or part of the caller's where one is open,
 * and keeps what posts are found by in step. Lists and counts leave out what was taken down; `get` and `byMessage` do not.
 */
export interface Posts {
  /**
   * Returns the post's id.
   * @throws SqliteError if the channel has a post of this message already, or a paper, author or post named is unknown
   */
  add(post: NewPost): number;
  get(id: number): ArchivedPost | null;
  /** The post's rich document, its figures named by their places, whichever way it stands in the channel; null for none. */
  rich(id: number): RichDocument | null;
  /** The post to which a message of the channel belongs. */
  byMessage(channelId: number, messageId: number): ArchivedPost | null;
  /** Posts about the paper of this identifier, the newest first. */
  byPaper(channelId: number, identifier: Identifier): readonly ArchivedPost[];
  /** The newest first. */
  latest(channelId: number, limit: number, offset?: number): readonly ArchivedPost[];
  byTag(channelId: number, tag: string, limit: number, offset?: number): readonly ArchivedPost[];
  byAuthor(authorId: number, limit: number, offset?: number): readonly ArchivedPost[];
  /** Posts that add to this one, or to one that does, the oldest first. */
  followUps(id: number): readonly ArchivedPost[];
  /** `chance` gives a number from 0 up to 1, as Math.random does. Null where there are no posts. */
  random(channelId: number, chance: () => number): ArchivedPost | null;
  count(channelId: number): number;
  /** Replaces what the channel shows under the post. Counts of zero are left out. False if there is no such post. */
  setReactions(id: number, reactions: readonly Reaction[]): boolean;
  /** The post's text was changed in the channel. False if there is no such post. */
  setText(id: number, title: string, document: ClassicDocument): boolean;
  setTags(id: number, tags: readonly string[]): boolean;
  /** The post is as in this snapshot now; without parts it keeps its text, figures and messages. False if there is none. */
  change(id: number, snapshot: Snapshot): boolean;
  /**
   * Its messages are gone from the channel: it is found no more, its record stays. Where another post was put out in its
   * place, what added to it adds to that one.
   */
  takeDown(id: number, at: number): boolean;
  /** One more message of the channel belongs to the post. Does nothing if it does already. */
  addMessage(id: number, messageId: number): void;
}

export interface PostRow {
  id: number;
  channel_id: number;
  kind: Kind;
  title: string;
  text: string;
  entities: string;
  follows_post_id: number | null;
  message_id: number;
  published_at: number;
  taken_down_at: number | null;
}

export const POST_COLUMNS =
  "post.id, post.channel_id, post.kind, post.title, post.text, post.entities, post.follows_post_id, post.message_id, post.published_at, post.taken_down_at";
const Entities = z.array(z.looseObject({ type: z.string(), offset: z.number(), length: z.number() }));

/** Reads what belongs to a row of `POST_COLUMNS`. */
export function createPostReader(db: Db): (row: PostRow) => ArchivedPost {
  const papers = createPapers(db);
  const paperIds = db
    .prepare<[number], number>("SELECT paper_id FROM post_paper WHERE post_id = ? ORDER BY position")
    .pluck();
  const tags = db
    .prepare<[number], string>(
      "SELECT tag.name FROM post_tag JOIN tag ON tag.id = post_tag.tag_id WHERE post_id = ? ORDER BY post_tag.rowid",
    )
    .pluck();
  const authors = db.prepare<[number], Author>(
    `SELECT author.id, author.name, author.username, author.rubric
       FROM post_author JOIN author ON author.id = post_author.author_id
      WHERE post_id = ? ORDER BY position`,
  );
  const figures = db.prepare<[number], Figure>(
    `SELECT kind, file_id AS fileId, file_unique_id AS fileUniqueId, size, caption, credit
       FROM post_figure WHERE post_id = ? ORDER BY position`,
  );
  const reactions = db.prepare<[number], Reaction>(
    "SELECT emoji, count FROM post_reaction WHERE post_id = ? ORDER BY count DESC, rowid",
  );
  const messages = db
    .prepare<[number], number>("SELECT message_id FROM post_message WHERE post_id = ? ORDER BY position")
    .pluck();
  return (row) => ({
    id: row.id,
    channelId: row.channel_id,
    kind: row.kind,
    title: row.title,
    document: { text: row.text, entities: Entities.parse(JSON.parse(row.entities)) as unknown as MessageEntity[] },
    papers: paperIds.all(row.id).flatMap((id) => papers.get(id) ?? []),
    tags: tags.all(row.id),
    authors: authors.all(row.id),
    figures: figures.all(row.id).map(({ caption, credit, ...figure }) => ({
      ...figure,
      ...((caption ?? null) !== null && { caption }),
      ...((credit ?? null) !== null && { credit }),
    })),
    reactions: reactions.all(row.id),
    followsPostId: row.follows_post_id,
    publishedAt: row.published_at,
    messageId: row.message_id,
    messageIds: messages.all(row.id),
    takenDownAt: row.taken_down_at,
  });
}
