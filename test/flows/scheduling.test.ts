import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ANYA, handOf, labelsOf, MAX, startBot, startStandIn, textOf } from "./driver.ts";
import { comeTo, startTime } from "./time.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729";
const OTHER = "Refusal in Language Models\n\nодно направление\n\narxiv.org/abs/2406.11717";
/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);
const MINUTE = 60_000;

async function setUp(t: TestContext) {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { app, db } = await startBot(telegram, time);
  const anya = handOf(telegram, ANYA);
  await anya.say("/start");
  const comes = (ms: number) => comeTo(time, app.scheduler, ms);
  return { app, db, telegram, time, anya, comes };
}

test("a post goes out at the time that was typed, and one receipt tells its story", async (t) => {
  const { telegram, anya, comes } = await setUp(t);
  const max = handOf(telegram, MAX);
  await max.say("/start");
  await max.paste(POST);
  await max.press("Черновик №1", "Запланировать");
  const choice = await max.sees("Когда?");
  assert.deepEqual(labelsOf(choice), ["Сегодня 19:00", "Завтра 12:00", "📅 Другой день", "Не сейчас"]);
  await max.say("завтра в 18:30");
  const receipt = await max.sees("Запланировано: ср 25 ноября, 18:30 по Москве — через 24 ч 30 мин");
  assert.deepEqual(labelsOf(receipt), ["Изменить", "Отменить"]);
  await anya.sees("Запланировано: ср 25 ноября, 18:30 по Москве");
  await max.sees(/Черновик №1[\s\S]*🗓 Запланировано: ср 25 ноября, 18:30 по Москве/);
  assert.equal((await max.seen()).filter((message) => textOf(message).includes("Когда?")).length, 0);
  assert.deepEqual(await max.channel(), []);

  await comes(24.5 * 60 * MINUTE);
  await max.sees(/✅ Опубликовано в 18:3\d → t\.me\/rizzearch/);
  await anya.sees(/✅ Опубликовано в 18:3\d → t\.me\/rizzearch/);
  const posts = await max.channel();
  assert.equal(posts.length, 1);
  assert.equal((await max.seen()).filter((message) => textOf(message).includes("Запланировано: ср")).length, 0);
});

test("without slots two taps plan a post, and cancelling it can be undone", async (t) => {
  const { app, anya, comes } = await setUp(t);
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.press("Когда?", "Сегодня 19:00");
  await anya.sees("Запланировано: вт 24 ноября, 19:00 по Москве");
  await anya.press("Запланировано: вт", "Отменить");
  await anya.sees("Убрано из очереди, черновик цел");
  await anya.press("Убрано из очереди", "Вернуть: Сегодня 19:00");
  await anya.sees("Запланировано: вт 24 ноября, 19:00 по Москве");
  assert.equal(app.schedule.find(1)?.state, "waiting");
  await comes(60 * MINUTE);
  await anya.sees("✅ Опубликовано в 19:0");
});

test("with slots the next free one is a tap away, and the agenda moves, swaps and removes", async (t) => {
  const { app, anya } = await setUp(t);
  await anya.say("/slots");
  await anya.press("Слоты недели", "Пн–Пт 12:00");
  await anya.sees("12:00: в какие дни?");
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.press("Когда?", "Ближайший слот: Завтра 12:00");
  await anya.sees("Запланировано: ср 25 ноября, 12:00");
  await anya.paste(OTHER);
  await anya.press("Черновик №2", "Запланировать");
  await anya.press("Когда?", "Ближайший слот: Чт 26 ноября 12:00");
  await anya.sees("Запланировано: чт 26 ноября, 12:00");

  await anya.say("/queue");
  const agenda = await anya.sees("Очередь · rizzearch");
  assert.match(textOf(agenda), /Ср 25 12:00 — 1\. Baba Is AI · @zzmtsvv\nЧт 26 12:00 — 2\. Refusal in Language Models/);
  assert.match(textOf(agenda), /Пт 27 12:00 — свободно/);
  assert.match(textOf(agenda), /запланированные в самом Telegram, мне не видны/);
  await anya.press("Очередь · rizzearch", "1");
  await anya.press("👉 1. Baba Is AI", "⬇️");
  await anya.sees(/Ср 25 12:00 — 1\. Refusal[\s\S]*Чт 26 12:00 — 👉 2\. Baba Is AI/);
  await anya.press("👉 2. Baba Is AI", "В слот");
  await anya.press("В какой слот?", "Пт 27 ноября 12:00");
  await anya.sees(/Чт 26 12:00 — свободно[\s\S]*Пт 27 12:00 — 2\. Baba Is AI/);
  await anya.press("Очередь · rizzearch", "2");
  await anya.press("👉 2. Baba Is AI", "Убрать из очереди");
  await anya.sees(/Пт 27 12:00 — свободно/);
  await app.dispatcher.idle();
  assert.equal(app.schedule.find(1)?.state, "cancelled");
  assert.deepEqual(await anya.channel(), []);
});

