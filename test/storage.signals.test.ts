import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import Database from "better-sqlite3";
import { backUp } from "../src/archive/backup.ts";
import { backupsIn } from "../src/archive/copies.ts";
import { openDatabase } from "../src/archive/database.ts";
import { polled, setUp } from "./main.fixture.ts";

const MIGRATIONS = join(import.meta.dirname, "..", "migrations");
const ALL = readdirSync(MIGRATIONS).sort();
const SOON = pathToFileURL(join(import.meta.dirname, "catch-up.fixture.ts")).href;
/** Rows of 1 kB, so that a copy takes long enough to be met at work. */
const ROWS = 20_000;
/** Docker gives it 15 s. */
const GRACE = 15_000;

function fill(db: Database.Database): void {
  db.prepare(
    `INSERT INTO inbox (update_id, lane, payload, state, received_at)
     WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
     SELECT i, 'x', '"' || hex(zeroblob(500)) || '"', 'set-aside', 1 FROM n`,
  ).run();
}

/** What is not there yet, or is gone, has no names. */
function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

test("stopped while the nightly copy is made, it ends in order by either signal, and no half copy counts as one", async (t) => {
  if (process.platform === "win32") return t.skip("Windows has no such signals");
  const { start, folder, database } = await setUp(t);
  const db = openDatabase(database, { now: Date.now });
  fill(db);
  db.close();
  const backups = join(folder, "data", "backups");
  const partials = (): readonly string[] => namesIn(backups).filter((name) => name.includes(".partial-"));
  let left: readonly string[] = [];
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const running = start({ NODE_OPTIONS: `--import=${SOON}` });
    await running.prints(/Ready/);
    const pid = String(running.child.pid);
    await polled(() => partials().some((name) => name.includes(pid)));
    assert.ok(!partials().some((name) => left.includes(name)), "what the process before left is removed at the start");
    running.child.kill(signal);
    const began = performance.now();
    assert.equal(await running.ended, 0, running.errors());
    assert.ok(performance.now() - began < GRACE);
    assert.match(running.output(), /Stopping/);
    assert.doesNotMatch(running.errors(), /backup was not made|broke off/);
    assert.deepEqual(backupsIn(backups, database), [], `${signal}: it was met at work, and nothing has a copy's name`);
    left = partials();
  }
  // What was stopped twice is made in peace, and is whole.
  const made = await backUp(database, { folder: backups, keep: 1, now: Date.now });
  const copy = new Database(made.path, { readonly: true });
  assert.equal(copy.pragma("integrity_check", { simple: true }), "ok");
  assert.equal(copy.prepare("SELECT count(*) FROM inbox").pluck().get(), ROWS);
  copy.close();
  assert.deepEqual(partials(), []);
});

test("stopped while an older database is brought to the new schema, it ends in order, and the next start finds it whole", async (t) => {
  if (process.platform === "win32") return t.skip("Windows has no such signals");
  const { start, folder, database } = await setUp(t);
  const migrations = join(folder, "migrations");
  mkdirSync(migrations);
  for (const name of ALL.slice(0, 2)) cpSync(join(MIGRATIONS, name), join(migrations, name));
  const old = openDatabase(database, { now: Date.now, migrations });
  fill(old);
  old.close();
  const backups = join(folder, "data", "backups");
  const running = start();
  await polled(() => namesIn(backups).length > 0);
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0, running.errors());
  assert.doesNotMatch(running.output(), /Ready/, "it does not begin to serve first");
  const db = new Database(database, { readonly: true });
  assert.equal(db.pragma("integrity_check", { simple: true }), "ok");
  const applied = db.prepare<[], string>("SELECT name FROM migration ORDER BY name").pluck().all();
  assert.deepEqual(applied, ALL.slice(0, applied.length), "each is there whole or not at all");
  db.close();
  const [copy] = backupsIn(backups, database);
  const before = new Database(copy?.path ?? "", { readonly: true });
  assert.equal(before.prepare("SELECT count(*) FROM migration").pluck().get(), 2, "the copy is from before");
  before.close();

  const again = openDatabase(database, { now: Date.now, serving: true });
  assert.equal(again.prepare("SELECT count(*) FROM migration").pluck().get(), ALL.length);
  assert.equal(again.prepare("SELECT count(*) FROM inbox").pluck().get(), ROWS);
  again.close();
});
