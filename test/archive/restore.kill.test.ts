import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { backUp } from "../../src/archive/backup.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { restoreDatabase } from "../../src/archive/restore.ts";
import { ROWS } from "./rows.ts";

const MOST = 60;

test("kill -9 before each change of files in a restore: the database is the old or the new one, whole, and a restore goes on", async (t) => {
  const root = mkdtempSync(join(tmpdir(), "paperboy-"));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const original = join(root, "first.db");
  const db = openDatabase(original, { now: () => 1 });
  db.exec(ROWS["0001_channel.sql"] ?? "");
  const { path: copy } = await backUp(original, { folder: root, keep: 1, now: () => Date.UTC(2026, 10, 24, 3) });
  db.prepare("UPDATE person SET name = 'Позже'").run();

  const found: string[] = [];
  for (let fatal = 1; fatal <= MOST; fatal += 1) {
    const folder = join(root, String(fatal));
    mkdirSync(folder);
    const path = join(folder, "paperboy.db");
    // With the log of a process that was killed: the last change is only there.
    for (const end of ["", "-wal"]) cpSync(`${original}${end}`, `${path}${end}`);
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, "restore.fixture.ts"), path, copy, String(fatal)],
      {
        stdio: ["ignore", "ignore", "inherit"],
      },
    );
    const [code, signal] = await once(child, "exit");
    assert.ok(existsSync(path), `a database is there before change ${fatal}`);
    const left = openDatabase(path, { now: () => 2, serving: true });
    const name = left.prepare<[], string>("SELECT name FROM person").pluck().get() ?? "";
    const paused = left.prepare<[], number>("SELECT count(*) FROM restored").pluck().get();
    left.close();
    assert.ok(name === "Позже" || name === "Вера", name);
    assert.equal(paused, name === "Вера" ? 1 : 0, "the new one is paused from its first moment");
    if (code === 0) {
      assert.equal(name, "Вера");
      break;
    }
    assert.equal(signal, "SIGKILL");
    found.push(name);
    await restoreDatabase(path, copy, { now: () => Date.UTC(2026, 10, 24, 6) });
    const after = openDatabase(path, { now: () => 3, serving: true });
    assert.equal(after.prepare("SELECT name FROM person").pluck().get(), "Вера");
    after.close();
    assert.ok(readdirSync(folder).some((each) => /-replaced-.+\.db$/.test(each)));
    rmSync(folder, { recursive: true });
  }
  db.close();
  t.diagnostic(
    `killed at ${found.length} changes; found the old one ${found.filter((n) => n === "Позже").length} times`,
  );
  assert.ok(found.length > 6 && found.length < MOST);
  assert.ok(found.includes("Позже") && found.includes("Вера"));
});
