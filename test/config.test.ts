import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { loadWords } from "../src/bot/words.ts";
import { type Config, ConfigError, readConfig, VARIABLES } from "../src/config.ts";
import { consoleLanguage, describeConfig } from "../src/console.ts";

const TOKEN = "123456789:AAH-abc_defGHIjklMNOpqrSTUvwxYZ0123456";
const words = loadWords();

function problemsOf(env: Record<string, string>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error;
  }
  throw new Error("It was read.");
}

test("without any variable the playground is meant, with the usual places", () => {
  const config: Config = readConfig({});
  assert.deepEqual(config, {
    token: null,
    channelId: null,
    adminIds: [],
    testChannelId: null,
    serviceChatId: null,
    apiRoot: "https://api.telegram.org",
    proxy: null,
    database: "data/paperboy.db",
    backups: { folder: null, keep: 14, hour: 4, send: "weekly" },
    logLevel: "warn",
    webhook: null,
    publicUrl: null,
    port: null,
    production: false,
  });
});

test("every variable is read, spaces around it and a slash at the end of an address are not", () => {
  const config = readConfig({
    BOT_TOKEN: ` ${TOKEN} `,
    CHANNEL_ID: "-1001234567890",
    ADMIN_IDS: "1, 22,333",
    TEST_CHANNEL_ID: "@rehearsals",
    SERVICE_CHAT_ID: "-1001234567891",
    BOT_API_ROOT: "http://localhost:8081/",
    BOT_PROXY: "socks5://ann:word@proxy.example:1080",
    DATABASE: "/var/lib/paperboy.db",
    BACKUP_FOLDER: "/mnt/backups",
    BACKUP_KEEP: "0",
    BACKUP_HOUR: "05",
    BACKUP_SEND: "never",
    LOG_LEVEL: "debug",
    WEBHOOK_URL: "https://bot.example.org/telegram",
    WEBHOOK_SECRET: "a-long-random-word",
    PUBLIC_URL: "https://bot.example.org/",
    PORT: "8443",
    NODE_ENV: "production",
  });
  assert.deepEqual(config, {
    token: TOKEN,
    channelId: -1001234567890,
    adminIds: [1, 22, 333],
    testChannelId: "@rehearsals",
    serviceChatId: -1001234567891,
    apiRoot: "http://localhost:8081",
    proxy: "socks5://ann:word@proxy.example:1080",
    database: "/var/lib/paperboy.db",
    backups: { folder: "/mnt/backups", keep: 0, hour: 5, send: "never" },
    logLevel: "debug",
    webhook: { url: "https://bot.example.org/telegram", secret: "a-long-random-word" },
    publicUrl: "https://bot.example.org",
    port: 8443,
    production: true,
  });
});

test("a channel may be given by its name, and an empty variable counts as absent", () => {
  const config = readConfig({ CHANNEL_ID: "@rizzearch", ADMIN_IDS: "", BOT_TOKEN: "  ", PORT: "" });
  assert.equal(config.channelId, "@rizzearch");
  assert.equal(config.token, null);
});

test("in production a missing token is an error, never a playground", () => {
  assert.deepEqual(
    problemsOf({ NODE_ENV: "production" }).problems.map((problem) => problem.key),
    ["config-token-absent"],
  );
});

test("a webhook needs its secret, and gets a port", () => {
  assert.deepEqual(
    problemsOf({ WEBHOOK_URL: "https://x.example/y" }).problems.map((problem) => problem.variable),
    ["WEBHOOK_SECRET"],
  );
  const config = readConfig({ WEBHOOK_URL: "https://x.example/y", WEBHOOK_SECRET: "0123456789abcdef" });
  assert.equal(config.port, 8080);
});

