import type { Message } from "@grammyjs/types";
import { openDatabase } from "../../src/archive/database.ts";
import { type Sight, textOf } from "./author.ts";

/** Whether a post is out, once at least, and its card says so. */
export const isAtRest = ({ copies, shown }: Sight): boolean => copies > 0 && shown.includes("✅");

/** What the archive says of the channel and is not so, and what went out before what was due earlier. */
export function disagreements(database: string, channel: readonly Message[]): readonly string[] {
  const db = openDatabase(database, { now: Date.now });
  const kept = db
    .prepare<[], { id: number; title: string }>(
      "SELECT post_message.message_id AS id, title FROM post_message JOIN post ON post.id = post_id",
    )
    .all();
  const sent = db
    .prepare<[], { ids: string; calls: number }>(
      `SELECT publication_message.message_ids AS ids,
              (SELECT count(*) FROM attempt WHERE attempt.publication_id = publication.id) AS calls
         FROM publication JOIN publication_message ON publication_message.publication_id = publication.id
        WHERE publication.state = 'sent'
        ORDER BY coalesce(release_at, intended_at), publication.id`,
    )
    .all();
  db.close();
  const unkept = channel
    .filter(({ message_id }) => kept.filter(({ id }) => id === message_id).length !== 1)
    .map((message) => `Message ${message.message_id} is not in the archive once: ${textOf(message)}`);
  const absent = kept
    .filter(({ id, title }) => !textOf(channel.find(({ message_id }) => message_id === id)).startsWith(title))
    .map(({ id, title }) => `Not in the channel: ${id}, ${title}`);
  // What had to be called again stands where it could be sent.
  const once = sent.filter(({ calls }) => calls === 1).map(({ ids }) => Number(JSON.parse(ids)[0]));
  const early = once
    .filter((id, i) => id < Math.max(...once.slice(0, i)))
    .map((id) => `Message ${id} went out before one that was due earlier.`);
  return [...unkept, ...absent, ...early];
}
