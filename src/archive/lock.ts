import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import Database from "better-sqlite3";
import { networkFileSystem } from "./file-system.ts";
import { NetworkFolderError } from "./trouble.ts";

/**
 * Makes this process the only one that serves the database, until the returned function is called or the process ends,
 * however it ends: the lock is the kernel's, on an empty SQLite file beside the database, so that a process that is
 * only suspended keeps it. Others may still read the database, and write to it in short transactions.
 *
 * @param wait how long to wait for whoever has it, in ms. Default 0
 * @throws SqliteError SQLITE_BUSY if another process serves it
 * @throws NetworkFolderError where locks do not hold
 */
export function lockDatabase(path: string, { wait = 0 }: { readonly wait?: number } = {}): () => void {
  if (path === ":memory:") return () => {};
  const file = lockFileOf(path);
  refuseNetwork(path);
  const lock = new Database(file, { timeout: wait });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    throw error;
  }
  return () => lock.close();
}

/** Where the lock of a database is: `paperboy.lock` for `paperboy.db`, whichever link leads to it. Makes the folder. */
export function lockFileOf(path: string): string {
  return besideOf(path, "lock");
}

/** The file of this ending beside the database, whichever link leads to that. Makes the folder. */
export function besideOf(path: string, ending: string): string {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  const real = existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(resolve(path))), basename(path));
  return join(dirname(real), `${basename(real).replace(/\.(db|sqlite3?)$/, "")}.${ending}`);
}

/** @throws NetworkFolderError if the database's folder, which exists, is on another machine's disk */
export function refuseNetwork(path: string): void {
  const folder = dirname(existsSync(path) ? realpathSync(path) : resolve(path));
  const system = networkFileSystem(folder);
  if (system !== null) throw new NetworkFolderError(`${folder} is on ${system}, a network file system.`);
}
