import { existsSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { lastBackup } from "../archive/backup.ts";
import { backupFolder } from "../archive/copies.ts";
import type { KeptFile } from "../archive/media.ts";
import { createMediaFolder, mediaFolder } from "../archive/media-folder.ts";
import type { Say } from "../bot/words.ts";
import type { Config } from "../config.ts";
import type { Check } from "./check.ts";

const LITTLE_SPACE = 200_000_000;
/** SQLite brings the log into the database whenever it has some four megabytes. */
const LARGE_LOG = 64_000_000;
/** Hours: a night was missed. */
const OLD_BACKUP = 36;

/** The write-ahead log grows where something reads for hours, or nothing may be written into the database itself. */
export function examineLog(path: string, say: Say): readonly Check[] {
  const log = `${path}-wal`;
  const size = existsSync(log) ? statSync(log).size : 0;
  if (size === 0) return [];
  const status = size <= LARGE_LOG ? "ok" : "warning";
  const megabytes = Math.ceil(size / 1_000_000);
  return [
    { name: "log", status, message: say.plain(status === "ok" ? "doctor-log" : "doctor-log-large", { megabytes }) },
  ];
}

/** How old the last backup is. */
export function examineBackups({ database, backups }: Config, now: number, say: Say): readonly Check[] {
  if (!existsSync(database)) return [];
  const name = "backup";
  const folder = backupFolder(database, backups.folder);
  const last = lastBackup(folder, database);
  if (last === null) return [{ name, status: "warning", message: say.plain("doctor-backup-none", { folder }) }];
  const hours = Math.max(0, Math.floor((now - last.madeAt) / 3_600_000));
  const status = hours <= OLD_BACKUP ? "ok" : "warning";
  const message = say.plain(status === "ok" ? "doctor-backup" : "doctor-backup-old", { hours, path: last.path });
  return [{ name, status, message }];
}

/** Files that the database says are kept; after a restore on another machine they may be missing. */
export function examineMedia(database: string, kept: readonly KeptFile[], say: Say): readonly Check[] {
  if (kept.length === 0) return [];
  const folder = mediaFolder(database);
  const { has } = createMediaFolder(folder);
  const missing = kept.filter((file) => !has(file)).length;
  const status = missing === 0 ? "ok" : "warning";
  const key = missing === 0 ? "doctor-media" : "doctor-media-missing";
  return [{ name: "media", status, message: say.plain(key, { folder, missing, count: kept.length }) }];
}

/** How much space the disk of the database has. */
export async function examineDisk(path: string, say: Say): Promise<Check> {
  let folder = dirname(resolve(path));
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  const megabytes = Math.floor((bavail * bsize) / 1_000_000);
  const enough = bavail * bsize >= LITTLE_SPACE;
  return {
    name: "disk",
    status: enough ? "ok" : "warning",
    message: say.plain(enough ? "doctor-disk" : "doctor-disk-little", { megabytes }),
  };
}
