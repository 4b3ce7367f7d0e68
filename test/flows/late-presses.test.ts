import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { type Hand, labelsOf, MAX, textOf } from "./driver.ts";
import { startTwoAdmins } from "./two-admins.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729";
const OTHER = "Refusal in Language Models\n\nодно направление\n\narxiv.org/abs/2406.11717";
const MINUTE = 60_000;

/** Two admins; Anya has planned two posts, and Max has the agenda open with the first one chosen. */
async function setUp(t: TestContext) {
  const { time, telegram, app, db, anya, max } = await startTwoAdmins(t);
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("завтра в 12:00");
  await anya.sees("Запланировано: ср 25 ноября, 12:00 по Москве");
  await anya.paste(OTHER);
  await anya.press("Черновик №2", "Запланировать");
  await anya.say("завтра в 18:00");
  await anya.sees("Запланировано: ср 25 ноября, 18:00 по Москве");
  await max.say("/queue");
  await max.press("Очередь · rizzearch", "1");
  await max.sees("👉 1. Baba Is AI");
  // Whether receipts show it already is no change of the plan.
  const rows = () => [1, 2].map((id) => ({ ...(app.schedule.find(id) ?? assert.fail()), untold: false }));
  return { app, db, telegram, time, anya, max, rows };
}

/** Presses a button of a message as it was, whatever it shows by now. */
const stale = async (hand: Hand, part: string, button: string): Promise<string> =>
  (await hand.press(part, button)).text ?? "";

test("what another admin moved is answered kindly, and the newest state is shown", async (t) => {
  const { anya, max, rows } = await setUp(t);
  await max.press("👉 1. Baba Is AI", "Поменять");
  await anya.press("Запланировано: ср 25 ноября, 12:00", "Изменить");
  await anya.say("пт 15:00");
  await anya.sees("Запланировано: пт 27 ноября, 15:00");
  const before = rows();
  assert.match(await stale(max, "👉 1. Baba Is AI", "№ 2"), /Очередь успела измениться/);
  await max.sees(/Ср 25 18:00 — 1\. Refusal[\s\S]*Пт 27 15:00 — 2\. Baba Is AI/);
  assert.deepEqual(rows(), before);
});

test("what another admin took out of the queue is neither taken out again nor published nor moved", async (t) => {
  const { app, anya, max, rows } = await setUp(t);
  await max.press("👉 1. Baba Is AI", "Сейчас");
  await anya.press("Запланировано: ср 25 ноября, 12:00", "Отменить");
  await anya.sees("Убрано из очереди, черновик цел");
  assert.match(await stale(max, "«Baba Is AI» выйдет сразу", "Опубликовать сейчас"), /Очередь успела измениться/);
  await app.scheduler.look();
  assert.equal(rows()[0]?.state, "cancelled");
  assert.deepEqual(await max.channel(), []);
});

test("what has gone out is not moved, and goes out once", async (t) => {
  const { app, anya, max, time, rows } = await setUp(t);
  await max.press("👉 1. Baba Is AI", "Поменять");
  await anya.say("/queue");
  await anya.press("Очередь · rizzearch", "1");
  await anya.press("👉 1. Baba Is AI", "Сейчас");
  await anya.press("«Baba Is AI» выйдет сразу", "Опубликовать сейчас");
  await app.scheduler.look();
  await anya.sees(/✅ Опубликовано в 18:0/);
  assert.notEqual(await stale(max, "👉 1. Baba Is AI", "№ 2"), "");
  time.pass(MINUTE);
  await app.scheduler.look();
  assert.equal(rows()[0]?.state, "out");
  assert.equal((await max.channel()).length, 1);
});

test("two admins who move the same post at once change it once", async (t) => {
  const { anya, max, rows } = await setUp(t);
  await anya.say("/queue");
  await anya.press("Очередь · rizzearch", "1");
  await anya.sees("👉 1. Baba Is AI");
  const times = rows().map(({ due }) => due);
  const answers = await Promise.all([stale(anya, "👉 1. Baba Is AI", "⬇️"), stale(max, "👉 1. Baba Is AI", "⬇️")]);
  assert.equal(answers.filter((text) => /Очередь успела измениться/.test(text)).length, 1);
  // The times are the same ones, the other way round.
  assert.deepEqual(
    rows().map(({ due }) => due),
    times.toReversed(),
  );
});

