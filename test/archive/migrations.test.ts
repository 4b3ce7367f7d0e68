import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import Database from "better-sqlite3";
import { databaseTrouble, openDatabase } from "../../src/archive/database.ts";
import { ROWS } from "./rows.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "migrations");
const ALL = readdirSync(FOLDER).sort();
const now = () => Date.UTC(2026, 10, 24, 3);

function setUp(t: TestContext, names: readonly string[] = ALL) {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const migrations = join(folder, "migrations");
  mkdirSync(migrations);
  for (const name of names) cpSync(join(FOLDER, name), join(migrations, name));
  return { folder, migrations, path: join(folder, "x.db") };
}

function schemaOf(db: Database.Database): readonly unknown[] {
  return db.prepare("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").all();
}

function countsOf(db: Database.Database): Record<string, number> {
  const names = db
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    .pluck()
    .all()
    .filter((name) => name !== "migration" && !name.startsWith("sqlite_"));
  const count = (name: string) => db.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0;
  return Object.fromEntries(names.map((name) => [name, count(name)]));
}

type Rows = Readonly<Record<string, readonly Record<string, unknown>[]>>;

/** All that the tables have; of a virtual table what SQLite keeps of it. */
function rowsOf(db: Database.Database): Rows {
  const names = db
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')")
    .pluck()
    .all()
    .filter((name) => name !== "migration" && !name.startsWith("sqlite_"));
  return Object.fromEntries(
    names.map((name) => [name, db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}" ORDER BY 1, 2`).all()]),
  );
}

/** The rows with the columns that `like` had: what a later version added is left out. */
function asIn(like: Rows, rows: Rows): Rows {
  return Object.fromEntries(
    Object.entries(like).map(([name, [first]]) => [
      name,
      first === undefined
        ? []
        : (rows[name] ?? []).map((row) =>
            Object.fromEntries(Object.keys(first).map((column) => [column, row[column]])),
          ),
    ]),
  );
}

test("every migration has rows to be tried with, and together they fill every table", () => {
  assert.deepEqual(
    ALL.filter((name) => ROWS[name] === undefined),
    [],
    "add rows for these to test/archive/rows.ts",
  );
  const db = openDatabase(":memory:", { now });
  for (const name of ALL) db.exec(ROWS[name] ?? "");
  const empty = Object.entries(countsOf(db)).filter(([name, count]) => count === 0 && name !== "backup_mark");
  assert.deepEqual(empty, [], "a database in use has no backup_mark, and everything else has a row");
  assert.deepEqual(db.pragma("foreign_key_check"), []);
  db.close();
});

/** All versions that there were: each is the first so many migrations, and what was added out of the row. */
const versions = [
  ...ALL.map((_, i) => ALL.slice(0, i + 1)),
  [...ALL.filter((name) => name < "0007"), "0040_restoration.sql"],
];

for (const version of versions) {
  const { length } = version;
  test(`a database with the first ${length} migrations, up to ${version.at(-1)}, and rows becomes the newest`, (t) => {
    const { path, folder, migrations } = setUp(t, version);
    const old = openDatabase(path, { now, migrations });
    for (const name of version) old.exec(ROWS[name] ?? "");
    const before = countsOf(old);
    const content = rowsOf(old);
    assert.ok(Object.values(before).some((count) => count > 0));
    old.close();

    const db = openDatabase(path, { now });
    assert.deepEqual(asIn(content, rowsOf(db)), content);
    assert.deepEqual(db.pragma("foreign_key_check"), []);
    assert.equal(db.pragma("integrity_check", { simple: true }), "ok");
    assert.equal(db.pragma("foreign_keys", { simple: true }), 1);
    const fresh = openDatabase(":memory:", { now });
    assert.deepEqual(schemaOf(db), schemaOf(fresh));
    fresh.close();
    db.close();

    const backups = length === ALL.length ? [] : readdirSync(join(folder, "backups"));
    const missing = ALL.find((name) => !version.includes(name));
    assert.deepEqual(
      backups,
      missing === undefined ? [] : [`x-2026-11-24T03-00-00-000Z-before-${missing.slice(0, 4)}.db`],
    );
    for (const name of backups) {
      const copy = join(folder, "backups", name);
      assert.equal(statSync(copy).mode & 0o777, 0o600);
      const kept = new Database(copy, { readonly: true });
      assert.deepEqual({ ...countsOf(kept), backup_mark: 0 }, { ...before, backup_mark: 0 });
      kept.close();
    }
  });
}

test("every table is STRICT, and every writer waits, keeps references and syncs in full", (t) => {
  const { path } = setUp(t);
  const db = openDatabase(path, { now });
  const loose = db
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0")
    .pluck()
    .all();
  assert.deepEqual(
    loose.filter((name) => !String(name).startsWith("sqlite_")),
    [],
  );
  const settings = ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"].map((name) =>
    db.pragma(name, { simple: true }),
  );
  assert.deepEqual(settings, ["wal", 2, 1, 5000]);
  db.close();
});

