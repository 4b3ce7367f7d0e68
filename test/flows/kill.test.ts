import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { StandIn } from "../../playground/server/index.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { ANYA, countRows, createBotProcess, type Hand, handOf, startStandIn, textOf } from "./driver.ts";

const TITLE = "Отказ как одно направление";
/** A button is not waited for longer where nobody may be there to answer it, ms. */
const WAIT = 300;
const TEXT = "можно найти вектор, который описывает понятие вредоносности";

interface Step {
  act(hand: Hand): Promise<unknown>;
  /** What the person sees when the step is done. */
  readonly shows: string;
}

const STEPS: readonly Step[] = [
  { act: (hand) => hand.say("/new"), shows: "Про какую статью пост?" },
  { act: (hand) => hand.say("2406.11717"), shows: "Теперь текст" },
  { act: (hand) => hand.say(TEXT), shows: "Записал: 59 знаков" },
  { act: (hand) => hand.photos(2), shows: "2 картинки. Пришлите ещё" },
  { act: (hand) => hand.press("2 картинки. Пришлите ещё", "Готово", WAIT), shows: "Черновик №1 · разбор" },
  { act: (hand) => hand.press("Черновик №1 · разбор", "Заголовок", WAIT), shows: "Какой заголовок?" },
  { act: (hand) => hand.say(TITLE), shows: `${TITLE}\nЧерновик №1` },
];

/** When the process is killed: what a step does to it. */
type Killing = (
  bot: ReturnType<typeof createBotProcess>,
  telegram: StandIn,
  act: () => Promise<unknown>,
) => Promise<void>;

const KILLINGS: Readonly<Record<string, Killing>> = {
  "between the steps": async (bot, _telegram, act) => {
    await bot.kill();
    await bot.start();
    await act();
  },
  "and the person goes on while it is down": async (bot, _telegram, act) => {
    await bot.kill();
    // A button's answer does not come while nobody is there.
    const acting = act();
    await settled(acting);
    await bot.start();
  },
  "as soon as it begins to answer": async (bot, telegram, act) => {
    const since = await lastCall(telegram);
    const acting = act();
    await telegram.until(async () =>
      (await telegram.people.calls({ since })).some(({ method }) => method !== "getUpdates"),
    );
    await bot.kill();
    await settled(acting);
    await bot.start();
  },
};

for (const [name, killing] of Object.entries(KILLINGS)) {
  test(`kill -9 ${name}: nothing is lost and nothing is done twice`, { timeout: 120_000 }, async (t) => {
    const { telegram, bot, hand } = await setUp(t);
    for (const { act, shows } of STEPS) {
      await killing(bot, telegram, () => act(hand));
      await hand.sees(shows, 20_000);
    }
    await killing(bot, telegram, () => hand.press(`${TITLE}\nЧерновик №1`, "Опубликовать", WAIT));
    await untilPublished(telegram, bot, hand);

    await bot.kill();
    const channel = await hand.channel();
    assert.equal(channel.length, 2, "the album's two messages stand in the channel once");
    assert.equal(textOf(channel[0] as never), `${TITLE}\n\n${TEXT}\n\n👀LINK`);
    const db = openDatabase(bot.database, { now: Date.now });
    t.after(() => db.close());
    assert.equal(countRows(db, "SELECT count(*) FROM draft"), 1);
    assert.equal(countRows(db, "SELECT count(*) FROM draft_text"), 1);
    assert.equal(countRows(db, "SELECT count(*) FROM draft_figure"), 2);
    assert.equal(countRows(db, "SELECT count(*) FROM draft_paper"), 1);
    assert.equal(countRows(db, "SELECT count(*) FROM post"), 1);
    assert.equal(countRows(db, "SELECT count(*) FROM inbox WHERE state = 'set-aside'"), 0);
  });
}

test("a press on publish that waited while the bot was down reaches nothing until it is made again", async (t) => {
  const { bot, hand } = await setUp(t);
  await hand.paste("Заметка\n\nо чём-то");
  await hand.sees("Черновик №1");
  await bot.kill();
  await hand.press("Черновик №1", "Опубликовать", WAIT);
  await bot.start();
  await hand.sees("⏳ Вы нажали «Опубликовать», пока я был выключен", 20_000);
  assert.deepEqual(await hand.channel(), []);
  await hand.press("⏳", "Опубликовать");
  await hand.sees("✅ Опубликовано");
  assert.equal((await hand.channel()).length, 1);
});

test("killed while the channel is being called, the bot finds out what became of the post, and sends nothing again", async (t) => {
  const { telegram, bot, hand } = await setUp(t);
  await hand.photos(1, "Картинка\n\nс подписью");
  await hand.sees("Черновик №1");
  await telegram.people.fault({ method: "sendPhoto", fault: { kind: "slow", ms: 1_500 } });
  const since = await lastCall(telegram);
  const acting = hand.press("Черновик №1", "Опубликовать", WAIT);
  await hand.sees("Черновик №1");
  const calling = async () => {
    const db = openDatabase(bot.database, { now: Date.now });
    const calls = countRows(db, "SELECT count(*) FROM publication_message WHERE state = 'calling'");
    db.close();
    return calls === 1;
  };
  while (!(await calling())) await new Promise((resolve) => setImmediate(resolve));
  await bot.kill();
  await settled(acting);
  await bot.start();
  await untilPublished(telegram, bot, hand);
  const calls = (await telegram.people.calls({ since })).filter(({ method }) => method === "sendPhoto");
  assert.ok(calls.length <= 1);
  assert.equal((await hand.channel()).length, 1);
});

async function setUp(t: TestContext) {
  const telegram = await startStandIn(t);
  const bot = createBotProcess(telegram);
  await bot.start();
  return { telegram, bot, hand: handOf(telegram, ANYA) };
}

/**
 * Does what a person would, whatever they are told, until the card says that the post is out. A post in doubt the bot
 * finds by itself, or, ten minutes later, sends again.
 */
async function untilPublished(telegram: StandIn, bot: ReturnType<typeof createBotProcess>, hand: Hand): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    const card = await telegram.until(
      async () =>
        (await hand.seen()).findLast((message) => /Опубликовано|пост не вы|не успел|проверяю/.test(textOf(message))),
      20_000,
    );
    if (textOf(card).includes("✅ Опубликовано")) return;
    if (textOf(card).includes("проверяю")) {
      await bot.kill();
      await bot.start(10 * 60_000);
    } else {
      await hand.press(/Черновик №1/, "Опубликовать");
    }
    await telegram.until(
      async () =>
        !(await hand.seen()).some(
          (message) =>
            message.edit_date === card.edit_date &&
            textOf(message) === textOf(card) &&
            message.message_id === card.message_id,
        ),
      20_000,
    );
  }
  assert.fail("the post was never published");
}

async function lastCall(telegram: StandIn): Promise<number> {
  return (await telegram.people.calls({})).at(-1)?.seq ?? 0;
}

/** Waits for an act that may be refused or unanswered, because nobody is there. */
async function settled(acting: Promise<unknown>): Promise<void> {
  await Promise.allSettled([acting]);
}
