import assert from "node:assert/strict";
import { test } from "node:test";
import type { InputRichBlock } from "@grammyjs/types";
import { ANYA, handOf, PIXEL, startBot, startStandIn, textOf } from "./driver.ts";
import { published } from "./files.ts";

const paragraph = (text: string): InputRichBlock<string> => ({ type: "paragraph", text });

test("a rich message that a person sends becomes a draft, and goes out with its blocks", async (t) => {
  const telegram = await startStandIn(t);
  await startBot(telegram);
  const anya = handOf(telegram, ANYA);
  const rich: InputRichBlock<string>[] = [
    { type: "heading", text: "Внимание — это всё, что нужно", size: 1 },
    { type: "photo", photo: { type: "photo", media: PIXEL }, caption: { text: "Схема" } },
    paragraph("Разбор статьи arxiv.org/abs/1706.03762 #nlp"),
    {
      type: "list",
      items: [
        { blocks: [paragraph("раз")], type: "1", value: 1 },
        { blocks: [paragraph("два")], type: "1", value: 2 },
      ],
    },
    { type: "mathematical_expression", expression: "x^2" },
  ];
  await telegram.people.say({ person: ANYA, chat: telegram.botId, rich });
  const card = await anya.sees("Черновик №1");
  assert.match(textOf(card), /Внимание/);
  await anya.press("Черновик №1", "📐");
  await anya.press("Черновик №1", "Расширенное");
  await anya.sees("Одним расширенным сообщением");
  await anya.press("Черновик №1", "К черновику");
  await anya.press("Черновик №1", "Опубликовать");
  const [post, ...others] = await published(t, anya);
  assert.deepEqual(others, []);
  const blocks = post?.rich_message?.blocks ?? [];
  assert.deepEqual(
    blocks.map(({ type }) => type),
    ["heading", "photo", "paragraph", "list", "mathematical_expression"],
  );
  const list = blocks[3];
  assert.ok(list?.type === "list");
  assert.deepEqual(
    list.items.map(({ label }) => label),
    ["1.", "2."],
  );
});
