import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Message } from "@grammyjs/types";
import { Api } from "grammy";
import { createDrafts } from "../../src/archive/drafts.ts";
import { readMarkdown } from "../../src/document/markdown/read.ts";
import { writeMarkdown } from "../../src/document/markdown/write.ts";
import { ANYA, type Hand, handOf, labelsOf, startBot, startStandIn, textOf } from "./driver.ts";

const REVIEW = readFileSync(join(import.meta.dirname, "review.md"), "utf8");

async function scene(t: TestContext) {
  const telegram = await startStandIn(t);
  const { db, app } = await startBot(telegram);
  return { telegram, db, app, drafts: createDrafts(db, Date.now), anya: handOf(telegram, ANYA) };
}

/** A Markdown file, as a person sends it. */
function sendFile({ telegram }: Pick<Awaited<ReturnType<typeof scene>>, "telegram">, name: string, text: string) {
  const file = `data:text/markdown;base64,${Buffer.from(text).toString("base64")}`;
  return telegram.people.sendFiles({ person: ANYA, chat: telegram.botId, files: [{ kind: "document", file, name }] });
}

function normal(markdown: string): string {
  const reading = readMarkdown(markdown);
  assert.ok(reading.ok);
  return writeMarkdown(reading.document);
}

test("a review of 12,000 characters as a Markdown file with six figures becomes one rich message", async (t) => {
  assert.ok(REVIEW.length >= 12_000);
  const here = await scene(t);
  const { anya, drafts } = here;
  await sendFile(here, "review.md", `\ufeff${REVIEW.replaceAll("\n", "\r\n")}`);
  const card = await anya.sees("Прочитано как Markdown");
  const said = textOf(card);
  for (const part of ["3 формулы", "1 таблица", "2 сноски", "6 мест для картинок"])
    assert.ok(said.includes(part), said);
  assert.match(said, /в тексте 6 картинок, а прислано 0/);
  assert.ok(!labelsOf(card).some((label) => label.includes("Опубликовать")));
  await anya.photos(4);
  await anya.sees("в тексте 6 картинок, а прислано 4");
  await anya.photos(2);
  const ready = await anya.sees("🖼 6 картинок");
  assert.ok(!textOf(ready).includes("прислано"), textOf(ready));
  assert.match(textOf(ready), /#интерпретируемость #безопасность/);
  assert.match(textOf(ready), /arXiv 2406\.11717/);
  const kept = drafts.load(1);
  assert.ok(kept?.content.rich);
  assert.equal(writeMarkdown(kept.content.rich), normal(REVIEW));

  await anya.press("🖼 6 картинок", "📐");
  await anya.press("Черновик №1", "Расширенное");
  await anya.sees("Одним расширенным сообщением");
  await anya.press("Черновик №1", "К черновику");
  await anya.press("Черновик №1", "Опубликовать");
  const [post, ...others] = await published(t, anya);
  assert.deepEqual(others, []);
  const blocks = post?.rich_message?.blocks ?? [];
  assert.equal(blocks.filter(({ type }) => type === "photo").length, 6);
  assert.equal(blocks.filter(({ type }) => type === "table").length, 1);
  assert.equal(blocks.filter(({ type }) => type === "heading").length, 8);

  // It comes out as it came in.
  await anya.press("Опубликовано", "Правка");
  await anya.press("Пост в канале", "Markdown");
  assert.equal(await fileSeen(here), normal(REVIEW));

  // Its classic twin takes several messages: that is said, and is one tap.
  await anya.press("Пост в канале", "Обычным сообщением");
  await anya.press("Реакции, комментарии и место в ленте останутся у прежнего", "этот оставить");
  const all = await t.waitFor(
    async () => {
      const messages = await anya.channel();
      assert.equal(messages.length, 1 + 6 + 3);
      return messages;
    },
    { timeout: 20_000 },
  );
  const twin = all.slice(1).map(textOf).join("\n");
  for (const said of ["[1]", "[2] В приложении", "Llama 3 8B", "h′ = h − r̂ r̂ᵀ h"]) assert.ok(twin.includes(said), said);
});

/** The text of the last file that the bot sent. */
async function fileSeen({ telegram, anya }: Awaited<ReturnType<typeof scene>>): Promise<string> {
  const message = await telegram.until(async () => (await anya.seen()).findLast((each) => each.document !== undefined));
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  const { file_path: path } = await api.getFile(message.document?.file_id ?? "");
  const response = await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/${path}`);
  return await response.text();
}

/** What stands in the channel, once something does. */
async function published(t: TestContext, anya: Hand): Promise<readonly Message[]> {
  return await t.waitFor(
    async () => {
      const messages = await anya.channel();
      assert.notEqual(messages.length, 0);
      return messages;
    },
    { timeout: 20_000 },
  );
}