test("a paused queue lets nothing out; resumed within the hour, it makes up for what it missed", async (t) => {
  const { app, anya, comes } = await setUp(t);
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("19:00");
  await anya.sees("Запланировано: вт 24 ноября, 19:00");
  await anya.say("/queue");
  await anya.press("Очередь · rizzearch", "Пауза");
  await anya.sees("На паузе с вт 24 ноября, 18:0");
  await comes(70 * MINUTE);
  assert.deepEqual(await anya.channel(), []);
  await anya.press("На паузе", "Продолжить");
  await anya.sees(/✅ Опубликовано в 19:1/);
  assert.equal(app.schedule.find(1)?.state, "out");
});

test("what is missed by more than an hour is asked about, with a sound, and goes out by a tap", async (t) => {
  const { app, anya, time, comes } = await setUp(t);
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("19:00");
  await anya.sees("Запланировано: вт 24 ноября, 19:00");
  await comes(3 * 60 * MINUTE);
  const asked = await anya.sees("Пост должен был выйти вт 24 ноября, 19:00 по Москве и опоздал");
  assert.deepEqual(labelsOf(asked), ["🚀 Сейчас", "🗓 Другое время", "Убрать из очереди"]);
  assert.deepEqual(await anya.channel(), []);
  await anya.press("опоздал так", "Сейчас");
  await app.scheduler.look();
  await anya.sees(/✅ Опубликовано в 21:0/);
  time.pass(MINUTE);
  await app.scheduler.look();
  assert.equal((await anya.channel()).length, 1);
});

test("what is ambiguous is asked, a day leads to its hours, and nonsense is said to be none", async (t) => {
  const { anya, telegram } = await setUp(t);
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("в понедельник утром");
  const which = await anya.sees("Можно понять по-разному");
  assert.deepEqual(labelsOf(which).slice(0, 3), ["Пн 30 ноября 9:00", "Пн 30 ноября 10:00", "Пн 30 ноября 11:00"]);
  await anya.say("завтра в 25:00");
  await anya.sees("Не понял, когда");
  await anya.say("31.11 12:00");
  await anya.sees("Такого дня в календаре нет");
  await anya.say("прямо сейчас");
  await anya.sees("Чтобы пост вышел сразу, нажмите «Опубликовать»");
  await anya.say("в пятницу");
  await anya.press("Пт 27 ноября: в котором часу?", "12");
  await anya.press("Пт 27 ноября: во сколько точно?", "12:30");
  await anya.sees("Запланировано: пт 27 ноября, 12:30 по Москве");
  await anya.press("Запланировано: пт", "Изменить");
  await anya.press("Когда?", "Другой день");
  await anya.press("какой день?", "Декабрь 2026 ▶");
  await anya.press("какой день?", "31");
  await anya.press("Чт 31 декабря: в котором часу?", "23");
  await anya.press("Чт 31 декабря: во сколько точно?", "23:55");
  await anya.sees("Запланировано: чт 31 декабря, 23:55 по Москве — через 37 дней");
  await anya.say("/queue");
  await anya.press("Очередь · rizzearch", "Месяц");
  await anya.press("✓ вышло: 0, • запланировано: 0", "Декабрь");
  await anya.press("Декабрь 2026 · ✓ вышло: 0, • запланировано: 1", "31•");
  await anya.sees(/Чт 31 декабря\n• 23:55 — Baba Is AI/);
  // A word is no time: it is searched for, and nothing is asked any more.
  await anya.press("Запланировано: чт", "Изменить");
  await anya.sees("Сейчас стоит на чт 31 декабря, 23:55");
  await anya.say("диффузия");
  await anya.sees("пока нет постов");
  await anya.say("19:00");
  await telegram.until(
    async () => (await anya.seen()).filter((each) => textOf(each).includes("пока нет постов")).length === 2,
  );
});

