import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "../../src/archive/database.ts";
import { createSchedule } from "../../src/archive/schedule.ts";
import { ANYA, createBotProcess, handOf, startStandIn } from "./driver.ts";

/** A button is not waited for longer where nobody is there to answer it, ms. */
const WAIT = 300;

test("buttons of the queue that were pressed while the bot was down change nothing until they are pressed again", {
  timeout: 120_000,
}, async (t) => {
  const telegram = await startStandIn(t);
  const bot = createBotProcess(telegram);
  const anya = handOf(telegram, ANYA);
  const queue = () => {
    const db = openDatabase(bot.database, { now: Date.now });
    const rows = createSchedule(db, Date.now).queue(1);
    const paused = createSchedule(db, Date.now).pausedSince(1);
    db.close();
    return { rows: rows.map((row) => ({ ...row, untold: false })), paused };
  };
  await bot.start();
  await anya.say("/start");
  await anya.paste("Заметка первая\n\nо чём-то");
  await anya.press("Заметка первая", "Запланировать");
  await anya.say("через 3 дня в 12:00");
  await anya.sees("12:00 по Москве — через");
  await anya.say("/queue");
  await anya.press("Очередь", "1");
  await anya.press("👉 1. Заметка первая", "Сейчас");
  await anya.sees("выйдет сразу");
  await anya.paste("Заметка вторая\n\nо другом");
  await anya.press("Заметка вторая", "Запланировать");
  await anya.press("Когда?", "Другой день");
  await anya.press("какой день?", "▶");
  await anya.press("какой день?", "15");
  await anya.press("в котором часу?", "14");
  await anya.sees("во сколько точно?");
  const before = queue();
  await bot.kill();

  await anya.press("выйдет сразу", "Опубликовать сейчас", WAIT);
  await anya.press("во сколько точно?", "14:30", WAIT);
  await anya.press("12:00 по Москве — через", "Отменить", WAIT);
  await bot.start();
  await anya.say("/queue");
  await anya.sees(/Очередь[\s\S]*1\. Заметка первая/, 20_000);
  await anya.sees("Вы нажали, пока я был выключен");
  assert.deepEqual(queue(), before);
  assert.deepEqual(await anya.channel(), []);

  // The second press is made as ever.
  await anya.press("12:00 по Москве — через", "Отменить");
  await anya.sees("Убрано из очереди", 20_000);
  assert.deepEqual(queue().rows, []);
});
