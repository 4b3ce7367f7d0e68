import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "grammy";
import { ChatUnavailable, createChat } from "../../src/telegram/chat.ts";
import { administrator, CHANNEL, type Payload, startBot, startTelegram, user } from "../bot/telegram.ts";

const nobody = { author: false, publisher: false, admin: false, owner: false };
const mayPost = () => ({ user: user(5, "E"), ...administrator({ can_post_messages: true }) });
const stranger = { error: 400, description: "Bad Request: user not found" };

async function setUp(t: { after(fn: () => unknown): void }, adminIds: readonly number[] = []) {
  const bot = await startBot(t, { adminIds });
  const { id } = bot.channels.serve({ chatId: CHANNEL.id, title: CHANNEL.title, username: CHANNEL.username });
  const asked = () => bot.telegram.take("getChatMember").length;
  return { ...bot, channelId: id, asked };
}

test("a channel's administrator who may post is an author who may publish, and a creator too", async (t) => {
  const { desk, telegram } = await setUp(t);
  telegram.answer("getChatMember", mayPost);
  assert.deepEqual(await desk.standing(5), { ...nobody, author: true, publisher: true });
  telegram.answer("getChatMember", () => ({ status: "creator", user: user(6, "F"), is_anonymous: true }));
  assert.deepEqual(await desk.standing(6), { ...nobody, author: true, publisher: true });
});

test("whoever may not post has no right: other administrators, members, restricted, left and unknown people", async (t) => {
  const { desk, telegram } = await setUp(t);
  for (const [i, answer] of [
    administrator({ can_edit_messages: true }),
    { status: "member" },
    { status: "restricted", is_member: true, can_post_messages: true },
    { status: "left" },
    { status: "kicked", until_date: 0 },
    stranger,
    { error: 400, description: "Bad Request: PARTICIPANT_ID_INVALID" },
    { error: 400, description: "Bad Request: member not found" },
  ].entries()) {
    telegram.answer("getChatMember", () => answer);
    assert.deepEqual(await desk.standing(10 + i), nobody);
    assert.deepEqual(await desk.standing(10 + i, { live: true }), nobody);
  }
});

test("where the channel lets only admins publish, its administrators still draft, at once", async (t) => {
  const { desk, telegram, channels, channelId } = await setUp(t);
  telegram.answer("getChatMember", mayPost);
  await desk.standing(5);
  channels.changeSettings(channelId, { publishers: "admins" });
  assert.deepEqual(await desk.standing(5), { ...nobody, author: true });
});

test("the owner and the admins may do everything, and Telegram is not asked about them", async (t) => {
  const { desk, people, roles, links, channelId, asked } = await setUp(t, [2]);
  for (const id of [1, 3]) people.meet(user(id, "P"));
  links.use(links.create(), 1);
  roles.grant(channelId, 3, "admin");
  const admin = { author: true, publisher: true, admin: true, owner: false };
  assert.deepEqual(await desk.standing(1, { live: true }), { ...admin, owner: true });
  assert.deepEqual(await desk.standing(2, { live: true }), admin);
  assert.deepEqual(await desk.standing(3, { live: true }), admin);
  assert.equal(asked(), 0);
  assert.deepEqual(desk.admins(), [1, 2, 3]);
});

test("an author by the bot's own word drafts and does not publish", async (t) => {
  const { desk, people, roles, channelId } = await setUp(t);
  people.meet(user(4, "P"));
  roles.grant(channelId, 4, "author");
  assert.deepEqual(await desk.standing(4), { ...nobody, author: true });
});

test("before there is a channel, nobody drafts or publishes, and Telegram is not asked", async (t) => {
  const { desk, telegram } = await startBot(t, { adminIds: [2] });
  assert.deepEqual(await desk.standing(2, { live: true }), { ...nobody, admin: true });
  assert.deepEqual(await desk.standing(5, { live: true }), nobody);
  assert.deepEqual(telegram.take(), []);
});

