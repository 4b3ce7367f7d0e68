import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ANYA, countRows, handOf, labelsOf, READER, startBot, startStandIn, textOf } from "./driver.ts";

async function scene(t: TestContext) {
  const telegram = await startStandIn(t);
  const { db, app } = await startBot(telegram);
  return { telegram, db, app, anya: handOf(telegram, ANYA), reader: handOf(telegram, READER) };
}

const TEXT = `Заметка о двух сообщениях\n\nСначала рисунки. ${"Слово за словом, и ещё раз. ".repeat(50)}Конец.`;

test("a post of two messages is one: the second answers the first silently, and both are found, edited and taken down", async (t) => {
  const { telegram, db, anya, reader } = await scene(t);
  await anya.photos(2);
  await anya.paste(TEXT);
  await anya.press("Заметка о двух", "Опубликовать");
  await anya.sees(/Заметка о двух.*✅ Опубликовано/s);
  const out = await reader.channel();
  assert.equal(out.length, 3, "an album of two, and the text");
  const [first, second, text] = out;
  assert.ok(first?.photo !== undefined && second?.media_group_id === first.media_group_id);
  assert.equal(textOf(text ?? first), TEXT);
  assert.equal(text?.reply_to_message?.message_id, first.message_id);
  assert.equal(countRows(db, "SELECT count(*) FROM post"), 1);
  assert.equal(countRows(db, "SELECT count(*) FROM publication"), 1);
  const sent = (await telegram.people.calls({})).flatMap(({ method, payload }) => {
    const { chat_id, disable_notification } = payload as { chat_id?: unknown; disable_notification?: unknown };
    const isSending = method === "sendMediaGroup" || method === "sendMessage";
    return isSending && Number(chat_id) === telegram.channelId ? [[method, String(disable_notification)]] : [];
  });
  assert.deepEqual(sent, [
    ["sendMediaGroup", "false"],
    ["sendMessage", "true"],
  ]);

  await reader.say("рисунки словом");
  const found = await reader.sees("Заметка о двух сообщениях");
  assert.match(JSON.stringify(found.entities), new RegExp(`t.me/rizzearch/${first.message_id}`));

  await anya.press("✅ Опубликовано", "Правка");
  await anya.press("Пост в канале", "Текст");
  await anya.sees("Пришлите новый текст");
  await anya.say("Заметка о двух сообщениях\n\nТеперь коротко.");
  await anya.sees("Исправлено в канале");
  const edited = await reader.channel();
  assert.deepEqual(
    edited.map(({ message_id }) => message_id),
    out.map(({ message_id }) => message_id),
  );
  assert.equal(textOf(edited[2] ?? first), "Заметка о двух сообщениях\n\nТеперь коротко.");

  await anya.press("Исправлено в канале", "Убрать из канала");
  await anya.press("Отменить это нельзя", "Убрать насовсем");
  await anya.sees("Убран из канала");
  assert.equal((await reader.channel()).length, 0);
  assert.equal(countRows(db, "SELECT count(*) FROM post WHERE taken_down_at IS NOT NULL"), 1, "its record stays");
});

test("the three buttons under a post lead to its paper, to the discussion, and to posts like it", async (t) => {
  const { telegram, app, anya, reader } = await scene(t);
  const { id } = app.channels.served() ?? assert.fail();
  app.channels.changeSettings(id, {
    paperButton: true,
    discussButton: "💬 Обсудить",
    discussion: "https://t.me/rizzearch_chat",
    relatedButton: "🔎 Похожее",
  });
  const link = { type: "text_link" as const, offset: 0, length: 4, url: "https://arxiv.org/abs/2407.13729" };
  for (const title of ["Baba Is AI", "Игры агентов"]) {
    const text = `LINK ${title}\n\nагенты меняют правила игры\n\n#агенты`;
    await anya.paste(text, title === "Baba Is AI" ? [link] : [{ ...link, url: "https://arxiv.org/abs/2407.01392" }]);
    await anya.press(new RegExp(`${title}.*Черновик №`, "s"), "Опубликовать");
    await anya.sees(new RegExp(`${title}.*✅ Опубликовано`, "s"));
  }
  const [post] = await reader.channel();
  assert.ok(post !== undefined);
  assert.deepEqual(labelsOf(post), ["📄 arXiv 2407.13729", "💬 Обсудить", "🔎 Похожее"]);
  const links = post.reply_markup?.inline_keyboard.flat().map((button) => ("url" in button ? button.url : ""));
  assert.deepEqual(links?.slice(0, 2), ["https://arxiv.org/abs/2407.13729", "https://t.me/rizzearch_chat"]);
  const [, payload] = /\?start=(near_[\w-]+)$/.exec(links?.[2] ?? "") ?? [];
  assert.ok(payload !== undefined, `the link of the third button: ${links?.[2]}`);
  await telegram.people.start({ person: READER, payload });
  const answer = await reader.sees("Игры агентов");
  assert.match(textOf(answer), /Baba Is AI/);
});
