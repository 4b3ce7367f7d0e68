import {
  closeSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  linkSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import Database from "better-sqlite3";
import { verify } from "./backup.ts";
import { inPlace } from "./copies.ts";
import { lockDatabase } from "./lock.ts";
import { isMigrated, pendingMigrations, readMigrations, runMigrations } from "./migrations.ts";
import { asWriter } from "./pragmas.ts";
import { markRestored } from "./restorations.ts";
import { DamagedError, databaseTrouble } from "./trouble.ts";

export interface Restore {
  /** When the copy was made; what happened after it is gone. ms */
  readonly backupAt: number;
  /** Where the database of before is kept; null where there was none. */
  readonly keptAs: string | null;
}

/**
 * Puts a copy in the database's place: a file of `backUp`, also compressed by gzip, or any whole database of Paperboy.
 * The copy itself is only read. It is checked and brought to the newest schema beside the database, which is replaced
 * at once and kept under another name; where anything fails, nothing has changed.
 *
 * @throws SqliteError SQLITE_BUSY while a bot runs; DamagedError, MigrationError, Error of the file system
 */
export async function restoreDatabase(
  database: string,
  file: string,
  { now }: { readonly now: () => number },
): Promise<Restore> {
  const release = lockDatabase(database);
  try {
    const target = existsSync(database) ? realpathSync(database) : database;
    return await inPlace(target, async (partial) => {
      await bring(file, partial);
      const restoredAt = now();
      const backupAt = prepare(partial, restoredAt, now);
      return { backupAt, keptAs: putAside(target, restoredAt) };
    });
  } finally {
    release();
  }
}

async function bring(file: string, to: string): Promise<void> {
  if (isGzip(file)) {
    await pipeline(createReadStream(file), createGunzip(), createWriteStream(to, { flags: "r+" })).catch((error) => {
      // The packed file was cut short, or changed. https://nodejs.org/api/zlib.html#constants
      throw String(error.code).startsWith("Z_") ? new DamagedError(error.message) : error;
    });
  } else {
    await pipeline(createReadStream(file), createWriteStream(to, { flags: "r+" }));
    // A database that was copied by hand, not by a backup, may have its last changes beside it.
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${to}-wal`);
  }
}

function isGzip(file: string): boolean {
  return headOf(file, 2).toString("hex") === "1f8b";
}

function headOf(file: string, bytes: number): Buffer {
  const head = Buffer.alloc(bytes);
  const opened = openSync(file, "r");
  try {
    return head.subarray(0, readSync(opened, head, 0, bytes, 0));
  } finally {
    closeSync(opened);
  }
}

function prepare(path: string, restoredAt: number, now: () => number): number {
  const copy = new Database(path, { timeout: 5_000 });
  try {
    asWriter(copy);
    verify(copy);
    if (!isMigrated(copy)) throw new DamagedError("It holds no tables of Paperboy.");
    runMigrations(copy, pendingMigrations(copy, readMigrations()), now);
    const backupAt = markRestored(copy, restoredAt);
    copy.pragma("journal_mode = DELETE");
    return backupAt;
  } finally {
    copy.close();
  }
}

/** Gives the database a second name, under which it stays; its first one is never without a file. */
function putAside(database: string, at: number): string | null {
  if (!existsSync(database)) return null;
  finishLog(database);
  const time = new Date(at).toISOString().replaceAll(/[:.]/g, "-");
  const aside = join(dirname(database), `${basename(database).replace(/\.(db|sqlite3?)$/, "")}-replaced-${time}.db`);
  // What Litestream knows of the old file is not true of the new one: it begins a copy anew.
  // https://litestream.io/tips/#deleting-sqlite-databases
  rmSync(join(dirname(database), `.${basename(database)}-litestream`), { recursive: true, force: true });
  // What could not be finished belongs to the old file, and must not be read into the new one.
  if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${aside}-wal`);
  rmSync(`${database}-shm`, { force: true });
  try {
    linkSync(database, aside);
  } catch (error) {
    // Some file systems know no second names.
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes((error as NodeJS.ErrnoException).code ?? ""))
      throw error;
    copyFileSync(database, aside);
  }
  return aside;
}

/** Brings the write-ahead log into the file. A damaged database is kept as it is, with its log. */
function finishLog(database: string): void {
  // SQLite would take the log of an empty file for a leftover, and remove it.
  if (headOf(database, 16).toString("latin1") !== "SQLite format 3\0") return;
  try {
    const db = new Database(database, { timeout: 5_000 });
    try {
      asWriter(db);
      db.pragma("wal_checkpoint(TRUNCATE)");
    } finally {
      db.close();
    }
  } catch (error) {
    if (databaseTrouble(error) === null) throw error;
  }
}
