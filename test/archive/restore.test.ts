import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type TestContext, test } from "node:test";
import { gzipSync } from "node:zlib";
import Database from "better-sqlite3";
import { backUp } from "../../src/archive/backup.ts";
import { databaseTrouble, lockDatabase, openDatabase } from "../../src/archive/database.ts";
import { createRestorations } from "../../src/archive/restorations.ts";
import { restoreDatabase } from "../../src/archive/restore.ts";
import { ROWS } from "./rows.ts";

const START = Date.UTC(2026, 10, 24, 3);
const HOUR = 3_600_000;

function setUp(t: TestContext) {
  const root = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const clock = { now: START };
  const now = () => clock.now;
  const path = join(root, "paperboy.db");
  const db = openDatabase(path, { now });
  for (const name of ["0001_channel", "0002_inbox", "0003_archive", "0004_draft", "0005_publication"]) {
    db.exec(ROWS[`${name}.sql`] ?? "");
  }
  return { root, path, db, clock, now, folder: join(root, "backups") };
}

const names = (root: string) => readdirSync(root).sort();

test("a copy takes the database's place, which is kept; publishing is paused until somebody confirms", async (t) => {
  const { root, path, db, clock, now, folder } = setUp(t);
  const backup = await backUp(path, { folder, keep: 3, now });
  clock.now += HOUR;
  db.prepare("UPDATE person SET name = 'Позже'").run();
  db.close();
  const before = readFileSync(path);
  // What Litestream keeps beside a database of the former file.
  mkdirSync(join(root, ".paperboy.db-litestream", "generations"), { recursive: true });

  const { backupAt, keptAs } = await restoreDatabase(path, backup.path, { now });
  assert.equal(backupAt, START);
  assert.equal(keptAs, join(root, "paperboy-replaced-2026-11-24T04-00-00-000Z.db"));
  assert.deepEqual(readFileSync(keptAs ?? ""), before);
  assert.deepEqual(names(root), [
    "backups",
    "paperboy-replaced-2026-11-24T04-00-00-000Z.db",
    "paperboy.db",
    "paperboy.lock",
  ]);
  assert.equal(statSync(path).mode & 0o777, 0o600);

  const restored = openDatabase(path, { now });
  assert.equal(restored.prepare("SELECT name FROM person").pluck().get(), "Вера");
  assert.equal(restored.prepare("SELECT count(*) FROM backup_mark").pluck().get(), 0);
  const restorations = createRestorations(restored, now);
  const paused = restorations.pausedSince();
  assert.deepEqual(paused, { id: 1, backupAt: START, restoredAt: START + HOUR });
  assert.equal(restorations.confirm(99, 7), false);
  assert.equal(restorations.confirm(1, 7), true);
  assert.equal(restorations.confirm(1, 8), false);
  assert.equal(restorations.pausedSince(), null);
  assert.equal(restored.prepare("SELECT confirmed_by FROM restored").pluck().get(), 7);
  restored.close();
});

test("what was to go out counts as called, what is sent or refused stays, and open drafts are named", async (t) => {
  const { path, db, now, folder } = setUp(t);
  db.exec(`
    INSERT INTO draft (id, channel_id, person_id, style, state, created_at, updated_at)
      VALUES (4, 1, 7, 'guided', 'published', 5, 9), (5, 1, 7, 'guided', 'open', 5, 9);
    INSERT INTO publication (id, draft_id, channel_id, version, content, state, requested_by, intended_at)
      VALUES (3, 4, 1, 1, '{}', 'sent', 7, 5), (4, 1, 1, 1, '{}', 'intended', 7, 5);
    INSERT INTO publication_message (publication_id, position, outgoing, state, message_ids)
      VALUES (3, 0, '{}', 'sent', '[100]'), (4, 0, '{}', 'sent', '[101]'), (4, 1, '{}', 'intended', '[]');`);
  const backup = await backUp(path, { folder, keep: 3, now });
  db.close();
  await restoreDatabase(path, backup.path, { now });
  const restored = openDatabase(path, { now });
  t.after(() => restored.close());
  assert.deepEqual(
    restored
      .prepare("SELECT publication_id || '/' || position || ' ' || state FROM publication_message ORDER BY 1")
      .pluck()
      .all(),
    ["1/0 calling", "2/0 intended", "3/0 sent", "4/0 sent", "4/1 calling"],
  );
  // Of the open ones, that without a text cannot have been published.
  const { drafts, count } = createRestorations(restored, now).doubtful(10);
  assert.deepEqual(drafts, [
    { id: 2, title: "Второй" },
    { id: 1, title: "Первая строка" },
  ]);
  assert.equal(count, 2);
  assert.deepEqual(createRestorations(restored, now).doubtful(1), { drafts: [{ id: 2, title: "Второй" }], count: 2 });
});

