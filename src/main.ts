import { databaseTrouble } from "./archive/database.ts";
import { loadWords } from "./bot/words.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { consoleLanguage, describeConfig } from "./console.ts";
import { createLog } from "./log.ts";
import { hasPlayground, startPlayground } from "./playground.ts";
import { serve } from "./serve.ts";
import { createScrubber } from "./telegram/secrets.ts";
import { systemTimers } from "./telegram/timers.ts";
import { Unable } from "./unable.ts";

/**
 * The composition root: reads the environment, and runs the bot, or the playground where there is no token, until
 * SIGTERM or SIGINT. Resolves with the exit code.
 * `fresh`: the playground forgets what was.
 */
export async function main({ fresh = false }: { readonly fresh?: boolean } = {}): Promise<number> {
  const { env } = process;
  const words = loadWords();
  const say = words(consoleLanguage(env));
  let scrub = createScrubber([]);
  const out = (line: string): void => {
    process.stdout.write(`${scrub(line)}\n`);
  };
  const complain = (line: string): void => {
    process.stderr.write(`${scrub(line)}\n`);
  };

  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    complain(describeConfig(error, say));
    return 1;
  }
  scrub = createScrubber([config.token, config.webhook?.secret]);
  let log = createLog({ level: config.logLevel, scrub: (text) => scrub(text) });
  const stop = AbortSignal.any([stopOnSignals(), ...(env.npm_lifecycle_event === "start" ? [stopAfterParent()] : [])]);
  let { database } = config;
  const world = { now: Date.now, timers: systemTimers, fetch, chance: Math.random };
  process.on("unhandledRejection", (error) => crash(error));
  process.on("uncaughtException", (error) => crash(error));
  const crash = (error: unknown): never => {
    log.fatal({ err: error }, "The program broke off");
    complain(say.plain("runtime-crashed"));
    process.exit(1);
  };

  try {
    if (config.token !== null) {
      // What a real channel has is never forgotten by an option.
      if (fresh) throw new Unable(say.plain("runtime-fresh-real"));
      await serve({
        config: { ...config, token: config.token },
        say,
        words,
        out,
        log,
        ...world,
        stop,
        onReady: () => out(say.plain("runtime-ready")),
      });
      return 0;
    }
    if (!hasPlayground()) throw new Unable(say.plain("runtime-playground-absent"));
    const playground = await startPlayground({ port: config.port, fresh, stop }).catch((error) => {
      if (stop.aborted) return null;
      throw new Unable(say.plain("runtime-playground-failed"), { cause: error });
    });
    if (playground === null) return 0;
    const { apiRoot, token, channelId, adminIds, url, arxiv } = playground.ready;
    database = playground.ready.database;
    scrub = createScrubber([token]);
    log = log.child({ playground: true });
    let alone = false;
    const gone = new AbortController();
    playground.gone.then(() => {
      alone = !stop.aborted;
      gone.abort();
    });
    try {
      await serve({
        config: {
          ...config,
          apiRoot,
          token,
          channelId,
          adminIds,
          database,
          // What is played with needs no copies.
          backups: { ...config.backups, keep: 0 },
          proxy: null,
          webhook: null,
          port: null,
        },
        say,
        words,
        out: (line) => log.info(line),
        log,
        ...world,
        arxivApi: arxiv,
        stop: AbortSignal.any([stop, gone.signal]),
        onReady: () => {
          out(say.plain("runtime-playground", { url }));
          out(say.plain("runtime-playground-hint"));
        },
      });
      if (alone) throw new Unable(say.plain("runtime-playground-gone"));
      return 0;
    } finally {
      await playground.stop();
    }
  } catch (error) {
    const trouble = databaseTrouble(error);
    if (error instanceof Unable) complain(error.message);
    else if (trouble !== null) {
      complain(say.plain(`database-${trouble}`, { path: database }));
      if (config.token === null && trouble !== "locked") complain(say.plain("runtime-playground-fresh"));
    } else {
      log.fatal({ err: error }, "The program broke off");
      complain(say.plain("runtime-crashed"));
    }
    return 1;
  }
}

/** The first signal asks for an orderly stop; a second one ends the process at once. */
function stopOnSignals(): AbortSignal {
  const stop = new AbortController();
  for (const [signal, number] of [
    ["SIGTERM", 15],
    ["SIGINT", 2],
  ] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(128 + number);
      stop.abort();
    });
  }
  return stop.signal;
}

const GLANCE = 500;

/**
 * npm start passes a signal on to its shell, and some shells die of it without passing it on: a process that was left
 * behind so stops as if the signal had reached it.
 */
function stopAfterParent(): AbortSignal {
  const stop = new AbortController();
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop.abort();
  }, GLANCE);
  watch.unref();
  return stop.signal;
}
