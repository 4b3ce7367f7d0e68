import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { CHANNEL, startBot } from "../telegram.ts";

const FIXTURES = join(import.meta.dirname, "..", "..", "..", "..", "shared", "data", "bot-api", "fixtures");
const skip = existsSync(FIXTURES) ? false : `there are no fixtures at ${FIXTURES}`;

test("no update that Telegram may send makes the bot fail, with or without a channel", { skip }, async (t) => {
  const files = readdirSync(FIXTURES).filter((name) => name.endsWith(".json"));
  assert.ok(files.length > 50);
  for (const connected of [false, true]) {
    const bot = await startBot(t, { adminIds: [1] });
    if (connected) bot.channels.serve({ chatId: CHANNEL.id, title: CHANNEL.title, username: null });
    for (const file of files) {
      const update = JSON.parse(readFileSync(join(FIXTURES, file), "utf8"));
      await assert.doesNotReject(() => bot.feed(update), file);
      for (const { method, payload } of bot.telegram.take()) {
        if (method === "sendMessage") assert.ok(payload.text.length > 0, file);
      }
    }
  }
});