test("what was due since the backup is asked about, post by post; what is due later keeps its time", async (t) => {
  const { path, db, clock, now, folder } = setUp(t);
  db.exec(`
    INSERT INTO draft (id, channel_id, person_id, style, created_at, updated_at)
      VALUES (11, 1, 7, 'guided', 5, 6), (12, 1, 7, 'guided', 5, 6), (13, 1, 7, 'guided', 5, 6), (14, 1, 7, 'guided', 5, 6);`);
  const plan = db.prepare(
    `INSERT INTO scheduled (draft_id, channel_id, state, written, due_at, go_at, version, scheduled_by, scheduled_at, revision, untold)
     VALUES (?, 1, ?, '2026-11-24T07:00+03:00[Europe/Moscow]', ?, ?, 1, 7, 5, 3, 0)`,
  );
  plan.run(11, "waiting", START + HOUR, null);
  plan.run(12, "late", START - HOUR, START + HOUR);
  plan.run(13, "waiting", START + 3 * HOUR, null);
  plan.run(14, "cancelled", START + HOUR, null);
  const backup = await backUp(path, { folder, keep: 3, now });
  db.close();
  clock.now += 2 * HOUR;
  await restoreDatabase(path, backup.path, { now });
  const restored = openDatabase(path, { now });
  t.after(() => restored.close());
  assert.deepEqual(
    restored.prepare("SELECT draft_id, state, why, go_at, revision, untold FROM scheduled ORDER BY 1").raw().all(),
    [
      [11, "asked", "restored", null, 4, 1],
      [12, "asked", "restored", null, 4, 1],
      [13, "waiting", null, null, 3, 0],
      [14, "cancelled", null, null, 3, 0],
    ],
  );
});

test("a second restore before the first is confirmed is confirmed with it", async (t) => {
  const { path, db, clock, now, folder } = setUp(t);
  const backup = await backUp(path, { folder, keep: 3, now });
  db.close();
  await restoreDatabase(path, backup.path, { now });
  const again = await backUp(path, { folder, keep: 3, now: () => START + HOUR });
  clock.now += 2 * HOUR;
  await restoreDatabase(path, again.path, { now });
  const restored = openDatabase(path, { now });
  const restorations = createRestorations(restored, now);
  assert.deepEqual(restorations.pausedSince(), { id: 2, backupAt: START + HOUR, restoredAt: START + 2 * HOUR });
  assert.equal(restorations.confirm(1, 7), false, "the button of the first no longer counts");
  assert.equal(restorations.confirm(2, 7), true);
  assert.equal(restorations.pausedSince(), null);
  restored.close();
});

