import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createAttempts } from "../../src/archive/attempts.ts";
import { backUp } from "../../src/archive/backup.ts";
import { createCallCount } from "../../src/archive/call-count.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createRestorations } from "../../src/archive/restorations.ts";
import { restoreDatabase } from "../../src/archive/restore.ts";
import { ROWS } from "./rows.ts";

const NOW = Date.UTC(2026, 10, 24, 3);
const now = () => NOW;

function setUp(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const path = join(root, "paperboy.db");
  /** One life of the bot, in which so many calls are made. Tells whether it began with a database that became a restored one. */
  const live = (calls: number, at = path): boolean => {
    const db = openDatabase(at, { now, serving: true });
    try {
      const count = createCallCount(db);
      const isOlder = count.check(NOW);
      const attempts = createAttempts(db, now);
      for (let i = 0; i < calls; i += 1) {
        attempts.begin(1, { position: 0, lastMessageId: null, fingerprint: "x" });
        count.note();
      }
      return isOlder;
    } finally {
      db.close();
    }
  };
  const paused = (at = path): boolean => {
    const db = openDatabase(at, { now });
    const { pausedSince, confirm } = createRestorations(db, now);
    const restoration = pausedSince();
    if (restoration !== null) confirm(restoration.id, 7);
    db.close();
    return restoration !== null;
  };
  const fill = (): void => {
    const db = openDatabase(path, { now });
    for (const name of ["0001_channel", "0003_archive", "0004_draft", "0005_publication"])
      db.exec(ROWS[`${name}.sql`] ?? "");
    db.close();
  };
  return { root, path, live, paused, fill, beside: join(root, "paperboy.calls") };
}

test("one life after another is in ordinary times nothing to be told of, whether calls were made in it or not", (t) => {
  const { live, paused, fill, beside } = setUp(t);
  assert.equal(live(0), false);
  fill();
  assert.equal(live(2), false);
  assert.equal(readFileSync(beside, "utf8"), "2\n");
  assert.equal(live(0), false);
  assert.equal(live(3), false);
  assert.equal(readFileSync(beside, "utf8"), "5\n");
  assert.equal(paused(), false);
});

test("a copy that somebody put in the database's place is paused if calls were made since, and only then", (t) => {
  const { root, path, live, paused, fill } = setUp(t);
  fill();
  live(2);
  const copy = join(root, "by-hand.db");
  cpSync(path, copy);
  live(0);
  cpSync(copy, path);
  assert.equal(live(0), false, "nothing went out since");
  live(1);
  cpSync(path, join(root, "newest.db"));
  cpSync(copy, path);
  assert.equal(live(0), true);
  assert.equal(live(0), false, "told once");
  assert.equal(paused(), true);
  const db = openDatabase(path, { now });
  const states = db.prepare("SELECT state FROM publication_message WHERE publication_id = 1").pluck().all();
  assert.deepEqual(states, ["calling"], "what was on its way counts as called");
  db.close();
  live(1);
  cpSync(join(root, "newest.db"), path);
  assert.equal(live(0), true, "what was newest then does not know of the call since");
});

test("a database that is moved without the file beside it, or beside a file that cannot be read, is paused", (t) => {
  const { root, path, live, paused, fill, beside } = setUp(t);
  fill();
  live(2);
  mkdirSync(join(root, "other"));
  const moved = join(root, "other", "paperboy.db");
  cpSync(path, moved);
  assert.equal(live(0, moved), true);
  assert.equal(paused(moved), true);
  assert.equal(live(0, moved), false);
  writeFileSync(beside, "");
  assert.equal(live(0), true);
  assert.equal(readFileSync(beside, "utf8"), "2\n");
});

test("a copy from before calls were counted is paused; a new and empty database is not", (t) => {
  const { path, live, paused, fill } = setUp(t);
  fill();
  live(1);
  const db = openDatabase(path, { now });
  db.exec("DELETE FROM call_count");
  db.close();
  assert.equal(live(0), true);
  assert.equal(paused(), true);
  for (const end of ["", "-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
  assert.equal(live(0), false);
  fill();
  assert.equal(live(0), false);
  assert.equal(paused(), false);
});

test("what the command restored is paused once, by the command", async (t) => {
  const { root, path, live, paused, fill } = setUp(t);
  fill();
  live(1);
  const { path: copy } = await backUp(path, { folder: join(root, "backups"), keep: 3, now });
  live(1);
  await restoreDatabase(path, copy, { now });
  assert.equal(live(0), false);
  const db = openDatabase(path, { now });
  assert.equal(db.prepare("SELECT count(*) FROM restored").pluck().get(), 1);
  db.close();
  assert.equal(paused(), true);
  assert.equal(live(0), false);
});

test("the file comes before the row, so that an end between them pauses nothing", (t) => {
  const { path, live, paused, fill, beside } = setUp(t);
  fill();
  writeFileSync(beside, "0\n");
  assert.equal(live(1), false);
  assert.equal(paused(), false);
  // The last call's attempt was on disk, and the process ended before the file was written.
  writeFileSync(beside, "0\n");
  assert.equal(live(0), false);
  assert.equal(readFileSync(beside, "utf8"), "1\n");
  assert.ok(existsSync(path));
});

test("a log of changes that was deleted or cut short while nothing ran leaves an older database, which is paused", (t) => {
  for (const lose of [(log: string) => rmSync(log), (log: string) => truncateSync(log, statSync(log).size >> 1)]) {
    const { root, path, live, paused, fill, beside } = setUp(t);
    fill();
    live(1);
    const db = openDatabase(path, { now, serving: true });
    const attempts = createAttempts(db, now);
    for (let i = 0; i < 3; i += 1) {
      attempts.begin(1, { position: 0, lastMessageId: null, fingerprint: "x" });
      createCallCount(db).note();
    }
    // As a process leaves it that is killed.
    mkdirSync(join(root, "killed"));
    const left = join(root, "killed", "paperboy.db");
    for (const end of ["", "-wal"]) cpSync(`${path}${end}`, `${left}${end}`);
    cpSync(beside, join(root, "killed", "paperboy.calls"));
    db.close();
    lose(`${left}-wal`);
    assert.equal(live(0, left), true);
    assert.equal(paused(left), true);
  }
});