test("a migration that fails leaves nothing of itself, and those before it stay", (t) => {
  const { path, migrations, folder } = setUp(t, ALL.slice(0, 2));
  writeFileSync(
    join(migrations, "0003_wrong.sql"),
    "CREATE TABLE half (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);",
  );
  assert.throws(() => openDatabase(path, { now, migrations }), /no such table: nowhere/);
  rmSync(join(migrations, "0003_wrong.sql"));
  const db = openDatabase(path, { now, migrations });
  assert.ok(!("half" in countsOf(db)));
  assert.deepEqual(db.prepare("SELECT name FROM migration").pluck().all(), ALL.slice(0, 2));
  db.close();
  assert.ok(!readdirSync(folder).includes("backups"), "there was nothing to keep");
});

test("a migration may make a table anew that others refer to, but may not leave a reference to nothing", (t) => {
  const { path, migrations } = setUp(t, ALL.slice(0, 1));
  const db = openDatabase(path, { now, migrations });
  db.exec(ROWS["0001_channel.sql"] ?? "");
  db.close();
  const anew = `
    CREATE TABLE fresh (id INTEGER PRIMARY KEY, name TEXT NOT NULL, username TEXT, language TEXT, telegram_language TEXT,
                        seen_at INTEGER NOT NULL) STRICT;
    INSERT INTO fresh SELECT * FROM person;
    DROP TABLE person;
    ALTER TABLE fresh RENAME TO person;`;
  writeFileSync(join(migrations, "0002_anew.sql"), anew);
  openDatabase(path, { now, migrations }).close();
  writeFileSync(join(migrations, "0003_orphans.sql"), "DELETE FROM person;");
  assert.throws(
    () => openDatabase(path, { now, migrations }),
    /0003_orphans\.sql leaves a row of \w+ without its parent/,
  );
  rmSync(join(migrations, "0003_orphans.sql"));
  const same = openDatabase(path, { now, migrations });
  assert.equal(countsOf(same).person, 1);
  same.close();
});

test("a newer database and a changed migration are refused before anything is written", (t) => {
  const { path, migrations } = setUp(t);
  const db = openDatabase(path, { now, migrations });
  db.prepare("INSERT INTO migration VALUES ('9999_future.sql', 'x', 1)").run();
  db.close();
  const isNewer = (error: unknown) => databaseTrouble(error) === "newer";
  assert.throws(() => openDatabase(path, { now, migrations }), isNewer);
  const again = new Database(path);
  again.prepare("DELETE FROM migration WHERE name = '9999_future.sql'").run();
  again.close();
  writeFileSync(join(migrations, ALL[0] as string), "SELECT 1;");
  const before = readFileSync(path);
  assert.throws(
    () => openDatabase(path, { now, migrations }),
    (error: Error) => databaseTrouble(error) === "changed" && error.message.includes(ALL[0] as string),
  );
  assert.deepEqual(readFileSync(path), before);
});

test("nobody migrates a database beneath the process that serves it", (t) => {
  const { path, migrations } = setUp(t, ALL.slice(0, 2));
  openDatabase(path, { now, migrations }).close();
  const holder = new Database(join(path, "..", "x.lock"));
  holder.exec("BEGIN EXCLUSIVE");
  t.after(() => holder.close());
  assert.throws(
    () => openDatabase(path, { now, patience: 0 }),
    (error) => databaseTrouble(error) === "locked",
  );
  // The process that serves it has the lock already.
  const db = openDatabase(path, { now, serving: true });
  assert.equal(db.prepare("SELECT count(*) FROM migration").pluck().get(), ALL.length);
  db.close();
});
