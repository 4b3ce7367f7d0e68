import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createApp } from "../../src/app.ts";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { loadWords } from "../../src/bot/words.ts";
import { laneOf } from "../../src/telegram/lane.ts";
import { systemTimers } from "../../src/telegram/timers.ts";
import { BOT, CHANNEL, startTelegram } from "../bot/telegram.ts";
import { createErrorLog } from "./error-log.ts";

const FIXTURES = join(import.meta.dirname, "..", "..", "..", "shared", "data", "bot-api", "fixtures");
const skip = existsSync(FIXTURES) ? false : `there are no fixtures at ${FIXTURES}`;

for (const [who, adminIds, connected] of [
  ["a stranger, before there is a channel", [], false],
  ["a reader", [], true],
  ["an admin", [1, 123456789, 987654321, 111111111], true],
] as const) {
  test(`the whole bot handles every kind of update from ${who}, and fails at none`, { skip }, async (t) => {
    const telegram = await startTelegram();
    telegram.answer("getChatMember", () => ({ error: 400, description: "Bad Request: user not found" }));
    const db = openDatabase(":memory:", { now: Date.now });
    const { errors, log } = createErrorLog();
    if (connected) createChannels(db, Date.now).serve({ chatId: CHANNEL.id, title: CHANNEL.title, username: null });
    const app = createApp({
      db,
      token: "100:test",
      connection: { apiRoot: telegram.root, proxy: null },
      me: { ...BOT, can_join_groups: false } as never,
      adminIds,
      words: loadWords(),
      now: Date.now,
      timers: systemTimers,
      log,
      fetch: () => Promise.reject(new TypeError("there is no network in this test")),
      chance: () => 0,
      patience: { quiet: 0, cap: 0 },
      onTrouble: () => undefined,
      onFatal: (error) => errors.push(String(error)),
    });
    t.after(async () => {
      await app.dispatcher.stop(5_000);
      await telegram.close();
      db.close();
    });
    const updates = readdirSync(FIXTURES)
      .filter((name) => name.startsWith("Updates__"))
      .map((name, i) => ({ ...JSON.parse(readFileSync(join(FIXTURES, name), "utf8")), update_id: 1_000 + i }));
    app.inbox.insert(updates, { late: false, lane: laneOf });
    app.dispatcher.start();
    await app.dispatcher.idle();
    assert.equal(db.prepare("SELECT count(*) FROM inbox WHERE state = 'done'").pluck().get(), updates.length);
    assert.deepEqual(errors, []);
  });
}
