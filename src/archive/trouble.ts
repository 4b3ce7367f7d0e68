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

/** The database has to be brought to a new schema, and the copy before that could not be made: it is as it was. */
export class UnbackedError extends Error {
  override name = "UnbackedError";
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
  | "unbacked"
  | "full"
  | "failing";

/** Names the trouble that an error of `openDatabase` or of a statement stands for; null if it is another error. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  if (error instanceof MigrationError) return "newer";
  if (error instanceof ChangedMigrationError) return "changed";
  if (error instanceof DisplacedError) return "displaced";
  if (error instanceof DamagedError) return "corrupt";
  if (error instanceof NetworkFolderError) return "network";
  if (error instanceof UnbackedError) return "unbacked";
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

/**
 * Whether the disk did not take or give what it should, so that nothing of the kind can be saved: it may again later,
 * without a change of the program. A damaged search index is none: only searches fail by it.
 */
export function isDiskTrouble(error: unknown): boolean {
  if (error instanceof UnbackedError) return isDiskTrouble(error.cause);
  const trouble = databaseTrouble(error);
  if (trouble === "corrupt") return (error as { code?: unknown }).code !== "SQLITE_CORRUPT_VTAB";
  return trouble === "full" || trouble === "failing" || trouble === "displaced";
}
