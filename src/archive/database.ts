import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { backUpBefore } from "./backup.ts";
import { backupFolder } from "./copies.ts";
import { lockDatabase, refuseNetwork } from "./lock.ts";
import { hasRows, isMigrated, type Migration, pendingMigrations, readMigrations, runMigrations } from "./migrations.ts";
import { asWriter } from "./pragmas.ts";
import { DamagedError, databaseTrouble, UnbackedError } from "./trouble.ts";

export { lockDatabase } from "./lock.ts";
export { type DatabaseTrouble, databaseTrouble, MigrationError } from "./trouble.ts";

export type Db = Database.Database;

export interface OpenOptions {
  readonly now: () => number;
  /** The folder of migrations. Default: the program's. */
  readonly migrations?: string;
  /** Where a copy goes before migrations run over rows. Default: `backups` beside the database. */
  readonly backups?: string | null;
  /**
   * For the process that has the lock: the whole file is looked through first, and it is tried whether it can be
   * written. Others migrate only while they have the lock, so never beneath a running bot.
   */
  readonly serving?: boolean;
  /** How long to wait for somebody else's transaction or migration, ms. Default 5,000. */
  readonly patience?: number;
}

const PATIENCE = 5_000;

/**
 * Opens the archive's SQLite file, making it and its folder where they are absent, and brings it to the newest
 * schema, after a backup if it holds anything. Every writer runs with WAL, full sync and foreign keys. ":memory:" is
 * a database of its own.
 *
 * @throws MigrationError if the file was written by a newer program
 * @throws UnbackedError if that backup could not be made; then no migration has run
 * @throws ChangedMigrationError, DamagedError, NetworkFolderError, SqliteError; `databaseTrouble` names them
 */
export function openDatabase(path: string, options: OpenOptions): Db {
  if (path !== ":memory:") {
    mkdirSync(dirname(path), { recursive: true });
    refuseNetwork(path);
  }
  const patience = options.patience ?? PATIENCE;
  const db = new Database(path, { timeout: patience });
  try {
    if (options.serving === true) quickCheck(db);
    const migrations = readMigrations(options.migrations);
    // Before anything is written: a newer database is left as it is.
    let pending = pendingMigrations(db, migrations);
    db.pragma("journal_mode = WAL");
    asWriter(db);
    if (pending.length > 0) {
      const release = options.serving === true ? () => {} : lockDatabase(path, { wait: patience });
      try {
        pending = pendingMigrations(db, migrations);
        bringUp(db, path, pending, options);
      } finally {
        release();
      }
    }
    if (options.serving === true) tryWriting(db);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

function bringUp(db: Db, path: string, pending: readonly Migration[], { now, backups }: OpenOptions): void {
  const number = pending[0]?.name.slice(0, 4);
  if (number !== undefined && path !== ":memory:" && isMigrated(db) && hasRows(db)) {
    const folder = backupFolder(path, backups ?? null);
    try {
      backUpBefore(db, folder, number, now);
    } catch (cause) {
      // What is damaged is no trouble of the folder.
      if (databaseTrouble(cause) === "corrupt") throw cause;
      throw new UnbackedError(`${path} could not be copied into ${folder}.`, { cause });
    }
  }
  runMigrations(db, pending, now);
}

/**
 * Reads every page once; unlike integrity_check it does not compare indexes with their rows. `npm run bench` tells
 * what it costs. @throws DamagedError
 */
export function quickCheck(db: Db): void {
  const found = db.pragma("quick_check(1)", { simple: true });
  if (found !== "ok") throw new DamagedError(String(found));
}

/** A write that changes nothing, to the disk. @throws SqliteError where nothing can be written */
function tryWriting(db: Db): void {
  db.prepare("UPDATE migration SET applied_at = applied_at WHERE name = (SELECT min(name) FROM migration)").run();
}

/**
 * Makes a change that runs in one transaction, which takes the write lock before it reads: one that reads first and
 * writes then is refused at once, without the busy timeout, where another connection wrote in between. Within another
 * transaction it is a part of that. https://sqlite.org/rescode.html#busy_snapshot
 */
export function inTransaction<A extends unknown[], R>(db: Db, change: (...args: A) => R): (...args: A) => R {
  const transaction = db.transaction(change);
  return (...args) => transaction.immediate(...args);
}
