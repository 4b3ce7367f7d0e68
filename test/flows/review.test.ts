import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Message } from "@grammyjs/types";
import { ANYA, handOf, labelsOf, startBot, startStandIn, textOf } from "./driver.ts";
import { fileSeen, normal, published, REVIEW, sendFile } from "./files.ts";

interface Words {
  readonly language: string | null;
  readonly read: string;
  readonly contents: readonly string[];
  readonly six: RegExp;
  readonly card: RegExp;
  readonly rich: string;
  readonly classic: string;
  readonly publish: string;
  readonly published: string;
  readonly edit: string;
  readonly post: string;
  readonly text: string;
  readonly ask: string;
  readonly changed: string;
  readonly lost: string;
  readonly beside: string;
}

const RU: Words = {
  language: null,
  read: "Прочитано как Markdown",
  contents: ["3 формулы", "1 таблица", "2 сноски", "6 мест для картинок"],
  six: /🖼 6 картинок/,
  card: /Черновик №1/,
  rich: "🔁 Расширенным",
  classic: "🔁 Обычным",
  publish: "Опубликовать",
  published: "Опубликовано",
  edit: "Правка",
  post: "Пост в канале",
  text: "✏️ Текст",
  ask: "Пришлите новый текст",
  changed: "1 правка",
  lost: "Реакции, комментарии и место в ленте останутся у этого",
  beside: "обычным, этот оставить",
};

const EN: Words = {
  language: "English",
  read: "Read as Markdown",
  contents: ["3 formulas", "1 table", "2 footnotes", "6 places for pictures"],
  six: /🖼 6 figures/,
  card: /Draft 1/,
  rich: "🔁 As a rich message",
  classic: "🔁 As ordinary text",
  publish: "Publish",
  published: "Published at",
  edit: "Edit",
  post: "Post in the channel",
  text: "✏️ Text",
  ask: "Send the new text",
  changed: "1 change",
  lost: "Reactions, comments and the place in the feed stay with this one",
  beside: "ordinary text, keep this one",
};

const CHANGED = REVIEW.replace("## Как его находят", "## Как находят направление")
  .replace("| Llama 3 8B | 0,02 | 0,86 |", "| Llama 3 8B | 0,02 | 0,86 |\n| Yi 6B | 0,05 | **0,74** |")
  .replace("Вмешательств три.", "Вмешательств три, $n = 3$.");

for (const words of [RU, EN]) {
  const named = words === RU ? "по-русски" : "in English";
  test(`a review of 12,000 characters, from its file to its twin and back to its file (${named})`, async (t) => {
    const telegram = await startStandIn(t);
    await startBot(telegram);
    const anya = handOf(telegram, ANYA);
    if (words.language !== null) {
      await anya.say("/language");
      await anya.press("Говорю по-русски", words.language);
    }
    await sendFile(telegram, "review.md", REVIEW);
    const told = textOf(await anya.sees(words.read));
    for (const part of words.contents) assert.ok(told.includes(part), told);
    await anya.photos(6);
    await anya.sees(words.six);

    // One tap between the two forms, each shown at once as the channel would get it.
    await anya.press(words.card, words.rich);
    await telegram.until(async () => (await anya.seen()).find((message) => message.rich_message !== undefined));
    const series = await anya.press(words.card, words.classic).then(() => shown(t, anya, words.rich));
    assert.ok(series.some((message) => textOf(message).includes("h′ = h − r̂ r̂ᵀ h")));
    assert.ok(!series.some((message) => message.rich_message !== undefined));
    await anya.press(words.card, words.rich);
    await shown(t, anya, words.classic);
    await anya.press(words.card, words.publish);
    const [post, ...others] = await published(t, anya);
    assert.deepEqual(others, []);
    assert.equal(filesIn(post).length, 6);

    // The rich post is edited in place by the changed file.
    await anya.press(words.published, words.edit);
    await anya.press(words.post, words.text);
    await anya.sees(words.ask);
    await sendFile(telegram, "review.md", CHANGED);
    await anya.sees(words.changed);
    const [edited, ...more] = await published(t, anya);
    assert.deepEqual(more, []);
    assert.equal(edited?.message_id, post?.message_id);
    assert.ok(JSON.stringify(edited?.rich_message).includes("Как находят направление"));
    assert.deepEqual(filesIn(edited), filesIn(post));

    await anya.press(words.post, "Markdown");
    assert.equal(await fileSeen(telegram, anya), normal(CHANGED));
    assert.notEqual(normal(CHANGED), normal(REVIEW));

    // One tap publishes its classic twin; what stays with the rich post is said beside the button.
    assert.ok(textOf(await anya.sees(words.post)).includes(words.lost));
    await anya.press(words.post, words.beside);
    const all = await published(t, anya, 1 + 6 + 3);
    const twin = all.slice(1).map(textOf).join("\n");
    for (const said of ["[1]", "[2] В приложении", "Yi 6B", "h′ = h − r̂ r̂ᵀ h", "Как находят направление"]) {
      assert.ok(twin.includes(said), said);
    }
    assert.equal(all.filter((message) => message.photo !== undefined).length, 6);
    assert.equal(all[0]?.message_id, post?.message_id);
  });
}

/** The messages of the bot, once the card offers this. */
async function shown(t: TestContext, anya: ReturnType<typeof handOf>, button: string): Promise<readonly Message[]> {
  return await t.waitFor(
    async () => {
      const messages = await anya.seen();
      assert.ok(messages.at(-1) && labelsOf(messages.at(-1) as Message).some((label) => label.startsWith(button)));
      return messages;
    },
    { timeout: 20_000 },
  );
}

/** The files of a rich message, in reading order. */
function filesIn(message: Message | undefined): string[] {
  const blocks = message?.rich_message?.blocks ?? [];
  return blocks.flatMap((block) => (block.type === "photo" ? [block.photo.at(-1)?.file_unique_id ?? ""] : []));
}
