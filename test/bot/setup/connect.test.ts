import assert from "node:assert/strict";
import { test } from "node:test";
import { ownerLink } from "../../../src/bot/setup/index.ts";
import { administrator, BOT, CHANNEL, KICKED, LEFT, startBot, user, words } from "../telegram.ts";

type Bot = Awaited<ReturnType<typeof startBot>>;

const anya = user(1, "Аня");
const bob = user(2, "Bob <b>", "en");
const second = { ...CHANNEL, id: -1002000, title: "Второй & <i>", username: undefined };
const ru = words("ru");

async function withOwner(t: { after(fn: () => unknown): void }, adminIds: readonly number[] = []): Promise<Bot> {
  const bot = await startBot(t, { adminIds });
  await bot.say(anya, `/start ${new URL(ownerLink(BOT.username, bot.links)).searchParams.get("start")}`);
  bot.said();
  return bot;
}

async function withChannel(t: { after(fn: () => unknown): void }, adminIds: readonly number[] = []): Promise<Bot> {
  const bot = await withOwner(t, adminIds);
  await bot.member(anya, LEFT, administrator());
  bot.said();
  return bot;
}

test("the channel to which the owner adds the bot is connected, and the owner is told what comes next", async (t) => {
  const bot = await withOwner(t);
  await bot.member(anya, LEFT, administrator());
  const channel = bot.channels.served();
  assert.deepEqual([channel?.chatId, channel?.title, channel?.username], [CHANNEL.id, "rizzearch", "rizzearch"]);
  const [notice, ...more] = bot.said();
  assert.deepEqual(more, []);
  assert.equal(notice?.to, 1);
  assert.ok(notice?.text.startsWith("✅ Канал «rizzearch» подключён."));
  assert.match(notice?.text ?? "", /Что дальше/);
  assert.match(notice?.text ?? "", /\/slots.*Часовой пояс канала — Europe\/Moscow/);
});

test("an admin from the environment may connect a channel without an owner", async (t) => {
  const bot = await startBot(t, { adminIds: [2] });
  await bot.member(bob, KICKED, administrator());
  assert.equal(bot.channels.served()?.chatId, CHANNEL.id);
});

test("a channel without the right to post is connected, and what is missing is said", async (t) => {
  const bot = await withOwner(t);
  await bot.member(anya, LEFT, administrator({ can_edit_messages: true }));
  assert.equal(bot.channels.served()?.chatId, CHANNEL.id);
  const [notice] = bot.said();
  assert.equal(notice?.text, ru.html("setup-connected-no-post", { channel: "rizzearch", bot: BOT.username }));
});

test("a channel without the right to edit is connected, and what it costs is said", async (t) => {
  const bot = await withOwner(t);
  await bot.member(anya, LEFT, administrator({ can_post_messages: true }));
  const [notice] = bot.said();
  assert.ok(notice?.text.includes(ru.html("setup-connected-no-edit")));
});

test("somebody else's channel is refused politely and left", async (t) => {
  const bot = await withOwner(t);
  await bot.member(bob, LEFT, administrator(), second);
  assert.equal(bot.channels.served(), null);
  const calls = bot.telegram.take();
  assert.deepEqual(
    calls.filter(({ method }) => method === "leaveChat").map(({ payload }) => payload.chat_id),
    [second.id],
  );
  const notice = calls.find(({ method }) => method === "sendMessage");
  assert.equal(notice?.payload.chat_id, 2);
  assert.equal(notice?.payload.text, words("en").html("setup-stranger", { channel: second.title }));
});

test("a stranger who cannot be written to, and a channel that cannot be left, stop nothing", async (t) => {
  const bot = await withOwner(t);
  const forbidden = () => ({ error: 403, description: "Forbidden: bot can't initiate conversation with a user" });
  bot.telegram.answer("sendMessage", forbidden);
  bot.telegram.answer("leaveChat", () => ({
    error: 403,
    description: "Forbidden: bot was kicked from the channel chat",
  }));
  await bot.member(bob, LEFT, administrator(), second);
  assert.equal(bot.channels.served(), null);
});

test("a second channel is said to come later, and may take the first one's place by a tap", async (t) => {
  const bot = await withChannel(t);
  await bot.member(anya, LEFT, administrator(), second);
  assert.equal(bot.channels.served()?.chatId, CHANNEL.id);
  const [notice] = bot.said();
  assert.equal(notice?.text, ru.html("setup-second", { current: "rizzearch", channel: second.title }));
  const button = notice?.markup.inline_keyboard[0][0];
  assert.equal(button.callback_data, `o:serve:${second.id}`);

  bot.telegram.answer("getChat", () => second);
  bot.telegram.answer("getChatMember", () => ({ user: BOT, ...administrator() }));
  await bot.press(bob, button.callback_data);
  assert.equal(bot.channels.served()?.chatId, CHANNEL.id, "not for everybody");
  await bot.press(anya, button.callback_data);
  assert.equal(bot.channels.served()?.chatId, second.id);
  assert.equal(bot.said().at(-1)?.text, ru.html("setup-switched", { channel: second.title, former: "rizzearch" }));
});

