import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import Database from "better-sqlite3";
import { backUp, lastBackup } from "../../src/archive/backup.ts";
import { backupName, backupsIn, sweep } from "../../src/archive/copies.ts";
import { databaseTrouble, openDatabase } from "../../src/archive/database.ts";
import { partialOf } from "../../src/archive/partial.ts";
import { ROWS } from "./rows.ts";

const START = Date.UTC(2026, 10, 24, 3);

function setUp(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), "paperboy-"));
  const path = join(root, "paperboy.db");
  const folder = join(root, "backups");
  let time = START;
  const now = () => time;
  const db = openDatabase(path, { now });
  db.exec(ROWS["0001_channel.sql"] ?? "");
  t.after(() => {
    db.close();
    rmSync(root, { recursive: true, force: true });
  });
  const later = (ms: number) => {
    time += ms;
  };
  return { root, path, folder, db, now, later };
}

test("a copy is whole, checked, marked with its time, a single file, and for its owner only", async (t) => {
  const { path, folder, now } = setUp(t);
  const steps: [number, number][] = [];
  const onProgress = (done: number, all: number) => steps.push([done, all]);
  const backup = await backUp(path, { folder, keep: 3, now, onProgress });
  assert.deepEqual(readdirSync(folder), ["paperboy-2026-11-24T03-00-00-000Z.db"]);
  assert.equal(statSync(backup.path).mode & 0o777, 0o600);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.equal(backup.bytes, statSync(backup.path).size);
  assert.deepEqual(steps.at(-1), [1, 1]);
  const copy = new Database(backup.path, { readonly: true });
  assert.equal(copy.pragma("journal_mode", { simple: true }), "delete");
  assert.equal(copy.pragma("integrity_check", { simple: true }), "ok");
  assert.equal(copy.prepare("SELECT made_at FROM backup_mark").pluck().get(), START);
  assert.equal(copy.prepare("SELECT name FROM person").pluck().get(), "Вера");
  copy.close();
});

test("a copy is one moment, whoever writes meanwhile: by another connection, between every two steps", async (t) => {
  const { path, folder, db, now } = setUp(t);
  db.exec("CREATE TABLE pair (a INTEGER NOT NULL, b INTEGER NOT NULL, filling BLOB NOT NULL) STRICT");
  const insert = db.prepare("INSERT INTO pair VALUES (?, ?, randomblob(3000))");
  const fill = db.transaction((from: number, count: number) => {
    for (let i = from; i < from + count; i += 1) insert.run(i, i);
  });
  fill(0, 8_000);
  const change = db.prepare("UPDATE pair SET a = a + 1, b = b + 1");
  let steps = 0;
  const onProgress = () => {
    steps += 1;
    if (steps > 500) throw new Error("It begins anew again and again.");
    change.run();
    fill(8_000 + steps * 10, 10);
  };
  const backup = await backUp(path, { folder, keep: 3, now, onProgress });
  assert.ok(steps > 5, `${steps} steps`);
  const copy = new Database(backup.path, { readonly: true });
  assert.equal(copy.prepare("SELECT count(*) FROM pair").pluck().get(), 8_000);
  assert.equal(copy.prepare("SELECT max(a) FROM pair").pluck().get(), 7_999);
  assert.equal(copy.prepare("SELECT count(*) FROM pair WHERE a <> b").pluck().get(), 0);
  copy.close();
});

test("only the newest stay, of each making as many; files of others are not touched", async (t) => {
  const { path, folder, now, later } = setUp(t);
  await backUp(path, { folder, keep: 2, now });
  writeFileSync(join(folder, "paperboy-notes.db"), "mine");
  writeFileSync(join(folder, backupName("other.db", START)), "another's");
  for (const number of ["0010", "0020", "0030"]) {
    writeFileSync(join(folder, backupName(path, START - Number(number), number)), "");
  }
  writeFileSync(join(folder, ".paperboy-x.db.partial-1"), "");
  utimesSync(join(folder, ".paperboy-x.db.partial-1"), 0, 0);
  later(1_000);
  await backUp(path, { folder, keep: 2, now });
  later(1_000);
  const { removed } = await backUp(path, { folder, keep: 2, now });
  assert.equal(removed, 1);
  assert.deepEqual(readdirSync(folder).sort(), [
    "other-2026-11-24T03-00-00-000Z.db",
    "paperboy-2026-11-24T02-59-59-980Z-before-0020.db",
    "paperboy-2026-11-24T02-59-59-990Z-before-0010.db",
    "paperboy-2026-11-24T03-00-01-000Z.db",
    "paperboy-2026-11-24T03-00-02-000Z.db",
    "paperboy-notes.db",
  ]);
  assert.equal(lastBackup(folder, path)?.madeAt, START + 2_000);
  assert.equal(backupsIn(folder, path).length, 4);
});

