import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { KeptFile } from "./media.ts";

/**
 * The folder in which the archive keeps files, each under the hash of its bytes: `ab/ab12….jpg`. What is not whole yet
 * stands in `partial/` and is gone on with after an end of the process.
 */
export interface MediaFolder {
  /** Where a kept file is. */
  pathOf(file: KeptFile): string;
  /** Whether it is there. */
  has(file: KeptFile): boolean;
  /** Bytes that are there already of a file that is being fetched. */
  begun(fileUniqueId: string): Promise<number>;
  /**
   * Writes what comes, from this byte on. False if the file would have more than `limit` bytes: what was begun goes.
   * What the bytes throw is thrown on, and what came before it stays.
   */
  write(fileUniqueId: string, from: number, bytes: AsyncIterable<Uint8Array>, limit: number): Promise<boolean>;
  /** Puts what is whole under its hash, at once or not at all. The same bytes are kept once. */
  finish(fileUniqueId: string, extension: string): Promise<KeptFile & { readonly size: number }>;
  /** Forgets what was begun. */
  drop(fileUniqueId: string): Promise<void>;
}

/** Where the kept files of a database are: `media` beside it. */
export function mediaFolder(database: string): string {
  return join(dirname(database), "media");
}

export function createMediaFolder(folder: string): MediaFolder {
  const partial = (fileUniqueId: string): string =>
    join(folder, "partial", createHash("sha256").update(fileUniqueId).digest("hex"));
  const pathOf = ({ sha256, extension }: KeptFile): string => join(folder, sha256.slice(0, 2), `${sha256}${extension}`);
  const begun = async (fileUniqueId: string): Promise<number> => {
    try {
      return (await stat(partial(fileUniqueId))).size;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      return 0;
    }
  };
  const drop = (fileUniqueId: string): Promise<void> => rm(partial(fileUniqueId), { force: true });
  return {
    pathOf,
    has: (file) => existsSync(pathOf(file)),
    begun,
    drop,
    write: async (fileUniqueId, from, bytes, limit) => {
      mkdirSync(join(folder, "partial"), { recursive: true, mode: 0o700 });
      const file = await open(partial(fileUniqueId), from === 0 ? "w" : "r+", 0o600);
      let at = from;
      try {
        await file.truncate(from);
        for await (const chunk of bytes) {
          if (at + chunk.length > limit) {
            await drop(fileUniqueId);
            return false;
          }
          await file.write(chunk, 0, chunk.length, at);
          at += chunk.length;
        }
        await file.sync();
      } finally {
        await file.close();
      }
      return true;
    },
    finish: async (fileUniqueId, extension) => {
      const path = partial(fileUniqueId);
      const hash = createHash("sha256");
      let size = 0;
      for await (const chunk of createReadStream(path)) {
        hash.update(chunk);
        size += chunk.length;
      }
      const kept = { sha256: hash.digest("hex"), extension };
      await mkdir(join(folder, kept.sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
      await rename(path, pathOf(kept));
      return { ...kept, size };
    },
  };
}
