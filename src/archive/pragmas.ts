import type Database from "better-sqlite3";

/**
 * What every connection that writes has, said outright: SQLite's own defaults differ from build to build, and
 * better-sqlite3 syncs less in WAL. The busy timeout is given where a connection is opened.
 */
export function asWriter(db: Database.Database): void {
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
}
