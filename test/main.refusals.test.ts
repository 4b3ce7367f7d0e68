import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import Database from "better-sqlite3";
import { openDatabase } from "../src/archive/database.ts";
import { setUp } from "./main.fixture.ts";

test("settings that cannot be used are told a line each, and the exit code is 1", async (t) => {
  const { start } = await setUp(t);
  const running = start({ BOT_TOKEN: "secretive", PORT: "none" });
  assert.equal(await running.ended, 1);
  assert.equal(running.output(), "");
  assert.match(running.errors(), /^Some settings cannot be used:\nBOT_TOKEN: .+\nPORT: .+\n$/);
  assert.ok(!running.errors().includes("secretive"));
});

test("in production no playground starts without a token", async (t) => {
  const { start } = await setUp(t);
  const running = start({ BOT_TOKEN: "", NODE_ENV: "production" });
  assert.equal(await running.ended, 1);
  assert.match(running.errors(), /BOT_TOKEN: a bot token is needed/);
});

test("a token that Telegram does not know is told in one sentence", async (t) => {
  const { start } = await setUp(t);
  const running = start({ BOT_TOKEN: "999999:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" });
  assert.equal(await running.ended, 1);
  assert.match(running.errors(), /^Telegram does not know this token\..+\n$/);
});

test("a database that is none, is newer, or cannot be opened is told in one sentence", async (t) => {
  const { start, folder } = await setUp(t);
  const garbage = join(folder, "garbage.db");
  writeFileSync(garbage, "this is no database, but a text that is long enough to be read as one".repeat(50));
  const newer = join(folder, "newer.db");
  const db = openDatabase(newer, { now: Date.now });
  db.prepare("INSERT INTO migration (name, checksum, applied_at) VALUES ('9999_future.sql', 'x', 1)").run();
  db.close();
  const cases = [
    [garbage, /^The file .+garbage\.db is damaged or no Paperboy database\..+\n$/],
    [newer, /^The database .+newer\.db was made by another version of Paperboy\..+\n$/],
    [folder, /^The database .+ cannot be opened\..+\n$/],
    [join(garbage, "x.db"), /^The database .+ cannot be opened\..+\n$/],
  ] as const;
  await Promise.all(
    cases.map(async ([database, sentence]) => {
      const running = start({ DATABASE: database });
      assert.equal(await running.ended, 1);
      assert.match(running.errors(), sentence);
    }),
  );
});

test("a database in a folder that cannot be written is told in one sentence", async (t) => {
  if (process.getuid?.() === 0) return t.skip("root may write everywhere");
  const { start, folder } = await setUp(t);
  chmodSync(folder, 0o500);
  const running = start({ DATABASE: join(folder, "x.db") });
  assert.equal(await running.ended, 1);
  assert.match(running.errors(), /cannot be (opened|written)/);
});

test("a database that another program holds is told in one sentence", async (t) => {
  const { start, folder } = await setUp(t);
  const path = join(folder, "held.db");
  const db = new Database(path);
  db.exec("CREATE TABLE x (y); BEGIN EXCLUSIVE");
  const running = start({ DATABASE: path });
  assert.equal(await running.ended, 1);
  db.close();
  assert.match(running.errors(), /^The database .+held\.db is in use by another program\..+\n$/);
});

test("a port that is taken is told in one sentence", async (t) => {
  const { start } = await setUp(t);
  const server = createServer().listen(0);
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const running = start({ PORT: String(port) });
  assert.equal(await running.ended, 1);
  assert.equal(running.errors(), `Port ${port} is taken. Choose another in PORT.\n`);
});
