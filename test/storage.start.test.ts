import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import Database from "better-sqlite3";
import { openDatabase } from "../src/archive/database.ts";
import { ROWS } from "./archive/rows.ts";
import { fill, smallDisk } from "./disk.fixture.ts";
import { setUp } from "./main.fixture.ts";

const MIGRATIONS = join(import.meta.dirname, "..", "migrations");
const ALL = readdirSync(MIGRATIONS).sort();
/** What the last version of long ago had. */
const OLD = ALL.filter((name) => name < "0020");

/** The program in the folder of a database that an earlier version left, with rows in it. */
async function leaveOld(t: TestContext) {
  const fixture = await setUp(t);
  const { folder, database } = fixture;
  const migrations = join(folder, "migrations");
  mkdirSync(migrations);
  for (const name of OLD) cpSync(join(MIGRATIONS, name), join(migrations, name));
  const db = openDatabase(database, { now: Date.now, migrations });
  // What others hold is made up: no program could read it.
  for (const name of OLD.filter((each) => each < "0005")) db.exec(ROWS[name] ?? "");
  db.close();
  const applied = (path = database): readonly string[] => {
    const file = new Database(path, { readonly: true });
    const names = file.prepare<[], string>("SELECT name FROM migration ORDER BY name").pluck().all();
    assert.equal(file.pragma("integrity_check", { simple: true }), "ok");
    file.close();
    return names;
  };
  return { ...fixture, applied, backups: join(folder, "backups") };
}

test("an older database is not updated before it was copied: it waits until that is possible, and says why", async (t) => {
  const { start, applied, backups } = await leaveOld(t);
  writeFileSync(backups, "no folder");
  const env = { BACKUP_FOLDER: backups };
  const refused = start(env);
  assert.equal(await refused.ended, 1);
  assert.match(
    refused.errors(),
    /^The database .+ is from an earlier version of Paperboy\. It has to be copied before the update, .+\n$/,
  );
  assert.deepEqual(applied(), OLD);

  const waiting = start({ ...env, NODE_ENV: "production", PORT: String(20_000 + (process.pid % 20_000)) });
  await waiting.prints(/is from an earlier version of Paperboy.+\nNothing is lost/);
  assert.deepEqual(applied(), OLD);
  rmSync(backups);
  await waiting.prints(/The database can be used again\.[\s\S]+Ready/);
  assert.equal(waiting.output().match(/earlier version/g)?.length, 1, "told once");
  assert.deepEqual(applied(), ALL);
  const [copy, ...others] = readdirSync(backups);
  assert.match(copy ?? "", /^paperboy-.+-before-0020\.db$/);
  assert.deepEqual(others, []);
  assert.deepEqual(applied(join(backups, copy ?? "")), OLD, "the copy is from before the first of the migrations");
  waiting.child.kill("SIGTERM");
  assert.equal(await waiting.ended, 0);
});

test("an older database is not updated where the disk of its copies is full", async (t) => {
  const { start, applied } = await leaveOld(t);
  const disk = smallDisk(t, 1);
  if (disk === null) return t.skip("no disk can be made here");
  fill(join(disk, "filler"));
  const running = start({ BACKUP_FOLDER: disk });
  await running.prints(/is from an earlier version of Paperboy.+\nNothing is lost/);
  assert.deepEqual(applied(), OLD);
  assert.deepEqual(readdirSync(disk), ["filler"], "nothing unfinished stays");
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0);
  assert.ok(!existsSync(join(disk, "paperboy.db")));
});
