import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import Database from "better-sqlite3";
import { createChannels } from "../src/archive/channels.ts";
import { openDatabase } from "../src/archive/database.ts";
import { createSchedule } from "../src/archive/schedule.ts";
import { toWritten } from "../src/publish/schedule/zone.ts";
import { ANYA, handOf, startStandIn, textOf } from "./flows/driver.ts";
import { polled } from "./main.fixture.ts";
import { paperboy, type Running } from "./process.ts";

async function setUp(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  const telegram = await startStandIn(t);
  const started: Running[] = [];
  t.after(async () => {
    for (const { child, ended } of started) {
      child.kill("SIGKILL");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });
  const database = join(folder, "data", "paperboy.db");
  const env = {
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: telegram.apiRoot,
    CHANNEL_ID: String(telegram.channelId),
    ADMIN_IDS: String(ANYA),
    DATABASE: database,
  };
  const start = async (): Promise<Running> => {
    const running = paperboy(["start"], env, folder);
    started.push(running);
    await running.prints(/Ready/);
    return running;
  };
  const stop = async (running: Running): Promise<void> => {
    running.child.kill("SIGTERM");
    assert.equal(await running.ended, 0, running.errors());
  };
  const command = async (...args: string[]) => {
    const running = paperboy([...args, "--json"], env, folder);
    assert.equal(await running.ended, 0, running.errors());
    return JSON.parse(running.output());
  };
  /** A short transaction beside the running bot. */
  const beside = (change: (db: ReturnType<typeof openDatabase>) => void): void => {
    const db = openDatabase(database, { now: Date.now });
    change(db);
    db.close();
  };
  return { telegram, database, start, stop, command, beside, hand: handOf(telegram, ANYA) };
}

test("an older copy restored after posts went out puts none of them into the channel again", {
  timeout: 170_000,
}, async (t) => {
  const { telegram, start, stop, command, beside, hand } = await setUp(t);
  const channel = async () => (await hand.channel()).map((message) => textOf(message).split("\n")[0]).sort();
  const holds = (...titles: string[]) =>
    telegram.until(
      async () =>
        titles.every((title) => channel().then((all) => all.includes(title))) &&
        (await channel()).length === titles.length,
      60_000,
    );

  let bot = await start();
  const undo = (undoSeconds: number) =>
    beside((db) => {
      const channels = createChannels(db, Date.now);
      channels.changeSettings(channels.served()?.id ?? 0, { undoSeconds });
    });
  undo(0);
  // A press that was made before the bot was up counts as a late one.
  await hand.say("/queue");
  await hand.sees("Очередь");
  await hand.paste("Первый\n\nвышел до копии");
  await hand.press("Черновик №1", "Опубликовать");
  await holds("Первый");
  await hand.paste("Второй\n\nчерновик в копии");
  await hand.sees("Черновик №2");
  await hand.paste("Третий\n\nпо расписанию");
  await hand.sees("Черновик №3");
  await hand.paste("Четвёртый\n\nв пути");
  await hand.sees("Черновик №4");
  // The fourth is on its way, and the third has a time that comes soon, when the copy is made.
  undo(8);
  await hand.press("Черновик №4", "Опубликовать");
  const due = Date.now() + 4_000;
  beside((db) =>
    createSchedule(db, Date.now).plan({
      draftId: 3,
      channelId: 1,
      written: toWritten(due, "Europe/Moscow"),
      due,
      version: db.prepare<[], number>("SELECT version FROM draft WHERE id = 3").pluck().get() ?? 1,
      by: ANYA,
    }),
  );
  const { path } = await command("backup");
  await holds("Первый", "Третий", "Четвёртый");
  undo(0);
  await hand.press("Черновик №2", "Опубликовать");
  const all = ["Второй", "Первый", "Третий", "Четвёртый"];
  await holds(...all);
  await stop(bot);

  const { keptAs } = await command("restore", path);
  assert.match(keptAs, /paperboy-replaced-/);
  bot = await start();
  assert.match(bot.output(), /publishing is paused until an admin confirms/);
  await hand.sees("База возвращена из копии");
  await hand.sees("базу с тех пор вернули");
  // A careless admin, who confirms without having looked.
  await hand.press("База возвращена из копии", "Канал проверен");
  await hand.sees("Публикация снова идёт");
  // The copy has the long window.
  undo(0);
  await hand.paste("Пятый\n\nпосле восстановления");
  await hand.press(/Пятый/, "Опубликовать");
  await telegram.until(async () => (await channel()).includes("Пятый"), 60_000);
  await stop(bot);
  assert.deepEqual(await channel(), [...all, "Пятый"].sort(), "each stands in the channel once");
});

test("an older file that somebody copied into the database's place puts nothing into the channel again", async (t) => {
  const { telegram, database, start, stop, beside, hand } = await setUp(t);
  const channel = async () => (await hand.channel()).map((message) => textOf(message).split("\n")[0]);
  /** A press that was made before the bot was up counts as a late one. */
  const awake = async () => {
    await hand.say("/queue");
    await hand.sees("Очередь");
  };
  let bot = await start();
  beside((db) => {
    const channels = createChannels(db, Date.now);
    channels.changeSettings(channels.served()?.id ?? 0, { undoSeconds: 0 });
  });
  await hand.paste("Первый\n\nчерновик в копии");
  await hand.sees("Черновик №1");
  await stop(bot);
  cpSync(database, `${database}.old`);
  bot = await start();
  await awake();
  await hand.press("Черновик №1", "Опубликовать");
  await telegram.until(async () => (await channel()).length === 1, 60_000);
  await stop(bot);

  cpSync(`${database}.old`, database);
  bot = await start();
  assert.match(bot.output(), /is an earlier copy of the one that Paperboy last worked with here/);
  assert.match(bot.output(), /publishing is paused until an admin confirms/);
  await hand.sees("База возвращена из копии");
  // The draft of the copy, which is out already.
  await hand.say("/drafts");
  await hand.press("У вас 1 черновик", "№1");
  await hand.press(/Черновик №1/, "Опубликовать");
  await hand.sees("пока админ не подтвердит");
  assert.deepEqual(await channel(), ["Первый"]);
  await stop(bot);
});

test("stopped in the midst of a publication and beside a backup, it ends in order and the post is out once", async (t) => {
  const { telegram, database, start, stop, command, beside, hand } = await setUp(t);
  let bot = await start();
  beside((db) => {
    const channels = createChannels(db, Date.now);
    channels.changeSettings(channels.served()?.id ?? 0, { undoSeconds: 0 });
  });
  await hand.paste("Первый\n\nв пути, когда всё останавливают");
  await hand.sees("Черновик №1");
  await telegram.people.fault({ method: "sendMessage", times: 1, fault: { kind: "slow", ms: 3_000 } });
  const pressed = hand.press("Черновик №1", "Опубликовать").catch((error: unknown) => error);
  const file = new Database(database, { readonly: true });
  const calling = file.prepare<[], number>("SELECT count(*) FROM attempt WHERE outcome IS NULL").pluck();
  await polled(() => calling.get() === 1);
  file.close();
  const copied = command("backup");
  const began = performance.now();
  await stop(bot);
  assert.ok(performance.now() - began < 15_000, "within the time that Docker gives it");
  const { path } = await copied;
  const copy = new Database(path, { readonly: true });
  assert.equal(copy.pragma("integrity_check", { simple: true }), "ok");
  assert.equal(copy.prepare("SELECT count(*) FROM attempt").pluck().get(), 1);
  copy.close();
  await pressed;
  bot = await start();
  const after = new Database(database, { readonly: true });
  const state = after.prepare<[], string>("SELECT state FROM publication").pluck();
  await polled(() => state.get() === "sent");
  after.close();
  await stop(bot);
  assert.equal((await hand.channel()).length, 1);
  assert.doesNotMatch(bot.output(), /publishing is paused/);
});
