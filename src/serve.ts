import { dirname, join } from "node:path";
import type { UserFromGetMe } from "@grammyjs/types";
import { Api, GrammyError, HttpError } from "grammy";
import { Hono } from "hono";
import type { Logger } from "pino";
import { type App, createApp } from "./app.ts";
import { databaseTrouble, lockDatabase, openDatabase } from "./archive/database.ts";
import { answers } from "./archive/examination.ts";
import { isDiskTrouble } from "./archive/trouble.ts";
import { tryDisk } from "./archive/try-disk.ts";
import type { Language, Say } from "./bot/words.ts";
import type { Config } from "./config.ts";
import { checkChannel, startChannelLink } from "./telegram/checkup.ts";
import { clientOptions } from "./telegram/client.ts";
import { ALLOWED_UPDATES } from "./telegram/lane.ts";
import type { PollingTrouble } from "./telegram/poller.ts";
import { pause, type Timers } from "./telegram/timers.ts";
import { createWebhook } from "./telegram/webhook.ts";
import { createHealth } from "./web/health.ts";
import { listen } from "./web/server.ts";

export interface ServeOptions {
  readonly config: Config & { readonly token: string };
  /** The console's language. */
  readonly say: Say;
  readonly words: (language: Language) => Say;
  /** A line for whoever started the program. */
  readonly out: (line: string) => void;
  readonly log: Logger;
  readonly now: () => number;
  readonly timers: Timers;
  /** For papers' metadata. */
  readonly fetch: typeof fetch;
  readonly arxivApi?: string;
  readonly chance: () => number;
  /** Aborted when the program is to stop. */
  readonly stop: AbortSignal;
  /** Called when updates are being taken. */
  readonly onReady?: () => void;
}

/** The program cannot go on, for a reason that its owner is told in one sentence. */
export class Unable extends Error {
  override name = "Unable";
}

/** How long a stop waits for what is in hand, ms. */
const DEADLINE = 10_000;
/** How often it is looked whether another process has stopped, ms. */
const GLANCE = 250;
/** When it is first tried whether the database can be used again, ms; then ever more slowly. */
const RETRY = { first: 5_000, longest: 300_000 };
/** How long people may be told that nothing can be saved, before everything is closed, ms. */
const FAREWELL = 10_000;
const CALL_TIMEOUT = 30;

/**
 * Runs the bot until it is stopped. Where the disk is full or fails, nothing is confirmed or said any more; once it
 * works again, all goes on as after a restart. In production it waits so for whatever is wrong with the database, where
 * ending would only mean being started again and again.
 *
 * @throws Unable with a sentence for people; what the database throws
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { config, say, out, log, timers, stop } = options;
  for (let after: "start" | "trouble" = "start"; ; after = "trouble") {
    try {
      return await live(options, after);
    } catch (error) {
      const trouble = databaseTrouble(error);
      if (trouble === null || !(isDiskTrouble(error) || config.production)) throw error;
      log.error({ err: error }, "The database cannot be used");
      out(say.plain(`database-${trouble}`, { path: config.database }));
      out(say.plain("runtime-waiting"));
    }
    let wait = RETRY.first;
    do {
      await pause(timers, wait, stop);
      if (stop.aborted) return;
      wait = Math.min(2 * wait, RETRY.longest);
    } while (!(await usable(options)));
    out(say.plain("runtime-waited"));
  }
}

/** Whether the database can be opened and its disk written; what is no trouble of theirs is thrown. */
async function usable({ config, now, log }: ServeOptions): Promise<boolean> {
  try {
    const release = lockDatabase(config.database);
    try {
      tryDisk(config.database);
      openDatabase(config.database, { now, serving: true, backups: config.backups.folder }).close();
      return true;
    } finally {
      release();
    }
  } catch (error) {
    if (databaseTrouble(error) === null) throw error;
    log.debug({ err: error }, "The database still cannot be used");
    return false;
  }
}

/**
 * Database, web server, Telegram, updates, until it is stopped or something fails that nothing can go on without.
 * Everything is closed when it returns.
 */
