import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Message } from "@grammyjs/types";
import type { OtherChannelOption } from "../../playground/server/first-world.ts";
import { ANYA, countRows, handOf, labelsOf, MAX, startBot, startStandIn, textOf } from "./driver.ts";

const TEST = -1_002_222_222_222;
const BUTTON = "🎬 Репетиция";
const LINK = /🎬 Репетиция: t\.me\/c\/2222222222\/(\d+)/;
/** Longer than a caption may be, so that the figures and the text are two messages. */
const text = (word: string) => `Жирное начало\n\n${`${word} `.repeat(250)}\n\narxiv.org/abs/2407.13729`;

async function setUp(t: TestContext, botRights: OtherChannelOption["botRights"] = {}) {
  const telegram = await startStandIn(t, undefined, { otherChannels: [{ id: TEST, title: "Проба", botRights }] });
  const sideChats = { serviceChatId: null, testChannelId: TEST };
  const { app, db } = await startBot(telegram, undefined, { sideChats });
  await app.sides.check();
  const anya = handOf(telegram, ANYA);
  const rehearsed = async () =>
    (await telegram.people.look({ person: ANYA, chat: TEST })).messages.map(({ message }) => message);
  const number = (card: Message) => Number(LINK.exec(textOf(card))?.[1]);
  const records = () =>
    ["publication", "publication_message", "attempt", "post"].map((table) =>
      countRows(db, `SELECT count(*) FROM ${table}`),
    );
  return { telegram, anya, rehearsed, number, records };
}

/** What a reader sees of a message, whatever chat it stands in. */
const seen = (message: Message) => ({
  text: message.text,
  entities: message.entities,
  caption: message.caption,
  captionEntities: message.caption_entities,
  figure: message.photo?.map(({ file_unique_id: id }) => id),
  isOfAlbum: message.media_group_id !== undefined,
  preview: message.link_preview_options,
  isAnswer: message.reply_to_message !== undefined,
});

test("a tap shows in the test channel the very messages that the channel gets afterwards, silently", async (t) => {
  const { telegram, anya, rehearsed, number, records } = await setUp(t);
  await anya.photos(2);
  await anya.paste(text("слово"), [{ type: "bold", offset: 0, length: 6 }]);
  await anya.press("Черновик №1", BUTTON);
  const card = await anya.sees(LINK);
  const rehearsal = await rehearsed();
  assert.equal(rehearsal.length, 3, "an album of two, and the text");
  assert.equal(number(card), rehearsal[0]?.message_id, "the card leads to the first of them");
  assert.deepEqual(await anya.channel(), []);
  assert.deepEqual(records(), [0, 0, 0, 0], "a rehearsal is no publication");
  const sounds = (await telegram.people.calls({})).flatMap(({ method, payload }) => {
    const { chat_id, disable_notification } = payload as { chat_id?: unknown; disable_notification?: unknown };
    return Number(chat_id) === TEST && method.startsWith("send") ? [[method, String(disable_notification)]] : [];
  });
  assert.deepEqual(sounds, [
    ["sendMediaGroup", "true"],
    ["sendMessage", "true"],
  ]);

  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees("✅ Опубликовано");
  assert.deepEqual(rehearsal.map(seen), (await anya.channel()).map(seen));
  assert.deepEqual((await rehearsed()).map(seen), rehearsal.map(seen), "the rehearsal stays as it was");
});

test("the rehearsal of the edited draft takes the place of the former one", async (t) => {
  const { telegram, anya, rehearsed, number, records } = await setUp(t);
  await anya.photos(2);
  const [pasted] = await anya.paste(text("слово"));
  await anya.press("Черновик №1", BUTTON);
  const first = number(await anya.sees(LINK));
  await anya.edit(pasted?.message_id ?? 0, text("другое"));
  await telegram.until(async () => !LINK.test(textOf(await anya.sees("Черновик №1"))));
  await anya.press("Черновик №1", BUTTON);
  const second = number(await anya.sees(LINK));
  const rehearsal = await rehearsed();
  assert.notEqual(second, first);
  assert.equal(rehearsal[0]?.message_id, second);
  assert.deepEqual([rehearsal.length, rehearsal[2]?.text], [3, text("другое")], "nothing of the former one is left");
  assert.deepEqual(records(), [0, 0, 0, 0]);
});

test("where the bot may not post there is no button, and a right that is lost meanwhile is told and takes it away", async (t) => {
  const without = await setUp(t, { can_post_messages: false });
  await without.anya.paste(text("слово"));
  assert.ok(!labelsOf(await without.anya.sees("Черновик №1")).includes(BUTTON));

  const { telegram, anya, rehearsed } = await setUp(t);
  await anya.photos(1);
  await anya.paste(text("слово"));
  assert.ok(labelsOf(await anya.sees("Черновик №1")).includes(BUTTON));
  await telegram.people.fault({
    method: "sendPhoto",
    fault: { kind: "error", code: 403, description: "Forbidden: bot is not a member of the channel chat" },
  });
  await anya.press("Черновик №1", BUTTON);
  const card = await anya.sees("Канала для репетиций больше нет или бот там не администратор");
  assert.ok(!labelsOf(card).includes(BUTTON));
  assert.deepEqual(await rehearsed(), []);
});

test("whoever is an author no longer rehearses nothing from the card that they still have", async (t) => {
  const { telegram, rehearsed } = await setUp(t);
  const max = handOf(telegram, MAX);
  await max.paste(text("слово"));
  assert.ok(labelsOf(await max.sees("Черновик №1")).includes(BUTTON));
  await telegram.people.setAdministrator({ person: MAX, by: ANYA, rights: null });
  assert.match((await max.press("Черновик №1", BUTTON)).text ?? "", /авторы/);
  assert.deepEqual(await rehearsed(), []);
});
