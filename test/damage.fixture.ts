import { closeSync, openSync, writeSync } from "node:fs";
import Database from "better-sqlite3";

/** Overwrites the first page of each of these tables, beneath whoever has the database open. */
export function damageTables(database: string, names: readonly string[]): void {
  const db = new Database(database);
  db.pragma("wal_checkpoint(TRUNCATE)");
  const size = Number(db.pragma("page_size", { simple: true }));
  const root = db.prepare<[string], number>("SELECT rootpage FROM sqlite_master WHERE name = ?").pluck();
  const file = openSync(database, "r+");
  for (const name of names) writeSync(file, Buffer.alloc(size, 0xff), 0, size, ((root.get(name) ?? 0) - 1) * size);
  closeSync(file);
  // A change by another connection, so that the pages that the process remembers are read anew.
  db.exec("UPDATE command_menu SET hash = hash || 'x'");
  db.close();
}
