import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Update } from "@grammyjs/types";
import { Api } from "grammy";
import { pino } from "pino";
import { openDatabase } from "../../src/archive/database.ts";
import { createInbox } from "../../src/archive/inbox.ts";
import { clientOptions } from "../../src/telegram/client.ts";
import { createPoller, type PollingTrouble } from "../../src/telegram/poller.ts";
import { createClock } from "./clock.ts";
import { type Answer, type Call, createTelegram, TOKEN, until } from "./server.ts";
import { message, press } from "./updates.ts";

const never = new Promise<never>(() => {});

/** Polls a Telegram that gives these answers in turn, and then holds the last call for ever. */
async function setUp(t: TestContext, answers: (Answer | ((call: Call) => Answer))[]) {
  const clock = createClock();
  const script = [...answers];
  const telegram = await createTelegram((call) => {
    if (call.method === "deleteWebhook") return { result: true };
    const next = script.shift();
    return next === undefined ? never : typeof next === "function" ? next(call) : next;
  });
  t.after(telegram.close);
  const db = openDatabase(":memory:", { now: clock.now });
  const inbox = createInbox(db, clock.now);
  const woken: string[] = [];
  const troubles: (PollingTrouble | null)[] = [];
  const poller = createPoller({
    api: new Api(TOKEN, clientOptions({ apiRoot: telegram.apiRoot, proxy: null }, { timeoutSeconds: 5 })),
    inbox,
    now: clock.now,
    timers: clock.timers,
    log: pino({ level: "silent" }),
    onStored: (lanes) => woken.push(...lanes),
    onTrouble: (trouble) => troubles.push(trouble),
  });
  const polls = () => telegram.calls.filter((call) => call.method === "getUpdates");
  const rows = () => db.prepare("SELECT update_id AS id, late FROM inbox ORDER BY update_id").all();
  return { clock, db, telegram, poller, woken, troubles, polls, rows };
}

const updates = (...list: Update[]): Answer => ({ result: list });

test("an update is in the inbox before the next call confirms it", async (t) => {
  const first = message({ text: "1" });
  let stored = 0;
  const { poller, polls, woken, db } = await setUp(t, [
    updates(first),
    () => {
      stored = db.prepare<[], number>("SELECT count(*) FROM inbox").pluck().get() as number;
      return updates();
    },
  ]);
  const running = poller.run();
  await until(() => polls().length === 3, "the third poll");
  assert.equal(stored, 1);
  assert.deepEqual(
    polls().map((call) => call.payload.offset),
    [0, first.update_id + 1, first.update_id + 1],
  );
  assert.deepEqual(woken, ["chat:7"]);
  poller.stop();
  await running;
});

test("what waited at Telegram before the start is late, what comes after the first empty answer is not", async (t) => {
  const [a, b, c] = [press(), press(), press()];
  const { poller, polls, rows } = await setUp(t, [updates(a), updates(b), updates(), updates(c)]);
  void poller.run();
  await until(() => polls().length === 5, "the fifth poll");
  assert.deepEqual(rows(), [
    { id: a.update_id, late: 1 },
    { id: b.update_id, late: 1 },
    { id: c.update_id, late: 0 },
  ]);
  assert.deepEqual(
    polls().map((call) => call.payload.timeout),
    [0, 0, 0, 30, 30],
  );
  poller.stop();
});

test("all kinds of updates that the bot handles are asked for, reactions and administrators among them", async (t) => {
  const { poller, polls } = await setUp(t, []);
  void poller.run();
  await until(() => polls().length === 1, "the first poll");
  const asked = polls()[0]?.payload.allowed_updates as string[];
  for (const kind of ["message_reaction_count", "chat_member", "inline_query", "edited_channel_post"]) {
    assert.ok(asked.includes(kind), kind);
  }
  poller.stop();
});

