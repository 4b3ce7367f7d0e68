import assert from "node:assert/strict";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import Database from "better-sqlite3";
import { openDatabase } from "../src/archive/database.ts";
import { fill, smallDisk } from "./disk.fixture.ts";
import { polled, setUp } from "./main.fixture.ts";
import { paperboy } from "./process.ts";

/** A folder that is removed after the test, whatever its permissions are then. */
function ownFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  chmodSync(folder, 0o755);
  t.after(() => {
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o755);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Whoever may not write everywhere: another user where this one is root. */
function somebody(): { readonly uid: number; readonly gid: number } | undefined {
  return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;
}

test("a disk that becomes full: nothing is confirmed or said, it is told once, and all goes on when there is room", async (t) => {
  const fixture = await setUp(t);
  const disk = smallDisk(t, 4);
  if (disk === null) return t.skip("no disk can be made here");
  const { start, telegram, person, answers } = fixture;
  const database = join(disk, "paperboy.db");
  const running = start({ DATABASE: database, ADMIN_IDS: String(person), NODE_ENV: "production" });
  await running.prints(/Ready/);
  fill(join(disk, "filler"));
  // What is said to a full disk may still fit into a page that is there; sooner or later nothing does.
  const texts = Array.from({ length: 25 }, (_, i) => `nothing like it ${i} ${"x".repeat(3_500)}`);
  const writing = (async () => {
    for (const text of texts) await telegram.people.say({ person, chat: telegram.botId, text });
  })();
  await running.prints(/The disk that holds the database .+ is full\.\nNothing is lost/);
  await writing;
  const pid = running.child.pid;
  assert.ok((await answers()).some(({ message }) => /The disk with the database is full/.test(message.text ?? "")));

  rmSync(join(disk, "filler"));
  await running.prints(/The database can be used again\.[\s\S]+Ready/);
  assert.equal(running.child.pid, pid, "one and the same process");
  const db = new Database(database, { readonly: true });
  const states = db.prepare("SELECT state, count(*) AS count FROM inbox GROUP BY state");
  const all = db.prepare<[], number>("SELECT count(*) FROM inbox WHERE state = 'done'").pluck();
  await polled(() => all.get() === texts.length);
  assert.deepEqual(states.all(), [{ state: "done", count: texts.length }]);
  assert.equal(db.pragma("integrity_check", { simple: true }), "ok");
  db.close();
  assert.equal(running.output().match(/is full\./g)?.length, 1, "told once");
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0);
});

test("with a small limit on files nothing is lost: what came waits, and is answered without the limit", async (t) => {
  if (process.platform === "win32") return t.skip("Windows has no such limit");
  const { start, telegram, person, answers, database } = await setUp(t);
  const first = start();
  await first.prints(/Ready/);
  first.child.kill("SIGTERM");
  await first.ended;

  const limited = start({}, { blocks: Math.ceil(statSync(database).size / 512) + 40 });
  await limited.prints(/Ready/);
  let told = false;
  const over = (): void => {
    told = true;
  };
  const full = limited.prints(/The disk that holds the database .+ cannot be read or written.+\nNothing is lost/);
  full.then(over, over);
  let count = 0;
  // As many as it takes: how much room the limit leaves depends on how large an empty database is.
  for (; !told && count < 200; count += 1) {
    const text = `nothing like it ${count} ${"x".repeat(3_500)}`;
    await telegram.people.say({ person, chat: telegram.botId, text });
  }
  await full;
  const before = new Database(database, { readonly: true });
  assert.equal(before.pragma("integrity_check", { simple: true }), "ok");
  before.close();
  limited.child.kill("SIGTERM");
  assert.equal(await limited.ended, 0);
  assert.equal(limited.output().match(/Nothing is lost/g)?.length, 1);

  const free = start();
  await free.prints(/Ready/);
  const db = new Database(database, { readonly: true });
  const done = db.prepare<[], number>("SELECT count(*) FROM inbox WHERE state = 'done'").pluck();
  await polled(() => done.get() === count);
  assert.equal(db.prepare("SELECT count(*) FROM inbox WHERE state = 'set-aside'").pluck().get(), 0);
  db.close();
  assert.ok((await answers()).length >= 1);
  free.child.kill("SIGTERM");
  assert.equal(await free.ended, 0);
});