test("a damaged database gives no backup, and the older ones stay", async (t) => {
  const { path, folder, db, now, later } = setUp(t);
  db.exec("CREATE TABLE big (x BLOB) STRICT");
  for (let i = 0; i < 200; i += 1) db.prepare("INSERT INTO big VALUES (randomblob(3000))").run();
  await backUp(path, { folder, keep: 1, now });
  db.close();
  const bytes = readFileSync(path);
  bytes.fill(0xff, bytes.length - 60_000, bytes.length - 20_000);
  writeFileSync(path, bytes);
  later(1_000);
  await assert.rejects(backUp(path, { folder, keep: 1, now }), (error) => databaseTrouble(error) === "corrupt");
  assert.deepEqual(readdirSync(folder), ["paperboy-2026-11-24T03-00-00-000Z.db"]);
});

test("a database with a row that points at nothing gives no backup", async (t) => {
  const { path, folder, db, now } = setUp(t);
  db.pragma("foreign_keys = OFF");
  db.prepare("DELETE FROM person").run();
  await assert.rejects(backUp(path, { folder, keep: 1, now }), /points at nothing/);
  assert.deepEqual(readdirSync(folder), []);
});

test("what is no database of Paperboy, or is not there, is not copied", async (t) => {
  const { root, folder, now } = setUp(t);
  await assert.rejects(backUp(join(root, "absent.db"), { folder, keep: 1, now }));
  assert.ok(!existsSync(join(root, "absent.db")));
  const other = join(root, "other.db");
  new Database(other).exec("CREATE TABLE x (y)").close();
  await assert.rejects(backUp(other, { folder, keep: 1, now }), (error) => databaseTrouble(error) === "corrupt");
});

test("a folder that cannot be written is an error with a name", async (t) => {
  if (process.getuid?.() === 0)
    return t.skip("root may write everywhere; test/storage.test.ts tries it as another user");
  const { path, folder, root, now } = setUp(t);
  chmodSync(root, 0o500);
  await assert.rejects(backUp(path, { folder, keep: 1, now }), (error) => databaseTrouble(error) === "unopenable");
  chmodSync(root, 0o700);
});

test("what a killed process left unfinished goes with the next backup or start, what another is making stays", async (t) => {
  const { root, path, folder, now } = setUp(t);
  const { pid: dead } = spawnSync(process.execPath, ["--version"]);
  const alive = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  t.after(() => alive.kill());
  mkdirSync(folder);
  const of = (file: string, pid: number | undefined) => partialOf(file).replace(`-${process.pid}-`, `-${pid}-`);
  const copy = join(folder, backupName(path, START));
  const left = [of(copy, dead), `${of(copy, dead)}-journal`, of(`${copy}.gz`, dead)];
  const kept = [of(copy, alive.pid), partialOf(copy.replace("000Z", "001Z")), join(folder, ".mine.partial-1")];
  const elsewhere = of(copy, dead).replace(/-[^-]+$/, "-another.machine");
  for (const file of [...left, ...kept, elsewhere]) writeFileSync(file, "");
  await backUp(path, { folder, keep: 3, now });
  for (const file of left) assert.ok(!existsSync(file), file);
  for (const file of [...kept, elsewhere]) assert.ok(existsSync(file), file);

  const beside = [of(path, dead), of(join(root, "paperboy.room"), dead), partialOf(join(root, "paperboy.calls"))];
  for (const file of beside) writeFileSync(file, "");
  sweep(path, folder, Date.now());
  const mine = kept[1] as string;
  for (const file of [...beside, mine]) assert.ok(!existsSync(file), file);
  assert.ok(existsSync(kept[0] as string) && existsSync(elsewhere) && existsSync(path));
});
