import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { StandIn } from "../../playground/server/index.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { ANYA, countRows, createBotProcess, type Hand, handOf, labelsOf, startStandIn, textOf } from "./driver.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры";
/** A button is not waited for longer where nobody may be there to answer it, ms. */
const WAIT = 300;

async function setUp(t: TestContext) {
  const telegram = await startStandIn(t);
  const bot = createBotProcess(telegram);
  await bot.start();
  const hand = handOf(telegram, ANYA);
  await hand.paste(POST);
  await hand.press("Черновик №1", "Опубликовать");
  await hand.press("✅ Опубликовано", "Правка");
  await hand.sees("Пост в канале");
  return { telegram, bot, hand };
}
type Scene = Awaited<ReturnType<typeof setUp>>;

/** Kills the bot while it calls this method for the channel; the call reaches Telegram after it, or never. */
async function killedWithin(
  { telegram, bot }: Scene,
  method: string,
  reaches: boolean,
  act: () => Promise<unknown>,
): Promise<void> {
  // A call whose sender is gone before it is acted on is acted on all the same.
  const fault = reaches ? ({ kind: "slow", ms: 700 } as const) : ({ kind: "drop-before" } as const);
  await telegram.people.fault({ method, fault });
  const acting = act().catch(() => undefined);
  while (!begun(bot)) await new Promise((resolve) => setImmediate(resolve));
  await bot.kill();
  await acting;
  await bot.start();
}

function begun(bot: Scene["bot"]): boolean {
  const db = openDatabase(bot.database, { now: Date.now });
  const rows = countRows(db, "SELECT count(*) FROM revision WHERE state = 'intended' OR kind IN ('edit', 'take-down')");
  db.close();
  return rows > 0;
}

async function revisionsOf({ bot }: Scene): Promise<unknown[]> {
  await bot.kill();
  const db = openDatabase(bot.database, { now: Date.now });
  const rows = db.prepare("SELECT kind, state FROM revision ORDER BY id").raw().all();
  assert.equal(countRows(db, "SELECT count(*) FROM inbox WHERE state = 'set-aside'"), 0);
  db.close();
  return rows;
}

async function channelShows(telegram: StandIn, hand: Hand, text: string | undefined): Promise<void> {
  await telegram.until(async () => (await hand.channel())[0]?.text === text || undefined, 20_000);
}

for (const reaches of [true, false]) {
  test(`killed within an edit that ${reaches ? "reaches" : "never reaches"} Telegram, the bot makes it once and says so`, {
    timeout: 180_000,
  }, async (t) => {
    const here = await setUp(t);
    const { telegram, hand } = here;
    await hand.press("Пост в канале", "Текст");
    await hand.sees("Пришлите новый текст");
    const next = "Baba Is AI\n\nагенты переписывают правила";
    await killedWithin(here, "editMessageText", reaches, () => hand.say(next));
    await channelShows(telegram, hand, next);
    const card = await hand.sees(/Пост в канале.*🕘 1 правка/s, 20_000);
    assert.doesNotMatch(textOf(card), /правили в канале|с тех пор изменился/, "its own edit is nobody else's");
    assert.ok(labelsOf(card).some((label) => label.includes("Текст")));
    assert.deepEqual(await revisionsOf(here), [
      ["first", "made"],
      ["edit", "made"],
    ]);
  });
}

test("killed while it takes a post down, the bot ends that, and keeps the record", { timeout: 180_000 }, async (t) => {
  const here = await setUp(t);
  const { telegram, hand } = here;
  await hand.press("Пост в канале", "Убрать из канала");
  await killedWithin(here, "deleteMessage", true, () => hand.press("Отменить это нельзя", "Убрать насовсем", WAIT));
  await channelShows(telegram, hand, undefined);
  await hand.say("/search правила");
  await hand.sees("пока нет постов", 20_000);
  assert.deepEqual(await revisionsOf(here), [
    ["first", "made"],
    ["take-down", "made"],
  ]);
});