test("whoever lost the right to publish meanwhile changes nothing, slots and pause included", async (t) => {
  const { app, db, telegram, max, rows } = await setUp(t);
  db.prepare("INSERT INTO role (channel_id, person_id, role, granted_at) VALUES (1, ?, 'author', 0)").run(MAX);
  await telegram.people.setAdministrator({ person: MAX, rights: null });
  const before = rows();
  assert.match(await stale(max, "👉 1. Baba Is AI", "⬇️"), /те, кто может публиковать/);
  await max.say("/slots пн–пт 12:00");
  await max.sees("Планировать посты могут те, кто может публиковать");
  assert.deepEqual(rows(), before);
  assert.equal(app.schedule.pausedSince(1), null);
});

test("what left the queue is named to nobody else: not before it is published, nor with a time to choose or to type", async (t) => {
  const { anya, max, telegram } = await setUp(t);
  await max.press("👉 1. Baba Is AI", "К очереди");
  await max.press("Очередь · rizzearch", "2");
  await max.press("👉 2. Refusal", "Время");
  await max.sees(/Refusal[\s\S]*в котором часу/);
  await anya.press("Запланировано: ср 25 ноября, 18:00", "Отменить");
  await anya.sees("Убрано из очереди, черновик цел");
  assert.match(await stale(max, "в котором часу", "21"), /в очереди уже нет/);
  // The newest agenda stands in its place.
  await telegram.until(async () => (await max.seen()).every((message) => !textOf(message).includes("Refusal")));
  await max.press("Очередь · rizzearch", "1");
  await max.sees("👉 1. Baba Is AI");
  await anya.press("Запланировано: ср 25 ноября, 12:00", "Отменить");
  await telegram.until(
    async () => (await anya.seen()).filter((each) => textOf(each).includes("Убрано из очереди")).length === 2,
  );
  // The open agenda follows by itself.
  await telegram.until(async () => (await max.seen()).every((message) => !textOf(message).includes("Baba Is AI")));
});

test("a time is typed for nobody else's post that left the queue meanwhile", async (t) => {
  const { anya, max, app } = await setUp(t);
  await max.paste("Grokking\n\nобобщение приходит поздно\n\narxiv.org/abs/2201.02177");
  await max.press("Черновик №3", "Запланировать");
  await max.say("завтра в 20:00");
  await anya.press("Запланировано: ср 25 ноября, 20:00", "Изменить");
  await anya.sees(/Grokking[\s\S]*Когда\?/);
  await max.press("Запланировано: ср 25 ноября, 20:00", "Отменить");
  await max.sees("Убрано из очереди, черновик цел");
  await anya.say("завтра в 21:00");
  await anya.sees("Этого поста в очереди уже нет");
  assert.equal(app.schedule.find(3)?.state, "cancelled");
});

test("whoever lost the right to publish is not asked whether another's post goes out at once", async (t) => {
  const { db, telegram, max, rows } = await setUp(t);
  db.prepare("INSERT INTO role (channel_id, person_id, role, granted_at) VALUES (1, ?, 'author', 0)").run(MAX);
  await telegram.people.setAdministrator({ person: MAX, rights: null });
  const before = rows();
  assert.match(await stale(max, "👉 1. Baba Is AI", "🚀 Сейчас"), /те, кто может публиковать/);
  assert.ok(!(await max.seen()).some((message) => labelsOf(message).includes("Опубликовать сейчас")));
  assert.deepEqual(rows(), before);
});

test("slots are typed with the command, and what is no slot is said to be none", async (t) => {
  const { anya } = await setUp(t);
  await anya.say("/slots Пн–Пт 12:00, Сб 11:00");
  const week = await anya.sees("Слоты недели");
  assert.match(textOf(week), /• Сб 11:00\n• Пн–Пт 12:00/);
  await anya.say("/slots пн 25:00");
  await anya.sees("Не понял, какие слоты добавить");
});
