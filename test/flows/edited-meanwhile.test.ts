import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ANYA, handOf, labelsOf, startBot, startStandIn, textOf } from "./driver.ts";
import { startTime } from "./time.ts";

/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);
const WAIT = { kind: "error", code: 429, description: "Too Many Requests: retry after 900", retryAfter: 900 } as const;

async function setUp(t: TestContext) {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { app } = await startBot(telegram, time);
  const anya = handOf(telegram, ANYA);
  let drafts = 0;
  const idle = async (): Promise<void> => {
    await app.dispatcher.idle();
    await app.publisher.idle();
  };
  /** Presses “publish”, while Telegram fails so, and corrects the author's message before the post is out. */
  const correct = async (fault: typeof WAIT | { readonly kind: "drop-before" } | null = null): Promise<string> => {
    drafts += 1;
    const [message] = await anya.paste(`Заметка ${drafts}\n\nс очепяткой`);
    await anya.sees(`Черновик №${drafts}`);
    if (fault !== null) await telegram.people.fault({ method: "sendMessage", fault });
    await anya.press(`Черновик №${drafts}`, "Опубликовать");
    await idle();
    await anya.edit(message?.message_id ?? 0, `Заметка ${drafts}\n\nбез опечатки`);
    await anya.sees(new RegExp(`Заметка ${drafts}\n[\\s\\S]*(?:изменился|Правка сохранена)`));
    return `Заметка ${drafts}`;
  };
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 30_000) {
      time.pass(30_000);
      await idle();
    }
  };
  const out = async (): Promise<readonly string[]> => (await anya.channel()).map(textOf);
  const window = (undoSeconds: number) => app.channels.changeSettings(app.channels.served()?.id ?? 0, { undoSeconds });
  return { anya, idle, correct, pass, out, window };
}

test("a post that is corrected while it waits says at once that it stays back, and goes out corrected by another press", async (t) => {
  const { anya, idle, correct, pass, out, window } = await setUp(t);
  window(60);
  const left = await correct();
  const card = await anya.sees(left);
  assert.match(textOf(card), /сам он уже не выйдет/);
  assert.doesNotMatch(textOf(card), /Публикую через/);
  await pass(120_000);
  assert.deepEqual(await out(), []);

  const pressed = await correct();
  await anya.press(pressed, "Опубликовать");
  await idle();
  const waiting = await anya.sees(pressed);
  assert.match(textOf(waiting), /Публикую через/);
  assert.doesNotMatch(textOf(waiting), /изменился/);
  assert.deepEqual(labelsOf(waiting), ["Отменить"]);
  await pass(120_000);
  assert.deepEqual(await out(), [`${pressed}\n\nбез опечатки`]);
});

test("a post that is corrected when it can no longer be changed says that the correction is not in it, and how to make it", async (t) => {
  const { anya, idle, correct, pass, out } = await setUp(t);
  const doubtful = await correct({ kind: "drop-before" });
  assert.match(textOf(await anya.sees(doubtful)), /Telegram не ответил[\s\S]*пост уходит таким, каким был/);
  await pass(600_000);
  const sent = await anya.sees(doubtful);
  assert.match(textOf(sent), /✅ Опубликовано[\s\S]*Правки, сделанной после нажатия, в посте нет/);
  assert.ok(labelsOf(sent).includes("✏️ Правка"));
  assert.deepEqual(await out(), [`${doubtful}\n\nс очепяткой`]);

  const delayed = await correct(WAIT);
  assert.match(textOf(await anya.sees(delayed)), /просит подождать[\s\S]*нажмите «Отменить» и опубликуйте его снова/);
  await anya.press(delayed, "Отменить");
  await anya.press(delayed, "Опубликовать");
  await idle();
  const corrected = await anya.sees(delayed);
  assert.match(textOf(corrected), /✅ Опубликовано/);
  assert.doesNotMatch(textOf(corrected), /Правки/);
  assert.equal((await out()).at(-1), `${delayed}\n\nбез опечатки`);
});
