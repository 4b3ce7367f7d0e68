import { existsSync } from "node:fs";
import { Api, GrammyError } from "grammy";
import { pino } from "pino";
import { databaseTrouble } from "../archive/database.ts";
import { type Examination, examineDatabase as lookInto } from "../archive/examination.ts";
import { loadWords, type Say } from "../bot/words.ts";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { consoleLanguage } from "../console.ts";
import { linesOf } from "../look-around.ts";
import { checkChannel, startChannelLink } from "../telegram/checkup.ts";
import { clientOptions } from "../telegram/client.ts";
import { createHistory } from "../telegram/history.ts";
import { createScrubber } from "../telegram/secrets.ts";
import { createSideChats } from "../telegram/side-chats.ts";
import { sightOf, tryWays } from "../telegram/ways.ts";
import type { Check } from "./check.ts";
import { examineBackups, examineDisk, examineLog, examineMedia } from "./doctor-files.ts";

const NODE = 26;
const TIMEOUT = 15;
const SIGNS = { ok: "✓", warning: "!", failure: "✗" } as const;

/**
 * Prints what was found, and returns the exit code: 1 if anything failed. Changes nothing; to try whether the channel's
 * messages can be read, one is forwarded silently into the service chat and deleted there.
 */
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
  const { check: database, known } = examineDatabase(config.database, say);
  checks.push(database, ...examineLog(config.database, say), ...examineBackups(config, Date.now(), say));
  checks.push(...examineMedia(config.database, known.kept ?? [], say), await examineDisk(config.database, say));
  if (known.longCaptions) {
    const message = say.plain("doctor-long-captions", { tried: known.longCaptions });
    checks.push({ name: "long-captions", status: "ok", message });
  }
  if (config.token === null) {
    checks.push({ name: "telegram", status: "warning", message: say.plain("doctor-no-token") });
    return checks;
  }
  return [...checks, ...(await examineTelegram(config, config.token, known, say))];
}

/** What the database tells of the channel, as far as it could be read. */
type Known = Partial<
  Pick<Extract<Examination, { sound: true }>, "channelId" | "people" | "messages" | "kept" | "longCaptions">
>;

function examineDatabase(path: string, say: Say): { readonly check: Check; readonly known: Known } {
  const name = "database";
  if (!existsSync(path)) {
    return { check: { name, status: "ok", message: say.plain("doctor-database-absent", { path }) }, known: {} };
  }
  try {
    const found = lookInto(path);
    if (!found.sound) {
      return { check: { name, status: "failure", message: say.plain("database-corrupt", { path }) }, known: {} };
    }
    const { waiting } = found;
    return { check: { name, status: "ok", message: say.plain("doctor-database", { path, waiting }) }, known: found };
  } catch (error) {
    const trouble = databaseTrouble(error) ?? "other";
    const reason = error instanceof Error ? error.message : String(error);
    return {
      check: { name, status: "failure", message: say.plain(`database-${trouble}`, { path, reason }) },
      known: {},
    };
  }
}

async function examineTelegram(config: Config, token: string, known: Known, say: Say): Promise<readonly Check[]> {
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
    const channel = config.channelId ?? known.channelId ?? null;
    if (channel === null) {
      return [...checks, { name: "channel", status: "warning", message: say.plain("channel-none", { link }) }];
    }
    const found = await checkChannel(api, channel, me.id);
    const status = found.status === "ready" ? "ok" : found.status === "lacks-edit" ? "warning" : "failure";
    const details: Record<string, string> =
      "chat" in found ? { title: found.chat.title, link } : { channel: String(channel) };
    checks.push({ name: "channel", status, message: say.plain(`channel-${found.status}`, details) });
    const chatId = "chat" in found && found.status !== "not-admin" ? found.chat.chatId : null;
    return [...checks, ...(await examineSides(api, config, { botId: me.id, chatId, known }, say))];
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

/** The chats beside the channel, and by which ways the bot can find out whether a post is out. */
async function examineSides(
  api: Api,
  config: Config,
  { botId, chatId, known }: { readonly botId: number; readonly chatId: number | null; readonly known: Known },
  say: Say,
): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const sides = createSideChats({ ...config, api, botId, served: () => chatId });
  const { service, test } = await sides.check();
  if (service !== null) {
    const status = service === "ready" ? "ok" : "warning";
    checks.push({ name: "service-chat", status, message: say.plain(`service-${service}`) });
  }
  if (test !== null) {
    const status = test.status === "ready" ? "ok" : "warning";
    const details: Record<string, string> = "chat" in test ? { title: test.chat.title } : {};
    checks.push({ name: "test-channel", status, message: say.plain(`test-${test.status}`, details) });
  }
  if (chatId === null) return checks;
  const people = [...new Set([...config.adminIds, ...(known.people ?? [])])];
  const serviceChat = sides.service() ?? people[0] ?? null;
  const silent = pino({ level: "silent" });
  const history = createHistory({
    api,
    botId,
    people: () => people,
    serviceChat: () => serviceChat,
    // It may run beside the bot, and changes nothing in the database.
    copies: null,
    log: silent,
  });
  const isProtected = (await api.getChat(chatId)).has_protected_content === true;
  const ways = await tryWays(history, { chatId, isProtected, known: known.messages ?? [] }, serviceChat !== null);
  const sight = sightOf(ways);
  const lines = linesOf(ways, say).map((line) => `  ${line}`);
  const message = [say.plain(`sight-${sight}`), ...lines].join("\n");
  return [...checks, { name: "ways", status: sight === "blind" ? "warning" : "ok", message }];
}
