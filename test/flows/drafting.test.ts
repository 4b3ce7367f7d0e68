import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { MessageEntity } from "@grammyjs/types";
import { ANYA, countRows, type Hand, handOf, labelsOf, MAX, READER, startBot, startStandIn, textOf } from "./driver.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\n👀LINK";

function linked(text: string, url = "https://arxiv.org/abs/2407.13729"): MessageEntity[] {
  return [{ type: "text_link", offset: text.indexOf("👀LINK"), length: 6, url }];
}

async function scene(t: TestContext) {
  const telegram = await startStandIn(t);
  const { db, app } = await startBot(telegram);
  return {
    telegram,
    db,
    app,
    anya: handOf(telegram, ANYA),
    max: handOf(telegram, MAX),
    reader: handOf(telegram, READER),
  };
}

async function publish(hand: Hand, text: string, entities?: MessageEntity[]): Promise<void> {
  await hand.paste(text, entities);
  await hand.press(`${text.split("\n")[0]}\nЧерновик №`, "Опубликовать");
  await hand.sees(new RegExp(`^${text.split("\n")[0]}[^]*✅ Опубликовано`));
}

test("a pasted post is a card at once, and one tap publishes it as it was pasted", async (t) => {
  const { anya } = await scene(t);
  await anya.paste(POST, linked(POST));
  const card = await anya.sees("Черновик №1");
  assert.match(textOf(card), /^Baba Is AI\nЧерновик №1 · разбор · @zzmtsvv\n\n📄 arXiv 2407.13729/);
  assert.ok(labelsOf(card).some((label) => label.includes("Опубликовать")));
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  const [post] = await anya.channel();
  assert.equal(post?.text, POST);
  assert.deepEqual(post?.entities, linked(POST));
});

test("editing one's own message changes the draft, and the card says so", async (t) => {
  const { anya } = await scene(t);
  const [message] = await anya.paste(POST, linked(POST));
  assert.ok(message !== undefined);
  await anya.sees("Черновик №1");
  await anya.edit(message.message_id, "Baba Is You\n\nагенты меняют правила");
  const card = await anya.sees("Правку подхватил");
  assert.match(textOf(card), /^Baba Is You\nЧерновик №1 · заметка/);
  assert.doesNotMatch(textOf(card), /arXiv/, "the paper went with its link");
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  assert.equal((await anya.channel())[0]?.text, "Baba Is You\n\nагенты меняют правила");
});

test("a press that saw an older version publishes nothing", async (t) => {
  const { anya, telegram } = await scene(t);
  const [message] = await anya.paste(POST, linked(POST));
  assert.ok(message !== undefined);
  await anya.sees("Черновик №1");
  await telegram.people.fault({ method: "editMessageText", fault: { kind: "slow", ms: 300 } });
  await anya.edit(message.message_id, "Baba Is You\n\nагенты меняют правила");
  const answer = await anya.press("Baba Is AI\nЧерновик №1", "Опубликовать");
  assert.match(answer.text ?? "", /Черновик изменился/);
  assert.deepEqual(await anya.channel(), []);
});

