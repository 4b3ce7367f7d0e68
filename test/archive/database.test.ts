import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import Database from "better-sqlite3";
import { inTransaction, openDatabase } from "../../src/archive/database.ts";

test("a change that reads before it writes has the write lock from its start, so that nobody writes in between", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "paperboy.db");
  const db = openDatabase(path, { now: () => 0 });
  const other = new Database(path, { timeout: 0 });
  t.after(() => {
    other.close();
    db.close();
  });
  const write = (by: Database.Database) => by.prepare("INSERT INTO owner (person_id, since) VALUES (?, 0)");
  db.prepare("INSERT INTO person (id, name, seen_at) VALUES (1, 'Anya', 0), (2, 'Max', 0)").run();
  const change = inTransaction(db, (id: number) => {
    const before = db.prepare("SELECT count(*) FROM owner").pluck().get();
    assert.throws(() => write(other).run(2), { code: "SQLITE_BUSY" });
    write(db).run(id);
    return before;
  });
  assert.equal(change(1), 0);
  assert.deepEqual(other.prepare("SELECT person_id FROM owner").pluck().all(), [1]);
});

test("a change within another is a part of that one", () => {
  const db = openDatabase(":memory:", { now: () => 0 });
  const meet = inTransaction(db, (id: number) =>
    db.prepare("INSERT INTO person (id, name, seen_at) VALUES (?, 'Anya', 0)").run(id),
  );
  const both = inTransaction(db, () => {
    meet(1);
    meet(2);
    throw new Error("the whole is taken back");
  });
  assert.throws(both, /the whole is taken back/);
  assert.equal(db.prepare("SELECT count(*) FROM person").pluck().get(), 0);
  db.close();
});
