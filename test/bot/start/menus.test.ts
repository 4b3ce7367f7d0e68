import assert from "node:assert/strict";
import { test } from "node:test";
import { administrator, CHANNEL, type Payload, startBot, user } from "../telegram.ts";

const anya = user(1, "Аня");
const eve = user(5, "Eve", "en");
const reader = user(6, "Читатель");

async function setUp(t: { after(fn: () => unknown): void }) {
  const bot = await startBot(t, { adminIds: [1] });
  bot.channels.serve({ chatId: CHANNEL.id, title: CHANNEL.title, username: CHANNEL.username });
  let author = true;
  bot.telegram.answer("getChatMember", ({ user_id }) =>
    user_id === 5 && author
      ? { user: eve, ...administrator() }
      : { error: 400, description: "Bad Request: user not found" },
  );
  const menuCalls = () =>
    bot.telegram
      .take()
      .filter(({ method }) => /MyCommands$/.test(method))
      .map(({ method, payload }) => ({ method, scope: payload.scope, names: namesOf(payload), payload }));
  return {
    ...bot,
    menuCalls,
    setAuthor: (is: boolean) => {
      author = is;
    },
  };
}

const namesOf = (payload: Payload) =>
  (payload.commands as { command: string }[] | undefined)?.map(({ command }) => command).join(" ");

test("readers get their commands in Telegram's languages, once", async (t) => {
  const bot = await setUp(t);
  await bot.menus.setDefault();
  const calls = bot.menuCalls();
  assert.deepEqual(
    calls.map(({ payload }) => payload.language_code),
    [undefined, "ru", "uk", "be", "kk"],
  );
  for (const { names, scope } of calls) {
    assert.equal(names, "search tags latest random language help");
    assert.deepEqual(scope, { type: "all_private_chats" });
  }
  assert.equal(calls[1]?.payload.commands[0].description, "найти посты по словам");
  await bot.menus.setDefault();
  assert.deepEqual(bot.menuCalls(), []);
});

test("authors and admins get a menu of their own with their first message, in their language", async (t) => {
  const bot = await setUp(t);
  await bot.say(eve, "/help");
  await bot.say(anya, "/help");
  const [author, admin] = bot.menuCalls();
  assert.equal(author?.names, "new drafts queue cancel search tags latest random slots zone language help");
  assert.deepEqual(author?.scope, { type: "chat", chat_id: 5 });
  assert.equal(author?.payload.commands[0].description, "a new post");
  assert.equal(admin?.names, "new drafts queue cancel search tags latest random slots zone settings language help");
  await bot.say(eve, "/help");
  await bot.say(anya, "/help");
  assert.deepEqual(bot.menuCalls(), []);
});

test("a reader's menu is Telegram's common one until they choose another language", async (t) => {
  const bot = await setUp(t);
  await bot.say(reader, "/start");
  assert.deepEqual(bot.menuCalls(), []);
  await bot.press(reader, "o:language:en");
  const [own] = bot.menuCalls();
  assert.equal(own?.payload.commands[0].description, "find posts by words");
  await bot.press(reader, "o:language:ru");
  const [removed] = bot.menuCalls();
  assert.deepEqual([removed?.method, removed?.scope], ["deleteMyCommands", { type: "chat", chat_id: 6 }]);
});

test("who is no author any more loses the author's menu", async (t) => {
  const bot = await setUp(t);
  await bot.say(eve, "/help");
  bot.menuCalls();
  bot.setAuthor(false);
  bot.pass(60_000);
  await bot.say(eve, "/help");
  assert.deepEqual(
    bot.menuCalls().map(({ method }) => method),
    ["deleteMyCommands"],
  );
});

test("somebody whom the channel lets post gets the author's menu at once, if they talk with the bot", async (t) => {
  const bot = await setUp(t);
  bot.setAuthor(false);
  await bot.say(eve, "/start");
  bot.menuCalls();
  bot.setAuthor(true);
  const change = (who: typeof eve, before: object, after: object) =>
    bot.feed({
      chat_member: {
        chat: CHANNEL,
        from: anya,
        date: 1,
        old_chat_member: { user: who, ...before },
        new_chat_member: { user: who, ...after },
      },
    });
  await change(eve, { status: "member" }, administrator());
  assert.deepEqual(
    bot.menuCalls().map(({ names }) => names),
    ["new drafts queue cancel search tags latest random slots zone language help"],
  );
  await change(reader, { status: "member" }, administrator());
  await change(eve, administrator(), administrator({ can_post_messages: true }));
  assert.deepEqual(bot.telegram.take(), [], "nobody is asked about otherwise");
});

test("a menu that could not be set is tried again, and nobody's answer suffers", async (t) => {
  const bot = await setUp(t);
  for (const failure of [{ error: 429, description: "Too Many Requests: retry after 3" }, "drop"]) {
    bot.telegram.answer("setMyCommands", () => failure);
    await bot.say(eve, "/help");
    assert.equal(bot.telegram.calls.filter(({ method }) => method === "sendMessage").length, 1);
    assert.equal(bot.menuCalls().length, 1);
    await bot.menus.setDefault();
    bot.telegram.take();
  }
  bot.telegram.answer("setMyCommands", () => true);
  await bot.say(eve, "/help");
  assert.equal(bot.menuCalls().length, 1);
});

test("commands keep Telegram's bounds", async (t) => {
  const bot = await setUp(t);
  await bot.menus.setDefault();
  await bot.say(anya, "/help");
  for (const { payload } of bot.menuCalls()) {
    for (const { command, description } of payload.commands) {
      assert.match(command, /^[a-z0-9_]{1,32}$/);
      assert.ok(description.length >= 1 && description.length <= 256);
    }
  }
});
