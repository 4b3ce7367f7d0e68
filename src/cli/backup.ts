import { existsSync } from "node:fs";
import { backUp } from "../archive/backup.ts";
import { backupFolder } from "../archive/copies.ts";
import { databaseTrouble } from "../archive/database.ts";
import { loadWords, type Say } from "../bot/words.ts";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { consoleLanguage, describeConfig } from "../console.ts";

export interface BackupCommand {
  readonly json: boolean;
  /** A folder other than that of the settings. */
  readonly folder?: string;
  /** How many backups stay, at least 1; default: as the settings say, and all of them where the bot makes none. */
  readonly keep?: number;
  /** A database other than the one of the settings. */
  readonly database?: string;
}

export interface BackupOutput {
  readonly out: (text: string) => void;
  /** Where progress is drawn, on one line; null: nowhere. */
  readonly progress: ((text: string) => void) | null;
}

/**
 * Copies the database, while a bot runs or not, and prints where the checked copy is.
 *
 * @throws Error with a sentence for people
 */
export async function backup(
  command: BackupCommand,
  env: Readonly<Record<string, string | undefined>> = process.env,
  { out, progress }: BackupOutput = terminal(),
): Promise<void> {
  const say = loadWords()(consoleLanguage(env));
  const config = configOf(env, say);
  const database = command.database ?? config.database;
  if (!existsSync(database)) throw new Error(say.plain("cli-no-database", { path: database }));
  const folder = command.folder ?? backupFolder(database, config.backups.folder);
  const keep = command.keep ?? (config.backups.keep === 0 ? Number.POSITIVE_INFINITY : config.backups.keep);
  const draw = (done: number, all: number): void =>
    progress?.(say.plain("cli-backup-progress", { percent: Math.floor((100 * done) / all) }));
  try {
    const made = await backUp(database, { folder, keep, now: Date.now, ...(command.json ? {} : { onProgress: draw }) });
    progress?.("");
    if (command.json) {
      const { path, bytes, removed } = made;
      out(`${JSON.stringify({ path, bytes, madeAt: new Date(made.madeAt).toISOString(), removed }, null, 2)}\n`);
      return;
    }
    out(`${say.plain("cli-backup-done", { path: made.path, megabytes: made.bytes / 1_000_000 })}\n`);
    if (made.removed > 0) out(`${say.plain("cli-backup-removed", { count: made.removed })}\n`);
  } catch (error) {
    progress?.("");
    const trouble = databaseTrouble(error) ?? "other";
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(say.plain("cli-backup-failed", { trouble, folder, database, reason }), { cause: error });
  }
}

function configOf(env: Readonly<Record<string, string | undefined>>, say: Say): Config {
  try {
    return readConfig(env);
  } catch (error) {
    throw error instanceof ConfigError ? new Error(describeConfig(error, say)) : error;
  }
}

function terminal(): BackupOutput {
  const { stderr } = process;
  return {
    out: (text) => process.stdout.write(text),
    progress: stderr.isTTY ? (text) => stderr.write(`\r\u001b[K${text}`) : null,
  };
}
