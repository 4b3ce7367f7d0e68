import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ANYA, handOf, startBot, startStandIn } from "./driver.ts";
import { startTime } from "./time.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729";
const OTHER = "Refusal in Language Models\n\nодно направление\n\narxiv.org/abs/2406.11717";
/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const SCREEN = "Время, чтобы забрать пост назад";

/** The whole bot, which runs all the time, with the settings of publication open. */
async function setUp(t: TestContext) {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { app } = await startBot(telegram, time);
  const anya = handOf(telegram, ANYA);
  await anya.say("/start");
  await anya.say("/settings");
  await anya.press("Настройки канала", "🚀 Публикация");
  /** Taps through to the value that the last of these buttons sets. */
  const choose = async (...buttons: readonly string[]) => {
    for (const button of buttons) await anya.press(SCREEN, button);
  };
  const plan = async (words: string) => {
    await anya.paste(POST);
    await anya.press("Черновик №1", "Запланировать");
    await anya.say(words);
    await anya.sees("Запланировано: вт 24 ноября");
  };
  /** So much passes in which the bot saw nothing: what was due is late. A clock that leaps is trusted after a minute. */
  const sleeps = async (ms: number) => {
    time.pass(ms);
    await app.scheduler.look();
    time.pass(MINUTE + SECOND);
    await app.scheduler.look();
  };
  return { app, time, anya, choose, plan, sleeps };
}

test("the running publisher follows each change of the time in which a post can be taken back", async (t) => {
  const { app, time, anya, choose } = await setUp(t);
  await choose("Ждать 30 с перед публикацией");
  await anya.sees(/Время, чтобы забрать пост назад: 30 с/);
  await anya.paste(POST);
  await anya.press("Черновик №1", "Опубликовать");
  // It can be taken back.
  await anya.press("Черновик №1", "Отменить");
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees(/Baba Is AI.*Публикую через \d+ с/s);
  assert.deepEqual(await anya.channel(), []);
  time.pass(31 * SECOND);
  await anya.sees("✅ Опубликовано");

  await choose("Ждать 60 с перед публикацией");
  await anya.paste(OTHER);
  await anya.press("Черновик №2", "Опубликовать");
  await anya.sees(/Refusal.*Публикую через \d+ с/s);
  time.pass(31 * SECOND);
  await app.publisher.idle();
  assert.equal((await anya.channel()).length, 1, "half of the minute has passed");
  time.pass(30 * SECOND);
  await anya.sees(/Refusal.*✅ Опубликовано/s);
  assert.equal((await anya.channel()).length, 2);
});

test("the running scheduler lets a late post out by itself as far as the changed setting allows", async (t) => {
  const { anya, choose, plan, sleeps } = await setUp(t);
  await plan("19:00");
  await choose("Опоздавшие сами: до 3 часов");
  await sleeps(180 * MINUTE);
  await anya.sees("✅ Опубликовано в 21:0");
});

test("the running scheduler asks about any late post once the settings say so", async (t) => {
  const { anya, choose, plan, sleeps } = await setUp(t);
  await plan("19:00");
  await choose("до 3 часов", "до 12 часов", "О любом опоздавшем спрашивать");
  await sleeps(70 * MINUTE);
  await anya.sees("Пост должен был выйти вт 24 ноября, 19:00 по Москве и опоздал");
  assert.deepEqual(await anya.channel(), []);
});

test("the running scheduler keeps to the quiet hours as they were changed", async (t) => {
  await t.test("in hours that are quiet now it asks", async (each) => {
    const { anya, choose, plan, sleeps } = await setUp(each);
    await plan("21:45");
    await choose("Тихие часы с 22 до 10");
    await sleeps(255 * MINUTE);
    await anya.sees("в тихие часы я сам ничего не отправляю");
    assert.deepEqual(await anya.channel(), []);
  });

  await t.test("in hours that are quiet no longer it lets the post out", async (each) => {
    const { anya, choose, plan, sleeps } = await setUp(each);
    await plan("22:45");
    await choose("Тихие часы с 22 до 10", "Тихие часы с 0 до 8");
    await sleeps(315 * MINUTE);
    await anya.sees("✅ Опубликовано в 23:1");
  });
});
