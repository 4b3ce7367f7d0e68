import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { openDatabase } from "../../src/archive/database.ts";
import { ANYA, countRows, createBotProcess, handOf, startStandIn } from "./driver.ts";

const REVIEW = readFileSync(join(import.meta.dirname, "review.md"), "utf8");

async function scene(t: TestContext) {
  const telegram = await startStandIn(t);
  const bot = createBotProcess(telegram);
  await bot.start();
  const anya = handOf(telegram, ANYA);
  const file = `data:text/markdown;base64,${Buffer.from(REVIEW).toString("base64")}`;
  return {
    telegram,
    bot,
    anya,
    sendReview: () =>
      telegram.people.sendFiles({
        person: ANYA,
        chat: telegram.botId,
        files: [{ kind: "document", file, name: "review.md" }],
      }),
    /** Kills the bot as soon as it calls something after this, and starts it again. */
    interrupted: async (act: () => Promise<unknown>) => {
      const since = (await telegram.people.calls({})).at(-1)?.seq ?? 0;
      const acting = act().catch((error: unknown) => error);
      await telegram.until(async () =>
        (await telegram.people.calls({ since })).some(({ method }) => method !== "getUpdates"),
      );
      await bot.kill();
      await acting;
      await bot.start();
    },
  };
}

test("killed while it reads a Markdown file, and while pictures come, the bot has one draft with each of them once", {
  timeout: 120_000,
}, async (t) => {
  const { anya, bot, interrupted, sendReview } = await scene(t);
  await interrupted(sendReview);
  await anya.sees("а прислано 0", 20_000);
  await interrupted(() => anya.photos(6));
  await anya.sees("🖼 6 картинок", 20_000);
  await interrupted(() => anya.press("🖼 6 картинок", "📐", 300));
  await anya.press("Черновик №1", "Расширенное");
  await anya.sees("Одним расширенным сообщением", 20_000);
  await bot.kill();
  const db = openDatabase(bot.database, { now: Date.now });
  t.after(() => db.close());
  assert.equal(countRows(db, "SELECT count(*) FROM draft"), 1);
  assert.equal(countRows(db, "SELECT count(*) FROM draft_text"), 1);
  assert.equal(countRows(db, "SELECT count(*) FROM draft_figure"), 6);
  assert.equal(countRows(db, "SELECT count(*) FROM draft_rich WHERE document IS NOT NULL"), 1);
  assert.equal(countRows(db, "SELECT count(*) FROM inbox WHERE state = 'set-aside'"), 0);
});
