import { isDeepStrictEqual } from "node:util";
import { type ClassicDocument, lengthOf } from "../document/document.ts";
import type { RichDocument } from "../document/rich/document.ts";
import { liftFigures } from "../document/rich/places.ts";
import { Rich } from "../document/rich/schema.ts";
import { toClassic } from "../document/twin/twin.ts";
import type { Figure } from "../post/post.ts";
import { type PostPart, textOfParts } from "../post/standing.ts";
import type { ArchivedPost } from "./archived-post.ts";
import type { Db } from "./database.ts";

/** Grows with every change of what is kept. */
const SCHEMA = 1;

/** The rich documents of posts, whichever way they stand in the channel; their figures are named by their places. */
export function createPostRich(db: Db) {
  const select = db
    .prepare<[number, number], string>("SELECT document FROM post_rich WHERE post_id = ? AND schema = ?")
    .pluck();
  const save = db.prepare(
    `INSERT INTO post_rich (post_id, schema, document)
     VALUES (?, ?, ?)
         ON CONFLICT (post_id) DO UPDATE
        SET schema = excluded.schema,
            document = excluded.document`,
  );
  const remove = db.prepare("DELETE FROM post_rich WHERE post_id = ?");
  const find = (postId: number): RichDocument | null => {
    const json = select.get(postId, SCHEMA);
    return json === undefined ? null : Rich.parse(JSON.parse(json));
  };
  const keep = (postId: number, document: RichDocument | null): void => {
    if (document === null) remove.run(postId);
    else save.run(postId, SCHEMA, JSON.stringify(document));
  };
  return {
    find,
    keep,
    /** The post's messages are these now: a rich one tells the document, a text that became another ends it. */
    follow: (post: ArchivedPost, parts: readonly PostPart[], figures: readonly Figure[]): void => {
      const rich = richOfParts(parts, figures);
      if (rich !== null) keep(post.id, rich);
      else if (lengthOf(textOfParts(parts)) > 0 && !isDeepStrictEqual(textOfParts(parts), post.document)) {
        keep(post.id, null);
      }
    },
  };
}

/** The rich document that stands in the channel, or is kept with the text that does; null for none. */
export function richOfParts(parts: readonly PostPart[], figures: readonly Figure[]): RichDocument | null {
  const whole = wordsOf(textOfParts(parts));
  const rich = parts.map((part) => {
    if (part.form === "rich") return part.rich;
    // What is kept with a text is its document only as long as it says the same.
    if (part.form === "other" || part.rich === undefined) return undefined;
    return wordsOf(toClassic(part.rich).document) === whole ? part.rich : undefined;
  });
  const document = rich.find((each) => each !== undefined);
  if (document === undefined) return null;
  return liftFigures(document, (media) => {
    const at = figures.findIndex(({ fileId }) => fileId === media);
    return at === -1 ? null : at + 1;
  });
}

function wordsOf({ text }: ClassicDocument): string {
  return text.replace(/\s+/gu, " ").trim();
}
