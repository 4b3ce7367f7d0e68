import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { Hono } from "hono";
import { createDoor } from "../../src/web/door.ts";
import { createHealth, type Standing } from "../../src/web/health.ts";

function setUp({ databaseAnswers = () => true, polls = true } = {}) {
  const time = { now: 1_000_000, polled: null as number | null };
  const serving: Standing = {
    state: "serving",
    since: 1_000_000,
    databaseAnswers,
    ...(polls ? { lastPoll: () => time.polled } : {}),
  };
  const is = { standing: serving as Standing };
  const app = createHealth({ standing: () => is.standing, now: () => time.now });
  const ask = async (path = "/health") => {
    const answer = await app.request(path);
    return { status: answer.status, body: await answer.json() };
  };
  return { time, ask, app, is, serving };
}

const well = { ok: true, state: "serving", waitsFor: null, database: true, telegram: true };

test("it is well while the database answers and Telegram was reached within two minutes", async () => {
  const { time, ask } = setUp();
  assert.deepEqual(await ask(), { status: 200, body: { ...well, lastPollMsAgo: null } });
  time.polled = time.now;
  time.now += 120_000;
  assert.deepEqual((await ask()).body, { ...well, lastPollMsAgo: 120_000 });
  time.now += 1;
  assert.deepEqual(await ask(), {
    status: 503,
    body: { ...well, ok: false, telegram: false, lastPollMsAgo: 120_001 },
  });
  assert.deepEqual(await ask("/health/live"), { status: 200, body: { ok: true, state: "serving" } });
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
  assert.equal((await broken.ask("/health/live")).status, 503);
});

test("what waits for the lock or the database serves nobody, but is alive", async () => {
  const { ask, is } = setUp();
  for (const [standing, waitsFor] of [
    [{ state: "starting" }, null],
    [{ state: "waiting", for: "lock" }, "lock"],
    [{ state: "waiting", for: "database" }, "database"],
    [{ state: "stopping" }, null],
  ] as const) {
    is.standing = standing;
    assert.deepEqual(await ask(), {
      status: 503,
      body: { ok: false, state: standing.state, waitsFor, database: false, telegram: false, lastPollMsAgo: null },
    });
    assert.deepEqual(await ask("/health/live"), { status: 200, body: { ok: true, state: standing.state } });
  }
});

test("with a webhook nobody waits for polls", async () => {
  const { time, ask } = setUp({ polls: false });
  time.now += 10_000_000;
  assert.equal((await ask()).status, 200);
});

test("nothing but GET /health and /health/live is served", async () => {
  const { app } = setUp();
  assert.equal((await app.request("/")).status, 404);
  assert.equal((await app.request("/health", { method: "POST" })).status, 404);
  assert.equal((await app.request("/health/dead")).status, 404);
});

test("health answers all the time; what is behind the door is asked for again while it is away", async (t) => {
  const free = createServer();
  const port = await new Promise<number>((resolve) => {
    free.listen(0, () => resolve((free.address() as AddressInfo).port));
  });
  const door = createDoor(port, 503, { standing: () => ({ state: "starting" }), now: () => 0 });
  await assert.rejects(door.open(), { code: "EADDRINUSE" });
  await new Promise((resolve) => free.close(resolve));
  await door.open();
  await door.open();
  t.after(() => door.close());
  const status = async (path: string, method = "POST") =>
    (await fetch(`http://127.0.0.1:${port}${path}`, { method })).status;
  assert.equal(await status("/hook"), 503);
  door.lead(new Hono().post("/hook", (c) => c.text(`behind`)));
  assert.equal(await status("/hook"), 200);
  assert.equal(await status("/health/live", "GET"), 200);
  door.lead(null);
  assert.equal(await status("/hook"), 503);
  await door.close();
  await assert.rejects(status("/health"));
  await createDoor(null, 404, { standing: () => ({ state: "starting" }), now: () => 0 }).open();
});
