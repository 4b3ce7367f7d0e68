import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createChannels } from "../src/archive/channels.ts";
import { openDatabase } from "../src/archive/database.ts";
import { ANYA, handOf, startStandIn, textOf } from "./flows/driver.ts";
import { setUp } from "./main.fixture.ts";

test("a process that was suspended while its lock was deleted and another took over calls nothing afterwards", {
  timeout: 60_000,
}, async (t) => {
  if (process.platform === "win32") return t.skip("Windows suspends no process by a signal");
  const telegram = await startStandIn(t);
  const { start, database, folder } = await setUp(t);
  const env = {
    BOT_TOKEN: telegram.token,
    BOT_API_ROOT: telegram.apiRoot,
    CHANNEL_ID: String(telegram.channelId),
    ADMIN_IDS: String(ANYA),
    LANG: "en_US.UTF-8",
  };
  const first = start(env);
  await first.prints(/Ready/);
  const db = openDatabase(database, { now: Date.now });
  const channels = createChannels(db, Date.now);
  channels.changeSettings(channels.served()?.id ?? 0, { undoSeconds: 2 });
  db.close();
  const anya = handOf(telegram, ANYA);
  await anya.paste("Заметка\n\nо двух процессах");
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees("Публикую через");
  first.child.kill("SIGSTOP");
  rmSync(join(folder, "data", "paperboy.lock"));
  const second = start(env);
  await second.prints(/Ready/);
  // Where the window ended before the second one stood, the post needs another press.
  const said = await anya.sees(/Опубликовано|пока я был выключен/, 20_000);
  if (textOf(said).includes("пока я был")) await anya.press("пока я был выключен", "Опубликовать");
  await anya.sees("Опубликовано", 20_000);
  first.child.kill("SIGCONT");
  // It notices within a second, stops, and waits in its turn.
  await first.prints(/I will look again by myself/);
  const sends = (await telegram.people.calls({})).filter(
    ({ method, payload }) =>
      method === "sendMessage" && Number((payload as { chat_id?: unknown }).chat_id) === telegram.channelId,
  );
  assert.equal(sends.length, 1);
  assert.equal((await anya.channel()).length, 1);
  second.child.kill("SIGTERM");
  assert.equal(await second.ended, 0);
});
