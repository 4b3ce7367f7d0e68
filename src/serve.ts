import { Api } from "grammy";
import { Hono } from "hono";
import type { Logger } from "pino";
import { type App, createApp } from "./app.ts";
import { createCallCount } from "./archive/call-count.ts";
import { databaseTrouble, openDatabase } from "./archive/database.ts";
import { answers } from "./archive/examination.ts";
import { placeOf } from "./archive/in-place.ts";
import { mediaFolder } from "./archive/media-folder.ts";
import { isDiskTrouble } from "./archive/trouble.ts";
import type { Language, Say } from "./bot/words.ts";
import type { Config } from "./config.ts";
import { checkChannels, explained, introduce, setWebhook } from "./introduce.ts";
import { checkSideChats, lookAround } from "./look-around.ts";
import { comeBack, watchPlace } from "./stay-in-place.ts";
import { type Life, openDoor, takeOver } from "./take-over.ts";
import { clientOptions } from "./telegram/client.ts";
import type { PollingTrouble } from "./telegram/poller.ts";
import { pause, type Timers } from "./telegram/timers.ts";
import { createWebhook } from "./telegram/webhook.ts";
import { tidy, untilUsable } from "./use-again.ts";
import { createDoor } from "./web/door.ts";
import { createFigures } from "./web/figures.ts";
import type { Standing } from "./web/health.ts";

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

/** How long a stop waits for what is in hand, ms. */
const DEADLINE = 10_000;
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
  const { config, say, out, log, now } = options;
  let standing: Standing = { state: "starting" };
  const door = createDoor(config.port, config.webhook === null ? 404 : 503, { standing: () => standing, now });
  const life: Life = {
    door,
    known: false,
    stands: (as) => {
      standing = as;
    },
  };
  try {
    for (let after: "start" | "trouble" = "start"; ; after = "trouble") {
      let trouble: ReturnType<typeof databaseTrouble>;
      try {
        return await live(options, life, after);
      } catch (error) {
        trouble = databaseTrouble(error);
        const mends = isDiskTrouble(error) && trouble !== "corrupt";
        if (trouble === null || !(mends || config.production)) throw error;
        log.error({ err: error }, "The database cannot be used");
        life.stands({ state: "waiting", for: "database" });
        out(say.plain(`database-${trouble}`, { path: config.database }));
        out(say.plain("runtime-waiting"));
        await openDoor(door, config, say);
      }
      // What was found damaged while it ran may not be seen by the look at a start.
      if (!(await untilUsable(options, life, { whole: trouble === "corrupt" }))) return;
      out(say.plain("runtime-waited"));
    }
  } finally {
    await door.close();
  }
}

/**
 * Database, web server, Telegram, updates, until it is stopped or something fails that nothing can go on without.
 * Everything is closed when it returns.
 */
async function live(options: ServeOptions, life: Life, after: "start" | "trouble"): Promise<void> {
  const { config, say, out, log, now } = options;
  const { door } = life;
  const release = await takeOver(options, life);
  if (release === null) return;
  life.stands({ state: "starting" });
  // Whoever waits for the lock wants the port as well.
  const closers: (() => unknown)[] = [release, () => options.stop.aborted && door.close()];
  const failed = new AbortController();
  const stop = AbortSignal.any([options.stop, failed.signal]);
  try {
    tidy(options);
    const db = openDatabase(config.database, { now, serving: true, backups: config.backups.folder });
    closers.push(() => db.close());
    const calls = createCallCount(db);
    if (calls.check(now())) out(say.plain("runtime-older", { path: config.database }));
    const place = placeOf(config.database);
    life.known = true;
    closers.push(() => comeBack(failed.signal, place, db, calls, options));
    closers.push(() => {
      door.lead(null);
      life.stands({ state: "stopping" });
    });
    closers.push(watchPlace(place, options, (error) => failed.abort(error)));
    let app: App | null = null;
    let waitedAtTelegram = 0;
    await openDoor(door, config, say);
    life.stands({
      state: "serving",
      since: now(),
      databaseAnswers: () => answers(db),
      ...(config.webhook === null ? { lastPoll: () => app?.poller.lastSuccess() ?? null } : {}),
    });

    const api = new Api(config.token, clientOptions(config, { timeoutSeconds: CALL_TIMEOUT }));
    const me = await introduce(api, options, stop);
    if (me === null || options.stop.aborted) return;
    out(say.plain("runtime-bot", { name: me.first_name, username: me.username }));

    const onTrouble = speakOfTrouble(say, out);
    app = createApp({
      ...options,
      media: mediaFolder(config.database),
      publicUrl: config.publicUrl,
      db,
      inPlace: place.check,
      noteCall: calls.note,
      backups: config.backups,
      token: config.token,
      connection: config,
      sideChats: config,
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
    await checkSideChats(app, options);
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
    const told = Promise.all([
      menus.setDefault(),
      restored.tell(),
      lookAround(api, app, options),
      app.history.clear(),
    ]).catch((error) => log.error({ err: error }, "What a start has to tell was not told"));

    const pages = new Hono();
    if (app.figures !== null) pages.route("/", createFigures(app.figures));
    if (config.webhook === null && app.figures !== null) door.lead(pages);
    let polling: Promise<void> = Promise.resolve();
    if (config.webhook === null) {
      polling = poller.run().catch((error) => failed.abort(error));
    } else {
      const { url, secret } = config.webhook;
      waitedAtTelegram = (await api.getWebhookInfo()).pending_update_count;
      pages.route(
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
      door.lead(pages);
      await setWebhook(api, url, secret, say);
    }
    options.onReady?.();
    await aborted(stop);
    if (options.stop.aborted) out(say.plain("runtime-stopping"));
    poller.stop();
    const trouble = failed.signal.aborted ? databaseTrouble(failed.signal.reason) : null;
    if (trouble !== null) {
      const told = app
        .tellTrouble(trouble)
        .catch((err) => log.error({ err }, "The admins were not told of the trouble"));
      await Promise.race([told, pause(options.timers, FAREWELL, options.stop)]);
    }
    const shown = [scheduler.stop(), app.agendas.stop()];
    await Promise.all([polling, told, metadata.stop(), media?.stop(), backups.stop(), ...shown, editor.stop()]);
    const published = Promise.race([publisher.stop(), pause(options.timers, DEADLINE)]);
    if (!(await dispatcher.stop(DEADLINE))) out(say.plain("runtime-stopped-early"));
    await published;
    if (failed.signal.aborted) throw explained(failed.signal.reason, say);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

function speakOfTrouble(say: Say, out: (line: string) => void): (trouble: PollingTrouble | null) => void {
  return (trouble) => out(say.plain(`trouble-${trouble ?? "over"}`));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
