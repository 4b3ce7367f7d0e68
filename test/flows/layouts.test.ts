import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Message } from "@grammyjs/types";
import { ANYA, handOf, labelsOf, PIXEL, startBot, startStandIn, textOf } from "./driver.ts";

async function scene(t: TestContext) {
  const telegram = await startStandIn(t);
  const { db, app } = await startBot(telegram);
  return { telegram, db, app, anya: handOf(telegram, ANYA) };
}

const TEXT = "Заметка о картинках\n\nЗдесь два слова о них.";
const isPicture = (message: Message): boolean => message.photo !== undefined;

test("a layout is chosen by a tap, shown at once, and is what the channel gets", async (t) => {
  const { anya } = await scene(t);
  await anya.photos(1, TEXT);
  const card = await anya.sees("Одним сообщением: картинка, под ней текст. 43 из 1\u202f024.");
  assert.ok(labelsOf(card).includes("📐 Текст под картинкой"));
  await anya.press("Черновик №1", "📐");
  await anya.press("Черновик №1", "Текст, потом картинки");
  const chosen = await anya.sees("Двумя сообщениями: сначала текст, ответом на него картинки.");
  assert.ok(labelsOf(chosen).includes("✅ Текст, потом картинки"));
  assert.ok(labelsOf(chosen).includes("↩️ Как обычно в канале"));
  const shown = (await anya.seen()).slice(-3);
  assert.equal(textOf(shown[0] as Message), TEXT);
  assert.ok(isPicture(shown[1] as Message));
  assert.equal(shown[1]?.reply_to_message?.message_id, shown[0]?.message_id);
  assert.match(textOf(shown[2] as Message), /Черновик №1/);

  await anya.press("Черновик №1", "Картинки, потом текст");
  await anya.sees("сначала картинки, ответом на них текст");
  const again = (await anya.seen()).filter((message) => textOf(message) === TEXT || isPicture(message));
  assert.equal(again.length, 2, "the new preview stands in place of the old one");
  assert.ok(isPicture(again[0] as Message));

  await anya.press("Черновик №1", "К черновику");
  await anya.press("Черновик №1", "Опубликовать");
  const channel = await t.waitFor(
    async () => {
      const messages = await anya.channel();
      assert.equal(messages.length, 2);
      return messages;
    },
    { timeout: 60_000 },
  );
  assert.ok(isPicture(channel[0] as Message));
  assert.equal(textOf(channel[1] as Message), TEXT);
  assert.equal(channel[1]?.reply_to_message?.message_id, channel[0]?.message_id);
});

test("a choice that no longer fits is said so, and the post goes out in the most classic way", async (t) => {
  const { anya } = await scene(t);
  const [photo] = await anya.photos(1, TEXT);
  await anya.press("Черновик №1", "📐");
  await anya.press("Черновик №1", "✅ Текст под картинкой");
  await anya.press("Черновик №1", "К черновику");
  await anya.press("Черновик №1", "✏️ Текст");
  await anya.press("Черновик №1", "Добавить текст");
  await anya.sees("Записал");
  await anya.paste("и ещё слово ".repeat(100));
  await anya.press(/1.2\d\d знак/, "Готово");
  await anya.sees("Вид «Текст под картинкой» этому посту не подходит. Двумя сообщениями");
  assert.ok(photo !== undefined);
});

test("a text over one message goes out as a series, each message in reply to the one before", async (t) => {
  const { anya } = await scene(t);
  const paragraph = "слово за словом ".repeat(120).trim();
  await anya.paste(`Длинный пост\n\n${Array.from({ length: 5 }, () => paragraph).join("\n\n")}`);
  await anya.sees(
    /Серией: 3 сообщения, каждое ответом на предыдущее\. 9.\d\d\d знаков, а в одно сообщение помещается 4.096\./,
  );
  await anya.press("Черновик №1", "Опубликовать");
  const channel = await t.waitFor(
    async () => {
      const messages = await anya.channel();
      assert.equal(messages.length, 3);
      return messages;
    },
    { timeout: 60_000 },
  );
  assert.deepEqual(
    channel.map((message) => message.reply_to_message?.message_id),
    [undefined, channel[0]?.message_id, channel[1]?.message_id],
  );
  for (const message of channel) assert.match(textOf(message), /словом$/);
});

test("figures get captions and sources, change places, are replaced and removed", async (t) => {
  const { telegram, anya } = await scene(t);
  await anya.photos(3, TEXT);
  await anya.press("Черновик №1", "🖼 Картинки");
  await anya.press("Черновик №1", "🖼 2");
  await anya.press("2 из 3 · фото", "Подпись");
  await anya.sees("Что подписать под этой картинкой?");
  await anya.say("Схема обучения");
  await anya.press("Подпись: Схема обучения", "Источник");
  await anya.sees("Откуда картинка?");
  await anya.say("х".repeat(301));
  await anya.sees("уместите, пожалуйста, в 300 знаков");
  await anya.say("Chen et al., рис. 2");
  const described = await anya.sees("Источник: Chen et al., рис. 2");
  assert.match(textOf(described), /Подписи и источники встанут в конец текста поста/);

  await anya.press("2 из 3", "Раньше");
  await anya.press("1 из 3", "Позже");
  const middle = await anya.sees("2 из 3");
  assert.deepEqual(
    labelsOf(middle).filter((label) => /Раньше|Позже|Заменить|Убрать/.test(label)),
    ["⬆️ Раньше", "⬇️ Позже", "🔄 Заменить", "✖️ Убрать"],
  );
  await anya.press("2 из 3", "Заменить");
  await anya.sees("встанет на место прежнего");
  await telegram.people.sendFiles({
    person: ANYA,
    chat: telegram.botId,
    files: [{ kind: "video", file: PIXEL, name: "film.mp4" }],
  });
  await anya.sees("2 из 3 · видео");
  await anya.press("2 из 3 · видео", "К картинкам");
  await anya.press("Черновик №1", "🖼 3");
  await anya.press("3 из 3", "Убрать");
  await anya.press("🖼 2 картинки", "К черновику");
  await anya.press("Черновик №1", "Опубликовать");
  const channel = await t.waitFor(
    async () => {
      const messages = await anya.channel();
      assert.equal(messages.length, 2);
      return messages;
    },
    { timeout: 60_000 },
  );
  assert.ok(channel[1]?.video !== undefined);
  assert.equal(textOf(channel[0] as Message), `${TEXT}\n\n🖼 2. Схема обучения (Chen et al., рис. 2)`);
});
