import assert from "node:assert/strict";
import { test } from "node:test";
import { openDatabase } from "../../src/archive/database.ts";
import { createEffects } from "../../src/archive/effects.ts";
import { createInbox } from "../../src/archive/inbox.ts";
import { laneOf } from "../../src/telegram/lane.ts";
import { inlineQuery, message } from "../telegram/updates.ts";

const open = (time = { now: 1_000 }) => {
  const db = openDatabase(":memory:", { now: () => time.now });
  return { db, time, inbox: createInbox(db, () => time.now) };
};
const fresh = { late: false, lane: laneOf };

test("an update that comes again is kept once, and only the lanes of new ones are told", () => {
  const { inbox } = open();
  const [first, second] = [message({ chatId: 7, text: "1" }), message({ chatId: 8, text: "2" })];
  assert.deepEqual(inbox.insert([first], fresh), ["chat:7"]);
  assert.deepEqual(inbox.insert([first, second], fresh), ["chat:8"]);
  assert.deepEqual(inbox.waiting("chat:7", 10), [
    { update: first, receivedAt: 1_000, late: false, attempts: 0, batch: null },
  ]);
  inbox.finish([first.update_id]);
  assert.deepEqual(inbox.insert([first], fresh), []);
  assert.deepEqual(inbox.waiting("chat:7", 10), []);
});

test("lanes are told in the order of what waits longest, and rows in inbox order", () => {
  const { inbox } = open();
  const updates = [
    message({ chatId: 8, text: "a" }),
    message({ chatId: 7, text: "b" }),
    message({ chatId: 8, text: "c" }),
  ];
  inbox.insert(updates.toReversed(), fresh);
  assert.deepEqual(inbox.lanes(), ["chat:8", "chat:7"]);
  assert.deepEqual(
    inbox.waiting("chat:8", 10).map((row) => row.update),
    [updates[0], updates[2]],
  );
  assert.equal(inbox.waiting("chat:8", 1).length, 1);
});

test("an update without a chat has its person's lane", () => {
  assert.equal(laneOf(inlineQuery(7)), "person:7");
  assert.equal(laneOf({ update_id: 1 }), "other");
});

test("either all updates of one answer are kept or none", () => {
  const { inbox } = open();
  const broken = { update_id: 2, message: { bad: 1n } } as never;
  assert.throws(() => inbox.insert([message({ text: "1" }), broken], { late: false, lane: () => "x" }));
  assert.deepEqual(inbox.lanes(), []);
});

test("what was begun three times and never finished is set aside, once", () => {
  const { inbox } = open();
  const [poison, other] = [message({ text: "1" }), message({ text: "2" })];
  inbox.insert([poison, other], fresh);
  inbox.begin([poison.update_id]);
  inbox.begin([poison.update_id]);
  assert.deepEqual(inbox.setAside(3), []);
  inbox.begin([poison.update_id]);
  assert.deepEqual(inbox.setAside(3), [poison]);
  assert.deepEqual(inbox.setAside(3), []);
  assert.deepEqual(
    inbox.waiting("chat:7", 10).map((row) => row.update),
    [other],
  );
});

test("finished updates and their effects go after their time, those that may be handled again stay", () => {
  const { db, inbox, time } = open();
  const effects = createEffects(db, () => time.now);
  const [done, waiting] = [message({ text: "1" }), message({ text: "2" })];
  inbox.insert([done, waiting], fresh);
  for (const { update_id } of [done, waiting]) effects.once(update_id, "draft", () => 1);
  inbox.finish([done.update_id]);
  time.now = 2_000;
  assert.equal(inbox.sweep(1_000), 0);
  assert.equal(inbox.sweep(1_001), 2);
  assert.equal(
    effects.once(waiting.update_id, "draft", () => 2),
    1,
  );
  assert.equal(
    effects.once(done.update_id, "draft", () => 2),
    2,
  );
});

test("an effect whose change fails leaves nothing behind and may be tried again", () => {
  const { db, time } = open();
  const effects = createEffects(db, () => time.now);
  assert.throws(() =>
    effects.once(1, "draft", () => {
      db.prepare("INSERT INTO conversation (key, value) VALUES ('k', '1')").run();
      throw new Error("no");
    }),
  );
  assert.equal(db.prepare("SELECT count(*) FROM conversation").pluck().get(), 0);
  assert.deepEqual(
    effects.once(1, "draft", () => ({ id: 5 })),
    { id: 5 },
  );
});
