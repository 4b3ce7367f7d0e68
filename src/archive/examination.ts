import Database from "better-sqlite3";
import type { Db } from "./database.ts";
import { refuseNetwork } from "./lock.ts";

/** What a look at a database file tells without changing it. */
export type Examination =
  | { readonly sound: false }
  | {
      readonly sound: true;
      /** Telegram's id of the channel that is served; null before one is connected. */
      readonly channelId: number | null;
      /** Updates in the inbox that wait to be handled. */
      readonly waiting: number;
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
    return { sound: true, channelId: channelId.get() ?? null, waiting: waiting.get() ?? 0 };
  } finally {
    db.close();
  }
}

/** Whether an open database answers. @throws SqliteError, TypeError where it does not */
export function answers(db: Db): boolean {
  return db.prepare("SELECT 1").get() !== undefined;
}
