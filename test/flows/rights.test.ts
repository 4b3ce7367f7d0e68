import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { ANYA, handOf, MAX, READER, startBot, startStandIn } from "./driver.ts";

const POST = "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729";

/** A draft of an author whose only right is the channel's own. */
async function setUp(t: TestContext) {
  const telegram = await startStandIn(t);
  const { app } = await startBot(telegram);
  const max = handOf(telegram, MAX);
  await max.paste(POST);
  await max.sees("Черновик №1");
  const channel = app.channels.served();
  assert.ok(channel !== null);
  return { app, telegram, max, channelId: channel.id };
}

test("an author whom the channel dismissed between card and press publishes nothing, and is told why", async (t) => {
  const { telegram, max } = await setUp(t);
  await telegram.people.setAdministrator({ person: MAX, rights: null });
  const toast = await max.press("Черновик №1", "Опубликовать");
  assert.match(toast.text ?? "", /Публиковать в канал вы сейчас не можете/);
  assert.deepEqual(await max.channel(), []);

  await telegram.people.setAdministrator({ person: MAX, rights: { can_post_messages: true } });
  await max.press("Черновик №1", "Опубликовать");
  await max.sees("✅ Опубликовано");
});

test("an administrator who may edit but not post publishes nothing", async (t) => {
  const { app, telegram, max } = await setUp(t);
  await telegram.people.setAdministrator({ person: MAX, rights: { can_edit_messages: true } });
  await max.press("Черновик №1", "Опубликовать");
  await app.dispatcher.idle();
  assert.deepEqual(await max.channel(), []);
});

test("once only the bot's admins publish, the card's button leads nowhere for the others", async (t) => {
  const { app, max, channelId } = await setUp(t);
  app.channels.changeSettings(channelId, { publishers: "admins" });
  await max.press("Черновик №1", "Опубликовать");
  await app.dispatcher.idle();
  assert.deepEqual(await max.channel(), []);
});

test("while Telegram does not say who may publish, nothing goes out, and a later press does it", async (t) => {
  const { telegram, max } = await setUp(t);
  const fault = { kind: "error", code: 502, description: "Bad Gateway" } as const;
  await telegram.people.fault({ method: "getChatMember", times: 50, fault });
  const toast = await max.press("Черновик №1", "Опубликовать");
  assert.match(toast.text ?? "", /не ответил, кто может публиковать/);
  assert.deepEqual(await max.channel(), []);
  await telegram.people.clearFaults();
  await max.press("Черновик №1", "Опубликовать");
  await max.sees("✅ Опубликовано");
});

test("when the bot itself is dismissed, the owner is told at once and nobody's press goes out", async (t) => {
  const { app, telegram, max } = await setUp(t);
  const anya = handOf(telegram, ANYA);
  await anya.say("/start");
  await anya.sees("Здесь пишут посты");
  await telegram.people.setBotRights({ by: ANYA, rights: null });
  await anya.sees("Меня убрали из");
  await max.press("Черновик №1", "Опубликовать");
  await app.dispatcher.idle();
  assert.deepEqual(await max.channel(), []);
});

test("a reader drafts nothing, neither by a command nor by a paste", async (t) => {
  const { telegram } = await setUp(t);
  const reader = handOf(telegram, READER);
  await reader.say("/new");
  await reader.sees("Посты здесь пишут авторы канала");
  await reader.paste(POST);
  await telegram.until(async () => (await reader.seen()).length >= 2);
  const said = (await reader.seen()).map(({ text }) => text ?? "");
  assert.ok(said.every((text) => !text.includes("Черновик №")));
});
