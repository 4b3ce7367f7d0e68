import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createSchedule } from "../../src/archive/schedule.ts";
import { toWritten } from "../../src/publish/schedule/zone.ts";
import { ANYA, createBotProcess, handOf, MAX, startStandIn, textOf } from "./driver.ts";
import { comeTo } from "./time.ts";
import { startTwoAdmins } from "./two-admins.ts";

const POSTS = [
  "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729",
  "Refusal in Language Models\n\nодно направление\n\narxiv.org/abs/2406.11717",
] as const;
const HOUR = 3_600_000;

/** Two admins with the queue open: Baba Is AI at 19:30, Refusal at 21:00 today. */
async function setUp(t: TestContext) {
  const { time, telegram, app, db, anya, max } = await startTwoAdmins(t);
  for (const [index, post] of POSTS.entries()) {
    await anya.paste(post);
    await anya.press(`Черновик №${index + 1}`, "Запланировать");
    await anya.say(["19:30", "21:00"][index] ?? "");
    await anya.sees(`Запланировано: вт 24 ноября, ${["19:30", "21:00"][index]}`);
  }
  for (const hand of [anya, max]) {
    await hand.say("/queue");
    await hand.sees(/19:30 — 1\. Baba[\s\S]*21:00 — 2\. Refusal/);
  }
  const settled = async () => {
    await app.dispatcher.idle();
    await app.scheduler.look();
    await app.publisher.idle();
    await app.scheduler.look();
    await app.agendas.idle();
  };
  await settled();
  const last = async () => (await telegram.people.calls({})).at(-1)?.seq ?? 0;
  /** What the bot did in this person's chat since then. */
  const callsIn = async (chat: number, since: number, method: RegExp) =>
    (await telegram.people.calls({ since })).filter(
      (call) => method.test(call.method) && (call.payload as { chat_id?: unknown }).chat_id === chat,
    );
  const agendaOf = async (hand: typeof anya) => {
    const all = (await hand.seen()).filter((message) => textOf(message).includes("Очередь · rizzearch"));
    assert.equal(all.length, 1);
    return textOf(all[0] ?? assert.fail());
  };
  return { app, db, telegram, time, anya, max, settled, last, callsIn, agendaOf };
}

test("what one admin changes in the queue, and a post that goes out, the other's open queue shows by itself", async (t) => {
  const { app, telegram, time, anya, max, settled, last, callsIn, agendaOf } = await setUp(t);
  const sound = await last();
  await anya.press("Очередь", "1");
  await anya.press("👉 1. Baba", "⬇️");
  await max.sees(/19:30 — 1\. Refusal[\s\S]*21:00 — 2\. Baba/);
  await anya.press("👉 2. Baba", "К очереди");
  await anya.press("Очередь", "Пауза");
  await max.sees("На паузе");
  await anya.press("Очередь", "Продолжить");
  await telegram.until(async () => !(await agendaOf(max)).includes("На паузе"));
  // Slots that are typed, and a clock that is set, are seen as well.
  await anya.say("/slots вт 22:00");
  await max.sees(/22:00 — свободно/);
  await max.press("Очередь", "1");
  await max.sees("👉 1. Refusal");
  await settled();
  const before = await last();
  await anya.press("Очередь", "2");
  await anya.press("👉 2. Baba", "Убрать");
  await telegram.until(async () => !(await agendaOf(max)).includes("Baba"));
  // Whoever has chosen a post has it chosen still.
  assert.match(await agendaOf(max), /👉 1\. Refusal/);
  await settled();
  assert.equal((await callsIn(MAX, before, /editMessageText/)).length, 1);

  await comeTo(time, app.scheduler, 1.5 * HOUR);
  await settled();
  for (const hand of [anya, max]) assert.doesNotMatch(await agendaOf(hand), /Refusal|👉/);
  assert.equal((await max.channel()).length, 1);
  // Max was sent nothing new.
  assert.deepEqual(await callsIn(MAX, sound, /^send/), []);
});

test("nothing is edited where nothing changed, nor a day after its person last touched it", async (t) => {
  const { app, time, anya, max, settled, last, callsIn, agendaOf } = await setUp(t);
  const before = await last();
  for (let look = 0; look < 3; look += 1) await settled();
  assert.deepEqual(await callsIn(MAX, before, /editMessageText/), []);
  for (let day = 0; day < 2; day += 1) {
    time.pass(12.1 * HOUR);
    await settled();
  }
  const then = await agendaOf(max);
  await anya.say("/queue");
  await settled();
  await anya.press("Очередь", "Пауза");
  await anya.sees("На паузе");
  await settled();
  assert.equal(await agendaOf(max), then);
  // One touch, and it is looked after again.
  await max.press("Очередь", "🔄");
  await max.sees("На паузе");
  await anya.press("Очередь", "Продолжить");
  await app.dispatcher.idle();
  await settled();
  assert.doesNotMatch(await agendaOf(max), /На паузе/);
});