test("a compressed copy, one without its mark and one of an earlier version are restored as well", async (t) => {
  const { root, path, db, clock, now, folder } = setUp(t);
  const { path: copy } = await backUp(path, { folder, keep: 3, now });
  db.close();
  const packed = join(root, "copy.db.gz");
  writeFileSync(packed, gzipSync(readFileSync(copy)));
  assert.equal((await restoreDatabase(path, packed, { now })).backupAt, START);
  clock.now += HOUR;

  const byHand = new Database(copy);
  byHand.pragma("journal_mode = WAL");
  byHand.exec("DROP TABLE backup_mark; DROP TABLE restored; DROP TABLE backup_sent");
  byHand.exec("DELETE FROM migration WHERE name = '0040_restoration.sql'");
  byHand.prepare("UPDATE migration SET applied_at = 1").run();
  byHand.prepare("UPDATE inbox SET received_at = ?").run(START - HOUR);
  const { backupAt } = await restoreDatabase(path, copy, { now });
  byHand.close();
  assert.equal(backupAt, START - HOUR, "the last thing that it knows of");
});

test("nothing is restored while a bot runs, from a damaged or strange file, or from a newer version", async (t) => {
  const { root, path, db, now, folder } = setUp(t);
  const { path: copy } = await backUp(path, { folder, keep: 3, now });
  db.close();
  const before = readFileSync(path);
  const refuses = async (file: string, trouble: string) => {
    await assert.rejects(restoreDatabase(path, file, { now }), (error) => databaseTrouble(error) === trouble);
    assert.deepEqual(readFileSync(path), before);
    assert.deepEqual(
      names(root).filter((name) => name.startsWith(".") || name.includes("replaced")),
      [],
    );
  };
  const release = lockDatabase(path);
  await refuses(copy, "locked");
  release();

  const garbage = join(root, "garbage");
  writeFileSync(garbage, "this is no database, however long one reads on".repeat(100));
  await refuses(garbage, "corrupt");
  writeFileSync(join(root, "empty"), "");
  await refuses(join(root, "empty"), "corrupt");
  const damaged = readFileSync(copy);
  damaged.fill(0xff, 20_000, 60_000);
  writeFileSync(join(root, "damaged.db"), damaged);
  await refuses(join(root, "damaged.db"), "corrupt");
  await refuses(join(root, "absent.db"), "unopenable");
  writeFileSync(join(root, "cut.gz"), gzipSync(readFileSync(copy)).subarray(0, 2000));
  await assert.rejects(restoreDatabase(path, join(root, "cut.gz"), { now }), /unexpected end of file/);
  assert.deepEqual(readFileSync(path), before);
  const newer = new Database(copy);
  newer.prepare("INSERT INTO migration VALUES ('9999_future.sql', 'x', 1)").run();
  newer.close();
  await refuses(copy, "newer");
});

test("a damaged database is kept with its log, and an absent one is made", async (t) => {
  const { root, path, db, now, folder } = setUp(t);
  const { path: copy } = await backUp(path, { folder, keep: 3, now });
  db.close();
  writeFileSync(path, "ruins");
  writeFileSync(`${path}-wal`, "the last changes");
  const { keptAs } = await restoreDatabase(path, copy, { now });
  assert.equal(readFileSync(keptAs ?? "", "utf8"), "ruins");
  assert.equal(readFileSync(`${keptAs}-wal`, "utf8"), "the last changes");
  openDatabase(path, { now, serving: true }).close();

  const elsewhere = join(root, "new", "paperboy.db");
  assert.equal((await restoreDatabase(elsewhere, copy, { now })).keptAs, null);
  openDatabase(elsewhere, { now, serving: true }).close();
});

test("the database in use can be restored from itself, as after a machine that was put back to an earlier state", async (t) => {
  const { root, path, db, now } = setUp(t);
  db.close();
  const { keptAs } = await restoreDatabase(path, path, { now });
  assert.ok(keptAs !== null && names(root).includes(basename(keptAs)));
  const restored = openDatabase(path, { now, serving: true });
  assert.equal(restored.prepare("SELECT name FROM person").pluck().get(), "Вера");
  assert.notEqual(createRestorations(restored, now).pausedSince(), null);
  restored.close();
});
