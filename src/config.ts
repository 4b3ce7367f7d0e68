import type { z } from "zod";
import type { BackupSettings } from "./archive/copies.ts";
import { shapes, VARIABLES, type Variable } from "./variables.ts";

export { VARIABLES, type Variable } from "./variables.ts";

/** What the environment says. */
export interface Config {
  /** Null: the playground. */
  readonly token: string | null;
  /** A chat id with its -100 prefix, or an @name. */
  readonly channelId: number | string | null;
  readonly adminIds: readonly number[];
  /** Where rehearsals go: a channel like `channelId`; null for none. */
  readonly testChannelId: number | string | null;
  /** A private chat into which messages of the channel may be forwarded for a moment; null: the owner's with the bot. */
  readonly serviceChatId: number | null;
  /** Without a slash at its end. */
  readonly apiRoot: string;
  readonly proxy: string | null;
  readonly database: string;
  readonly backups: BackupSettings;
  readonly logLevel: z.infer<typeof shapes.LOG_LEVEL>;
  readonly webhook: { readonly url: string; readonly secret: string } | null;
  /** The address of the bot's own pages, without a slash at its end; null: nobody reaches them. */
  readonly publicUrl: string | null;
  readonly port: number | null;
  readonly production: boolean;
}

/** Something that is wrong with one variable. Never holds its value, which may be secret. */
export interface ConfigProblem {
  readonly variable: string;
  /** The text's key in runtime.ftl. */
  readonly key: string;
  readonly example: string;
}

export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[]) {
    super(`Settings that cannot be used: ${problems.map((problem) => problem.variable).join(", ")}`);
    this.problems = problems;
  }
}

const DEFAULT_PORT = 8080;

/**
 * Reads the variables that are named in VARIABLES. An empty one counts as absent.
 *
 * @throws ConfigError with all that is wrong at once
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const problems: ConfigProblem[] = [];
  const complain = (name: string, key: string): void => {
    problems.push({
      variable: name,
      key,
      example: VARIABLES.find((variable) => variable.name === name)?.example ?? "",
    });
  };
  const read = <N extends keyof typeof shapes>(name: N): z.output<(typeof shapes)[N]> | null => {
    const value = env[name]?.trim();
    if (value === undefined || value === "") return null;
    const result = shapes[name].safeParse(value);
    if (result.success) return result.data as z.output<(typeof shapes)[N]>;
    complain(name, result.error.issues[0]?.message ?? "config-unusable");
    return null;
  };

  const token = read("BOT_TOKEN");
  const channel = read("CHANNEL_ID");
  const adminIds = read("ADMIN_IDS") ?? [];
  const testChannel = read("TEST_CHANNEL_ID");
  const serviceChatId = read("SERVICE_CHAT_ID");
  const apiRoot = (read("BOT_API_ROOT") ?? defaultOf("BOT_API_ROOT")).replace(/\/+$/, "");
  const proxy = read("BOT_PROXY");
  const database = read("DATABASE") ?? defaultOf("DATABASE");
  const backups: BackupSettings = {
    folder: read("BACKUP_FOLDER"),
    keep: read("BACKUP_KEEP") ?? Number(defaultOf("BACKUP_KEEP")),
    hour: read("BACKUP_HOUR") ?? Number(defaultOf("BACKUP_HOUR")),
    send: read("BACKUP_SEND") ?? "weekly",
  };
  const logLevel = read("LOG_LEVEL");
  const url = read("WEBHOOK_URL");
  const secret = read("WEBHOOK_SECRET");
  const publicUrl = read("PUBLIC_URL")?.replace(/\/+$/, "") ?? null;
  const port = read("PORT");
  const production = read("NODE_ENV") === "production";
  const isAbsent = (name: string) => (env[name] ?? "").trim() === "";
  if (production && isAbsent("BOT_TOKEN")) complain("BOT_TOKEN", "config-token-absent");
  if (!isAbsent("WEBHOOK_URL") && isAbsent("WEBHOOK_SECRET"))
    complain("WEBHOOK_SECRET", "config-webhook-secret-absent");
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    token,
    channelId: channelOf(channel),
    adminIds,
    testChannelId: channelOf(testChannel),
    serviceChatId,
    apiRoot,
    proxy,
    database,
    backups,
    logLevel: logLevel ?? (token === null ? "warn" : "info"),
    webhook: url === null || secret === null ? null : { url, secret },
    publicUrl,
    port: port ?? (url === null && publicUrl === null && !production ? null : DEFAULT_PORT),
    production,
  };
}

/** An @name as it is, an id as a number. */
function channelOf(text: string | null): number | string | null {
  return text === null || text.startsWith("@") ? text : Number(text);
}

function defaultOf(name: Variable["name"]): string {
  return VARIABLES.find((variable) => variable.name === name)?.default ?? "";
}
