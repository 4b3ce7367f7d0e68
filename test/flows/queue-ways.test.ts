import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ANYA, handOf, labelsOf, startBot, startStandIn, textOf } from "./driver.ts";
import { startTime } from "./time.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729";
const OTHER = "Refusal in Language Models\n\nодно направление\n\narxiv.org/abs/2406.11717";
/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);

async function setUp(t: TestContext) {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { app } = await startBot(telegram, time);
  const anya = handOf(telegram, ANYA);
  await anya.say("/start");
  const count = async (part: string) => (await anya.seen()).filter((each) => textOf(each).includes(part)).length;
  return { app, telegram, time, anya, count };
}

test("whoever opened the choice of a time leaves it by a button, and it is gone", async (t) => {
  const { app, telegram, anya, count } = await setUp(t);
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.press("Когда?", "Не сейчас");
  await telegram.until(async () => (await count("Когда?")) === 0);
  // Nobody is asked for a time any more: what is said now is a post of its own.
  await anya.say("завтра в 12:00");
  await app.dispatcher.idle();
  assert.equal(app.schedule.find(1), null);
});

test("from each screen of a time that was opened in the agenda one tap leads back, and a time is typed there too", async (t) => {
  const { app, telegram, anya, count } = await setUp(t);
  await anya.say("/slots вт 20:00, ср 12:00, ср 15:00");
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("завтра в 12:00");
  await anya.paste(OTHER);
  await anya.press("Черновик №2", "Запланировать");
  await anya.say("завтра в 18:00");
  await anya.sees("Запланировано: ср 25 ноября, 18:00 по Москве");
  await anya.say("/queue");
  await anya.press("Очередь", "2");
  const screens: readonly (readonly [string, string, string])[] = [
    ["👉 2. Refusal", "Время", "в котором часу?"],
    ["в котором часу?", "19", "во сколько точно?"],
    ["во сколько точно?", "Другой час", "в котором часу?"],
    ["в котором часу?", "Другой день", "какой день?"],
    ["какой день?", "Назад", "Когда?"],
  ];
  for (const [part, button, then] of screens) {
    await anya.press(part, button);
    const shown = await anya.sees(then);
    assert.ok(labelsOf(shown).includes("← К очереди"), button);
    // A slot is offered where nothing is planned for it.
    if (button === "Время") {
      assert.deepEqual(
        labelsOf(shown).filter((label) => label.startsWith("📌")),
        ["📌 Завтра 15:00"],
      );
    }
  }
  await anya.press("Когда?", "К очереди");
  await anya.press("👉 2. Refusal", "В слот");
  await anya.sees(/Refusal[\s\S]*Сейчас стоит на ср 25 ноября, 18:00[\s\S]*В какой слот\?/);
  await anya.press("В какой слот?", "К очереди");
  await anya.press("👉 2. Refusal", "Время");
  await anya.sees("в котором часу?");
  await anya.say("пт 9:00");
  await anya.sees(/Ср 25 12:00 — 1\. Baba Is AI[\s\S]*Пт 27 9:00 — 👉 2\. Refusal/);
  await anya.sees("Запланировано: пт 27 ноября, 9:00");
  await telegram.until(async () => (await count("в котором часу?")) === 0);
  assert.equal(await count("Очередь · rizzearch"), 1);
  // Back in the agenda, nobody is asked: what is typed is no time.
  await anya.press("👉 2. Refusal", "День");
  await anya.press("какой день?", "К очереди");
  await anya.say("сб 9:00");
  await app.dispatcher.idle();
  assert.equal(app.schedule.find(2)?.due, Date.UTC(2026, 10, 27, 6));
});

test("the agenda names the month of what is far off, and shows a person's own clock beside the channel's", async (t) => {
  const { app, anya } = await setUp(t);
  await anya.say("/zone tokyo");
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("завтра в 20:00");
  await anya.paste(OTHER);
  await anya.press("Черновик №2", "Запланировать");
  await anya.say("25 февраля в 12:00");
  await anya.sees("Запланировано: чт 25 февраля 2027");
  await anya.say("/queue");
  const agenda = textOf(await anya.sees("Очередь · rizzearch"));
  assert.match(agenda, /Europe\/Moscow, в скобках ваше время: Asia\/Tokyo/);
  assert.match(agenda, /Ср 25 20:00 \(чт 26 2:00\) — 1\. Baba Is AI/);
  assert.match(agenda, /Чт 25 февр 12:00 \(18:00\) — 2\. Refusal/);
  await anya.press("Очередь", "Месяц");
  await anya.press("Ноябрь 2026", "25•");
  await anya.sees("• 20:00 (чт 26 2:00) — Baba Is AI");
  await app.dispatcher.idle();
});

test("whoever is asked about a late post may look for another time, go back to the question, and choose one after all", async (t) => {
  const { app, telegram, time, anya, count } = await setUp(t);
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("19:00");
  await anya.sees("Запланировано: вт 24 ноября, 19:00");
  time.pass(3 * 3_600_000);
  await app.scheduler.look();
  time.pass(61_000);
  await app.scheduler.look();
  const question = "Пост должен был выйти вт 24 ноября, 19:00";
  await anya.sees(question);
  await anya.press(question, "Другое время");
  await anya.press("Когда?", "← Назад");
  assert.deepEqual(labelsOf(await anya.sees(question)), ["🚀 Сейчас", "🗓 Другое время", "Убрать из очереди"]);
  await telegram.until(async () => (await count("Когда?")) === 0);
  await anya.press(question, "Другое время");
  await anya.press("Когда?", "Завтра 12:00");
  await anya.sees("Запланировано: ср 25 ноября, 12:00 по Москве");
  assert.equal(await count(question), 0);
  assert.equal(app.schedule.find(1)?.state, "waiting");
});
