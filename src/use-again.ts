import { existsSync } from "node:fs";
import { verify } from "./archive/backup.ts";
import { createChannels } from "./archive/channels.ts";
import { backupFolder, sweep } from "./archive/copies.ts";
import { databaseTrouble, lockDatabase, openDatabase } from "./archive/database.ts";
import { tryDisk } from "./archive/try-disk.ts";
import type { IntroduceOptions } from "./introduce.ts";
import type { Life } from "./take-over.ts";
import { pause } from "./telegram/timers.ts";

type Options = IntroduceOptions & { readonly stop: AbortSignal; readonly now: () => number };

/** When it is first tried whether the database can be used again, ms; then ever more slowly. */
const RETRY = { first: 5_000, longest: 300_000 };

/**
 * Waits until the database can be opened and its disk written; what is no trouble of theirs is thrown. `whole`: also its
 * indexes and references are looked through. False if stopped meanwhile.
 */
export async function untilUsable(
  options: Options,
  life: Life,
  { whole }: { readonly whole: boolean },
): Promise<boolean> {
  const { timers, stop } = options;
  let wait = RETRY.first;
  do {
    await pause(timers, wait, stop);
    if (stop.aborted) return false;
    wait = Math.min(2 * wait, RETRY.longest);
  } while (!isUsable(options, life, whole));
  return true;
}

function isUsable({ config, now, log }: Options, { known }: Life, whole: boolean): boolean {
  if (known && !existsSync(config.database)) return false;
  try {
    const release = lockDatabase(config.database);
    try {
      tryDisk(config.database);
      const db = openDatabase(config.database, { now, serving: true, backups: config.backups.folder });
      try {
        if (whole) verify(db);
        createChannels(db, now).served();
      } finally {
        db.close();
      }
      return true;
    } finally {
      release();
    }
  } catch (error) {
    if (databaseTrouble(error) === null) throw error;
    log.debug({ err: error }, "The database still cannot be used");
    return false;
  }
}

/** Removes what killed processes left unfinished; where that fails it stays. */
export function tidy({ config, now, log }: Options): void {
  try {
    sweep(config.database, backupFolder(config.database, config.backups.folder), now());
  } catch (error) {
    log.debug({ err: error }, "unfinished files could not be removed");
  }
}
