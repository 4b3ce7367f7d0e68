import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { test } from "node:test";
import { damageTables } from "./damage.fixture.ts";
import { setUp } from "./main.fixture.ts";
import { paperboy } from "./process.ts";

test("damage that is found while it runs ends nothing well: it is told once, in one process, until a backup is restored", async (t) => {
  const { start, telegram, person, answers, database, folder } = await setUp(t);
  await telegram.people.setAdministrator({ person, rights: { can_post_messages: true } });
  const running = start({
    ADMIN_IDS: String(person),
    NODE_ENV: "production",
    PORT: String(20_000 + (process.pid % 20_000)),
  });
  await running.prints(/Ready/);
  const say = (text: string) => telegram.people.say({ person, chat: telegram.botId, text });
  const saying = async (pattern: RegExp) => (await answers()).filter(({ message }) => pattern.test(message.text ?? ""));
  await say("Первый\n\nпост, который есть в копии");
  await telegram.until(async () => (await saying(/Черновик №1/)).length === 1, 60_000);
  const backup = paperboy(["backup", "--json"], {}, folder);
  assert.equal(await backup.ended, 0, backup.errors());
  const { path } = JSON.parse(backup.output());

  damageTables(database, ["draft", "draft_text", "person"]);
  await say("Второй\n\nпост, который ждёт");
  await running.prints(/is damaged or no Paperboy database.+\nNothing is lost/);
  await telegram.until(async () => (await saying(/The database is damaged|База повреждена/)).length === 1, 60_000);
  assert.equal((await saying(/Черновик №2/)).length, 0, "nothing is told that is not on disk");
  assert.doesNotMatch(running.errors(), /connection is not open/, "it is closed after everybody has stopped");

  const restore = paperboy(["restore", path], {}, folder);
  assert.equal(await restore.ended, 0, restore.errors());
  await running.prints(/The database can be used again\.[\s\S]+publishing is paused[\s\S]+Ready/);
  assert.equal(running.child.exitCode, null, "one and the same process");
  assert.equal(running.output().match(/is damaged/g)?.length, 1);
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0);
});

test("a folder that was removed while it runs is written again, and is not taken for an older copy", async (t) => {
  if (process.platform === "win32") return t.skip("Windows removes no file that is open");
  const { start, database } = await setUp(t);
  const running = start();
  await running.prints(/Ready/);
  rmSync(dirname(database), { recursive: true });
  await running.prints(/was removed while Paperboy was running[\s\S]+can be used again[\s\S]+Ready/);
  assert.doesNotMatch(running.output(), /earlier copy|publishing is paused/);
  running.child.kill("SIGTERM");
  assert.equal(await running.ended, 0);
});
