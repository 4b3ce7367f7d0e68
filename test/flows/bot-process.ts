// The bot as a process of its own, for tests that kill it: as `npx paperboy start`, without the internet. Its
// environment comes by the standard input, when the modules are there already.
import { text } from "node:stream/consumers";
import pino from "pino";
import { loadWords } from "../../src/bot/words.ts";
import { readConfig } from "../../src/config.ts";
import { serve } from "../../src/serve.ts";
import { systemTimers, type Timers } from "../../src/telegram/timers.ts";

const written = await text(process.stdin);
// Whoever began this process may be gone, or need it no more.
if (written === "") process.exit();
const env: Record<string, string> = JSON.parse(written);
const ahead = Number(env.TEST_AHEAD);
/** What waits for minutes until no request can land any more trusts no clock: where time has passed, it passes too. */
const timers: Timers = {
  after: (ms, call) => systemTimers.after(ahead > 0 && ms >= 500_000 ? ms / 600 : ms, call),
};
const config = readConfig(env);
const words = loadWords();
if (config.token === null) throw new Error("BOT_TOKEN is missing.");
await serve({
  config: { ...config, token: config.token, port: null },
  say: words("en"),
  words,
  out: () => undefined,
  log: pino({ level: config.logLevel }, pino.destination(2)),
  // A test may say that more time has passed than has.
  now: () => Date.now() + ahead,
  timers,
  fetch: () => Promise.reject(new TypeError("fetch failed")),
  chance: () => 0,
  stop: new AbortController().signal,
  onReady: () => process.stdout.write("READY\n"),
});
