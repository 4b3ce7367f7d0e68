import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";

export type Db = Database.Database;

const MIGRATIONS = join(import.meta.dirname, "..", "..", "migrations");

/** The database is newer than this program, or one of its migrations is not the one that this program has. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/**
 * Opens the archive's SQLite file, making it and its folder where they are absent, and brings it to the newest
 * schema. Every writer runs with WAL, full sync and foreign keys. ":memory:" is a database of its own.
 *
 * @throws MigrationError if the file was written by a newer program
 */
export function openDatabase(path: string, options: { readonly now: () => number; readonly migrations?: string }): Db {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path);
  try {
    db.pragma("busy_timeout = 5000");
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("foreign_keys = ON");
    migrate(db, options.migrations ?? MIGRATIONS, options.now);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/**
 * Makes this process the only one that serves the database, until the returned function is called or the process ends,
 * however it ends. Others may still read it. The lock is SQLite's, on an empty file beside it.
 *
 * @throws SqliteError SQLITE_BUSY at once if another process serves it
 */
export function lockDatabase(path: string): () => void {
  if (path === ":memory:") return () => {};
  mkdirSync(dirname(path), { recursive: true });
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => lock.close();
}

/** What keeps a database from being used. */
export type DatabaseTrouble = "locked" | "read-only" | "unopenable" | "corrupt" | "newer" | "full";

/** Names the trouble that an error of `openDatabase` or of a statement stands for; null if it is another error. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  if (error instanceof MigrationError) return "newer";
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string") return null;
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return "locked";
  if (/^(SQLITE_READONLY|EROFS$)/.test(code)) return "read-only";
  if (/^(SQLITE_CANTOPEN|SQLITE_PERM|EACCES$|EPERM$|ENOTDIR$|EISDIR$|ENOENT$|EEXIST$)/.test(code)) return "unopenable";
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return "corrupt";
  if (/^(SQLITE_FULL|ENOSPC$)/.test(code)) return "full";
  return null;
}

/** Runs the migrations that the database has not seen, each in a transaction of its own, in the order of their names. */
function migrate(db: Db, folder: string, now: () => number): void {
  db.exec(
    "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
  );
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort();
  const known = new Map(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  const applied = db.prepare<[], { name: string; checksum: string }>("SELECT name, checksum FROM migration").all();
  for (const { name, checksum } of applied) {
    const sql = known.get(name);
    if (sql === undefined) {
      throw new MigrationError(
        `The database has the migration ${name}, which this Paperboy does not know: it was written by a newer version.`,
      );
    }
    if (checksumOf(sql) !== checksum) {
      throw new MigrationError(`The migration ${name} is not the one that the database was made with.`);
    }
    known.delete(name);
  }
  const record = db.prepare("INSERT INTO migration (name, checksum, applied_at) VALUES (?, ?, ?)");
  for (const [name, sql] of known) {
    db.transaction(() => {
      db.exec(sql);
      record.run(name, checksumOf(sql), now());
    }).immediate();
  }
}

function checksumOf(sql: string): string {
  return createHash("sha256").update(sql).digest("hex");
}
