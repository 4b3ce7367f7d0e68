import Database from "better-sqlite3";
import { ChannelSettings } from "../post/settings.ts";
import type { Db } from "./database.ts";
import { refuseNetwork } from "./lock.ts";
import type { KeptFile } from "./media.ts";

/** What a look at a database file tells without changing it. */
export type Examination =
  | { readonly sound: false }
  | {
      readonly sound: true;
      /** Telegram's id of the channel that is served; null before one is connected. */
      readonly channelId: number | null;
      /** Updates in the inbox that wait to be handled. */
      readonly waiting: number;
      /** Who may show the channel in their profile: its authors and the bot's owner and admins. */
      readonly people: readonly number[];
      /** The files of figures that count as kept. */
      readonly kept: readonly KeptFile[];
      /** Ids of the last messages of the channel that the archive has, the newest first. */
      readonly messages: readonly number[];
      /** Whether long captions can be copied, as far as was tried; null before a channel is connected. */
      readonly longCaptions: ChannelSettings["longCaptions"] | null;
    };

/**
 * Reads a database that may be in use, without migrating it.
 *
 * @throws SqliteError where it cannot be opened or is no database of Paperboy; NetworkFolderError
 */
export function examineDatabase(path: string): Examination {
  refuseNetwork(path);
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    if (db.pragma("quick_check(1)", { simple: true }) !== "ok") return { sound: false };
    const channelId = db.prepare<[], number>("SELECT chat_id FROM channel ORDER BY served DESC, id LIMIT 1").pluck();
    const waiting = db.prepare<[], number>("SELECT count(*) FROM inbox WHERE state = 'waiting'").pluck();
    const people = db.prepare<[], number>(
      `SELECT person_id FROM owner
        UNION
       SELECT person_id FROM role WHERE role = 'admin'
        UNION
       SELECT person_id FROM author WHERE person_id IS NOT NULL`,
    );
    const messages = db.prepare<[], number>(
      `SELECT post_message.message_id
         FROM post_message
         JOIN post ON post.id = post_message.post_id
        WHERE post.channel_id = (SELECT id FROM channel ORDER BY served DESC, id LIMIT 1)
        ORDER BY post_message.message_id DESC
        LIMIT 5`,
    );
    const kept = db.prepare<[], KeptFile>("SELECT DISTINCT sha256, extension FROM media WHERE state = 'kept'");
    const settings = db
      .prepare<[], string>("SELECT settings FROM channel ORDER BY served DESC, id LIMIT 1")
      .pluck()
      .get();
    return {
      sound: true,
      channelId: channelId.get() ?? null,
      waiting: waiting.get() ?? 0,
      people: people.pluck().all(),
      kept: kept.all(),
      messages: messages.pluck().all(),
      longCaptions: settings === undefined ? null : ChannelSettings.parse(JSON.parse(settings)).longCaptions,
    };
  } finally {
    db.close();
  }
}

/** Whether an open database answers. @throws SqliteError, TypeError where it does not */
export function answers(db: Db): boolean {
  return db.prepare("SELECT 1").get() !== undefined;
}