const WRONG = {
  BOT_TOKEN: ["secretive", "123456:short", "bot123456789:AAH-abc_defGHIjklMNOpqrSTUvwxYZ"],
  CHANNEL_ID: ["rizzearch", "123", "-123", "https://t.me/rizzearch", "@1a"],
  ADMIN_IDS: ["@ann", "1;2", "1,,2", "-5", "0", "1.5"],
  TEST_CHANNEL_ID: ["rehearsals", "-123"],
  SERVICE_CHAT_ID: ["@service", "0", "-1", "chat"],
  BOT_API_ROOT: ["localhost:8081", "ftp://x", "api.telegram.org"],
  BOT_PROXY: ["proxy:1080", "socks4://x:1", "10.0.0.1:3128"],
  DATABASE: ["data/", "a\0b"],
  BACKUP_FOLDER: ["a\0b"],
  BACKUP_KEEP: ["1001", "-1", "many", "1.5"],
  BACKUP_HOUR: ["24", "-1", "04:00", "night"],
  BACKUP_SEND: ["yes", "WEEKLY"],
  LOG_LEVEL: ["loud", "INFO"],
  WEBHOOK_URL: ["http://x.example/y", "x.example"],
  WEBHOOK_SECRET: ["short", "with spaces in it, and commas"],
  PORT: ["0", "65536", "http", "80.5", "-1"],
  NODE_ENV: ["prod"],
} as const;

for (const [name, values] of Object.entries(WRONG)) {
  test(`a wrong ${name} is named, with what is wrong and an example that works, but never with its value`, () => {
    for (const value of values) {
      const error = problemsOf({ BOT_TOKEN: TOKEN, WEBHOOK_SECRET: "0123456789abcdef", [name]: value });
      assert.deepEqual(
        error.problems.map((problem) => problem.variable),
        [name],
        value,
      );
      const [problem] = error.problems;
      assert.doesNotThrow(() =>
        readConfig({ BOT_TOKEN: TOKEN, WEBHOOK_SECRET: "0123456789abcdef", [name]: problem?.example ?? "" }),
      );
      for (const language of ["ru", "en"] as const) {
        const text = describeConfig(error, words(language));
        assert.ok(text.includes(name) && text.includes(problem?.example ?? "?"), text);
        if (name === "BOT_TOKEN" || name === "WEBHOOK_SECRET") assert.ok(!text.includes(value), text);
      }
    }
  });
}

test("all that is wrong is told at once, a line each", () => {
  const error = problemsOf({ BOT_TOKEN: "x", PORT: "y", ADMIN_IDS: "z" });
  assert.deepEqual(describeConfig(error, words("en")).split("\n"), [
    "Some settings cannot be used:",
    "BOT_TOKEN: this is not a bot token, which is a number, a colon and a long string. @BotFather gives it out. Example: BOT_TOKEN=123456789:AAExampleTokenOfYourBot",
    "ADMIN_IDS: these must be people's numeric Telegram ids, separated by commas. Example: ADMIN_IDS=1234567,7654321",
    "PORT: this must be a number from 1 to 65535. Example: PORT=8080",
  ]);
});

test(".env.example has every variable with its meaning and default, in the same order", () => {
  const text = readFileSync(join(import.meta.dirname, "..", ".env.example"), "utf8");
  const expected = VARIABLES.map((variable) => `# ${variable.meaning}\n${variable.name}=${variable.default}\n`);
  assert.ok(text.endsWith(`\n${expected.join("\n")}`), text);
});

test("whoever uses .env.example as it is gets the defaults", () => {
  const lines = readFileSync(join(import.meta.dirname, "..", ".env.example"), "utf8").split("\n");
  const env = Object.fromEntries(
    lines.filter((line) => /^\w+=/.test(line)).map((line) => [line.split("=")[0], line.slice(line.indexOf("=") + 1)]),
  );
  assert.deepEqual(readConfig(env), readConfig({}));
});

test("the console speaks the language of the locale", () => {
  assert.equal(consoleLanguage({ LANG: "ru_RU.UTF-8" }), "ru");
  assert.equal(consoleLanguage({ LANG: "ru_RU.UTF-8", LC_ALL: "en_US.UTF-8" }), "en");
  assert.equal(consoleLanguage({ LANG: "C.UTF-8" }), "en");
  assert.equal(consoleLanguage({}), "en");
});
