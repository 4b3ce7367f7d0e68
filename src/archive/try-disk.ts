import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** So much has to fit before it is worth going on: some hundred drafts. */
const ROOM = 1_000_000;

/**
 * Writes a file beside the database and removes it again.
 *
 * @throws Error of the file system; `databaseTrouble` names it
 */
export function tryDisk(database: string): void {
  const path = join(dirname(resolve(database)), `.paperboy-${process.pid}.room`);
  try {
    const file = openSync(path, "w", 0o600);
    try {
      const bytes = Buffer.alloc(ROOM, 1);
      for (let at = 0; at < ROOM; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } finally {
    rmSync(path, { force: true });
  }
}
