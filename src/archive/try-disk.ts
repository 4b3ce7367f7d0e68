import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { aside } from "./partial.ts";

/** So much has to fit before it is worth going on: some hundred drafts. */
const ROOM = 1_000_000;

/**
 * Writes a file beside the database and removes it again.
 *
 * @throws Error of the file system; `databaseTrouble` names it
 */
export function tryDisk(database: string): void {
  aside(`${resolve(database)}.room`, (path) => {
    const file = openSync(path, "r+");
    try {
      const bytes = Buffer.alloc(ROOM, 1);
      for (let at = 0; at < ROOM; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  });
}
