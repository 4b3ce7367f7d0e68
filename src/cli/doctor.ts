import { existsSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Api, GrammyError } from "grammy";
import { lastBackup } from "../archive/backup.ts";
import { backupFolder } from "../archive/copies.ts";
import { databaseTrouble } from "../archive/database.ts";
import { examineDatabase as lookInto } from "../archive/examination.ts";
import { loadWords, type Say } from "../bot/words.ts";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { consoleLanguage } from "../console.ts";
import { checkChannel, startChannelLink } from "../telegram/checkup.ts";
import { clientOptions } from "../telegram/client.ts";
import { createScrubber } from "../telegram/secrets.ts";

/** One thing that was looked at. `warning` asks for attention, `failure` keeps the bot from working. */
export interface Check {
  readonly name: "node" | "settings" | "database" | "log" | "backup" | "disk" | "telegram" | "updates" | "channel";
  readonly status: "ok" | "warning" | "failure";
  readonly message: string;
}

const NODE = 26;
const LITTLE_SPACE = 200_000_000;
/** SQLite brings the log into the database whenever it has some four megabytes. */
const LARGE_LOG = 64_000_000;
/** Hours: a night was missed. */
const OLD_BACKUP = 36;
const TIMEOUT = 15;
const SIGNS = { ok: "✓", warning: "!", failure: "✗" } as const;

/** Prints what was found, and returns the exit code: 1 if anything failed. Changes nothing. */
export async function doctor(
  { json }: { readonly json: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<number> {
  const say = loadWords()(consoleLanguage(env));
  const checks = await examine(env, say);
  const ok = checks.every((check) => check.status !== "failure");
  const scrub = createScrubber([env.BOT_TOKEN, env.WEBHOOK_SECRET]);
  const text = json
    ? JSON.stringify({ ok, checks }, null, 2)
    : checks.map(({ status, message }) => `${SIGNS[status]} ${message}`).join("\n");
  write(`${scrub(text)}\n`);
  return ok ? 0 : 1;
}

async function examine(env: Readonly<Record<string, string | undefined>>, say: Say): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const node = Number(process.versions.node.split(".")[0]);
  checks.push({
    name: "node",
    status: node >= NODE ? "ok" : "failure",
    message: say.plain(node >= NODE ? "doctor-node" : "doctor-node-old", { version: process.version }),
  });
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const { variable, key, example } of error.problems) {
      const message = say.plain("config-line", { variable, problem: say.plain(key), example });
      checks.push({ name: "settings", status: "failure", message });
    }
    return checks;
  }
  checks.push({ name: "settings", status: "ok", message: say.plain("doctor-settings") });
  const { check: database, channelId } = examineDatabase(config.database, say);
  checks.push(database, ...examineLog(config.database, say), ...examineBackups(config, Date.now(), say));
  checks.push(await examineDisk(config.database, say));
  if (config.token === null) {
    checks.push({ name: "telegram", status: "warning", message: say.plain("doctor-no-token") });
    return checks;
  }
  return [...checks, ...(await examineTelegram(config, config.token, channelId, say))];
}

function examineDatabase(path: string, say: Say): { readonly check: Check; readonly channelId: number | null } {
  const name = "database";
  if (!existsSync(path)) {
    return { check: { name, status: "ok", message: say.plain("doctor-database-absent", { path }) }, channelId: null };
  }
  try {
    const found = lookInto(path);
    if (!found.sound) {
      return { check: { name, status: "failure", message: say.plain("database-corrupt", { path }) }, channelId: null };
    }
    const { waiting, channelId } = found;
    return { check: { name, status: "ok", message: say.plain("doctor-database", { path, waiting }) }, channelId };
  } catch (error) {
    const trouble = databaseTrouble(error) ?? "other";
    const reason = error instanceof Error ? error.message : String(error);
    return {
      check: { name, status: "failure", message: say.plain(`database-${trouble}`, { path, reason }) },
      channelId: null,
    };
  }
}

/** The write-ahead log grows where something reads for hours, or nothing may be written into the database itself. */
function examineLog(path: string, say: Say): readonly Check[] {
  const log = `${path}-wal`;
  const size = existsSync(log) ? statSync(log).size : 0;
  if (size === 0) return [];
  const status = size <= LARGE_LOG ? "ok" : "warning";
  const megabytes = Math.ceil(size / 1_000_000);
  return [
    { name: "log", status, message: say.plain(status === "ok" ? "doctor-log" : "doctor-log-large", { megabytes }) },
  ];
}

function examineBackups({ database, backups }: Config, now: number, say: Say): readonly Check[] {
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

async function examineDisk(path: string, say: Say): Promise<Check> {
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

async function examineTelegram(
  config: Config,
  token: string,
  knownChannel: number | null,
  say: Say,
): Promise<readonly Check[]> {
  const api = new Api(token, clientOptions(config, { timeoutSeconds: TIMEOUT }));
  try {
    const me = await api.getMe();
    const checks: Check[] = [
      {
        name: "telegram",
        status: "ok",
        message: say.plain("runtime-bot", { name: me.first_name, username: me.username }),
      },
    ];
    const { pending_update_count: pending, last_error_message: lastError } = await api.getWebhookInfo();
    checks.push(
      lastError === undefined
        ? { name: "updates", status: "ok", message: say.plain("doctor-updates", { pending }) }
        : {
            name: "updates",
            status: "warning",
            message: say.plain("doctor-webhook-error", { pending, reason: lastError }),
          },
    );
    const link = startChannelLink(me.username);
    const channel = config.channelId ?? knownChannel;
    if (channel === null) {
      return [...checks, { name: "channel", status: "warning", message: say.plain("channel-none", { link }) }];
    }
    const found = await checkChannel(api, channel, me.id);
    const status = found.status === "ready" ? "ok" : found.status === "lacks-edit" ? "warning" : "failure";
    const details: Record<string, string> =
      "chat" in found ? { title: found.chat.title, link } : { channel: String(channel) };
    return [...checks, { name: "channel", status, message: say.plain(`channel-${found.status}`, details) }];
  } catch (error) {
    const unknown = error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
    const key = unknown
      ? "token-unknown"
      : error instanceof GrammyError
        ? "doctor-telegram-fails"
        : "doctor-not-reached";
    return [{ name: "telegram", status: "failure", message: say.plain(key) }];
  }
}