test("a folder, a file or a disk that cannot be written is told in one sentence, and nothing is made", async (t) => {
  if (process.platform === "win32") return t.skip("Windows has other permissions");
  const { start } = await setUp(t);
  const folder = ownFolder(t);
  const as = somebody();
  const owner = as ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const closed = join(folder, "closed");
  mkdirSync(closed);
  const full = join(closed, "there.db");
  openDatabase(full, { now: Date.now }).close();
  chownSync(full, owner.uid, owner.gid);
  chmodSync(closed, 0o555);
  const open = join(folder, "open");
  mkdirSync(open);
  const sealed = join(open, "sealed.db");
  openDatabase(sealed, { now: Date.now }).close();
  for (const name of readdirSync(open)) chmodSync(join(open, name), 0o444);
  chownSync(open, owner.uid, owner.gid);
  for (const [database, sentence] of [
    [join(closed, "x.db"), /^The database .+x\.db cannot be (opened|written)\..+\n$/],
    [join(closed, "deep", "x.db"), /^The database .+x\.db cannot be opened\..+\n$/],
    [full, /^The database .+there\.db cannot be (opened|written)\..+\n$/],
    [sealed, /^The database .+sealed\.db cannot be written\..+\n$/],
  ] as const) {
    const running = start({ DATABASE: database, BACKUP_KEEP: "0" }, { as });
    assert.equal(await running.ended, 1);
    assert.match(running.errors(), sentence);
  }
  assert.ok(!existsSync(join(closed, "x.db")));
  const backup = paperboy(["backup", "--database", full, "--folder", closed], {}, folder, { as });
  assert.equal(await backup.ended, 1);
  assert.match(backup.errors(), /^The backup could not be made\. The folder .+closed.+cannot be (opened|written).+\n$/);
});

test("a damaged database is told in one sentence and left as it is", async (t) => {
  const { start, database } = await setUp(t);
  damage(database);
  const before = readFileSync(database);
  const running = start();
  assert.equal(await running.ended, 1);
  assert.match(running.errors(), /^The file .+paperboy\.db is damaged or no Paperboy database\..+\n$/);
  assert.deepEqual(readFileSync(database), before);
});

test("in production it waits beside a damaged database, in one process, until a backup is restored", async (t) => {
  const { start, database, folder, telegram } = await setUp(t);
  openDatabase(database, { now: Date.now }).close();
  const backup = paperboy(["backup", "--json"], {}, folder);
  assert.equal(await backup.ended, 0);
  const { path } = JSON.parse(backup.output());
  damage(database);
  const running = start({ NODE_ENV: "production" });
  await running.prints(/is damaged or no Paperboy database.+\nNothing is lost/);
  const restore = paperboy(["restore", path], {}, folder);
  assert.equal(await restore.ended, 0, restore.errors());
  await running.prints(/publishing is paused until an admin confirms[\s\S]+Ready/);
  assert.equal(running.output().match(/is damaged/g)?.length, 1);
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0);
  assert.ok(!(running.output() + running.errors()).includes(telegram.token.split(":")[1] as string));
});

test("a second process waits for one that is suspended, says so once, and takes over when that one is killed", async (t) => {
  if (process.platform === "win32") return t.skip("Windows suspends no process by a signal");
  const { start, telegram, person, answers } = await setUp(t);
  const first = start();
  await first.prints(/Ready/);
  first.child.kill("SIGSTOP");
  const second = start();
  await second.prints(/Another Paperboy works with the database/);
  await telegram.people.start({ person });
  assert.doesNotMatch(second.output(), /Ready/);
  first.child.kill("SIGKILL");
  await first.ended;
  await second.prints(/Ready/);
  await telegram.until(async () => (await answers()).length === 1, 60_000);
  assert.equal(second.output().match(/Another Paperboy/g)?.length, 1);
  second.child.kill("SIGTERM");
  assert.equal(await second.ended, 0);
});

test("neither the database nor a backup holds the token", async (t) => {
  const { start, telegram, person, answers, folder, database } = await setUp(t);
  const running = start();
  await running.prints(/Ready/);
  await telegram.people.start({ person });
  await telegram.until(async () => (await answers()).length === 1, 60_000);
  const backup = paperboy(["backup", "--json"], { BOT_TOKEN: telegram.token }, folder);
  assert.equal(await backup.ended, 0, backup.errors());
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0);
  const secret = telegram.token.split(":")[1] as string;
  for (const file of [database, JSON.parse(backup.output()).path]) {
    assert.ok(!readFileSync(file).includes(secret), file);
  }
});

/** Makes a database whose pages were overwritten in the middle. */
function damage(path: string): void {
  openDatabase(path, { now: Date.now }).close();
  const bytes = readFileSync(path);
  bytes.fill(0xff, 3 * 4_096, 12 * 4_096);
  writeFileSync(path, bytes);
}
