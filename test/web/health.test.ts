import assert from "node:assert/strict";
import { test } from "node:test";
import { createHealth } from "../../src/web/health.ts";

function setUp({ databaseAnswers = () => true, polls = true } = {}) {
  const time = { now: 1_000_000, polled: null as number | null };
  const app = createHealth({
    databaseAnswers,
    ...(polls ? { lastPoll: () => time.polled } : {}),
    startedAt: 1_000_000,
    now: () => time.now,
  });
  const ask = async () => {
    const answer = await app.request("/health");
    return { status: answer.status, body: await answer.json() };
  };
  return { time, ask, app };
}

test("it is well while the database answers and Telegram was reached within two minutes", async () => {
  const { time, ask } = setUp();
  assert.deepEqual(await ask(), {
    status: 200,
    body: { ok: true, database: true, telegram: true, lastPollMsAgo: null },
  });
  time.polled = time.now;
  time.now += 120_000;
  assert.deepEqual((await ask()).body, { ok: true, database: true, telegram: true, lastPollMsAgo: 120_000 });
  time.now += 1;
  assert.deepEqual(await ask(), {
    status: 503,
    body: { ok: false, database: true, telegram: false, lastPollMsAgo: 120_001 },
  });
});

test("a Telegram that was never reached since the start is a sickness after two minutes", async () => {
  const { time, ask } = setUp();
  time.now += 120_001;
  assert.equal((await ask()).status, 503);
});

test("a database that does not answer is a sickness, and its error is not told", async () => {
  const broken = setUp({
    databaseAnswers: () => {
      throw new Error("disk I/O error at /secret/path");
    },
  });
  const { status, body } = await broken.ask();
  assert.equal(status, 503);
  assert.ok(!JSON.stringify(body).includes("secret"));
});

test("with a webhook nobody waits for polls", async () => {
  const { time, ask } = setUp({ polls: false });
  time.now += 10_000_000;
  assert.equal((await ask()).status, 200);
});

test("nothing but GET /health is served", async () => {
  const { app } = setUp();
  assert.equal((await app.request("/")).status, 404);
  assert.equal((await app.request("/health", { method: "POST" })).status, 404);
});
