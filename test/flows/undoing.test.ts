import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ANYA, countRows, handOf, labelsOf, startBot, startStandIn, textOf } from "./driver.ts";

async function scene(t: TestContext) {
  const telegram = await startStandIn(t);
  const { db, app } = await startBot(telegram);
  const channel = app.channels.served();
  assert.ok(channel !== null);
  return {
    db,
    anya: handOf(telegram, ANYA),
    printTags: () => app.channels.changeSettings(channel.id, { tagsLine: true }),
  };
}

test("a tag that Telegram would cut is mended by a tap where tags are printed, and the mend is undone by another", async (t) => {
  const { anya, printTags } = await scene(t);
  printTags();
  await anya.say("/new 2406.11717");
  await anya.say("Находим вектор отказа");
  await anya.press("Записал", "Готово");
  await anya.press("Черновик №1 · разбор", "Теги");
  await anya.press("Черновик №1 · разбор", "Вписать теги");
  await anya.sees("Какие теги добавить?");
  await anya.say("in-context");
  const cut = await anya.sees("оборвётся на дефисе");
  assert.ok(!labelsOf(cut).includes("↩️ Вернуть как было"));
  await anya.press("оборвётся на дефисе", "#in_context");
  const mended = await anya.sees("🏷 #in_context");
  assert.doesNotMatch(textOf(mended), /оборвётся/);
  await anya.press("🏷 #in_context", "Вернуть как было");
  const back = await anya.sees("🏷 #in-context");
  assert.match(textOf(back), /оборвётся на дефисе/);
  assert.ok(!labelsOf(back).includes("↩️ Вернуть как было"), "there is nothing more to take back");
});

test("a mended text is undone with what followed from it, and no longer after another change", async (t) => {
  const { anya } = await scene(t);
  await anya.paste("Заметка про вектор\n\nпро #ин-контекст\n\nи ещё");
  await anya.press("оборвётся на дефисе", "#ин_контекст");
  assert.match(textOf(await anya.sees("🏷 #ин_контекст")), /^Заметка про вектор/);
  await anya.press("🏷 #ин_контекст", "Вернуть как было");
  await anya.sees(/🏷 #ин\n/);
  await anya.press("оборвётся на дефисе", "#инконтекст");
  const mended = await anya.sees("🏷 #инконтекст");
  await anya.press("🏷 #инконтекст", "Вид:");
  await anya.press("🏷 #инконтекст", "обзор");
  const later = await anya.sees(/обзор.*#инконтекст/s);
  assert.ok(labelsOf(mended).includes("↩️ Вернуть как было"));
  assert.ok(!labelsOf(later).includes("↩️ Вернуть как было"));
});

test("a second tap on what makes a draft opens the one that the first has made", async (t) => {
  const { anya, db } = await scene(t);
  await anya.paste("Канал\n\nпервый пост\n\nтретий абзац");
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  await anya.say("короткая строка");
  await anya.press("ничего не нашлось", "Это черновик");
  await anya.sees("Черновик №2");
  await anya.press("ничего не нашлось", "Это черновик");
  await anya.sees("Черновик №2");
  assert.equal(countRows(db, "SELECT count(*) FROM draft"), 2);
});

test("an empty draft gives way to the next, and only a guess is offered as no draft", async (t) => {
  const { anya, db } = await scene(t);
  await anya.say("/new");
  await anya.press("Про какую статью", "Без статьи");
  const asked = await anya.sees("Теперь текст");
  assert.ok(!labelsOf(asked).includes("Не черновик — искать"), "a person who said /new did not mean a search");
  await anya.say("/new");
  await anya.sees("Про какую статью");
  assert.equal(countRows(db, "SELECT count(*) FROM draft WHERE state = 'open'"), 1);
  await anya.say("/cancel");
  await anya.say("2406.11717");
  const guessed = await anya.sees("arXiv 2406.11717");
  assert.ok(labelsOf(guessed).includes("Не черновик — искать"));
});
