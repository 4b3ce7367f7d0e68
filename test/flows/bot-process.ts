// The bot as a process of its own, for tests that kill it: as `npx paperboy start`, without the internet.
import pino from "pino";
import { loadWords } from "../../src/bot/words.ts";
import { readConfig } from "../../src/config.ts";
import { serve } from "../../src/serve.ts";
import { systemTimers } from "../../src/telegram/timers.ts";

const config = readConfig(process.env);
const words = loadWords();
if (config.token === null) throw new Error("BOT_TOKEN is missing.");
await serve({
  config: { ...config, token: config.token, port: null },
  say: words("en"),
  words,
  out: () => undefined,
  log: pino({ level: config.logLevel }, pino.destination(2)),
  // A test may say that more time has passed than has.
  now: () => Date.now() + Number(process.env.TEST_AHEAD ?? 0),
  timers: systemTimers,
  fetch: () => Promise.reject(new TypeError("fetch failed")),
  chance: () => 0,
  stop: new AbortController().signal,
  onReady: () => process.stdout.write("READY\n"),
});
