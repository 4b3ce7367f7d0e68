/** The database is newer than this program: it has a migration that this program does not know. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

/** A migration of this program is not the one that the database was made with. */
export class ChangedMigrationError extends Error {
  override name = "ChangedMigrationError";
}

/** The files that the process has open are no longer the ones at their paths: what is written would be lost. */
export class DisplacedError extends Error {
  override name = "DisplacedError";
}

/** The file is damaged: the message has what SQLite found. */
export class DamagedError extends Error {
  override name = "DamagedError";
}

/** The folder is on another machine's disk, where SQLite's locks do not hold. */
export class NetworkFolderError extends Error {
  override name = "NetworkFolderError";
}

/** What keeps a database from being used. */
export type DatabaseTrouble =
  | "locked"
  | "read-only"
  | "unopenable"
  | "corrupt"
  | "newer"
  | "changed"
  | "displaced"
  | "network"
  | "full"
  | "failing";

/** Names the trouble that an error of `openDatabase` or of a statement stands for; null if it is another error. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  if (error instanceof MigrationError) return "newer";
  if (error instanceof ChangedMigrationError) return "changed";
  if (error instanceof DisplacedError) return "displaced";
  if (error instanceof DamagedError) return "corrupt";
  if (error instanceof NetworkFolderError) return "network";
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string") return null;
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return "locked";
  if (/^(SQLITE_READONLY|EROFS$)/.test(code)) return "read-only";
  if (/^(SQLITE_CANTOPEN|SQLITE_PERM|EACCES$|EPERM$|ENOTDIR$|EISDIR$|ENOENT$|EEXIST$)/.test(code)) return "unopenable";
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return "corrupt";
  if (/^(SQLITE_FULL|ENOSPC$|EDQUOT$|EFBIG$)/.test(code)) return "full";
  // A limit on the size of files, or a quota, is an error of writing to SQLite, as a dying disk is.
  if (/^(SQLITE_IOERR|EIO$)/.test(code)) return "failing";
  return null;
}

/** Whether the disk did not take or give what it should: it may again later, without a change of the program. */
export function isDiskTrouble(error: unknown): boolean {
  const trouble = databaseTrouble(error);
  return trouble === "full" || trouble === "failing" || trouble === "displaced";
}