test("a cut connection and a 502 in HTML are tried again, ever more slowly, and told once", async (t) => {
  const { clock, poller, polls, troubles } = await setUp(t, [
    updates(),
    "cut",
    { raw: "<html>502 Bad Gateway</html>", status: 502 },
    { error: 500, description: "Internal Server Error" },
    updates(),
  ]);
  void poller.run();
  for (const [failures, wait] of [1_000, 2_000, 4_000].entries()) {
    await until(() => clock.waiting() === 1, `failure ${failures}`);
    const before = polls().length;
    await clock.move(wait - 1);
    assert.equal(polls().length, before);
    await clock.move(1);
    await until(() => polls().length > before, "the next try");
  }
  await until(() => troubles.at(-1) === null, "the end of the trouble");
  assert.deepEqual(troubles, ["not-reached", "telegram-fails", null]);
  poller.stop();
});

test("after a long silence, what people pressed meanwhile is late", async (t) => {
  const pressed = press();
  const cuts = Array.from({ length: 7 }, () => "cut" as const);
  const { clock, poller, polls, rows } = await setUp(t, [updates(), ...cuts, updates(pressed)]);
  void poller.run();
  for (const wait of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    await until(() => clock.waiting() === 1, "the failure");
    await clock.move(wait);
  }
  await until(() => polls().length === 10, "the poll after it");
  assert.deepEqual(rows(), [{ id: pressed.update_id, late: 1 }]);
  poller.stop();
});

test("429 is waited out as long as Telegram says", async (t) => {
  const { clock, poller, polls, troubles } = await setUp(t, [
    { error: 429, description: "Too Many Requests: retry after 7", retryAfter: 7 },
    updates(),
  ]);
  void poller.run();
  await until(() => clock.waiting() === 1, "the refusal");
  await clock.move(6_999);
  assert.equal(polls().length, 1);
  await clock.move(1);
  await until(() => polls().length === 3, "the next poll");
  assert.deepEqual(troubles, ["slow-down", null]);
  poller.stop();
});

test("a second poller is called what it is, and waited for", async (t) => {
  const description =
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
  const { clock, poller, polls, troubles } = await setUp(t, [{ error: 409, description }, updates()]);
  void poller.run();
  await until(() => clock.waiting() === 1, "the conflict");
  assert.deepEqual(troubles, ["another-poller"]);
  await clock.move(5_000);
  await until(() => polls().length === 3, "the next poll");
  assert.deepEqual(troubles, ["another-poller", null]);
  poller.stop();
});

test("a webhook that was left is removed without dropping what waits", async (t) => {
  const description =
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
  const { clock, poller, telegram, troubles } = await setUp(t, [{ error: 409, description }, updates()]);
  void poller.run();
  await until(() => clock.waiting() === 1, "the conflict");
  assert.deepEqual(troubles, ["webhook-set"]);
  const removal = telegram.calls.find((call) => call.method === "deleteWebhook");
  assert.deepEqual(removal?.payload, { drop_pending_updates: false });
  poller.stop();
});

for (const error of [401, 404]) {
  test(`a token that Telegram does not know (${error}) ends the polling`, async (t) => {
    const { poller } = await setUp(t, [{ error, description: "Unauthorized" }]);
    await assert.rejects(poller.run(), { error_code: error });
  });
}

test("nothing is confirmed where the inbox cannot be written", async (t) => {
  const { poller, polls, db } = await setUp(t, [
    () => {
      db.close();
      return updates(message({ text: "1" }));
    },
  ]);
  await assert.rejects(poller.run(), /not open/);
  assert.equal(polls().length, 1);
});

test("a stop cuts off a poll that Telegram holds, and a wait before the next", async (t) => {
  const held = await setUp(t, []);
  const running = held.poller.run();
  await until(() => held.polls().length === 1, "the poll");
  held.poller.stop();
  await running;
  const waiting = await setUp(t, ["cut"]);
  const pausing = waiting.poller.run();
  await until(() => waiting.clock.waiting() === 1, "the wait");
  waiting.poller.stop();
  await pausing;
  assert.equal(waiting.polls().length, 1);
});
