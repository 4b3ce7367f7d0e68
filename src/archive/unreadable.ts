import { databaseTrouble } from "./trouble.ts";

/** What cannot be read, as people know it. The id is the draft's, of "edit" the published post's. */
export type UnreadableKind = "draft" | "publication" | "edit";

/** A row is there, but is not what it should be: damaged, or written by another hand. The rest of the database is sound. */
export class UnreadableError extends Error {
  override name = "UnreadableError";
  readonly kind: UnreadableKind;
  readonly id: number;
  constructor(kind: UnreadableKind, id: number, cause: unknown) {
    super(`The ${kind} of ${id} cannot be read.`, { cause });
    this.kind = kind;
    this.id = id;
  }
}

/** Reads a row. @throws UnreadableError; what the database itself throws stays as it is */
export function readRow<T>(kind: UnreadableKind, id: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (databaseTrouble(error) !== null) throw error;
    throw new UnreadableError(kind, id, error);
  }
}

/** For lists: a line that cannot be read keeps no other from being shown. Null where it cannot. */
export function ifReadable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}
