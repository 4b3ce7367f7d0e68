import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { discard, removeAbandoned, reserve } from "./partial.ts";

/** How the bot makes backups by itself. */
export interface BackupSettings {
  /** Null: `backups` beside the database. */
  readonly folder: string | null;
  /** How many stay; 0: none is made by night. */
  readonly keep: number;
  /** From 0 to 23, in the channel's zone. */
  readonly hour: number;
  /** How often the owner is sent one. */
  readonly send: "weekly" | "nightly" | "never";
}

/** A backup in its folder. */
export interface BackupFile {
  readonly path: string;
  readonly madeAt: number;
  readonly bytes: number;
  /** Made before the migrations of a new version ran. */
  readonly beforeMigration: boolean;
}

/** The folder of backups that the settings name, or `backups` beside the database. */
export function backupFolder(database: string, named: string | null): string {
  return named ?? join(dirname(resolve(database)), "backups");
}

/** The database's backups in the folder, the newest first; none where there is no folder. Other files are not seen. */
export function backupsIn(folder: string, database: string): readonly BackupFile[] {
  if (!existsSync(folder)) return [];
  const stem = stemOf(database);
  return readdirSync(folder)
    .flatMap((name): BackupFile[] => {
      const rest = name.startsWith(`${stem}-`) ? name.slice(stem.length + 1) : "";
      const match = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z(-before-\d{4})?\.db$/.exec(rest);
      if (match === null) return [];
      const [, day, hour, minute, second, ms, before] = match;
      const path = join(folder, name);
      const madeAt = Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`);
      return [{ path, madeAt, bytes: statSync(path).size, beforeMigration: before !== undefined }];
    })
    .sort((a, b) => b.madeAt - a.madeAt);
}

/** `paperboy-2026-11-24T03-00-00-000Z.db`, in UTC, so that names sort as times do. `before` is a migration's number. */
export function backupName(database: string, madeAt: number, before?: string): string {
  const time = new Date(madeAt).toISOString().replaceAll(/[:.]/g, "-");
  return `${stemOf(database)}-${time}${before === undefined ? "" : `-before-${before}`}.db`;
}

/** Removes backups of the same making beyond the newest `keep`, and what broken runs left. Returns how many backups. */
export function thinOut(folder: string, database: string, keep: number, now: number): number {
  const all = backupsIn(folder, database);
  const old = [true, false].flatMap((kind) => all.filter((file) => file.beforeMigration === kind).slice(keep));
  for (const { path } of old) rmSync(path, { force: true });
  removeAbandoned(folder, `${stemOf(database)}-`, now);
  return old.length;
}

/** At a start: removes what processes that were killed left unfinished of the database and of its backups. */
export function sweep(database: string, folder: string, now: number): void {
  const stem = stemOf(database);
  removeAbandoned(dirname(resolve(database)), `${stem}.`, now, { mine: true });
  removeAbandoned(folder, `${stem}-`, now, { mine: true });
}

/**
 * Makes a file of its own, which only its owner may read: `write` gets the path of an empty one and fills it; then it
 * takes its name, and is on disk, at once and whole. What `write` throws leaves nothing behind.
 */
export async function inPlace<T>(path: string, write: (partial: string) => T | Promise<T>): Promise<T> {
  const partial = reserve(path);
  try {
    const result = await write(partial);
    settle(partial, path);
    return result;
  } catch (error) {
    discard(partial);
    throw error;
  }
}

/** The same for a `write` that awaits nothing. */
export function inPlaceAtOnce<T>(path: string, write: (partial: string) => T): T {
  const partial = reserve(path);
  try {
    const result = write(partial);
    settle(partial, path);
    return result;
  } catch (error) {
    discard(partial);
    throw error;
  }
}

/** Has what was renamed in a folder on disk. */
function syncFolder(folder: string): void {
  // Windows has no such thing as opening a folder.
  if (process.platform !== "win32") sync(folder, "r");
}

function settle(partial: string, path: string): void {
  sync(partial, "r+");
  renameSync(partial, path);
  syncFolder(dirname(path));
}

function sync(path: string, flags: string): void {
  const file = openSync(path, flags);
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function stemOf(database: string): string {
  return basename(database).replace(/\.(db|sqlite3?)$/, "");
}