test("an answer is good for a minute; live asks anew, and what it learns holds for the others", async (t) => {
  const { desk, telegram, asked, pass } = await setUp(t);
  telegram.answer("getChatMember", mayPost);
  await desk.standing(5);
  pass(59_999);
  await desk.standing(5);
  assert.equal(asked(), 1);
  pass(1);
  await desk.standing(5);
  assert.equal(asked(), 1);
  telegram.answer("getChatMember", () => stranger);
  assert.deepEqual(await desk.standing(5, { live: true }), nobody);
  assert.deepEqual(await desk.standing(5), nobody);
  assert.equal(asked(), 1);
});

test("questions about one person at the same moment are asked once", async (t) => {
  const { desk, telegram, asked } = await setUp(t);
  telegram.answer("getChatMember", mayPost);
  const standings = await Promise.all([desk.standing(5), desk.standing(5), desk.standing(5)]);
  assert.equal(asked(), 1);
  assert.ok(standings.every(({ publisher }) => publisher));
});

test("when Telegram tells that somebody's rights have changed, they are asked for anew", async (t) => {
  const { desk, telegram, feed } = await setUp(t);
  telegram.answer("getChatMember", mayPost);
  assert.equal((await desk.standing(5)).publisher, true);
  telegram.answer("getChatMember", () => ({ status: "left", user: user(5, "E") }));
  const member = { user: user(5, "E") };
  await feed({
    chat_member: {
      chat: CHANNEL,
      from: user(9, "Boss"),
      date: 1,
      old_chat_member: { ...member, ...administrator() },
      new_chat_member: { ...member, status: "left" },
    },
  });
  assert.deepEqual(await desk.standing(5), nobody);
});

test("an answer that was under way when the rights changed is not remembered", async (t) => {
  const { desk, telegram, asked } = await setUp(t);
  telegram.answer("getChatMember", () => {
    desk.forget(5);
    return mayPost();
  });
  await desk.standing(5);
  telegram.answer("getChatMember", () => stranger);
  assert.deepEqual(await desk.standing(5), nobody);
  assert.equal(asked(), 2);
});

for (const [what, answer] of [
  ["the network fails", "drop"],
  ["Telegram is broken", { error: 502, description: "Bad Gateway" }],
  ["Telegram wants a pause", { error: 429, description: "Too Many Requests: retry after 5" }],
] as const) {
  test(`while ${what}, what was known last stands, and a live question fails`, async (t) => {
    const { desk, telegram, pass } = await setUp(t);
    telegram.answer("getChatMember", mayPost);
    await desk.standing(5);
    pass(3_600_000);
    telegram.answer("getChatMember", () => answer);
    assert.equal((await desk.standing(5)).publisher, true);
    await assert.rejects(
      () => desk.standing(5, { live: true }),
      (error: unknown) => error instanceof ChatUnavailable && error.code === "unreachable",
    );
    assert.deepEqual(await desk.standing(6), nobody, "of whom nothing was known");
    telegram.answer("getChatMember", () => stranger);
    assert.deepEqual(await desk.standing(5), nobody, "once it answers again");
  });
}

for (const answer of [
  { error: 400, description: "Bad Request: member list is inaccessible" },
  { error: 400, description: "Bad Request: chat not found" },
  { error: 400, description: "Bad Request: CHAT_ADMIN_REQUIRED" },
  { error: 403, description: "Forbidden: bot is not a member of the channel chat" },
  { error: 403, description: "Forbidden: bot was kicked from the channel chat" },
]) {
  test(`where the bot may not ask (${answer.description}), nobody but owner and admins has a right`, async (t) => {
    const { desk, telegram } = await setUp(t);
    telegram.answer("getChatMember", mayPost);
    await desk.standing(5);
    telegram.answer("getChatMember", () => answer);
    assert.deepEqual(await desk.standing(5, { live: true }), nobody);
    assert.deepEqual(await desk.standing(5), nobody);
  });
}

test("Telegram is asked about the channel and the person, and nothing else", async (t) => {
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  const seen: Payload[] = [];
  const chat = createChat(new Api("100:test", { apiRoot: telegram.root }));
  telegram.answer("getChatMember", (payload) => {
    seen.push(payload);
    return mayPost();
  });
  assert.deepEqual(await chat.membership(-1001000, 5), { status: "administrator", mayPost: true, mayEdit: false });
  assert.deepEqual(seen, [{ chat_id: -1001000, user_id: 5 }]);
});
