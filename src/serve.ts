import type { UserFromGetMe } from "@grammyjs/types";
import { Api, GrammyError, HttpError } from "grammy";
import { Hono } from "hono";
import type { Logger } from "pino";
import { type App, createApp } from "./app.ts";
import { databaseTrouble, lockDatabase, openDatabase } from "./archive/database.ts";
import { answers } from "./archive/examination.ts";
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
/** How long a start waits for an earlier process to stop, which may take its deadline, ms. */
const HANDOVER = 12_000;
const CALL_TIMEOUT = 30;

/**
 * Runs the bot until it is stopped: database, web server, Telegram, updates. Everything is closed when it returns.
 *
 * @throws Unable with a sentence for people; what the database throws
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { config, say, out, log, now } = options;
  const closers: (() => unknown)[] = [await takeOver(options)];
  const failed = new AbortController();
  const stop = AbortSignal.any([options.stop, failed.signal]);
  try {
    const db = openDatabase(config.database, { now });
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

    const trouble = speakOfTrouble(say, out);
    app = createApp({
      ...options,
      db,
      token: config.token,
      connection: config,
      me,
      adminIds: config.adminIds,
      onTrouble: trouble,
      onFatal: (error) => failed.abort(error),
    });
    const { dispatcher, poller, menus, metadata, publisher, drafting } = app;
    const ownerLink = app.ownerLink();
    if (ownerLink !== null) {
      out(say.plain("runtime-owner-link"));
      out(ownerLink);
    }
    await checkChannels(api, app, me, options);
    // Before any update: what was being published when the process ended has to be known again.
    const recovered = publisher.recover();
    dispatcher.start();
    metadata.start();
    const told = Promise.all([menus.setDefault(), drafting.tellRecovered(recovered)]).catch((error) =>
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
    await Promise.all([polling, told, metadata.stop()]);
    if (!(await dispatcher.stop(DEADLINE))) out(say.plain("runtime-stopped-early"));
    if (failed.signal.aborted) throw explained(failed.signal.reason, say);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** Locks the database, waiting for an earlier process that is about to stop. */
async function takeOver({ config, now, timers, stop }: ServeOptions): Promise<() => void> {
  const end = now() + HANDOVER;
  for (;;) {
    try {
      return lockDatabase(config.database);
    } catch (error) {
      if (databaseTrouble(error) !== "locked" || now() >= end || stop.aborted) throw error;
      await pause(timers, 250, stop);
    }
  }
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
