import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Message } from "@grammyjs/types";
import { Api } from "grammy";
import pino from "pino";
import type { PersonOption, SceneOptions } from "../../playground/server/first-world.ts";
import { createStandIn, type StandIn } from "../../playground/server/index.ts";
import { type AppOptions, createApp } from "../../src/app.ts";
import { createChannels } from "../../src/archive/channels.ts";
import { type Db, openDatabase } from "../../src/archive/database.ts";
import { loadWords } from "../../src/bot/words.ts";
import { systemTimers, type Timers } from "../../src/telegram/timers.ts";
import { COMPILED } from "../compiled.ts";

export const ANYA = 11;
export const MAX = 12;
export const READER = 13;
const PEOPLE: readonly PersonOption[] = [
  { id: ANYA, name: "Аня", username: "zzmtsvv", language: "ru", member: "creator" },
  { id: MAX, name: "Max", username: "maxnygma", language: "ru", member: "administrator" },
  { id: READER, name: "Читатель", language: "ru", member: "member" },
];

/** A red dot of one pixel. */
export const PIXEL =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

export interface Time {
  readonly now: () => number;
  readonly timers: Timers;
}
const REAL_TIME: Time = { now: Date.now, timers: systemTimers };

const words = loadWords();
/** A quiet time that tests can wait for. */
const PATIENCE = { quiet: 150, cap: 2_000 };
const offline: typeof fetch = () => Promise.reject(new TypeError("fetch failed"));

/** Starts the stand-in with a channel, two authors and a reader. It is closed after the test. */
export async function startStandIn(
  t: TestContext,
  { now }: Pick<Time, "now"> = REAL_TIME,
  scene: Pick<SceneOptions, "otherChannels"> = {},
): Promise<StandIn> {
  const telegram = await createStandIn({ now, people: PEOPLE, channel: { username: "rizzearch" }, ...scene });
  const stops: (() => Promise<void>)[] = [() => telegram.close()];
  closing.set(telegram, stops);
  t.after(async () => {
    for (const stop of stops.toReversed()) await stop();
  });
  return telegram;
}

/** What is to be stopped after a test, the last started first: the bot has to be silent before Telegram is gone. */
const closing = new WeakMap<StandIn, (() => Promise<void>)[]>();

/** The whole bot in this process, with the channel connected, speaking HTTP with the stand-in. */
export async function startBot(
  telegram: StandIn,
  { now, timers }: Time = REAL_TIME,
  more: Partial<Pick<AppOptions, "db" | "media" | "publicUrl" | "log" | "sideChats" | "onFatal">> = {},
) {
  const log = pino({ level: process.env.LOG_LEVEL ?? "silent" }, pino.destination(2));
  const db = more.db ?? openDatabase(":memory:", { now });
  const fatal: unknown[] = [];
  const app = createApp({
    db,
    token: telegram.token,
    connection: { apiRoot: telegram.apiRoot, proxy: null },
    me: await new Api(telegram.token, { apiRoot: telegram.apiRoot }).getMe(),
    adminIds: [ANYA],
    words,
    now,
    timers,
    fetch: offline,
    chance: () => 0,
    log,
    patience: PATIENCE,
    onTrouble: () => undefined,
    onFatal: (error) => fatal.push(error),
    ...more,
  });
  app.media?.start();
  const channel = app.channels.serve({ chatId: telegram.channelId, title: "rizzearch", username: "rizzearch" });
  // Nobody here waits half a minute for a post.
  app.channels.changeSettings(channel.id, { undoSeconds: 0 });
  app.publisher.recover();
  app.publisher.start();
  app.dispatcher.start();
  app.scheduler.start();
  const polling = app.poller.run();
  closing.get(telegram)?.push(async () => {
    app.poller.stop();
    await polling;
    await app.media?.stop();
    await Promise.all([app.scheduler.stop(), app.agendas.stop()]);
    await app.publisher.stop();
    await app.dispatcher.stop(5_000);
    db.close();
    assert.deepEqual(fatal, []);
  });
  return { app, db };
}

/**
 * The bot as a process of its own, which can be killed at any moment and started again on the same file. While one
 * works, the next reads its modules, so that a start need not wait for that.
 */
