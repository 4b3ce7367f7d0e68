import { statSync } from "node:fs";
import { databaseTrouble } from "../archive/database.ts";
import { restoreDatabase } from "../archive/restore.ts";
import { dayOf, timeOf } from "../bot/draft/saying.ts";
import { loadWords, type Say } from "../bot/words.ts";
import { ConfigError, readConfig } from "../config.ts";
import { consoleLanguage, describeConfig } from "../console.ts";

export interface RestoreCommand {
  readonly json: boolean;
  /** A database other than the one of the settings. */
  readonly database?: string;
}

/**
 * Puts a backup in the database's place, and tells where the former one is kept. Publishing is paused from then on,
 * until an admin confirms it in the chat.
 *
 * @throws Error with a sentence for people; then nothing has changed
 */
export async function restore(
  file: string,
  command: RestoreCommand,
  env: Readonly<Record<string, string | undefined>> = process.env,
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<void> {
  const say = loadWords()(consoleLanguage(env));
  const database = command.database ?? databaseOf(env, say);
  try {
    // What has no end, like a pipe or a device, is no file either.
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isFile() !== true) throw new NoFileError(say.plain("cli-restore-absent", { path: file }));
    const { backupAt, keptAs } = await restoreDatabase(database, file, { now: Date.now });
    if (command.json) {
      write(`${JSON.stringify({ database, backupAt: new Date(backupAt).toISOString(), keptAs }, null, 2)}\n`);
      return;
    }
    const when = { day: dayOf(backupAt, "UTC", say), time: timeOf(backupAt, "UTC") };
    write(`${say.plain("cli-restore-done", { path: database, ...when })}\n`);
    if (keptAs !== null) write(`${say.plain("cli-restore-kept", { path: keptAs })}\n`);
    write(`${say.plain("cli-restore-paused")}\n`);
  } catch (error) {
    if (error instanceof NoFileError) throw error;
    const trouble = databaseTrouble(error) ?? "other";
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(say.plain("cli-restore-failed", { trouble, file, database, reason }), { cause: error });
  }
}

class NoFileError extends Error {}

function databaseOf(env: Readonly<Record<string, string | undefined>>, say: Say): string {
  try {
    return readConfig(env).database;
  } catch (error) {
    throw error instanceof ConfigError ? new Error(describeConfig(error, say)) : error;
  }
}
