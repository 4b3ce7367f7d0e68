import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest } from "../../../src/bot/unhandled/nearest.ts";
import { administrator, BOT, CHANNEL, startBot, user, words } from "../telegram.ts";

const eve = user(5, "Eve", "en");
const reader = user(6, "Читатель");
const ru = words("ru");

async function setUp(t: { after(fn: () => unknown): void }) {
  const bot = await startBot(t);
  bot.channels.serve({ chatId: CHANNEL.id, title: CHANNEL.title, username: CHANNEL.username });
  bot.telegram.answer("getChatMember", ({ user_id }) =>
    user_id === 5 ? { user: eve, ...administrator() } : { error: 400, description: "Bad Request: user not found" },
  );
  return bot;
}

test("a mistyped command is answered with the nearest one that the person may use", async (t) => {
  const bot = await setUp(t);
  for (const [said, meant] of [
    ["/serach", "/search"],
    ["/SEARHC", "/search"],
    ["/helb@paperboy_bot", "/help"],
    ["/lates", "/latest"],
    ["/lang", "/language"],
  ] as const) {
    await bot.say(reader, said);
    assert.equal(bot.said()[0]?.text, ru.html("unhandled-command-near", { nearest: meant }), said);
  }
  await bot.say(reader, "/drafs");
  assert.equal(bot.said()[0]?.text, ru.html("unhandled-command"));
  await bot.say(eve, "/drafs");
  assert.equal(bot.said()[0]?.text, words("en").html("unhandled-command-near", { nearest: "/drafts" }));
});

test("a command of authors or admins is explained to a reader", async (t) => {
  const bot = await setUp(t);
  await bot.say(reader, "/new");
  assert.equal(bot.said()[0]?.text, ru.html("unhandled-command-authors"));
  await bot.say(reader, "/settings");
  assert.equal(bot.said()[0]?.text, ru.html("unhandled-command-admins"));
});

test("nothing near is suggested for a word that is far from everything", () => {
  const known = ["search", "tags", "tag", "help"];
  assert.deepEqual(nearest("publish", known), []);
  assert.deepEqual(nearest("", known), []);
  assert.deepEqual(nearest("x", known), []);
  assert.deepEqual(nearest("tagz", known), ["tags", "tag"]);
  assert.deepEqual(nearest("x".repeat(64), known), []);
});

for (const [what, content, key] of [
  ["a sticker", { sticker: { emoji: "🐱" } }, "unhandled-sticker"],
  ["a voice message", { voice: { duration: 3 } }, "unhandled-voice"],
  ["a round video", { video_note: { duration: 3 } }, "unhandled-voice"],
  ["a contact", { contact: { phone_number: "1", first_name: "x" } }, "unhandled-contact"],
  ["a place", { location: { latitude: 1, longitude: 1 }, venue: {} }, "unhandled-location"],
  ["a poll", { poll: { question: "?" } }, "unhandled-poll"],
  ["a die", { dice: { emoji: "🎲", value: 6 } }, "unhandled-dice"],
  ["a photo", { photo: [{ file_id: "x" }] }, "unhandled-media"],
  ["a game", { game: { title: "x" } }, "unhandled-other"],
  ["a text that nothing took", { text: "…" }, "unhandled-other"],
] as const) {
  test(`${what} is answered with what can be done instead, to each as it fits`, async (t) => {
    const bot = await setUp(t);
    await bot.send(reader, content);
    assert.equal(bot.said()[0]?.text, `${ru.html(key)} ${ru.html("unhandled-try-reader")}`);
    await bot.send(eve, content);
    const en = words("en");
    assert.equal(bot.said()[0]?.text, `${en.html(key)} ${en.html("unhandled-try-author")}`);
  });
}

test("service messages and edits of no draft are met with silence", async (t) => {
  const bot = await setUp(t);
  await bot.send(reader, { pinned_message: { message_id: 1 } });
  await bot.send(reader, { message_auto_delete_timer_changed: { message_auto_delete_time: 5 } });
  const edited = {
    message_id: 1,
    date: 1,
    edit_date: 2,
    from: reader,
    chat: { id: 6, type: "private", first_name: "x" },
  };
  await bot.feed({ edited_message: { ...edited, text: "new" } });
  assert.deepEqual(bot.said(), []);
});

test("a button that nothing knows is answered with how to get a fresh one", async (t) => {
  const bot = await setUp(t);
  for (const [data, key] of [
    ["d:gone:1", "unhandled-stale-draft"],
    ["p:gone", "unhandled-stale-draft"],
    ["s:gone", "unhandled-stale-search"],
    ["o:gone", "unhandled-stale-settings"],
    ["o:serve:1", "unhandled-stale-settings"],
    ["o:language:de", "unhandled-stale-settings"],
    ["o:tags-line:yes:no", "unhandled-stale-settings"],
    ["", "unhandled-stale-button"],
    ["' OR 1=1", "unhandled-stale-button"],
  ] as const) {
    await bot.press(reader, data);
    const [toast, ...more] = bot.telegram.take("answerCallbackQuery");
    assert.deepEqual(more, []);
    assert.equal(toast?.payload.text, ru.plain(key), data);
    assert.ok(toast?.payload.text.length <= 200);
  }
});

test("an inline query is answered empty, with a way to the chat", async (t) => {
  const bot = await setUp(t);
  await bot.feed({ inline_query: { id: "1", from: reader, query: "рл", offset: "" } });
  const [answer] = bot.telegram.take("answerInlineQuery");
  assert.deepEqual(answer?.payload.results, []);
  assert.equal(answer?.payload.cache_time, 10);
  assert.equal(answer?.payload.button.text, "Искать в чате с ботом");
});

test("in a group the bot is silent unless it is addressed, and then says where it answers", async (t) => {
  const bot = await setUp(t);
  const group = { id: -7, type: "supergroup", title: "Group" };
  const said = async (content: object) => {
    await bot.feed({ message: { message_id: 9, date: 1, from: reader, chat: group, ...content } });
    return bot.said().map(({ text }) => text);
  };
  const answer = [ru.plain("unhandled-group", { bot: BOT.username })];
  assert.deepEqual(await said({ text: "диффузия" }), []);
  assert.deepEqual(await said({ sticker: {} }), []);
  assert.deepEqual(await said({ new_chat_members: [BOT] }), []);
  assert.deepEqual(await said({ text: "/search рл", entities: [{ type: "bot_command", offset: 0, length: 7 }] }), []);
  assert.deepEqual(await said({ text: "/search@other_bot рл" }), []);
  assert.deepEqual(await said({ text: "@Paperboy_Bot рл" }), answer);
  assert.deepEqual(await said({ text: "/search@paperboy_bot рл" }), answer);
  assert.deepEqual(await said({ text: "рл", reply_to_message: { from: BOT } }), answer);
  assert.deepEqual(await said({ text: "@paperboy_bot", from: { ...BOT, id: 3 } }), [], "no talk between bots");
  bot.telegram.answer("sendMessage", () => ({
    error: 400,
    description: "Bad Request: not enough rights to send text",
  }));
  assert.deepEqual(await said({ text: "@paperboy_bot" }), answer, "and no harm if it may not");
  assert.equal(bot.people.find(6), null, "who writes in a group is not remembered");
});

test("a command that Telegram does not mark, because its letters are not Latin, is answered as a command", async (t) => {
  const bot = await setUp(t);
  for (const who of [reader, eve]) {
    await bot.say(who, "/помощь");
    assert.equal(bot.said()[0]?.text, words(who === eve ? "en" : "ru").html("unhandled-command"));
  }
});
