import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Api } from "grammy";
import { createSideChats } from "../../src/telegram/side-chats.ts";
import { startTelegram } from "../bot/telegram.ts";

const SERVICE = -1005;
const TEST = -1002;
const SERVED = -1001;
const GROUP = { id: SERVICE, type: "supergroup", title: "Служебный", permissions: { can_send_messages: true } };
const CHANNEL = { id: TEST, type: "channel", title: "Проба" };
const MEMBER = { status: "member" };
const ADMIN = { status: "administrator", can_post_messages: true, can_edit_messages: false };
const ABSENT = { error: 400, description: "Bad Request: chat not found" };

async function setUp(t: TestContext, answers: { chat?: object; member?: object; ids?: object } = {}) {
  const telegram = await startTelegram();
  t.after(() => telegram.close());
  const { chat, member } = answers;
  telegram.answer("getChat", ({ chat_id: id }) => chat ?? (id === SERVICE ? GROUP : CHANNEL));
  telegram.answer("getChatMember", ({ chat_id: id }) => member ?? (id === SERVICE ? MEMBER : ADMIN));
  const api = new Api("100:test", { apiRoot: telegram.root });
  const served = () => SERVED;
  const sides = createSideChats({
    api,
    botId: 100,
    served,
    serviceChatId: SERVICE,
    testChannelId: TEST,
    ...answers.ids,
  });
  return { telegram, sides };
}

test("both are used once they were checked, and not before", async (t) => {
  const { sides, telegram } = await setUp(t);
  assert.deepEqual([sides.service(), sides.test()], [null, null]);
  const { service, test: channel } = await sides.check();
  assert.deepEqual([service, channel?.status], ["ready", "ready"]);
  assert.deepEqual([sides.service(), sides.test()?.chatId], [SERVICE, TEST]);
  for (const { method } of telegram.calls) assert.match(method, /^get/);
});

for (const [name, answers, status] of [
  ["a group with a public link", { chat: { ...GROUP, username: "open" } }, "public"],
  ["a channel with a public link", { chat: { ...CHANNEL, username: "open" } }, "public"],
  ["a chat that is not there", { chat: ABSENT }, "not-found"],
  ["a group that the bot has left", { member: { status: "left" } }, "not-a-member"],
  [
    "a group that the bot was never in",
    { member: { error: 400, description: "Bad Request: user not found" } },
    "not-a-member",
  ],
  [
    "a group in which only administrators write",
    { chat: { ...GROUP, permissions: { can_send_messages: false } } },
    "no-right-to-write",
  ],
  [
    "a private channel in which the bot may not post",
    { chat: CHANNEL, member: { ...ADMIN, can_post_messages: false } },
    "no-right-to-write",
  ],
  ["the channel itself", { chat: { ...CHANNEL, id: SERVED } }, "the-channel"],
] as const) {
  test(`${name} is no service chat`, async (t) => {
    const { sides } = await setUp(t, answers);
    assert.equal((await sides.check()).service, status);
    assert.equal(sides.service(), null);
  });
}

test("a person's chat with the bot, and a private channel where it may post, are service chats", async (t) => {
  for (const chat of [{ id: SERVICE, type: "private", first_name: "Аня", username: "anya" }, CHANNEL]) {
    const { sides } = await setUp(t, { chat, member: ADMIN });
    assert.equal((await sides.check()).service, "ready");
  }
});

for (const [name, answers, status] of [
  ["a channel that is not there", { chat: ABSENT }, "not-found"],
  ["a group", { chat: GROUP }, "not-a-channel"],
  ["a channel where the bot is no administrator", { member: MEMBER }, "not-admin"],
  ["a channel where the bot may not post", { member: { ...ADMIN, can_post_messages: false } }, "lacks-post"],
  ["the channel that is served", { chat: { ...CHANNEL, id: SERVED } }, "the-channel"],
] as const) {
  test(`${name} takes no rehearsals`, async (t) => {
    const { sides } = await setUp(t, answers);
    assert.equal((await sides.check()).test?.status, status);
    assert.equal(sides.test(), null);
  });
}

test("rights that come later are noticed by another check, and lost ones end rehearsals at once", async (t) => {
  const { sides, telegram } = await setUp(t, { member: MEMBER });
  await sides.check();
  assert.equal(sides.test(), null);
  telegram.answer("getChatMember", () => ADMIN);
  await sides.check();
  assert.equal(sides.test()?.chatId, TEST);
  sides.lostTest();
  assert.equal(sides.test(), null);
});

test("the channel for rehearsals is known by its id or its name", async (t) => {
  const { sides } = await setUp(t, { ids: { testChannelId: "@Probe_channel" } });
  assert.ok(sides.isTest({ id: -1009, username: "probe_channel" }));
  assert.ok(!sides.isTest({ id: -1009, username: "other" }));
  assert.ok(!sides.isTest({ id: -1009 }));
});
