import { closeSync, existsSync, mkdirSync, openSync, readdirSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";

/** The name ends with the process and the machine or container that makes it. */
const PARTIAL = /\.partial-(\d{1,10})(?:-([\w.]+))?(?:-journal|-wal|-shm)?$/;
/** How long the file of a process that cannot be asked after is left alone, ms. */
const ABANDONED = 86_400_000;
const HOST = hostname().replaceAll(/[^\w.]/g, ".");

/** Where a file is made that is to take the place `path` when it is whole. */
export function partialOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.partial-${process.pid}-${HOST}`);
}

/** Makes it, empty and readable only by its owner, and its folder. Returns where it is. */
export function reserve(path: string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const partial = partialOf(path);
  discard(partial);
  closeSync(openSync(partial, "wx", 0o600));
  return partial;
}

/** Removes it, with what SQLite leaves beside it. */
export function discard(partial: string): void {
  for (const end of ["", "-journal", "-wal", "-shm"]) rmSync(`${partial}${end}`, { force: true });
}

/** A file that is gone again, whatever becomes of `use`, which gets it empty and awaits nothing. */
export function aside<T>(path: string, use: (partial: string) => T): T {
  const partial = reserve(path);
  try {
    return use(partial);
  } finally {
    discard(partial);
  }
}

/** The same for a `use` that awaits. */
export async function asideMeanwhile<T>(path: string, use: (partial: string) => Promise<T>): Promise<T> {
  const partial = reserve(path);
  try {
    return await use(partial);
  } finally {
    discard(partial);
  }
}

/**
 * Removes the unfinished files in a folder whose names begin with a dot and this word and whose makers have ended; where
 * that cannot be told, those of more than a day.
 *
 * @param mine this process makes none yet: what bears its number is of an earlier one
 */
export function removeAbandoned(folder: string, word: string, now: number, { mine = false } = {}): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const match = name.startsWith(`.${word}`) ? PARTIAL.exec(name) : null;
    if (match === null) continue;
    const [pid, host] = [Number(match[1]), match[2]];
    const path = join(folder, name);
    const hasEnded = host === HOST && (pid === process.pid ? mine : !runs(pid));
    if (hasEnded || (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now) < now - ABANDONED)
      rmSync(path, { force: true });
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be asked, and is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
