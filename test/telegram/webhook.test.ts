import assert from "node:assert/strict";
import { test } from "node:test";
import { pino } from "pino";
import { openDatabase } from "../../src/archive/database.ts";
import { createInbox } from "../../src/archive/inbox.ts";
import { createWebhook } from "../../src/telegram/webhook.ts";
import { message, press } from "./updates.ts";

const SECRET = "a-long-random-word";

function setUp({ waited = 0 } = {}) {
  const db = openDatabase(":memory:", { now: () => 5 });
  const woken: string[] = [];
  const fatal: unknown[] = [];
  const app = createWebhook({
    path: "/telegram",
    secret: SECRET,
    inbox: createInbox(db, () => 5),
    log: pino({ level: "silent" }),
    onStored: (lanes) => {
      // What is told of is on disk.
      assert.ok((db.prepare("SELECT count(*) FROM inbox").pluck().get() as number) > 0);
      woken.push(...lanes);
    },
    waitedAtTelegram: () => waited,
    onFatal: (error) => fatal.push(error),
  });
  const post = (body: unknown, secret: string | null = SECRET) =>
    app.request("/telegram", {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: {
        "content-type": "application/json",
        ...(secret === null ? {} : { "x-telegram-bot-api-secret-token": secret }),
      },
    });
  const rows = () => db.prepare("SELECT update_id AS id, late FROM inbox ORDER BY update_id").all();
  return { db, app, post, rows, woken, fatal };
}

test("an update with the secret is in the inbox before it is answered 200, once", async () => {
  const { post, rows, woken } = setUp();
  const update = message({ text: "1" });
  assert.equal((await post(update)).status, 200);
  assert.equal((await post(update)).status, 200);
  assert.deepEqual(rows(), [{ id: update.update_id, late: 0 }]);
  assert.deepEqual(woken, ["chat:7"]);
});

test("without the secret, or with a wrong one of any length, nothing is taken", async () => {
  const { post, rows } = setUp();
  for (const secret of [null, "", "x", `${SECRET}x`, SECRET.toUpperCase()]) {
    assert.equal((await post(message({ text: "1" }), secret)).status, 401);
  }
  assert.deepEqual(rows(), []);
});

test("what is no update is answered 400 and not kept", async () => {
  const { post, rows } = setUp();
  for (const body of ["", "{", "[]", "null", '{"update_id":"1"}', '{"update_id":-1}', '{"update_id":1.5}']) {
    assert.equal((await post(body)).status, 400, body);
  }
  assert.deepEqual(rows(), []);
});

test("a body that no update ever has is refused", async () => {
  const { post, rows } = setUp();
  assert.equal((await post(JSON.stringify({ update_id: 1, text: "x".repeat(2_000_000) }))).status, 413);
  assert.deepEqual(rows(), []);
});

test("as many updates as waited at Telegram before the start are late", async () => {
  const { post, rows } = setUp({ waited: 1 });
  const [old, fresh] = [press(), press()];
  await post(old);
  await post(fresh);
  assert.deepEqual(rows(), [
    { id: old.update_id, late: 1 },
    { id: fresh.update_id, late: 0 },
  ]);
});

test("Telegram keeps an update that the inbox cannot take", async () => {
  const { db, post, fatal } = setUp();
  db.close();
  assert.equal((await post(message({ text: "1" }))).status, 500);
  assert.equal(fatal.length, 1);
});
