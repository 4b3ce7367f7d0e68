import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
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

test("every connection that writes says outright that it syncs fully, keeps references and waits for others", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const db = openDatabase(join(folder, "paperboy.db"), { now: () => 0 });
  const told = (pragma: string) => db.pragma(pragma, { simple: true });
  assert.deepEqual(["journal_mode", "synchronous", "foreign_keys", "busy_timeout"].map(told), ["wal", 2, 1, 5_000]);
  db.close();

  const src = join(import.meta.dirname, "..", "..", "src");
  const opening = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({ name, text: readFileSync(join(src, name), "utf8") }))
    .flatMap(({ name, text }) =>
      [...text.matchAll(/new Database\(.*/g)]
        .map(([line]) => ({ name, line, following: text.slice(text.indexOf(line)).slice(0, 800) }))
        .filter(({ line }) => !line.includes("readonly: true")),
    );
  // The lock's file is empty: nothing is ever written to it.
  const writers = opening.filter(({ name }) => name !== join("archive", "lock.ts"));
  assert.ok(writers.length >= 4);
  for (const { name, line, following } of writers) {
    assert.match(line, /timeout/, name);
    assert.match(following, /asWriter\(/, name);
  }
});
