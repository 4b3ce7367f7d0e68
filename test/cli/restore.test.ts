import assert from "node:assert/strict";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import Database from "better-sqlite3";
import { backUp } from "../../src/archive/backup.ts";
import { lockDatabase, openDatabase } from "../../src/archive/database.ts";
import { restore } from "../../src/cli/restore.ts";
import { fill, smallDisk } from "../disk.fixture.ts";

test("whatever cannot be restored is told in a sentence, and neither the database nor anything beside it has changed", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const database = join(root, "data", "paperboy.db");
  openDatabase(database, { now: Date.now }).close();
  const { path: copy } = await backUp(database, { folder: join(root, "backups"), keep: 1, now: Date.now });
  // The lock's file stays, whoever had it.
  lockDatabase(database)();
  const at = (name: string): string => join(root, name);
  mkdirSync(at("folder"));
  symlinkSync(at("nowhere"), at("broken-link"));
  symlinkSync(copy, at("link"));
  writeFileSync(at("empty"), "");
  writeFileSync(at("text"), "no database");
  writeFileSync(at("half"), readFileSync(copy).subarray(0, 100_000));
  writeFileSync(at("half.gz"), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]));
  new Database(at("other")).exec("CREATE TABLE t (x)").close();
  cpSync(copy, at("newer"));
  const newer = new Database(at("newer"));
  newer.exec("INSERT INTO migration (name, checksum, applied_at) VALUES ('9999_later.sql', 'x', 1)").close();

  const before = [readFileSync(database), readdirSync(join(root, "data"))] as const;
  const env = { LANG: "en_US.UTF-8", DATABASE: database };
  const said: string[] = [];
  const tried = (file: string, over: Record<string, string> = {}) =>
    restore(file, { json: false, ...over }, env, (text) => said.push(text));
  for (const [name, sentence] of [
    ["nowhere", /^There is no file .+nowhere\.$/],
    ["broken-link", /^There is no file/],
    ["folder", /^There is no file/],
    ["empty/beneath", /^There is no file/],
    ["empty", /database is unchanged\. The file is damaged, or is not a backup of Paperboy\.$/],
    ["text", /database is unchanged\. The file is damaged, or is not/],
    ["half", /database is unchanged\. The file is damaged, or is not/],
    ["half.gz", /database is unchanged\. The file is damaged, or is not/],
    ["other", /database is unchanged\. The file is damaged, or is not/],
    ["newer", /database is unchanged\. It was made by another version of Paperboy/],
  ] as const) {
    await assert.rejects(tried(at(name)), { message: sentence }, name);
  }
  if (process.platform !== "win32") await assert.rejects(tried("/dev/zero"), { message: /^There is no file/ });
  const release = lockDatabase(database);
  await assert.rejects(tried(copy), { message: /A bot is using the database .+: stop it and try again/ });
  release();
  await assert.rejects(tried(copy, { database: join(at("text"), "x.db") }), { message: /cannot be opened/ });
  assert.deepEqual([readFileSync(database), readdirSync(join(root, "data"))], before);
  assert.deepEqual(said, []);

  // A link and a path with dots lead where they lead.
  await tried(relative(process.cwd(), join(root, "data", "..", "link")));
  assert.match(said[0] ?? "", /was restored from the backup of/);
  assert.match(said[2] ?? "", /Publishing is paused/);
});

/** Bytes of room by which the tries differ. */
const STEP = 24 * 1_024;

test("a disk that becomes full anywhere in a restore leaves the database as it was, and nothing unfinished", async (t) => {
  const disk = smallDisk(t, 3);
  if (disk === null) return t.skip("no disk can be made here");
  const root = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const database = join(disk, "paperboy.db");
  openDatabase(database, { now: Date.now }).close();
  const { path: copy, bytes } = await backUp(database, { folder: root, keep: 1, now: Date.now });
  lockDatabase(database)();
  const before = readFileSync(database);
  const env = { LANG: "en_US.UTF-8", DATABASE: database };
  const filler = join(disk, "filler");
  /** What SQLite keeps beside a database that a backup has read is no matter. */
  const KNOWN = ["paperboy.db", "paperboy.db-shm", "paperboy.db-wal", "paperboy.lock"];
  let full = 0;
  for (let room = 0; ; room += STEP) {
    fill(filler);
    truncateSync(filler, Math.max(0, statSync(filler).size - room));
    const failed = await restore(copy, { json: false }, env, () => undefined).then(
      () => null,
      (error: Error) => error.message,
    );
    rmSync(filler);
    if (failed === null) break;
    full += 1;
    assert.match(failed, /the database is unchanged\. The disk with the database is full\.$/);
    assert.deepEqual(readFileSync(database), before);
    assert.deepEqual(
      readdirSync(disk).filter((name) => !KNOWN.includes(name)),
      [],
    );
  }
  t.diagnostic(`a copy of ${bytes} bytes met a full disk at ${full} places`);
  assert.ok(full * STEP > bytes, "also after the copy itself had room");
});
