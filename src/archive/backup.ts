import { statSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { type BackupFile, backupName, backupsIn, inPlace, inPlaceAtOnce, thinOut } from "./copies.ts";
import { isMigrated } from "./migrations.ts";
import { asWriter } from "./pragmas.ts";
import { DamagedError } from "./trouble.ts";

export interface BackupOptions {
  readonly folder: string;
  /** How many backups stay, this one among them; at least 1. */
  readonly keep: number;
  readonly now: () => number;
  /** Pages of the file that are copied, and all. Called after each step. */
  readonly onProgress?: (done: number, all: number) => void;
}

export interface Backup extends BackupFile {
  /** How many older ones were removed. */
  readonly removed: number;
}

/** 4 MB with the usual pages: a step holds the thread for some milliseconds. */
const PAGES_AT_ONCE = 1_000;

/**
 * Copies a database that may be in use into the folder: one consistent state, checked whole, readable only by its
 * owner, under its name only when it is complete. The writers are not held up.
 *
 * @throws SqliteError, Error of the file system; DamagedError if the copy does not pass its check
 */
export async function backUp(database: string, options: BackupOptions): Promise<Backup> {
  const { folder, keep, now, onProgress } = options;
  const source = new Database(database, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    // With a snapshot of its own the copy does not begin anew whenever somebody else writes.
    source.exec("BEGIN");
    if (!isMigrated(source)) throw new DamagedError("It holds no tables of Paperboy.");
    const madeAt = now();
    const path = join(folder, backupName(database, madeAt));
    await inPlace(path, async (partial) => {
      await source.backup(partial, {
        progress: ({ totalPages, remainingPages }) => {
          onProgress?.(totalPages - remainingPages, totalPages);
          return PAGES_AT_ONCE;
        },
      });
      onProgress?.(1, 1);
      seal(partial, madeAt);
    });
    const removed = thinOut(folder, database, keep, madeAt);
    return { path, madeAt, bytes: statSync(path).size, beforeMigration: false, removed };
  } finally {
    source.close();
  }
}

/** The same at once, before a migration of this number runs on an open database. How many stay is left to `backUp`. */
export function backUpBefore(db: Database.Database, folder: string, number: string, now: () => number): string {
  const madeAt = now();
  const path = join(folder, backupName(db.name, madeAt, number));
  inPlaceAtOnce(path, (partial) => {
    db.prepare("VACUUM INTO ?").run(partial);
    seal(partial, madeAt);
  });
  return path;
}

/** The newest backup that is not one before a migration; null where there is none. */
export function lastBackup(folder: string, database: string): BackupFile | null {
  return backupsIn(folder, database).find((file) => !file.beforeMigration) ?? null;
}

/**
 * Looks through all of a database, its indexes and its references; it may be large: some seconds for a gigabyte.
 *
 * @throws DamagedError with the first thing that was found
 */
export function verify(db: Database.Database): void {
  const found = db.pragma("integrity_check(1)", { simple: true });
  if (found !== "ok") throw new DamagedError(String(found));
  const [orphan] = db.pragma("foreign_key_check") as readonly { readonly table: string }[];
  if (orphan !== undefined) throw new DamagedError(`A row of ${orphan.table} points at nothing.`);
}

/** Writes into a copy when it was made, makes it a single file, and checks it. */
function seal(path: string, madeAt: number): void {
  const copy = new Database(path, { timeout: 5_000 });
  try {
    asWriter(copy);
    copy.pragma("journal_mode = DELETE");
    const marked = copy.prepare("SELECT 1 FROM sqlite_master WHERE name = 'backup_mark'").get() !== undefined;
    // A copy from before that migration has no such table; its time is then the last that stands in its rows.
    if (marked) copy.prepare("INSERT OR REPLACE INTO backup_mark (id, made_at) VALUES (1, ?)").run(madeAt);
    verify(copy);
  } finally {
    copy.close();
  }
}
