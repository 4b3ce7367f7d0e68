import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { inPlaceAtOnce } from "./copies.ts";
import type { Db } from "./database.ts";
import { lockFileOf } from "./lock.ts";
import { DisplacedError } from "./trouble.ts";

/** The files of an open database, as they stood when it was opened. */
export interface Place {
  /**
   * Costs some microseconds. @throws DisplacedError once any of the files is gone or another one: the process would
   * write to where nobody looks, and a second one could take the lock.
   */
  check(): void;
  /**
   * Where the database is gone from its folder, or the folder is gone, but the disk is the same: writes all that the
   * open one holds to its path. Returns whether it did; what stands at the path is never touched.
   *
   * @throws SqliteError, Error of the file system
   */
  putBack(db: Db): boolean;
}

/** Remembers where an open database stands: its file, its log and its lock, which are there. */
export function placeOf(database: string): Place {
  const path = resolve(database);
  const files = [path, `${path}-wal`, lockFileOf(path)].filter((file) => existsSync(file));
  const before = files.map(identityOf);
  const disk = deviceOf(path);
  return {
    check: () => {
      const at = files.findIndex((file, index) => identityOf(file) !== before[index]);
      if (at >= 0) throw new DisplacedError(`${files[at]} is no longer the file that was opened.`);
    },
    putBack: (db) => {
      if (existsSync(path) || deviceOf(path) !== disk) return false;
      inPlaceAtOnce(path, (partial) => db.prepare("VACUUM INTO ?").run(partial));
      return true;
    },
  };
}

/** Null where there is no such file. */
function identityOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

/** The disk of the nearest folder that is there. */
function deviceOf(path: string): number {
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  return statSync(folder).dev;
}
