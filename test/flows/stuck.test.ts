import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ANYA, handOf, labelsOf, MAX, startBot, startStandIn, textOf } from "./driver.ts";
import { startTime } from "./time.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729";
/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);
const MINUTE = 60_000;
const RIGHTS = "Bad Request: need administrator rights in the channel chat";

async function plan(t: TestContext) {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { app, db } = await startBot(telegram, time);
  const [anya, max] = [handOf(telegram, ANYA), handOf(telegram, MAX)];
  await anya.say("/start");
  await max.say("/start");
  await max.paste(POST);
  await max.press("Черновик №1", "Запланировать");
  await max.press("Когда?", "Сегодня 19:00");
  await anya.sees("Запланировано: вт 24 ноября, 19:00");
  const due = async () => {
    time.pass(60 * MINUTE - 5_000);
    await app.scheduler.look();
    time.pass(MINUTE + 1_000);
    await app.scheduler.look();
  };
  /** The messages of the bot to this person that name the post, but for the draft's card. */
  const about = async (hand: typeof anya) =>
    (await hand.seen()).filter((message) => {
      const text = textOf(message);
      return text.includes("Baba Is AI") && !text.includes("Черновик №1");
    });
  return { telegram, anya, max, due, about, time, app, db };
}

test("a planned post that the channel refuses is stuck in its one receipt, with what to do for the admin", async (t) => {
  const { telegram, anya, max, due, about } = await plan(t);
  await telegram.people.fault({
    method: "sendMessage",
    fault: { kind: "error", code: 400, description: RIGHTS },
  });
  await due();
  const stuck = await anya.sees(/Baba Is AI[\s\S]*прав/i);
  assert.ok(labelsOf(stuck).includes("Вернуть права"), labelsOf(stuck).join());
  assert.equal((await about(anya)).length, 1, "the owner has one message about the post");
  assert.equal((await about(max)).length, 1, "so has its author");
  assert.ok(!labelsOf((await about(max))[0] ?? stuck).includes("Вернуть права"), "the author cannot give rights");

  await anya.press(/Baba Is AI/, "🚀 Сейчас");
  await anya.sees(/✅ Опубликовано/);
  assert.equal((await about(anya)).length, 1);
  assert.equal((await max.channel()).length, 1);
});
