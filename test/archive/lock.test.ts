import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { databaseTrouble, lockDatabase } from "../../src/archive/database.ts";
import { lockFileOf } from "../../src/archive/lock.ts";

const MODULE = join(import.meta.dirname, "..", "..", "src", "archive", "lock.ts");

function setUp(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, path: join(folder, "paperboy.db") };
}

/** A process that takes the lock and keeps it; resolves when it has it. */
async function holder(t: TestContext, path: string): Promise<{ child: ChildProcess; ended: Promise<unknown> }> {
  const program = `
    const { lockDatabase } = await import(${JSON.stringify(MODULE)});
    globalThis.release = lockDatabase(${JSON.stringify(path)});
    process.stdout.write("held");
    setInterval(() => {}, 1_000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  t.after(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once("data", () => resolve());
    child.once("exit", () => reject(new Error("The holder ended.")));
  });
  return { child, ended };
}

const isLocked = (error: unknown) => databaseTrouble(error) === "locked";

test("one process has the lock; killed, it leaves it to the next at once", async (t) => {
  const { path } = setUp(t);
  const { child, ended } = await holder(t, path);
  assert.throws(() => lockDatabase(path), isLocked);
  child.kill("SIGKILL");
  await ended;
  lockDatabase(path)();
  lockDatabase(path)();
});

test("a process that is suspended keeps the lock", async (t) => {
  if (process.platform === "win32") return t.skip("Windows suspends no process by a signal");
  const { path } = setUp(t);
  const { child, ended } = await holder(t, path);
  child.kill("SIGSTOP");
  assert.throws(() => lockDatabase(path), isLocked);
  child.kill("SIGCONT");
  assert.throws(() => lockDatabase(path), isLocked);
  child.kill("SIGKILL");
  await ended;
  lockDatabase(path)();
});

test("the lock is beside the database itself, whichever link leads to it", (t) => {
  const { folder, path } = setUp(t);
  assert.equal(lockFileOf(path), join(folder, "paperboy.lock"));
  mkdirSync(join(folder, "elsewhere"));
  symlinkSync(folder, join(folder, "elsewhere", "linked"));
  assert.equal(lockFileOf(join(folder, "elsewhere", "linked", "paperboy.db")), join(folder, "paperboy.lock"));
  writeFileSync(path, "");
  symlinkSync(path, join(folder, "elsewhere", "other.sqlite"));
  assert.equal(lockFileOf(join(folder, "elsewhere", "other.sqlite")), join(folder, "paperboy.lock"));
  assert.equal(lockFileOf(join(folder, "world")), join(folder, "world.lock"));
  const release = lockDatabase(path);
  assert.throws(() => lockDatabase(join(folder, "elsewhere", "other.sqlite")), isLocked);
  release();
});

test("a database in memory needs no lock", () => {
  lockDatabase(":memory:")();
});
