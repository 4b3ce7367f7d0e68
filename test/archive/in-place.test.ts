import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import Database from "better-sqlite3";
import { databaseTrouble, lockDatabase, openDatabase } from "../../src/archive/database.ts";
import { placeOf } from "../../src/archive/in-place.ts";
import { createInbox } from "../../src/archive/inbox.ts";
import { ROWS } from "./rows.ts";

const now = () => 1;

function setUp(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const folder = join(root, "data");
  mkdirSync(folder);
  const path = join(folder, "paperboy.db");
  const release = lockDatabase(path);
  const db = openDatabase(path, { now, serving: true });
  db.exec(ROWS["0001_channel.sql"] ?? "");
  t.after(() => {
    db.close();
    release();
  });
  return { root, folder, path, db, place: placeOf(path) };
}

const isDisplaced = (error: unknown) => databaseTrouble(error) === "displaced";

test("a database stands in its place through writes, checkpoints and others who read it", (t) => {
  const { db, path, place } = setUp(t);
  place.check();
  db.pragma("wal_checkpoint(TRUNCATE)");
  new Database(path).close();
  db.prepare("UPDATE person SET name = 'Позже'").run();
  place.check();
});

test("one that was removed with its folder is written again, with all that was written since", (t) => {
  const { folder, path, db, place } = setUp(t);
  rmSync(folder, { recursive: true });
  assert.throws(place.check, isDisplaced);
  db.prepare("UPDATE person SET name = 'Позже'").run();
  assert.equal(place.putBack(db), true);
  const again = openDatabase(path, { now, serving: true });
  assert.equal(again.prepare("SELECT name FROM person").pluck().get(), "Позже");
  again.close();
  assert.equal(place.putBack(db), false, "what is there is not touched");
});

test("a file that took its place, a lock or a log that is gone are noticed, and nothing is written over", (t) => {
  for (const [change, back] of [
    [
      (path: string) => {
        renameSync(path, `${path}.mine`);
        writeFileSync(path, "another");
      },
      (path: string) => renameSync(`${path}.mine`, path),
    ],
    [
      (path: string) => renameSync(path.replace(".db", ".lock"), `${path}.lock`),
      (path: string) => renameSync(`${path}.lock`, path.replace(".db", ".lock")),
    ],
    [
      (path: string) => renameSync(`${path}-wal`, `${path}.log`),
      (path: string) => renameSync(`${path}.log`, `${path}-wal`),
    ],
  ] as const) {
    const { path, db, place } = setUp(t);
    change(path);
    assert.throws(place.check, isDisplaced);
    assert.equal(place.putBack(db), false);
    back(path);
    place.check();
  }
});

test("an update does not count as stored where the database is no longer in its place", (t) => {
  const { db, folder, place } = setUp(t);
  const inbox = createInbox(db, now, place.check);
  const update = (update_id: number) => ({ update_id }) as never;
  const lane = () => "chat:7";
  assert.deepEqual(inbox.insert([update(1)], { late: false, lane }), ["chat:7"]);
  rmSync(folder, { recursive: true });
  assert.throws(() => inbox.insert([update(2)], { late: false, lane }), isDisplaced);
  assert.equal(db.prepare("SELECT count(*) FROM inbox").pluck().get(), 1);
});
