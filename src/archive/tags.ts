import { type Db, inTransaction } from "./database.ts";

export interface TagCount {
  readonly id: number;
  /** As it was first written, without `#`. */
  readonly name: string;
  readonly posts: number;
}

/** The channel's tags. A tag is matched by its lower case in NFC. */
export interface Tags {
  /** The tag's id, made where there is none yet. The name may begin with `#`. */
  ensure(channelId: number, name: string): number;
  /** Tags that posts have, the most used first. */
  list(channelId: number, limit?: number): readonly TagCount[];
  /** The tag as it was first written, or null if no post has it. */
  find(channelId: number, name: string): TagCount | null;
  /** The same by the tag's id. */
  get(channelId: number, id: number): TagCount | null;
}

/** A tag in the form in which tags are compared. */
export function foldTag(name: string): string {
  return tagName(name).toLowerCase().normalize("NFC");
}

export function createTags(db: Db): Tags {
  const byFold = db.prepare<[number, string], { id: number }>("SELECT id FROM tag WHERE channel_id = ? AND folded = ?");
  const insert = db.prepare<[number, string, string]>("INSERT INTO tag (channel_id, name, folded) VALUES (?, ?, ?)");
  const counts = db.prepare<[number, number], TagCount>(
    `SELECT tag.id, tag.name, count(*) AS posts
       FROM tag
       JOIN post_tag ON post_tag.tag_id = tag.id
       JOIN post ON post.id = post_tag.post_id AND post.taken_down_at IS NULL
      WHERE tag.channel_id = ?
      GROUP BY tag.id
      ORDER BY posts DESC, tag.folded
      LIMIT ?`,
  );
  const count = db.prepare<[number, string], TagCount>(
    `SELECT tag.id, tag.name, count(*) AS posts
       FROM tag
       JOIN post_tag ON post_tag.tag_id = tag.id
       JOIN post ON post.id = post_tag.post_id AND post.taken_down_at IS NULL
      WHERE tag.channel_id = ? AND tag.folded = ?
      GROUP BY tag.id`,
  );
  const byId = db.prepare<[number, number], TagCount>(
    `SELECT tag.id, tag.name, count(*) AS posts
       FROM tag
       JOIN post_tag ON post_tag.tag_id = tag.id
       JOIN post ON post.id = post_tag.post_id AND post.taken_down_at IS NULL
      WHERE tag.channel_id = ? AND tag.id = ?
      GROUP BY tag.id`,
  );
  return {
    ensure: (channelId, name) =>
      inTransaction(db, () => {
        const folded = foldTag(name);
        const known = byFold.get(channelId, folded);
        return known?.id ?? Number(insert.run(channelId, tagName(name), folded).lastInsertRowid);
      })(),
    list: (channelId, limit = 1000) => counts.all(channelId, limit),
    find: (channelId, name) => count.get(channelId, foldTag(name)) ?? null,
    get: (channelId, id) => byId.get(channelId, id) ?? null,
  };
}

function tagName(name: string): string {
  return name
    .trim()
    .replace(/^[#＃]/, "")
    .normalize("NFC");
}
