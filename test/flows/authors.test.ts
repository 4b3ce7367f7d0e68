import assert from "node:assert/strict";
import { test } from "node:test";
import { ANYA, countRows, type Hand, handOf, MAX, startBot, startStandIn, textOf } from "./driver.ts";

test("two authors draft at the same time, with albums, and nothing of one gets into the other's", async (t) => {
  const telegram = await startStandIn(t);
  const { db } = await startBot(telegram);
  const anya = handOf(telegram, ANYA);
  const max = handOf(telegram, MAX);

  const draft = async (hand: Hand, paper: string, name: string, figures: number): Promise<void> => {
    await hand.say("/new");
    await hand.sees("Про какую статью пост?");
    await hand.say(paper);
    await hand.sees("Теперь текст");
    // The album's parts reach the bot in another order than they were sent in.
    await hand.photos(
      figures,
      `${name}: подпись`,
      Array.from({ length: figures }, (_, i) => figures - 1 - i),
    );
    await hand.sees(new RegExp(`${figures} картин.*Пришлите ещё`, "s"));
    await hand.say(`${name}: продолжение`);
    await hand.press(new RegExp(`${figures} картин.*Пришлите ещё`, "s"), "Готово");
    await hand.press("Черновик №", "Заголовок");
    await hand.sees("Какой заголовок?");
    await hand.say(`Пост, который пишет ${name}`);
    await hand.press(`Пост, который пишет ${name}`, "Опубликовать");
    await hand.sees("✅ Опубликовано");
  };
  await Promise.all([draft(anya, "2406.11717", "Аня", 10), draft(max, "2407.13729", "Макс", 4)]);

  const channel = await anya.channel();
  const texts = channel.map(textOf).filter((text) => text !== "");
  for (const name of ["Аня", "Макс"]) {
    assert.ok(
      texts.includes(`Пост, который пишет ${name}\n\n${name}: подпись\n\n${name}: продолжение\n\n👀LINK`),
      texts.join("\n---\n"),
    );
  }
  const groups = Map.groupBy(channel, ({ media_group_id }) => media_group_id);
  assert.deepEqual(
    [...groups.values()].map((group) => group.length).sort((a, b) => a - b),
    [4, 10],
  );
  assert.equal(countRows(db, "SELECT count(*) FROM draft"), 2);
  assert.equal(countRows(db, "SELECT count(DISTINCT person_id) FROM draft"), 2);
});

test("one author's two drafts do not mix, and a question says which of them it is about", async (t) => {
  const telegram = await startStandIn(t);
  await startBot(telegram);
  const anya = handOf(telegram, ANYA);
  await anya.paste("Первый пост\n\nо диффузии");
  await anya.sees("Черновик №1");
  await anya.paste("Второй пост\n\nо трансформерах");
  await anya.sees("Черновик №2");

  await anya.press("Черновик №1", "Заголовок");
  await anya.sees("Черновик №1 · Первый пост\n\nКакой заголовок?");
  await anya.press("Черновик №2", "Теги");
  await anya.press("Черновик №2", "Вписать теги");
  await anya.sees("Черновик №2 · Второй пост\n\nКакие теги");
  await anya.say("#трансформер, внимание");
  await anya.sees("🏷 #трансформер #внимание");
  await anya.press("Черновик №1", "Заголовок");
  await anya.say("Первый, исправленный");
  await anya.sees("Первый, исправленный\nЧерновик №1");

  await anya.say("/drafts");
  await anya.sees("У вас 2 черновика");
  await anya.press("У вас 2 черновика", "Второй пост");
  await anya.sees("Второй пост\nЧерновик №2");
});
