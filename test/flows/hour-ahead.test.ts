import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Message } from "@grammyjs/types";
import { ANYA, type Hand, handOf, labelsOf, MAX, startBot, startStandIn, textOf } from "./driver.ts";
import { comeTo, startTime } from "./time.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729";
const OTHER = "Refusal in Language Models\n\nодно направление\n\narxiv.org/abs/2406.11717";
/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);
const MINUTE = 60_000;

async function setUp(t: TestContext) {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { app } = await startBot(telegram, time);
  const [anya, max] = [handOf(telegram, ANYA), handOf(telegram, MAX)];
  await anya.say("/start");
  await max.say("/start");
  await max.sees("канала");
  const comes = (ms: number) => comeTo(time, app.scheduler, ms);
  return { app, telegram, time, anya, max, comes };
}

/** The one message in which this post's receipt stands. */
async function receiptOf(hand: Hand, title: string): Promise<Message> {
  const found = (await hand.seen()).filter(
    (message) => textOf(message).startsWith(`${title}\n`) && !textOf(message).startsWith(`${title}\nЧерновик`),
  );
  assert.equal(found.length, 1, found.map(textOf).join("\n—\n"));
  return found[0] ?? assert.fail();
}

test("an hour ahead a lost figure, a rule of the channel and a paper that came out meanwhile are told to the author and the admins", async (t) => {
  const { app, telegram, time, anya, max } = await setUp(t);
  await anya.photos(1, "Схема метода\n\nо том, как он устроен");
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("20:00");
  await anya.sees("Запланировано: вт 24 ноября, 20:00");
  await max.paste(POST);
  await max.press("Черновик №2", "Запланировать");
  await max.say("20:30");
  await max.sees("Запланировано: вт 24 ноября, 20:30");
  await anya.sees("Запланировано: вт 24 ноября, 20:30");
  // Somebody writes about the same paper, and an admin gives the channel another rule.
  time.pass(MINUTE);
  await anya.paste(`${POST} и вот ещё мысль`);
  await anya.press("Черновик №3", "Опубликовать");
  await app.publisher.idle();
  await anya.sees("✅ Опубликовано");
  await max.paste(OTHER);
  await max.press("Черновик №4", "Запланировать");
  await max.say("21:30");
  await max.sees("Запланировано: вт 24 ноября, 21:30");
  await telegram.people.fault({
    method: "getFile",
    times: 1,
    fault: {
      kind: "error",
      code: 400,
      description: "Bad Request: wrong file_id or the file is temporarily unavailable",
    },
  });
  time.pass(65 * MINUTE);
  await app.scheduler.look();
  await anya.sees("Telegram больше не отдаёт картинку №1: пришлите её заново");
  time.pass(30 * MINUTE);
  await app.scheduler.look();
  for (const hand of [anya, max]) await hand.sees("об этой статье уже вышел пост: «Baba Is AI»");
  app.channels.changeSettings(1, { titleLength: { min: 100, max: 256 } });
  time.pass(60 * MINUTE);
  await app.scheduler.look();
  for (const hand of [anya, max]) await hand.sees(/Refusal[\s\S]*черновику что-то мешает, подробности на его карточке/);
  // Nothing was stopped by a warning alone: what Telegram takes went out at its time.
  await anya.say("/queue");
  const agenda = textOf(await anya.sees("Очередь · rizzearch"));
  assert.match(agenda, /Refusal in Language Models[^\n]*⚠️ черновику что-то мешает/);
});

test("author and admin have one receipt each, edited in place: planned, moved, out of the queue, back, stuck for a moment, published", async (t) => {
  const { app, telegram, anya, max, comes } = await setUp(t);
  await max.paste(POST);
  await max.press("Черновик №1", "Запланировать");
  await max.press("Когда?", "Сегодня 19:00");
  await max.sees("Запланировано: вт 24 ноября, 19:00 по Москве");
  await anya.sees("Запланировано: вт 24 ноября, 19:00 по Москве");
  const ids = async () =>
    await Promise.all([anya, max].map(async (hand) => (await receiptOf(hand, "Baba Is AI")).message_id));
  const first = await ids();
  const both = async (text: string | RegExp) => {
    for (const hand of [anya, max]) await hand.sees(text);
    assert.deepEqual(await ids(), first);
  };

  await max.press("Запланировано: вт", "Изменить");
  await max.press("Когда?", "Завтра 12:00");
  await both("Запланировано: ср 25 ноября, 12:00 по Москве");
  await anya.press("Запланировано: ср", "Отменить");
  await both("Убрано из очереди, черновик цел");
  assert.deepEqual(labelsOf(await receiptOf(max, "Baba Is AI")), ["Вернуть: Завтра 12:00"]);
  await max.press("Убрано из очереди", "Вернуть");
  await both("Запланировано: ср 25 ноября, 12:00 по Москве");
  assert.deepEqual(labelsOf(await receiptOf(anya, "Baba Is AI")), ["Изменить", "Отменить"]);
  await telegram.people.fault({ method: "sendMessage", times: 1, fault: { kind: "drop-after" } });
  await comes(18 * 60 * MINUTE);
  await app.publisher.idle();
  for (const hand of [anya, max]) await hand.sees(/✅ Опубликовано в 12:0\d → t\.me\/rizzearch\/\d+/, 15_000);
  assert.equal((await max.channel()).length, 1);
  await receiptOf(anya, "Baba Is AI");
});