export function createBotProcess(telegram: StandIn) {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-flow-"));
  const database = join(folder, "paperboy.db");
  let child: ChildProcess | null = null;
  let next = spawnBot();
  const end = async (process: ChildProcess): Promise<void> => {
    if (process.exitCode !== null || process.signalCode !== null) return;
    const gone = once(process, "exit");
    process.kill("SIGKILL");
    await gone;
  };
  const kill = async (): Promise<void> => {
    if (child !== null) await end(child);
    child = null;
  };
  closing.get(telegram)?.push(async () => {
    await Promise.all([kill(), end(next)]);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    database,
    kill,
    /** Resolves when the bot takes updates. With `ahead`, so many ms more have passed for it than have. */
    start: async (ahead = 0): Promise<void> => {
      const started = next;
      child = started;
      started.stdin?.end(
        JSON.stringify({
          BOT_TOKEN: telegram.token,
          BOT_API_ROOT: telegram.apiRoot,
          CHANNEL_ID: String(telegram.channelId),
          ADMIN_IDS: String(ANYA),
          DATABASE: database,
          TEST_AHEAD: String(ahead),
          LOG_LEVEL: process.env.LOG_LEVEL ?? "silent",
        }),
      );
      await new Promise<void>((resolve, reject) => {
        started.stdout?.setEncoding("utf8").on("data", (text: string) => {
          if (text.includes("READY")) resolve();
        });
        started.once("exit", (code) => reject(new Error(`the bot ended with ${code} before it was ready`)));
      });
      next = spawnBot();
      // Nobody here waits half a minute for a post.
      const db = openDatabase(database, { now: Date.now });
      const channels = createChannels(db, Date.now);
      const channel = channels.served();
      if (channel !== null) channels.changeSettings(channel.id, { undoSeconds: 0 });
      db.close();
    },
  };
}

/** A process that is the bot as soon as it is told its settings. */
function spawnBot(): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, "bot-process.ts")], {
    env: { PATH: process.env.PATH ?? "", ...COMPILED },
    stdio: ["pipe", "pipe", "inherit"],
  });
}

export function countRows(db: Db, sql: string): number {
  return db.prepare<[], number>(sql).pluck().get() ?? 0;
}

/** What one person does and sees in their chat with the bot. */
export function handOf(telegram: StandIn, person: number) {
  const { people, botId, until } = telegram;
  const chat = botId;
  const seen = async (): Promise<readonly Message[]> =>
    (await people.look({ person, chat })).messages.filter(({ mine }) => !mine).map(({ message }) => message);
  /** The lowest message of the bot in which this stands, as soon as there is one. */
  const sees = (part: string | RegExp, deadline = 8_000): Promise<Message> =>
    until(async () => (await seen()).findLast((message) => matches(textOf(message), part)), deadline).catch(
      async (error: unknown) => {
        const shown = (await seen()).map((message) => `— ${textOf(message)} ${labelsOf(message).join(" | ")}`);
        throw new Error(`${person} never saw ${part}. They see:\n${shown.join("\n")}`, { cause: error });
      },
    );
  return {
    person,
    seen,
    sees,
    say: (text: string, entities?: Message["entities"]) =>
      people.say({ person, chat, text, ...(entities === undefined ? {} : { entities }) }),
    paste: (text: string, entities?: Message["entities"]) =>
      people.paste({ person, chat, text, ...(entities === undefined ? {} : { entities }) }),
    /** Photos, as an album if several. */
    photos: (count: number, caption?: string, arrival?: readonly number[]) =>
      people.sendFiles({
        person,
        chat,
        files: Array.from({ length: count }, () => ({ kind: "photo" as const, file: PIXEL })),
        ...(caption === undefined ? {} : { caption }),
        ...(arrival === undefined ? {} : { arrival }),
      }),
    edit: (message: number, text: string) => people.edit({ person, chat, message, text }),
    forward: (from: number, messages: readonly number[]) => people.forward({ person, chat, from, messages }),
    /** Presses a button under the lowest message that shows `part`, once it has it; returns the bot's answer. */
    press: async (part: string | RegExp, button: string | RegExp, wait = 10_000) => {
      const message = await until(
        async () =>
          (await seen()).findLast(
            (each) => matches(textOf(each), part) && labelsOf(each).some((label) => matches(label, button)),
          ),
        8_000,
      ).catch(async (error: unknown) => {
        const shown = (await seen()).map((each) => `— ${textOf(each)} ${labelsOf(each).join(" | ")}`);
        throw new Error(`${person} found no [${button}] under ${part}. They see:\n${shown.join("\n")}`, {
          cause: error,
        });
      });
      const label = labelsOf(message).find((each) => matches(each, button)) ?? String(button);
      return people.press({ person, chat, message: message.message_id, button: label, wait });
    },
    /** All of the channel's messages as this person sees them. */
    channel: async (): Promise<readonly Message[]> =>
      (await people.look({ person, chat: telegram.channelId })).messages.map(({ message }) => message),
  };
}
export type Hand = ReturnType<typeof handOf>;

export function textOf(message: Message): string {
  return message.text ?? message.caption ?? "";
}

export function labelsOf(message: Message): string[] {
  return message.reply_markup?.inline_keyboard.flat().map(({ text }) => text) ?? [];
}

function matches(text: string, part: string | RegExp): boolean {
  return typeof part === "string" ? text.includes(part) : part.test(text);
}