test("whoever stands on another screen of the queue is left there, and finds the newest state on the way back", async (t) => {
  const { anya, max, settled } = await setUp(t);
  const screens: readonly (readonly [string | RegExp, readonly (readonly [string | RegExp, string])[]])[] = [
    ["какой день?", [["👉 1.", "День"]]],
    [
      "во сколько точно?",
      [
        ["👉 1.", "Время"],
        ["в котором часу?", "22"],
      ],
    ],
    ["👉 1.", [["👉 1.", "Поменять"]]],
    ["выйдет сразу", [["👉 1.", "Сейчас"]]],
  ];
  for (const [part, presses] of screens) {
    for (const hand of [anya, max]) await hand.say("/queue");
    await settled();
    await max.press("Очередь", "1");
    for (const [on, button] of presses) await max.press(on, button);
    await settled();
    const shown = await max.sees(part);
    await anya.press("Очередь", "1");
    await anya.press("👉 1.", "⬇️");
    await anya.sees("👉 2.");
    await settled();
    const now = (await max.seen()).find(({ message_id }) => message_id === shown.message_id) ?? assert.fail();
    assert.deepEqual([textOf(now), now.reply_markup], [textOf(shown), shown.reply_markup]);
  }
  await max.press("выйдет сразу", "К очереди");
  await max.sees(/19:30 — 1\. Baba[\s\S]*21:00 — 👉 2\. Refusal/);
});

test("a queue that was reached from the week's slots is the one queue, and a post is moved in it", async (t) => {
  const { anya, max, settled, agendaOf } = await setUp(t);
  await max.say("/slots");
  await max.press("Слоты недели", "К очереди");
  await settled();
  // The one that stood above it is gone.
  assert.match(await agendaOf(max), /19:30 — 1\. Baba/);
  await max.press("Очередь", "1");
  await max.press("👉 1. Baba", "⬇️");
  await settled();
  assert.match(await agendaOf(max), /19:30 — 1\. Refusal[\s\S]*👉 2\. Baba/);
  await anya.press("Очередь", "Пауза");
  await max.sees("На паузе");
});

test("whoever may see the queue no longer gets nothing, and a queue that was deleted is forgotten", async (t) => {
  const { db, telegram, anya, max, settled, last, agendaOf } = await setUp(t);
  const { message_id } = await anya.sees("Очередь");
  await telegram.people.setAdministrator({ person: MAX, rights: null });
  const [before, seq] = [await agendaOf(max), await last()];
  await telegram.people.delete({ person: ANYA, chat: telegram.botId, message: message_id });
  await anya.press("19:30", "Отменить");
  await anya.sees("Убрано из очереди, черновик цел");
  await settled();
  assert.equal(await agendaOf(max), before);
  await settled();
  const tried = (await telegram.people.calls({ since: seq })).filter(
    ({ method, payload }) =>
      method === "editMessageText" && (payload as { message_id?: number }).message_id === message_id,
  );
  assert.equal(tried.length, 1);
  assert.deepEqual(db.prepare("SELECT person_id FROM agenda").pluck().all(), [MAX]);
});

test("an open queue follows what changed while the bot was down", async (t) => {
  const telegram = await startStandIn(t);
  const bot = createBotProcess(telegram);
  await bot.start();
  const anya = handOf(telegram, ANYA);
  await anya.say("/start");
  await anya.paste(POSTS[0]);
  await anya.sees("Черновик №1");
  await anya.say("/queue");
  await anya.sees("Пока ничего не запланировано");
  await bot.kill();
  const db = openDatabase(bot.database, { now: Date.now });
  const channel = createChannels(db, Date.now).served() ?? assert.fail();
  const due = Date.now() + 30 * HOUR;
  createSchedule(db, Date.now).plan({
    draftId: 1,
    channelId: channel.id,
    written: toWritten(due, channel.zone),
    due,
    version: 1,
    by: ANYA,
  });
  db.close();
  await bot.start();
  await anya.sees(/Очередь[\s\S]* — 1\. Baba Is AI/);
});
