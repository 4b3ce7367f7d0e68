import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Message } from "@grammyjs/types";
import { Api } from "grammy";
import { ANYA, handOf, labelsOf, PIXEL, startBot, startStandIn, textOf } from "./driver.ts";

const REVIEW = `# Baba Is AI

Агенты [меняют](https://arxiv.org/abs/2407.13729) правила игры: $E = mc^2$.

![схема](figure)

| модель | счёт |
|---|---|
| а | 1 |
`;

async function publishRich(t: TestContext) {
  const telegram = await startStandIn(t);
  const { db, app } = await startBot(telegram);
  const anya = handOf(telegram, ANYA);
  const file = `data:text/markdown;base64,${Buffer.from(REVIEW).toString("base64")}`;
  await telegram.people.sendFiles({
    person: ANYA,
    chat: telegram.botId,
    files: [{ kind: "document", file, name: "review.md" }],
  });
  await anya.sees("Прочитано как Markdown");
  await anya.photos(1);
  await anya.sees("🖼 1 картинка");
  await anya.press("Baba Is AI\nЧерновик №", "📐");
  await anya.press("Baba Is AI\nЧерновик №", "Расширенн");
  await anya.press("Baba Is AI\nЧерновик №", "К черновику");
  await anya.press("Baba Is AI\nЧерновик №", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  await anya.press("✅ Опубликовано", "Правка");
  await anya.sees("Пост в канале");
  return { telegram, db, app, anya };
}

function richOf(message: Message | undefined): string {
  return JSON.stringify(message?.rich_message ?? null);
}

test("a rich post is looked at before an edit and found as it was sent; its link, figure and end change in place", async (t) => {
  const { anya, telegram } = await publishRich(t);
  const [post] = await anya.channel();
  assert.ok(post?.rich_message, "it is a rich message");

  await anya.press("Пост в канале", "Ссылки");
  await anya.press("Какую ссылку заменить", "меняют");
  await anya.sees("Куда должна вести");
  await anya.say("2406.11717");
  await anya.sees("Исправлено в канале");
  assert.match(richOf((await anya.channel())[0]), /2406\.11717/);
  assert.doesNotMatch(richOf((await anya.channel())[0]), /2407\.13729/);

  await anya.press("Исправлено в канале", "Картинки");
  await anya.press("заменяются по одной, на своих местах", "Заменить 1-ю");
  await anya.sees("встанет на место прежней");
  const files = [{ kind: "video" as const, file: PIXEL.replace("image/png", "video/mp4") }];
  await telegram.people.sendFiles({ person: ANYA, chat: telegram.botId, files });
  await anya.sees(/1 картинка.*Исправлено в канале/s);
  assert.match(richOf((await anya.channel())[0]), /"type":"video"/);

  await anya.press("Исправлено в канале", "UPD");
  await anya.press("Как дополнить?", "Строкой");
  await anya.say("вышел код");
  const card = await anya.sees(/➕ UPD от.*Исправлено в канале/s);
  const [now] = await anya.channel();
  assert.match(richOf(now), /UPD: вышел код/);
  assert.match(richOf(now), /"type":"table"/, "the table stays");

  assert.ok(labelsOf(card).includes("🕘 Правки"));
  await anya.press("Исправлено в канале", "Правки");
  await anya.press("Нажмите на правку", /^1 · /);
  await anya.press("1 · Как вышел", "Вернуть этот вид");
  await anya.sees("Исправлено в канале");
  const [back] = await anya.channel();
  assert.match(richOf(back), /2407\.13729/);
  assert.match(richOf(back), /"type":"photo"/, "the first figure is back");
  assert.doesNotMatch(richOf(back), /UPD/);
  assert.match(textOf(await anya.sees("Исправлено в канале")), /1 картинка/);
});

test("a rich post is not overwritten where somebody changed it in the channel", async (t) => {
  const { anya, telegram } = await publishRich(t);
  const [post] = await anya.channel();
  const message = post?.message_id ?? 0;
  const hand = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  await hand.editMessageText(telegram.channelId, message, "Коротко и просто");
  await anya.press("Пост в канале", "Заголовок");
  await anya.sees(/Пост правили в канале.*Коротко и просто/s);
  await anya.press("Пост правили в канале", "Заменить моим");
  await anya.sees("Какой заголовок");
  assert.match(richOf((await anya.channel())[0]), /"type":"table"/, "the rich message is there again");
});
