import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import Database from "better-sqlite3";
import { openDatabase } from "../../src/archive/database.ts";
import { ROWS } from "./rows.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "migrations");
const ROUNDS = 8;
const MANY = 20_000;

/** Takes a while, so that a kill finds it at work. */
const slow = (number: number): string => `
  CREATE TABLE slow_${number} (id INTEGER PRIMARY KEY, filling TEXT NOT NULL) STRICT;
  INSERT INTO slow_${number}
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY}) SELECT i, hex(randomblob(40)) FROM n;
  UPDATE person SET name = name || '${number}';`;

test("kill -9 in the midst of migrations: each is there whole, or not at all, and a start goes on", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const migrations = join(root, "migrations");
  mkdirSync(migrations);
  cpSync(join(FOLDER, "0001_channel.sql"), join(migrations, "0001_channel.sql"));
  const first = join(root, "first.db");
  const old = openDatabase(first, { now: () => 1, migrations });
  old.exec(ROWS["0001_channel.sql"] ?? "");
  old.pragma("journal_mode = DELETE");
  old.close();
  const numbers = [2, 3, 4];
  for (const number of numbers) writeFileSync(join(migrations, `000${number}_slow.sql`), slow(number));

  const reached = new Set<number>();
  /** Of a run that nobody killed, ms: machines differ. */
  let whole = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = join(root, String(round));
    mkdirSync(folder);
    const path = join(folder, "x.db");
    cpSync(first, path);
    const child = spawn(process.execPath, [join(import.meta.dirname, "migrate.fixture.ts"), path, migrations]);
    const ended = once(child, "exit");
    await once(child.stdout, "data");
    const began = performance.now();
    const timer = round === 0 ? undefined : setTimeout(() => child.kill("SIGKILL"), (whole * round) / ROUNDS);
    await ended;
    clearTimeout(timer);
    if (round === 0) whole = performance.now() - began;

    const db = new Database(path);
    assert.equal(db.pragma("integrity_check", { simple: true }), "ok");
    const applied = db.prepare<[], string>("SELECT name FROM migration ORDER BY name").pluck().all();
    const done = numbers.filter((number) => applied.includes(`000${number}_slow.sql`));
    reached.add(done.length);
    assert.equal(db.prepare("SELECT name FROM person").pluck().get(), `Вера${done.join("")}`);
    for (const number of numbers) {
      const has = db.prepare("SELECT 1 FROM sqlite_master WHERE name = ?").get(`slow_${number}`) !== undefined;
      assert.equal(has, done.includes(number));
      if (has) assert.equal(db.prepare(`SELECT count(*) FROM slow_${number}`).pluck().get(), MANY);
    }
    db.close();
    // A backup has its name only when it is whole.
    const backups = join(folder, "backups");
    for (const name of existsSync(backups) ? readdirSync(backups).filter((each) => each.endsWith(".db")) : []) {
      const copy = new Database(join(backups, name), { readonly: true });
      assert.equal(copy.prepare("SELECT name FROM person").pluck().get(), "Вера");
      copy.close();
    }
    const again = openDatabase(path, { now: () => 2, migrations });
    assert.equal(again.prepare("SELECT name FROM person").pluck().get(), "Вера234");
    again.close();
    rmSync(folder, { recursive: true });
  }
  t.diagnostic(`found with so many of ${numbers.length} migrations: ${[...reached].sort().join(", ")}`);
  assert.ok(reached.size > 1, "the kills came at different moments");
});
