import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Api } from "grammy";
import pino from "pino";
import { createStandIn } from "../../playground/server/index.ts";
import { createApp } from "../../src/app.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { loadWords } from "../../src/bot/words.ts";
import { systemTimers } from "../../src/telegram/timers.ts";

const words = loadWords();
const BOTH = { can_post_messages: true, can_edit_messages: true };

/** The whole bot against the stand-in, in whose channel it is not yet. */
async function setUp(t: TestContext) {
  const log = pino({ level: "silent" });
  const telegram = await createStandIn({
    now: Date.now,
    botRights: null,
    people: [
      { id: 11, name: "Аня", language: "ru", member: "creator" },
      { id: 12, name: "Eve", language: "en", member: "administrator" },
      { id: 13, name: "Читатель", language: "ru", member: "member" },
    ],
  });
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  const db = openDatabase(":memory:", { now: Date.now });
  const fatal: unknown[] = [];
  const app = createApp({
    db,
    token: telegram.token,
    connection: { apiRoot: telegram.apiRoot, proxy: null },
    me: await api.getMe(),
    adminIds: [],
    words,
    now: Date.now,
    timers: systemTimers,
    log,
    fetch: () => Promise.reject(new TypeError("there is no network in this test")),
    chance: () => 0,
    onTrouble: () => undefined,
    onFatal: (error) => fatal.push(error),
  });
  app.dispatcher.start();
  const polling = app.poller.run();
  t.after(async () => {
    app.poller.stop();
    await polling;
    await app.dispatcher.stop(5_000);
    await telegram.close();
    db.close();
    assert.deepEqual(fatal, []);
  });
  const { people } = telegram;
  const texts = async (person: number) =>
    (await people.look({ person, chat: telegram.botId })).messages
      .filter(({ mine }) => !mine)
      .map(({ message }) => message.text ?? "");
  return {
    app,
    telegram,
    people,
    /** Waits for the bot's message in which this stands, and returns it with its buttons. */
    hears: (person: number, part: string) =>
      telegram.until(async () => {
        const { messages } = await people.look({ person, chat: telegram.botId });
        return messages.find(({ message, mine }) => !mine && message.text?.includes(part))?.message;
      }),
    texts,
    menu: async (person: number) =>
      (await people.look({ person, chat: telegram.botId })).commands.map(({ command }) => command).join(" "),
  };
}

test("from the console's link to a connected channel, and through the loss of rights and back", async (t) => {
  const { app, people, telegram, hears, menu, texts } = await setUp(t);
  const payload = new URL(app.ownerLink() ?? "").searchParams.get("start") ?? "";

  await people.start({ person: 11, payload });
  const offer = await hears(11, "Теперь это ваш бот");
  assert.match(JSON.stringify(offer.reply_markup), /startchannel&admin=post_messages\+edit_messages/);
  assert.equal(app.ownerLink(), null);
  await people.start({ person: 13, payload });
  await hears(13, "Эта ссылка не подошла");
  await telegram.until(async () => (await menu(11)).includes("settings"));

  await people.setBotRights({ by: 11, rights: BOTH });
  await hears(11, "подключён");
  assert.equal(app.channels.served()?.chatId, telegram.channelId);

  await people.setBotRights({ by: 11, rights: { can_edit_messages: true } });
  await hears(11, "больше нет права публиковать");
  await people.setBotRights({ by: 11, rights: BOTH });
  await hears(11, "снова есть");
  await people.setBotRights({ by: 11, rights: null });
  await hears(11, "Меня убрали");
  await people.setBotRights({ by: 11, rights: BOTH });
  await hears(11, "Я снова в");
  assert.equal((await texts(13)).length, 1, "readers are told nothing of it");
});

test("a channel that was connected before its owner opened the link is theirs by that link alone", async (t) => {
  const { app, people, telegram, hears } = await setUp(t);
  await people.setBotRights({ by: 11, rights: BOTH });
  const payload = new URL(app.ownerLink() ?? "").searchParams.get("start") ?? "";
  await people.start({ person: 11, payload });
  await hears(11, "подключён");
  assert.equal(app.channels.served()?.chatId, telegram.channelId);
});

test("each role has its own menu, and a channel's administrator who is dismissed loses the author's", async (t) => {
  const { app, people, telegram, hears, menu } = await setUp(t);
  await app.menus.setDefault();
  const payload = new URL(app.ownerLink() ?? "").searchParams.get("start") ?? "";
  await people.start({ person: 11, payload });
  await people.setBotRights({ by: 11, rights: BOTH });
  await hears(11, "подключён");

  await people.start({ person: 12 });
  await people.start({ person: 13 });
  await hears(12, "Here you write posts");
  await hears(13, "Я помогаю искать");
  await telegram.until(
    async () => (await menu(12)) === "new drafts queue cancel search tags latest random slots zone language help",
  );
  assert.equal(await menu(13), "search tags latest random language help");

  await people.setAdministrator({ person: 12, rights: null });
  await telegram.until(async () => (await menu(12)) === "search tags latest random language help");
});

test("settings are changed in place by the owner, and by nobody else", async (t) => {
  const { app, people, telegram, hears } = await setUp(t);
  const payload = new URL(app.ownerLink() ?? "").searchParams.get("start") ?? "";
  await people.start({ person: 11, payload });
  await people.setBotRights({ by: 11, rights: BOTH });
  await hears(11, "подключён");
  await people.say({ person: 11, chat: telegram.botId, text: "/settings" });
  const card = await hears(11, "Настройки канала");
  const chat = telegram.botId;
  await people.press({ person: 11, chat, message: card.message_id, button: "🧩 Шаблон поста" });
  await hears(11, "По шаблону выходят");
  const pressed = await people.press({ person: 11, chat, message: card.message_id, button: "Добавить имя автора" });
  assert.deepEqual([pressed.answered, pressed.text], [true, "Сохранено"]);
  assert.equal(app.channels.served()?.settings.authorLine, true);

  await people.press({ person: 11, chat, message: card.message_id, button: "Другое слово для ссылки" });
  const question = await hears(11, "Каким словом");
  await people.say({ person: 11, chat, text: "📄 Статья", replyTo: question.message_id });
  await hears(11, "📄 Статья");
  assert.equal(app.channels.served()?.settings.linkLabel, "📄 Статья");
});
