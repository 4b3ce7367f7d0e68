import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openDatabase } from "../../src/archive/database.ts";
import { createSchedule } from "../../src/archive/schedule.ts";
import { createScheduleMessages } from "../../src/archive/schedule-messages.ts";
import { createSlots } from "../../src/archive/slots.ts";

const MIGRATIONS = join(import.meta.dirname, "..", "..", "migrations");
const now = () => 1_000;

function fill(db: ReturnType<typeof openDatabase>) {
  db.prepare("INSERT INTO channel (chat_id, title, created_at) VALUES (-1001, 'Канал', 0)").run();
  db.prepare("INSERT INTO person (id, name, seen_at) VALUES (7, 'Вера', 0)").run();
  db.prepare(
    "INSERT INTO draft (channel_id, person_id, style, created_at, updated_at) VALUES (1, 7, 'guided', 0, 0)",
  ).run();
}

const plan = {
  draftId: 1,
  channelId: 1,
  written: "2026-11-25T18:30+03:00[Europe/Moscow]",
  due: 9_000,
  version: 1,
  by: 7,
};

test("a database from before there was a schedule gets one, and keeps its rows", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-schedule-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const earlier = join(folder, "migrations");
  for (const name of readdirSync(MIGRATIONS).filter((each) => each < "0030")) {
    cpSync(join(MIGRATIONS, name), join(earlier, name));
  }
  const path = join(folder, "paperboy.db");
  const old = openDatabase(path, { now, migrations: earlier });
  fill(old);
  old.close();
  cpSync(join(MIGRATIONS, "0030_schedule.sql"), join(earlier, "0030_schedule.sql"));
  cpSync(join(MIGRATIONS, "0031_schedule_messages.sql"), join(earlier, "0031_schedule_messages.sql"));
  const between = openDatabase(path, { now, migrations: earlier });
  between.prepare("INSERT INTO receipt (draft_id, person_id, message_id) VALUES (1, 7, 55)").run();
  createSchedule(between, now).plan(plan);
  between.close();

  const db = openDatabase(path, { now });
  t.after(() => db.close());
  assert.equal(createSchedule(db, now).find(1)?.due, 9_000);
  assert.deepEqual(createScheduleMessages(db).receipt(1, 7), { messageId: 55, alarm: "" });
});

test("a new time forgets what was of the old one, and every change but a quiet one is a revision that people have not seen", () => {
  const db = openDatabase(":memory:", { now });
  fill(db);
  const schedule = createSchedule(db, now);
  schedule.plan(plan);
  schedule.change(1, { state: "asked", why: "too-late", problems: [{ code: "rights" }] });
  assert.deepEqual(schedule.untold(), [1]);
  schedule.told(1, 1); // of an older revision
  assert.deepEqual(schedule.untold(), [1]);
  schedule.told(1, 2);
  assert.deepEqual(schedule.untold(), []);
  schedule.change(1, { checkedFor: 9_000 }, { quietly: true });
  assert.deepEqual(schedule.untold(), []);
  // The buttons that people have are still good.
  assert.equal(schedule.find(1)?.revision, 2);
  schedule.plan({ ...plan, due: 10_000 });
  const row = schedule.find(1);
  assert.deepEqual(
    [row?.state, row?.why, row?.problems, row?.checkedFor, row?.due, row?.revision, row?.untold],
    ["waiting", null, [], null, 10_000, 3, true],
  );
  schedule.change(99, { state: "out" });
  assert.equal(schedule.find(99), null);
  db.close();
});

test("slots and pauses are what they are once, and belong to their channel", () => {
  const db = openDatabase(":memory:", { now });
  fill(db);
  const slots = createSlots(db);
  slots.add(1, [
    { weekday: 2, minute: 720 },
    { weekday: 1, minute: 720 },
  ]);
  slots.add(1, [{ weekday: 1, minute: 720 }]);
  slots.remove(1, [{ weekday: 5, minute: 0 }]);
  assert.deepEqual(slots.list(1), [
    { weekday: 1, minute: 720 },
    { weekday: 2, minute: 720 },
  ]);
  assert.deepEqual(slots.list(2), []);
  assert.throws(() => slots.add(1, [{ weekday: 8, minute: 0 }]), /CHECK/);
  const schedule = createSchedule(db, now);
  schedule.pause(1, 7);
  schedule.pause(1, null);
  assert.equal(schedule.pausedSince(1), 1_000);
  schedule.resume(1);
  assert.equal(schedule.pausedSince(1), null);
  db.close();
});
