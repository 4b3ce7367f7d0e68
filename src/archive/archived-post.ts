import type { MessageEntity } from "@grammyjs/types";
import { z } from "zod";
import type { ClassicDocument } from "../document/document.ts";
import type { Author, Figure, Kind } from "../post/post.ts";
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
