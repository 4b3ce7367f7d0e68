import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ANYA, handOf, MAX, startBot, startStandIn, textOf } from "./driver.ts";
import { startTime } from "./time.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729";
const OTHER = "Refusal in Language Models\n\nодно направление\n\narxiv.org/abs/2406.11717";
const SAME_PAPER = "Ещё раз о Baba Is AI\n\nдругой взгляд\n\narxiv.org/abs/2407.13729";
/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);

async function setUp(t: TestContext, second: string, at: string) {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  await startBot(telegram, time);
  const anya = handOf(telegram, ANYA);
  const max = handOf(telegram, MAX);
  await anya.say("/start");
  await max.say("/start");
  await anya.paste(POST);
  await anya.press("Черновик №1", "Запланировать");
  await anya.say("завтра в 12:00");
  await anya.sees("Запланировано: ср 25 ноября, 12:00 по Москве");
  await anya.paste(second);
  await anya.press("Черновик №2", "Запланировать");
  await anya.say(at);
  return { anya, max };
}

test("two posts within an hour are told on both receipts, and no longer when one of them moves away", async (t) => {
  const { anya } = await setUp(t, OTHER, "завтра в 12:30");
  await anya.sees(/12:30 по Москве[\s\S]*В этот же час уже стоит «Baba Is AI»/);
  await anya.sees(/Baba Is AI\n🗓 Запланировано: ср 25 ноября, 12:00[\s\S]*В этот же час уже стоит «Refusal/);
  await anya.press("12:30 по Москве — ", "Изменить");
  await anya.say("пт 15:00");
  const moved = await anya.sees("Запланировано: пт 27 ноября, 15:00");
  assert.doesNotMatch(textOf(moved), /⚠️/);
  await anya.sees(/Baba Is AI\n🗓 Запланировано: ср 25 ноября, 12:00 по Москве — через 18 ч\.$/);
});

test("two posts on the same paper are told on both receipts and in the queue, however far apart", async (t) => {
  const { anya, max } = await setUp(t, SAME_PAPER, "пт 15:00");
  await anya.sees(/пт 27 ноября, 15:00[\s\S]*О той же статье запланирован «Baba Is AI»/);
  await anya.sees(/ср 25 ноября, 12:00[\s\S]*О той же статье запланирован «Ещё раз о Baba Is AI»/);
  await max.say("/queue");
  await max.sees(/1\. Baba Is AI[^\n]*о той же статье № 2[\s\S]*2\. Ещё раз[^\n]*о той же статье № 1/);
  await anya.press(/пт 27 ноября, 15:00/, "Отменить");
  await anya.sees("Убрано из очереди");
  await anya.sees(/Запланировано: ср 25 ноября, 12:00 по Москве — через 18 ч\.$/);
});