test("whoever lost the right to publish plans nothing, and their edit of a planned post waits for a word", async (t) => {
  const { app, db, anya, telegram, comes } = await setUp(t);
  const max = handOf(telegram, MAX);
  const [pasted] = await max.paste(POST);
  await max.press("Черновик №1", "Запланировать");
  await max.say("19:00");
  await max.sees("Запланировано: вт 24 ноября, 19:00");
  await anya.sees("Запланировано: вт 24 ноября, 19:00");
  db.prepare("INSERT INTO role (channel_id, person_id, role, granted_at) VALUES (1, ?, 'author', 0)").run(MAX);
  await telegram.people.setAdministrator({ person: MAX, rights: null });
  const toast = await max.press("Запланировано: вт", "Отменить");
  assert.match(toast.text ?? "", /Планировать посты могут те, кто может публиковать/);
  assert.equal(app.schedule.find(1)?.state, "waiting");

  await max.edit(pasted?.message_id ?? 0, POST.replace("агенты", "модели"));
  await max.sees(/Правку подхватил/);
  await app.scheduler.look();
  await anya.sees("без вашего согласия он не выйдет");
  await comes(60 * MINUTE);
  await anya.sees("пост изменил тот, кто сам не публикует. Посмотрите правку");
  assert.deepEqual(await anya.channel(), []);
  await anya.press("Посмотрите правку", "Выпустить с правкой");
  await app.scheduler.look();
  await anya.sees(/✅ Опубликовано в 19:0/);
  assert.match(textOf((await anya.channel())[0] ?? assert.fail()), /модели/);
});

test("an edit by somebody who may publish goes out with the post, and the queue says so", async (t) => {
  const { app, anya, comes } = await setUp(t);
  const [pasted] = await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("19:00");
  await anya.sees("Запланировано: вт 24 ноября, 19:00");
  await anya.edit(pasted?.message_id ?? 0, POST.replace("агенты", "модели"));
  await anya.sees(/Правку подхватил/);
  await app.scheduler.look();
  await anya.say("/queue");
  await anya.sees(/выйдет с правкой от 18:0\d/);
  await comes(60 * MINUTE);
  await anya.sees(/✅ Опубликовано в 19:0/);
  assert.match(textOf((await anya.channel())[0] ?? assert.fail()), /модели/);
});

test("an hour ahead the bot's lost right is told, and again when it is back in time nothing is lost", async (t) => {
  const { app, anya, telegram, time, comes } = await setUp(t);
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("20:30");
  await anya.sees("Запланировано: вт 24 ноября, 20:30");
  await telegram.people.setBotRights({ by: ANYA, rights: { can_edit_messages: true } });
  time.pass(92 * MINUTE);
  await app.scheduler.look();
  await anya.sees("у меня нет права публиковать в канале");
  await telegram.people.setBotRights({ by: ANYA, rights: { can_post_messages: true } });
  await comes(58 * MINUTE);
  await anya.sees(/✅ Опубликовано в 20:3/);
});

test("each person reads times by the clock they chose, beside the channel's", async (t) => {
  const { app, anya } = await setUp(t);
  await anya.say("/zone tbilisi");
  await anya.sees("Ваши часы: Asia/Tbilisi, сейчас 19:0");
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("завтра в 12:00");
  await anya.sees("Запланировано: ср 25 ноября, 12:00 по Москве (у вас 13:00)");
  await anya.press("Ваши часы", "Часы канала");
  await anya.press("Часы канала: Europe/Moscow", "Берлин");
  await anya.sees("Часы канала: Europe/Berlin");
  assert.equal(app.schedule.find(1)?.written, "2026-11-25T10:00+01:00[Europe/Berlin]");
  assert.equal(app.schedule.find(1)?.due, Date.UTC(2026, 10, 25, 9));
});