test("the card moves down under what was said since, and the old one goes", async (t) => {
  const { anya, app } = await scene(t);
  await anya.paste(POST, linked(POST));
  await anya.press("Черновик №1", "Теги");
  await anya.press("Черновик №1", "Вписать теги");
  await anya.sees("Какие теги");
  await anya.say("игры");
  await anya.sees("🏷 #игры");
  await app.dispatcher.idle();
  const shown = await anya.seen();
  assert.equal(shown.filter((message) => textOf(message).includes("Черновик №1 · разбор")).length, 1);
  assert.match(textOf(shown.at(-1) as never), /🏷 #игры/);
});

test("a draft is deleted with one tap and comes back with another", async (t) => {
  const { anya } = await scene(t);
  await anya.paste(POST, linked(POST));
  await anya.press("Черновик №1", "⋯");
  await anya.press("Черновик №1", "Удалить");
  await anya.sees("🗑 Черновик №1 удалён");
  await anya.say("/drafts");
  await anya.sees("Черновиков пока нет");
  await anya.press("удалён", "Вернуть");
  await anya.sees("Черновик №1 · разбор");
});

test("an author's short line is a search that one tap makes a draft, and back", async (t) => {
  const { anya } = await scene(t);
  await publish(anya, POST, linked(POST));
  await anya.say("агентами");
  await anya.press(/Нашёлся 1 пост/, "Это черновик");
  await anya.sees("агентами\nЧерновик №2");
  await anya.paste("два\nабзаца про агентов");
  await anya.press("два\nЧерновик №3", "Не черновик");
  await anya.sees("🗑 Черновик №3 удалён");
});

test("a paper that was reviewed shows its post, and writing anew takes one tap", async (t) => {
  const { anya, max } = await scene(t);
  await publish(anya, POST, linked(POST));
  await max.say("https://huggingface.co/papers/2407.13729");
  await max.press("Baba Is AI", "Всё равно написать новый");
  await max.sees("Теперь текст");
  await max.say("/cancel");
  await max.sees("Отложил, черновик №2 цел");

  await max.paste(`Дополнение\n\nещё мысли\n\n👀LINK`, linked("Дополнение\n\nещё мысли\n\n👀LINK"));
  await max.sees("Про эту статью уже писали (@zzmtsvv,");
  await max.press("Черновик №3", "Дополнить тот пост");
  const card = await max.sees("Дополняет пост «Baba Is AI»");
  assert.match(textOf(card), /дополнение/);
});

test("a post whose answer was lost is found in the channel, and nobody is asked", async (t) => {
  const { anya, telegram, db } = await scene(t);
  await anya.paste(POST, linked(POST));
  await anya.sees("Черновик №1");
  await telegram.people.fault({ method: "sendMessage", fault: { kind: "drop-after" } });
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  assert.equal((await anya.channel()).length, 1);
  assert.equal(countRows(db, "SELECT count(*) FROM post"), 1);
});

test("a lost answer is not sent twice: a person says whether the post is there", async (t) => {
  const { anya, telegram, db } = await scene(t);
  // The author's profile shows no channel, so that the bot cannot look for itself.
  const description = "Bad Request: CHANNEL_PRIVATE";
  const hidden = { kind: "error", code: 400, description } as const;
  await telegram.people.fault({ method: "getUserPersonalChatMessages", times: 1_000, fault: hidden });
  await anya.paste(POST, linked(POST));
  await anya.sees("Черновик №1");
  // Only the post goes to the channel; the answer to the press is a call of its own.
  await telegram.people.fault({ method: "sendMessage", fault: { kind: "drop-after" } });
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees("неизвестно");
  assert.equal((await anya.channel()).length, 1);
  await anya.press("неизвестно", "Пост вышел");
  await anya.sees("Пришлите ссылку");
  await anya.say("https://t.me/durov/1");
  await anya.sees("Это не из нашего канала");
  const [post] = await anya.channel();
  await anya.say(`https://t.me/rizzearch/${post?.message_id}`);
  await anya.sees("✅ Опубликовано");
  assert.equal((await anya.channel()).length, 1);
  assert.equal(countRows(db, "SELECT count(*) FROM post"), 1);
});

test("whoever may no longer publish settles no post by its link, however long they were asked for it", async (t) => {
  const { max, telegram, db } = await scene(t);
  const description = "Bad Request: CHANNEL_PRIVATE";
  const hidden = { kind: "error", code: 400, description } as const;
  await telegram.people.fault({ method: "getUserPersonalChatMessages", times: 1_000, fault: hidden });
  await max.paste(POST, linked(POST));
  await max.sees("Черновик №1");
  await telegram.people.fault({ method: "sendMessage", fault: { kind: "drop-after" } });
  await max.press("Черновик №1", "Опубликовать");
  await max.press("неизвестно", "Пост вышел");
  await max.sees("Пришлите ссылку");
  db.prepare("INSERT INTO role (channel_id, person_id, role, granted_at) VALUES (1, ?, 'author', 0)").run(MAX);
  await telegram.people.setAdministrator({ person: MAX, by: ANYA, rights: null });
  const [post] = await max.channel();
  await max.say(`https://t.me/rizzearch/${post?.message_id}`);
  await max.sees("вы сейчас не можете");
  assert.equal(countRows(db, "SELECT count(*) FROM post"), 0);
  assert.equal(countRows(db, "SELECT count(*) FROM publication WHERE state = 'unknown'"), 1);
});

test("a post that settled itself while a person was asked for its link is left as it is", async (t) => {
  const { anya, telegram, db, app } = await scene(t);
  const description = "Bad Request: CHANNEL_PRIVATE";
  const hidden = { kind: "error", code: 400, description } as const;
  await telegram.people.fault({ method: "getUserPersonalChatMessages", times: 1_000, fault: hidden });
  await anya.paste(POST, linked(POST));
  await anya.sees("Черновик №1");
  await telegram.people.fault({ method: "sendMessage", fault: { kind: "drop-after" } });
  await anya.press("Черновик №1", "Опубликовать");
  await anya.press("неизвестно", "Пост вышел");
  await anya.sees("Пришлите ссылку");
  const [post] = await anya.channel();
  app.publisher.settle(1, { there: true, messageIds: [post?.message_id ?? 0] });
  await anya.say("https://t.me/rizzearch/999");
  await anya.sees("✅ Опубликовано");
  await app.dispatcher.idle();
  assert.equal(countRows(db, "SELECT count(*) FROM post"), 1);
  assert.equal(countRows(db, "SELECT message_id FROM post"), post?.message_id);
});

test("a post of which nobody knows is looked for, and not sent again meanwhile", async (t) => {
  const { anya, telegram } = await scene(t);
  await anya.paste(POST, linked(POST));
  await anya.sees("Черновик №1");
  await telegram.people.fault({
    method: "sendMessage",
    fault: { kind: "error", code: 502, description: "Bad Gateway" },
  });
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees("проверяю, вышел ли пост");
  assert.deepEqual(await anya.channel(), []);
});

test("a post that went out although Telegram did not answer is found, and recorded", async (t) => {
  const { anya, telegram, db } = await scene(t);
  await anya.paste(POST, linked(POST));
  await anya.sees("Черновик №1");
  await telegram.people.fault({ method: "sendMessage", fault: { kind: "drop-after" } });
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  assert.equal((await anya.channel()).length, 1);
  assert.equal(countRows(db, "SELECT count(*) FROM post"), 1);
});

test("who may not publish any more is refused when they press, and sees no button", async (t) => {
  const { max, telegram } = await scene(t);
  await max.paste(POST, linked(POST));
  await max.sees("Черновик №1");
  await telegram.people.setAdministrator({ person: MAX, by: ANYA, rights: null });
  const answer = await max.press("Черновик №1", "Опубликовать");
  assert.match(answer.text ?? "", /вы сейчас не можете/);
  assert.deepEqual(await max.channel(), []);
});

test("what the channel refuses is said with what to do, and the draft stays", async (t) => {
  const { anya, telegram } = await scene(t);
  await anya.paste(POST, linked(POST));
  await anya.sees("Черновик №1");
  await telegram.people.setBotRights({ by: ANYA, rights: { can_edit_messages: true } });
  await anya.press("Черновик №1", "Опубликовать");
  const card = await anya.sees("Публикация сообщений");
  assert.ok(labelsOf(card).some((label) => label.includes("Опубликовать")));
});

test("a reader writes no posts, and what they say is a search", async (t) => {
  const { reader, db } = await scene(t);
  await reader.say("/new");
  await reader.sees("Посты здесь пишут авторы");
  await reader.paste("два\n\nабзаца");
  await reader.photos(2);
  await reader.say("/cancel");
  await reader.sees("Сейчас я ни о чём не спрашиваю");
  assert.equal(countRows(db, "SELECT count(*) FROM draft"), 0);
});

test("a new preview takes the place of the last, and the card stands below it", async (t) => {
  const { anya, app } = await scene(t);
  await anya.photos(3, "Альбом\n\nс подписью");
  for (let times = 0; times < 3; times += 1) {
    await anya.press("Черновик №1", "Предпросмотр");
    await app.dispatcher.idle();
    const shown = await anya.seen();
    assert.equal(shown.length, 4, shown.map(textOf).join("\n---\n"));
    assert.match(textOf(shown.at(-1) as never), /Черновик №1/);
  }
});

test("a post forwarded from the channel is shown, and not drafted again", async (t) => {
  const { anya, reader, telegram, db } = await scene(t);
  await publish(anya, POST, linked(POST));
  const [post] = await anya.channel();
  await reader.forward(telegram.channelId, [post?.message_id ?? 0]);
  const shown = await reader.sees(/Baba Is AI\n\d+ /);
  await anya.forward(telegram.channelId, [post?.message_id ?? 0]);
  await anya.sees(/^Baba Is AI\nПост в канале/);
  assert.match(JSON.stringify(shown.entities), /t.me\/rizzearch/);
  assert.equal(countRows(db, "SELECT count(*) FROM draft"), 1);
});

test("a bare label gets its link by a tap, and the card mends in place", async (t) => {
  const { anya } = await scene(t);
  await anya.paste("Baba Is AI\n\nhttps://arxiv.org/abs/2407.13729\n\n👀LINK");
  await anya.press("нет ссылки", "Поставить");
  await anya.press(/^Baba Is AI\n(?!.*нет ссылки)/s, "Опубликовать");
  await anya.sees("✅ Опубликовано");
  assert.match(JSON.stringify((await anya.channel())[0]?.entities), /"text_link"/);
});

test("a text that Telegram's app cut into several messages is one post", async (t) => {
  const { anya, db } = await scene(t);
  const text = `Длинный пост\n\n${"слово за словом ".repeat(400)}`.trim();
  await anya.paste(text);
  const card = await anya.sees("Черновик №1");
  assert.match(textOf(card), /6.4\d\d знак/);
  assert.ok(labelsOf(card).some((label) => label.includes("Опубликовать")));
  assert.equal(countRows(db, "SELECT count(*) FROM draft_text"), 2);
});

test("formatting of every type comes out in the channel as it went in", async (t) => {
  const { anya } = await scene(t);
  const parts: readonly (readonly [string, Omit<MessageEntity, "offset" | "length">])[] = [
    ["жирный 😀", { type: "bold" }],
    ["курсив", { type: "italic" }],
    ["подчёркнутый", { type: "underline" }],
    ["зачёркнутый", { type: "strikethrough" }],
    ["спойлер", { type: "spoiler" }],
    ["код", { type: "code" }],
    ["print(1)", { type: "pre", language: "python" } as never],
    ["ссылка", { type: "text_link", url: "https://example.org/?a=1&b=<2>" } as never],
    ["цитата", { type: "blockquote" }],
    ["длинная цитата", { type: "expandable_blockquote" }],
    ["завтра", { type: "date_time", unix_time: 1_800_000_000, date_time_format: "D" } as never],
  ];
  let text = "Все виды\n\n";
  const entities: MessageEntity[] = [];
  for (const [word, entity] of parts) {
    entities.push({ ...entity, offset: text.length, length: word.length } as MessageEntity);
    text += `${word}\n\n`;
  }
  text += "#тег @durov https://arxiv.org/abs/2407.13729 a@b.org +79991234567 $TON";
  entities.push({ type: "bold", offset: text.indexOf("#тег"), length: 4 });
  entities.push({ type: "italic", offset: text.indexOf("#тег"), length: 4 });
  const [said] = await anya.paste(text, entities);
  await anya.press("Все виды\nЧерновик №1", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  const [post] = await anya.channel();
  assert.equal(post?.text, said?.text);
  assert.deepEqual(post?.entities, said?.entities);
  for (const [, { type }] of parts)
    assert.ok(
      post?.entities?.some((entity) => entity.type === type),
      type,
    );
});

test("formatting keeps its place where the text came in several messages, one of them a caption", async (t) => {
  const { anya } = await scene(t);
  await anya.say("/new");
  await anya.press("Про какую статью", "Без статьи");
  await anya.sees("Теперь текст");
  await anya.photos(1, "подпись 😀");
  await anya.sees("1 картинка");
  await anya.say("и жирный хвост", [{ type: "bold", offset: 2, length: 6 }]);
  await anya.press(/24 знака, 1 картинка|2\d знак\S*, 1 картинка/, "Готово");
  await anya.press("Без заголовка", "Заголовок");
  await anya.sees("Какой заголовок?");
  await anya.say("Заметка");
  await anya.press("Заметка\nЧерновик №1 · заметка", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  const [post] = await anya.channel();
  assert.equal(post?.caption, "Заметка\n\nподпись 😀\n\nи жирный хвост");
  const bold = post?.caption_entities?.map(({ offset, length }) => post.caption?.slice(offset, offset + length));
  assert.deepEqual(bold, ["Заметка", "жирный"]);
});

test("steps are gone back, skipped and put aside, and the draft goes on from the list", async (t) => {
  const { anya, db } = await scene(t);
  await anya.say("/new");
  await anya.sees("Про какую статью пост?");
  await anya.say("не знаю");
  await anya.sees("Не вижу здесь статьи");
  await anya.say("https://arxiv.org/abs/2407.13729");
  await anya.press("Теперь текст", "Назад");
  await anya.press("Про какую статью пост?", "Без статьи");
  await anya.press("Теперь текст", "Отложить");
  await anya.sees("Черновик №1");
  await anya.say("/drafts");
  await anya.press("У вас 1 черновик", "№1");
  await anya.press("Черновик №1", "Текст");
  await anya.press("Черновик №1", "Добавить текст");
  await anya.sees("Что добавить к тексту?");
  await anya.say("/help");
  await anya.say("одно слово");
  await anya.sees("Записал: 10 знаков");
  await anya.say("/cancel");
  await anya.sees("Отложил, черновик №1 цел");
  assert.equal(countRows(db, "SELECT count(*) FROM draft_question"), 0);
});

test("a lost or outdated conversation costs nothing: the answer is taken all the same", async (t) => {
  const { anya, db, app } = await scene(t);
  await anya.say("/new");
  await anya.sees("Про какую статью пост?");
  await app.dispatcher.idle();
  assert.equal(countRows(db, "SELECT count(*) FROM conversation"), 1);
  db.exec("DELETE FROM conversation");
  await anya.say("2406.11717");
  await anya.sees("Теперь текст");
  await app.dispatcher.idle();
  db.exec("UPDATE conversation SET value = json_set(value, '$.version', json('[0, \"older\"]'))");
  await anya.say("текст ответа");
  await anya.sees("Записал: 12 знаков");
});

test("the conversation holds the draft's id and the step, and nothing of what was said", async (t) => {
  const { anya, db, app } = await scene(t);
  await anya.say("/new");
  await anya.say("2406.11717");
  await anya.say("секретный текст");
  await anya.sees("Записал: 15 знаков");
  await app.dispatcher.idle();
  const state = db.prepare<[], string>("SELECT value FROM conversation").pluck().get() ?? "";
  assert.ok(state.includes(String.raw`[1,\"text\"]`), state);
  assert.ok(!state.includes("секретный"), state);
});

test("a file that is named as a paper begins a draft about it, and a tap says that it was none", async (t) => {
  const { anya, telegram, db } = await scene(t);
  await telegram.people.sendFiles({
    person: ANYA,
    chat: telegram.botId,
    files: [{ kind: "document", file: "data:application/pdf;base64,JVBERi0=", name: "2407.01392v2.pdf" }],
  });
  await anya.sees("arXiv 2407.01392");
  await anya.press("Теперь текст", "Не черновик");
  await anya.sees("ещё не писали");
  assert.equal(countRows(db, "SELECT count(*) FROM draft WHERE state = 'open'"), 0);
  assert.equal(countRows(db, "SELECT count(*) FROM draft_question"), 0);
});

test("hostile words stay words: in the text, the title, the tags", async (t) => {
  const { anya } = await scene(t);
  const hostile = `<b>&amp;</b> "'; DROP TABLE draft; -- {0} $x \u202e задом наперёд \u0000 Ω≈ç√`.replace("\u0000", "");
  await anya.paste(`${hostile}\n\nтекст <script>\n%s %n`);
  await anya.press("Черновик №1", "Теги");
  await anya.press("Черновик №1", "Вписать теги");
  await anya.sees("Какие теги");
  await anya.say("<b>тег</b> a&b ##двойной");
  const card = await anya.sees("🏷");
  assert.match(textOf(card), /🏷 #<b>тег<\/b> #a&b #двойной/);
  await anya.press("Черновик №1", "Заголовок");
  await anya.sees("Какой заголовок?");
  await anya.say("</b><a href='x'>");
  await anya.sees("</b><a href='x'>\nЧерновик №1");
  await anya.press("</b><a href='x'>\nЧерновик №1", "Опубликовать");
  await anya.sees("✅ Опубликовано");
});

test("what is learnt about a paper later comes onto the card and the question without a sound", async (t) => {
  const { anya, app, db } = await scene(t);
  await anya.paste(POST, linked(POST));
  await anya.press("Черновик №1", "⋯");
  await anya.say("/new 2407.13729");
  await anya.sees("Теперь текст");
  await app.dispatcher.idle();
  const before = (await anya.seen()).map(({ message_id }) => message_id);
  db.exec("UPDATE paper SET title = 'Break the Rules', authors = '[\"Nathan Cloos\"]', year = 2024");
  await app.drafting.refreshCards(1);
  const shown = await anya.seen();
  assert.deepEqual(
    shown.map(({ message_id }) => message_id),
    before,
  );
  assert.match(textOf(shown[0] as never), /arXiv 2407.13729 — Cloos, 2024/);
  assert.ok(labelsOf(shown[0] as never).includes("🗑 Удалить черновик"), "the menu that was open stays open");
  assert.match(textOf(shown[1] as never), /Break the Rules — Cloos, 2024/);
});

test("where the channel took only the beginning, the next press sends the rest", async (t) => {
  const { anya, telegram } = await scene(t);
  await anya.photos(2);
  await anya.sees("Черновик №1");
  await anya.press("Черновик №1", "Текст");
  await anya.press("Черновик №1", "Добавить текст");
  await anya.paste(`Название\n\n${"слово ".repeat(300)}`);
  await anya.press("Записал", "Готово");
  await anya.sees("Двумя сообщениями");
  await telegram.people.fault({
    method: "sendMessage",
    fault: {
      kind: "error",
      code: 400,
      description: "Bad Request: not enough rights to send text messages to the chat",
    },
  });
  await anya.press("Двумя сообщениями", "Опубликовать");
  const card = await anya.sees("первая часть поста уже в канале");
  assert.ok(labelsOf(card).includes("Часть удалена, начать заново"));
  assert.equal((await anya.channel()).length, 2);
  await anya.press("первая часть поста уже в канале", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  assert.equal((await anya.channel()).length, 3);
});

test("several changes at once show the newest state once", async (t) => {
  const { anya, app, db, telegram } = await scene(t);
  await anya.paste(POST, linked(POST));
  await anya.sees("Черновик №1");
  await app.dispatcher.idle();
  const since = (await telegram.people.calls({})).at(-1)?.seq ?? 0;
  await Promise.all(
    [2021, 2022, 2023, 2024].map((year) => {
      db.prepare("UPDATE paper SET title = 'Rules', authors = ?, year = ?").run('["Nathan Cloos"]', year);
      return app.drafting.refreshCards(1);
    }),
  );
  const edits = (await telegram.people.calls({ since })).filter(({ method }) => method === "editMessageText");
  assert.equal(edits.length, 1);
  assert.match(textOf(await anya.sees("Черновик №1")), /Cloos, 2024/);
});
