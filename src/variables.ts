import { z } from "zod";

/** A variable of the environment, as people read of it in .env.example and in README. */
export interface Variable {
  readonly name: keyof typeof shapes;
  readonly default: string;
  readonly meaning: string;
  readonly example: string;
}

// A check's message is the key of its text in locales/*/runtime.ftl.
export const shapes = {
  BOT_TOKEN: z.string().regex(/^\d{3,20}:[\w-]{20,}$/, "config-token"),
  CHANNEL_ID: z.string().regex(/^(-100\d{5,}|@[A-Za-z]\w{3,31})$/, "config-channel"),
  ADMIN_IDS: z
    .string()
    .regex(/^[1-9]\d{0,15}(\s*,\s*[1-9]\d{0,15})*$/, "config-admins")
    .transform((list) => list.split(",").map(Number)),
  TEST_CHANNEL_ID: z.string().regex(/^(-100\d{5,}|@[A-Za-z]\w{3,31})$/, "config-channel"),
  SERVICE_CHAT_ID: z
    .string()
    .regex(/^(-\d{5,15}|[1-9]\d{0,15})$/, "config-service-chat")
    .transform(Number),
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
  PUBLIC_URL: url(["https:"], "config-webhook-url"),
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
    name: "TEST_CHANNEL_ID",
    default: "",
    meaning:
      "A channel for rehearsals, as its @name or its id: drafts go there on a tap, exactly as they would go out.",
    example: "@my_test_channel",
  },
  {
    name: "SERVICE_CHAT_ID",
    default: "",
    meaning:
      "A private chat with the bot in it, into which it forwards a message for a moment to read it. Empty means its chat with the owner.",
    example: "-1001234567890",
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
    name: "PUBLIC_URL",
    default: "",
    meaning:
      "The public https address of PORT. With it a long text can carry its picture as a large preview, which Telegram fetches there.",
    example: "https://bot.example.org",
  },
  {
    name: "PORT",
    default: "",
    meaning:
      "The port of GET /health and of the webhook (8080 in production and with WEBHOOK_URL or PUBLIC_URL), or of the playground.",
    example: "8080",
  },
  {
    name: "NODE_ENV",
    default: "",
    meaning: "production, as in the Docker image, makes a missing BOT_TOKEN an error.",
    example: "production",
  },
];

function url(protocols: readonly string[], key: string) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), key);
}
