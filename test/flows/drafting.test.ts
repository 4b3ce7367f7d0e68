import assert from "node:assert/strict";
import { test } from "node:test";
import { ANYA, handOf, labelsOf, startBot, startStandIn, textOf } from "./driver.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\n👀LINK";
const LINK = [
  { type: "text_link" as const, offset: POST.indexOf("👀LINK"), length: 6, url: "https://arxiv.org/abs/2407.13729" },
];

test("a pasted post is a card at once, and one tap publishes it", async (t) => {
  const telegram = await startStandIn(t);
  await startBot(t, telegram);
  const anya = handOf(telegram, ANYA);
  await anya.paste(POST, LINK);
  const card = await anya.sees("Черновик №1");
  assert.match(textOf(card), /^Baba Is AI\nЧерновик №1 · разбор · @zzmtsvv\n\n📄 arXiv 2407.13729/);
  assert.ok(labelsOf(card).some((label) => label.includes("Опубликовать")));
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  const [post] = await anya.channel();
  assert.equal(post?.text, POST);
});
