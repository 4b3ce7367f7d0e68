import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { test } from "node:test";
import Database from "better-sqlite3";
import { createChannels } from "../src/archive/channels.ts";
import { openDatabase } from "../src/archive/database.ts";
import { handOf } from "./flows/driver.ts";
import { polled, setUp } from "./main.fixture.ts";

test("a disk that takes nothing more while posts go out: each is out once or still a draft, and all goes on with room", async (t) => {
  if (process.platform === "win32") return t.skip("Windows has no such limit");
  const { start, telegram, person, database } = await setUp(t);
  await telegram.people.setAdministrator({ person, rights: { can_post_messages: true } });
  const hand = handOf(telegram, person);
  const env = { ADMIN_IDS: String(person) };
  const first = start(env);
  await first.prints(/Ready/);
  const names = ["One", "Two", "Three", "Four"];
  for (const [i, name] of names.entries()) {
    await hand.paste(`${name}\n\n${"words ".repeat(500)}`);
    await hand.sees(new RegExp(`№ ?${i + 1}\\b`), 30_000);
  }
  first.child.kill("SIGTERM");
  assert.equal(await first.ended, 0);
  const db = openDatabase(database, { now: Date.now });
  const channels = createChannels(db, Date.now);
  channels.changeSettings(channels.served()?.id ?? 0, { undoSeconds: 0 });
  db.close();

  const limited = start(env, { blocks: Math.ceil(statSync(database).size / 512) + 8 });
  await limited.prints(/Ready/);
  await hand.say("/queue");
  let full = false;
  const over = (): void => {
    full = true;
  };
  const told = limited.prints(/cannot be read or written.+\nNothing is lost/);
  told.then(over, over);
  for (const name of names) await hand.press(new RegExp(`^${name}`), "🚀", 5_000).catch(() => undefined);
  for (let i = 0; !full && i < 200; i += 1) {
    await telegram.people.say({ person, chat: telegram.botId, text: `nothing ${i} ${"x".repeat(3_500)}` });
  }
  await told;
  limited.child.kill("SIGKILL");
  await limited.ended;

  const free = start(env);
  await free.prints(/Ready/);
  const after = new Database(database, { readonly: true });
  const unsettled = after
    .prepare<[], number>(
      `SELECT (SELECT count(*) FROM publication WHERE state IN ('intended', 'unknown'))
            + (SELECT count(*) FROM inbox WHERE state = 'waiting')`,
    )
    .pluck();
  await polled(() => unsettled.get() === 0);
  const out = (await hand.channel()).map(({ text }) => text?.split("\n")[0]).sort();
  assert.equal(new Set(out).size, out.length, "none twice");
  const published = after.prepare<[], string>("SELECT title FROM post ORDER BY title").pluck().all();
  assert.deepEqual(published, out, "what is out is known to be, and nothing else");
  const drafts = after.prepare<[], number>("SELECT count(*) FROM draft WHERE state = 'open' AND id <= 4").pluck().get();
  assert.equal(drafts, names.length - out.length, "what is not out is still a draft");
  t.diagnostic(`${out.length} of ${names.length} were out`);
  after.close();
  free.child.kill("SIGTERM");
  assert.equal(await free.ended, 0);
});