async function live(options: ServeOptions, after: "start" | "trouble"): Promise<void> {
  const { config, say, out, log, now } = options;
  const release = await takeOver(options);
  if (release === null) return;
  const closers: (() => unknown)[] = [release];
  const failed = new AbortController();
  const stop = AbortSignal.any([options.stop, failed.signal]);
  try {
    const db = openDatabase(config.database, { now, serving: true, backups: config.backups.folder });
    closers.push(() => db.close());
    let app: App | null = null;
    let waitedAtTelegram = 0;
    const web = new Hono();
    const startedAt = now();
    web.route(
      "/",
      createHealth({
        databaseAnswers: () => answers(db),
        ...(config.webhook === null ? { lastPoll: () => app?.poller.lastSuccess() ?? null } : {}),
        startedAt,
        now,
      }),
    );

    const api = new Api(config.token, clientOptions(config, { timeoutSeconds: CALL_TIMEOUT }));
    if (config.port !== null && config.webhook === null) closers.push(await open(web, config.port, say));
    const me = await introduce(api, options, stop);
    if (me === null) return;
    out(say.plain("runtime-bot", { name: me.first_name, username: me.username }));

    const onTrouble = speakOfTrouble(say, out);
    app = createApp({
      ...options,
      media: join(dirname(config.database), "media"),
      db,
      backups: config.backups,
      token: config.token,
      connection: config,
      me,
      adminIds: config.adminIds,
      onTrouble,
      onFatal: (error) => failed.abort(error),
    });
    const { dispatcher, poller, media, menus, metadata, publisher, scheduler, editor, backups, restored } = app;
    const ownerLink = app.ownerLink();
    if (ownerLink !== null) {
      out(say.plain("runtime-owner-link"));
      out(ownerLink);
    }
    await checkChannels(api, app, me, options);
    // Before any update: what was being published when the process ended has to be known again.
    publisher.recover();
    publisher.start();
    scheduler.start();
    editor.recover();
    // Updates of which a full disk let nothing be written are not to blame for it.
    if (after === "trouble") app.inbox.forgive();
    dispatcher.start();
    metadata.start();
    media?.start();
    backups.start();
    if (app.paused() !== null) out(say.plain("runtime-restored"));
    const told = Promise.all([menus.setDefault(), restored.tell()]).catch((error) =>
      log.error({ err: error }, "What a start has to tell was not told"),
    );

    let polling: Promise<void> = Promise.resolve();
    if (config.webhook === null) {
      polling = poller.run().catch((error) => failed.abort(error));
    } else {
      const { url, secret } = config.webhook;
      waitedAtTelegram = (await api.getWebhookInfo()).pending_update_count;
      web.route(
        "/",
        createWebhook({
          path: new URL(url).pathname,
          secret,
          inbox: app.inbox,
          log,
          onStored: dispatcher.wake,
          waitedAtTelegram: () => waitedAtTelegram,
          onFatal: (error) => failed.abort(error),
        }),
      );
      closers.push(await open(web, config.port as number, say));
      await setWebhook(api, url, secret, say);
    }
    options.onReady?.();
    await aborted(stop);
    if (options.stop.aborted) out(say.plain("runtime-stopping"));
    poller.stop();
    const trouble = failed.signal.aborted ? databaseTrouble(failed.signal.reason) : null;
    if (trouble !== null) await Promise.race([app.tellTrouble(trouble), pause(options.timers, FAREWELL, options.stop)]);
    await Promise.all([polling, told, metadata.stop(), media?.stop(), backups.stop(), scheduler.stop(), editor.stop()]);
    const published = Promise.race([publisher.stop(), pause(options.timers, DEADLINE)]);
    if (!(await dispatcher.stop(DEADLINE))) out(say.plain("runtime-stopped-early"));
    await published;
    if (failed.signal.aborted) throw explained(failed.signal.reason, say);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** Locks the database, however long another process serves it. Null if stopped meanwhile. */
async function takeOver({ config, say, out, timers, stop }: ServeOptions): Promise<(() => void) | null> {
  for (let told = false; !stop.aborted; await pause(timers, GLANCE, stop)) {
    try {
      return lockDatabase(config.database);
    } catch (error) {
      if (databaseTrouble(error) !== "locked") throw error;
      if (!told) out(say.plain("runtime-second", { path: config.database }));
      told = true;
    }
  }
  return null;
}

/** Asks Telegram who the bot is, for as long as Telegram is not reached. Null if stopped meanwhile. */
async function introduce(api: Api, options: ServeOptions, stop: AbortSignal): Promise<UserFromGetMe | null> {
  const { say, out, log, timers } = options;
  for (let failures = 0; !stop.aborted; failures += 1) {
    try {
      return await api.getMe();
    } catch (error) {
      const answer = explained(error, say);
      if (answer instanceof Unable || !mayPass(error)) throw answer;
      log.warn({ err: error }, "getMe failed");
      if (failures === 0) {
        out(say.plain(error instanceof HttpError ? "trouble-not-reached" : "trouble-telegram-fails"));
      }
      await pause(timers, Math.min(1_000 * 2 ** failures, 30_000), stop);
    }
  }
  return null;
}

function mayPass(error: unknown): boolean {
  return (
    error instanceof HttpError ||
    (error instanceof GrammyError && (error.error_code === 429 || error.error_code >= 500))
  );
}

function explained(error: unknown, say: Say): unknown {
  const unknownToken = error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
  return unknownToken ? new Unable(say.plain("token-unknown"), { cause: error }) : error;
}

/** Learns the channel that the environment names, and says what is missing there. */
async function checkChannels(api: Api, { channels }: App, me: UserFromGetMe, options: ServeOptions): Promise<void> {
  const { config, say, out, log } = options;
  const link = startChannelLink(me.username);
  const channel = config.channelId ?? channels.served()?.chatId ?? null;
  if (channel === null) return out(say.plain("channel-none", { link }));
  try {
    const check = await checkChannel(api, channel, me.id);
    if ("chat" in check) {
      channels.serve(check.chat);
      channels.setPresence(check.chat.chatId, check.status !== "not-admin");
      out(say.plain(`channel-${check.status}`, { title: check.chat.title, link }));
    } else out(say.plain(`channel-${check.status}`, { channel: String(channel) }));
  } catch (error) {
    log.warn({ err: error }, "The channel could not be checked");
    out(say.plain("channel-unknown"));
  }
}

function speakOfTrouble(say: Say, out: (line: string) => void): (trouble: PollingTrouble | null) => void {
  return (trouble) => out(say.plain(`trouble-${trouble ?? "over"}`));
}

async function setWebhook(api: Api, url: string, secret: string, say: Say): Promise<void> {
  try {
    await api.setWebhook(url, { secret_token: secret, allowed_updates: ALLOWED_UPDATES });
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) {
      throw new Unable(say.plain("webhook-refused", { reason: error.description }), { cause: error });
    }
    throw error;
  }
}

async function open(web: Hono, port: number, say: Say): Promise<() => Promise<void>> {
  try {
    return await listen(web, port);
  } catch (error) {
    const taken = (error as { code?: unknown }).code === "EADDRINUSE";
    throw new Unable(say.plain(taken ? "runtime-port-taken" : "runtime-port-refused", { port: String(port) }), {
      cause: error,
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
