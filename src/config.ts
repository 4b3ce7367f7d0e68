import { z } from "zod";
import type { BackupSettings } from "./archive/copies.ts";

/** A variable of the environment, as people read of it in .env.example and in README. */
export interface Variable {
  readonly name: keyof typeof shapes;
  readonly default: string;
  readonly meaning: string;
  readonly example: string;
}

// A check's message is the key of its text in locales/*/runtime.ftl.
const shapes = {
  BOT_TOKEN: z.string().regex(/^\d{3,20}:[\w-]{20,}$/, "config-token"),
  CHANNEL_ID: z.string().regex(/^(-100\d{5,}|@[A-Za-z]\w{3,31})$/, "config-channel"),
  ADMIN_IDS: z
    .string()
    .regex(/^[1-9]\d{0,15}(\s*,\s*[1-9]\d{0,15})*$/, "config-admins")
    .transform((list) => list.split(",").map(Number)),
  BOT_API_ROOT: url(["http:", "https:"], "config-api-root"),
  BOT_PROXY: url(["http:", "https:", "socks5:", "socks5h:"], "config-proxy"),
  DATABASE: z.string().refine((path) => !path.includes("\0") && !path.endsWith("/"), "config-database"),
  BACKUP_FOLDER: z.string().refine((path) => !path.includes("\0"), "config-backup-folder"),
  BACKUP_KEEP: z
    .string()
    .regex(/^\d{1,4}$/, "config-backup-keep")
    .transform(Number)
    .refine((copies) => copies <= 1_000, "config-backup-keep"),
  BACKUP_HOUR: z
    .string()
    .regex(/^([01]?\d|2[0-3])$/, "config-backup-hour")
    .transform(Number),
  BACKUP_SEND: z.enum(["weekly", "nightly", "never"], "config-backup-send"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], "config-log-level"),
  WEBHOOK_URL: url(["https:"], "config-webhook-url"),
  WEBHOOK_SECRET: z.string().regex(/^[\w-]{16,256}$/, "config-webhook-secret"),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, "config-port")
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, "config-port"),
  NODE_ENV: z.enum(["production", "development", "test"], "config-node-env"),
} as const;

export const VARIABLES: readonly Variable[] = [
  {
    name: "BOT_TOKEN",
    default: "",
    meaning: "The bot's token from @BotFather. Without it the playground starts, except in production.",
    example: "123456789:AAExampleTokenOfYourBot",
  },
  {
    name: "CHANNEL_ID",
    default: "",
    meaning:
      "The channel, as its @name or its id. Without it the bot learns the channel when it is made an administrator there.",
    example: "@my_channel",
  },
  {
    name: "ADMIN_IDS",
    default: "",
    meaning:
      "Telegram ids of people who may set everything up, separated by commas. Without it a one-time link is printed.",
    example: "1234567,7654321",
  },
  {
    name: "BOT_API_ROOT",
    default: "https://api.telegram.org",
    meaning: "The Bot API server, for one that you host yourself.",
    example: "http://localhost:8081",
  },
  {
    name: "BOT_PROXY",
    default: "",
    meaning: "A proxy on the way to Telegram: http, https or socks5.",
    example: "socks5://user:password@proxy.example:1080",
  },
  {
    name: "DATABASE",
    default: "data/paperboy.db",
    meaning: "The SQLite file that holds everything.",
    example: "data/paperboy.db",
  },
  {
    name: "BACKUP_FOLDER",
    default: "",
    meaning: "Where backups are kept. Empty means backups beside the database.",
    example: "/mnt/backups",
  },
  {
    name: "BACKUP_KEEP",
    default: "14",
    meaning: "How many backups are kept, up to 1000. With 0 the bot makes none by itself.",
    example: "30",
  },
  {
    name: "BACKUP_HOUR",
    default: "4",
    meaning: "The hour of the nightly backup, 0 to 23, in the channel's time zone.",
    example: "4",
  },
  {
    name: "BACKUP_SEND",
    default: "weekly",
    meaning: "How often the owner is sent a backup in the chat, without a sound: weekly, nightly or never.",
    example: "never",
  },
  {
    name: "LOG_LEVEL",
    default: "",
    meaning: "trace, debug, info, warn, error, fatal or silent. Empty means info, and warn in the playground.",
    example: "debug",
  },
  {
    name: "WEBHOOK_URL",
    default: "",
    meaning: "The public https address at which Telegram delivers updates. Without it the bot polls.",
    example: "https://bot.example.org/telegram",
  },
  {
    name: "WEBHOOK_SECRET",
    default: "",
    meaning: "What Telegram proves itself with at WEBHOOK_URL: 16 to 256 letters, digits, _ or -.",
    example: "a-long-random-word-of-yours",
  },
  {
    name: "PORT",
    default: "",
    meaning:
      "The port of GET /health and of the webhook (8080 in production and with WEBHOOK_URL), or of the playground.",
    example: "8080",
  },
  {
    name: "NODE_ENV",
    default: "",
    meaning: "production, as in the Docker image, makes a missing BOT_TOKEN an error.",
    example: "production",
  },
];

/** What the environment says. */
export interface Config {
  /** Null: the playground. */
  readonly token: string | null;
  /** A chat id with its -100 prefix, or an @name. */
  readonly channelId: number | string | null;
  readonly adminIds: readonly number[];
  /** Without a slash at its end. */
  readonly apiRoot: string;
  readonly proxy: string | null;
  readonly database: string;
  readonly backups: BackupSettings;
  readonly logLevel: z.infer<typeof shapes.LOG_LEVEL>;
  readonly webhook: { readonly url: string; readonly secret: string } | null;
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
  const port = read("PORT");
  const production = read("NODE_ENV") === "production";
  const isAbsent = (name: string) => (env[name] ?? "").trim() === "";
  if (production && isAbsent("BOT_TOKEN")) complain("BOT_TOKEN", "config-token-absent");
  if (!isAbsent("WEBHOOK_URL") && isAbsent("WEBHOOK_SECRET"))
    complain("WEBHOOK_SECRET", "config-webhook-secret-absent");
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    token,
    channelId: channel === null || channel.startsWith("@") ? channel : Number(channel),
    adminIds,
    apiRoot,
    proxy,
    database,
    backups,
    logLevel: logLevel ?? (token === null ? "warn" : "info"),
    webhook: url === null || secret === null ? null : { url, secret },
    port: port ?? (url === null && !production ? null : DEFAULT_PORT),
    production,
  };
}

function defaultOf(name: Variable["name"]): string {
  return VARIABLES.find((variable) => variable.name === name)?.default ?? "";
}

function url(protocols: readonly string[], key: string) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), key);
}