test("a channel that the bot has no rights in, or that Telegram does not tell of, takes nobody's place", async (t) => {
  const bot = await withChannel(t);
  for (const [answer, text] of [
    [{ user: BOT, ...LEFT }, "setup-switch-not-there"],
    [{ error: 400, description: "Bad Request: chat not found" }, "setup-switch-not-there"],
    [{ error: 403, description: "Forbidden: bot is not a member of the channel chat" }, "setup-switch-not-there"],
    [{ error: 502, description: "Bad Gateway" }, "setup-switch-unreachable"],
    ["drop", "setup-switch-unreachable"],
  ] as const) {
    bot.telegram.answer("getChatMember", () => answer);
    bot.telegram.answer("getChat", () => second);
    bot.telegram.take();
    await bot.press(anya, `o:serve:${second.id}`);
    const [toast] = bot.telegram.take("answerCallbackQuery");
    assert.equal(toast?.payload.text, ru.plain(text));
  }
  assert.equal(bot.channels.served()?.chatId, CHANNEL.id);
});

test("of two channels that the owner adds the bot to at the same moment, one is served and the other comes second", async (t) => {
  const bot = await withOwner(t);
  await Promise.all([bot.member(anya, LEFT, administrator()), bot.member(anya, LEFT, administrator(), second)]);
  const [one, two] = bot.said();
  assert.match(`${one?.text}${two?.text}`, /подключён/);
  assert.match(`${one?.text}${two?.text}`, /Я веду один канал/);
});

test("once the bot was removed from its channel, the next one that the owner adds it to is served", async (t) => {
  const bot = await withChannel(t);
  await bot.member(anya, administrator(), LEFT);
  await bot.member(anya, LEFT, administrator(), second);
  assert.equal(bot.channels.served()?.chatId, second.id);
});

for (const [what, before, after, key] of [
  ["losing the right to post", administrator(), administrator({ can_edit_messages: true }), "setup-lost-post"],
  ["losing the right to edit", administrator(), administrator({ can_post_messages: true }), "setup-lost-edit"],
  ["getting the right to post back", administrator({ can_edit_messages: true }), administrator(), "setup-back-post"],
  ["getting the right to edit back", administrator({ can_post_messages: true }), administrator(), "setup-back-edit"],
  ["being removed", administrator(), KICKED, "setup-removed"],
  ["being an administrator no more", administrator(), { status: "member" }, "setup-demoted"],
  ["being back", KICKED, administrator(), "setup-returned"],
  ["being back without the right to post", LEFT, administrator({}), "setup-returned-no-post"],
] as const) {
  test(`${what} is told to the owner and the admins, whoever did it`, async (t) => {
    const bot = await withChannel(t, [3]);
    await bot.member(bob, before, after);
    const args = { channel: "rizzearch", who: "Bob <b>", bot: BOT.username };
    assert.deepEqual(
      bot.said().map(({ to, text }) => [to, text]),
      [
        [1, ru.html(key, args)],
        [3, words("en").html(key, args)],
      ],
    );
  });
}

test("a change that concerns neither posting nor editing is told to nobody", async (t) => {
  const bot = await withChannel(t);
  const rights = { can_post_messages: true, can_edit_messages: true };
  await bot.member(anya, administrator(rights), administrator({ ...rights, can_delete_messages: true }));
  assert.deepEqual(bot.said(), []);
});

test("after the bot is removed, it offers the button that brings it back", async (t) => {
  const bot = await withChannel(t);
  await bot.member(anya, administrator(), LEFT);
  const [notice] = bot.said();
  assert.match(notice?.markup.inline_keyboard[0][0].url, /startchannel/);
  await bot.member(anya, LEFT, administrator());
  const { id } = bot.channels.served() ?? { id: 0 };
  assert.equal(bot.channels.isPresent(id), true);
});

test("a new title or name of the channel is noticed, from its posts and from changes of rights", async (t) => {
  const bot = await withChannel(t);
  const post = { message_id: 5, date: 1, text: "post", sender_chat: CHANNEL };
  await bot.feed({ channel_post: { ...post, chat: { ...CHANNEL, title: "rizzearch 2" } } });
  assert.equal(bot.channels.served()?.title, "rizzearch 2");
  await bot.member(anya, administrator(), administrator(), { ...CHANNEL, username: "rizz" });
  assert.equal(bot.channels.served()?.username, "rizz");
  await bot.feed({ channel_post: { ...post, chat: { ...second } } });
  assert.equal(bot.channels.served()?.username, "rizz");
  assert.deepEqual(bot.said(), []);
});

test("being added to a group, or being blocked by a person, connects nothing and is answered with silence", async (t) => {
  const bot = await withOwner(t);
  await bot.member(anya, LEFT, { status: "member" }, { id: -5, type: "group", title: "Group" });
  await bot.member(anya, LEFT, administrator(), { id: -1009, type: "supergroup", title: "Group" });
  await bot.member(bob, { status: "member" }, KICKED, { id: 2, type: "private", first_name: "Bob" });
  assert.equal(bot.channels.served(), null);
  assert.deepEqual(bot.telegram.take(), []);
});
