import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { ChangedMigrationError, MigrationError } from "./trouble.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "migrations");

/** A migration that this program has. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** All migrations, in the order in which they run. */
export function readMigrations(folder: string = FOLDER): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(folder, name), "utf8") }));
}

/**
 * The migrations that the database has not seen yet. Changes nothing.
 *
 * @throws MigrationError if it has one that is not known
 * @throws ChangedMigrationError if it has one that was changed since
 */
export function pendingMigrations(db: Database.Database, migrations: readonly Migration[]): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, checksum } of appliedTo(db)) {
    const migration = known.get(name);
    if (migration === undefined) {
      throw new MigrationError(
        `The database has the migration ${name}, which this Paperboy does not know: it was written by a newer version.`,
      );
    }
    if (checksumOf(migration) !== checksum) {
      throw new ChangedMigrationError(`The migration ${name} is not the one that the database was made with.`);
    }
    known.delete(name);
  }
  return [...known.values()];
}

/** Whether anything of Paperboy's was ever written to the database. */
export function isMigrated(db: Database.Database): boolean {
  return appliedTo(db).length > 0;
}

/**
 * Runs each in a transaction of its own, which records it as well. References are checked at its end instead of after
 * each statement, so that a migration may make a table anew. https://sqlite.org/lang_altertable.html#otheralter
 */
export function runMigrations(db: Database.Database, pending: readonly Migration[], now: () => number): void {
  if (pending.length === 0) return;
  db.exec(
    "CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT",
  );
  const record = db.prepare("INSERT INTO migration (name, checksum, applied_at) VALUES (?, ?, ?)");
  db.pragma("foreign_keys = OFF");
  try {
    for (const migration of pending) {
      db.transaction(() => {
        db.exec(migration.sql);
        const [orphan] = db.pragma("foreign_key_check") as readonly { readonly table: string }[];
        if (orphan !== undefined)
          throw new Error(`${migration.name} leaves a row of ${orphan.table} without its parent.`);
        record.run(migration.name, checksumOf(migration), now());
      }).immediate();
    }
  } finally {
    db.pragma("foreign_keys = ON");
  }
}

/** Whether any table but those of SQLite, of the search index and of the migrations has a row. */
export function hasRows(db: Database.Database): boolean {
  const tables = db
    .prepare<[], string>(
      `SELECT name
         FROM pragma_table_list
        WHERE schema = 'main'
          AND type = 'table'
          AND name <> 'migration'
          AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all();
  return tables.some((name) => db.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get() !== undefined);
}

function appliedTo(db: Database.Database): readonly { readonly name: string; readonly checksum: string }[] {
  const has = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'").get();
  if (has === undefined) return [];
  return db.prepare<[], { name: string; checksum: string }>("SELECT name, checksum FROM migration ORDER BY name").all();
}

function checksumOf({ sql }: Migration): string {
  return createHash("sha256").update(sql).digest("hex");
}
