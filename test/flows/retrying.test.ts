import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { settle } from "../telegram/clock.ts";
import { ANYA, countRows, handOf, startBot, startStandIn } from "./driver.ts";
import { startTime } from "./time.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729";
/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);
const WAIT = { kind: "error", code: 429, description: "Too Many Requests: retry after 5", retryAfter: 5 } as const;

async function setUp(t: TestContext) {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { app, db } = await startBot(telegram, time);
  const anya = handOf(telegram, ANYA);
  /** The texts that the bot sent to a chat, with what came of each. */
  const sent = async (chat: number) =>
    (await telegram.people.calls({})).flatMap(({ method, payload, ok }) =>
      method === "sendMessage" && Number((payload as { readonly chat_id?: unknown }).chat_id) === chat ? [ok] : [],
    );
  const attempts = () => countRows(db, "SELECT count(*) FROM attempt");
  return { telegram, app, time, anya, sent, attempts };
}

test("an answer in the chat that Telegram puts off is sent again by itself", async (t) => {
  const { telegram, time, anya, sent } = await setUp(t);
  await telegram.people.fault({ method: "sendMessage", fault: WAIT });
  await anya.say("/drafts");
  await telegram.until(async () => (await sent(ANYA)).length === 1);
  for (let turn = 0; turn < 1_000 && (await sent(ANYA)).length === 1; turn += 1) {
    time.pass(5_000);
    await settle();
  }
  assert.deepEqual(await sent(ANYA), [false, true]);
});

for (const [name, fault] of [
  ["is put off", WAIT],
  ["fails", { kind: "error", code: 500, description: "Internal Server Error" }],
  ["is cut after it arrived", { kind: "drop-after" }],
  ["is cut before it arrived", { kind: "drop-before" }],
] as const) {
  test(`what sends answers again never sends a post again: a call that ${name} is made anew by the publisher alone`, async (t) => {
    const { telegram, app, time, anya, sent, attempts } = await setUp(t);
    await anya.paste(POST);
    await anya.sees("Черновик №1");
    await telegram.people.fault({ method: "sendMessage", fault });
    await anya.press("Черновик №1", "Опубликовать");
    await telegram.until(async () => (await sent(telegram.channelId)).length === 1);
    // Whatever waits to be tried again by the chat's way is tried within these.
    for (const seconds of [1, 1, 2]) time.pass(seconds * 1_000);
    await app.publisher.idle();
    assert.equal((await sent(telegram.channelId)).length, 1);
    for (let minutes = 0; minutes < 12; minutes += 1) {
      time.pass(60_000);
      await app.publisher.idle();
    }
    await anya.sees("✅ Опубликовано");
    assert.equal((await anya.channel()).length, 1);
    assert.equal((await sent(telegram.channelId)).length, attempts(), "each call is one that the publisher wrote down");
  });
}
