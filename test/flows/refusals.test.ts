import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { InlineKeyboardButton } from "@grammyjs/types";
import { ANYA, countRows, handOf, MAX, PIXEL, startBot, startStandIn } from "./driver.ts";

/** What a person is told, and what they can press. */
interface Told {
  readonly chat: number;
  readonly text: string;
  readonly labels: readonly string[];
}

async function setUp(t: TestContext) {
  const telegram = await startStandIn(t);
  const { app, db } = await startBot(telegram);
  const { people, channelId, botId } = telegram;
  const [anya, max] = [handOf(telegram, ANYA), handOf(telegram, MAX)];
  let drafts = 0;
  /** A draft of Anya's whose one message goes out by this method. */
  const draft = async (method: keyof typeof FILES): Promise<number> => {
    const kind = FILES[method];
    drafts += 1;
    const text = `Заметка ${drafts}\n\nо том, чего канал не берёт`;
    if (method === "sendRichMessage") {
      const rich = [{ type: "heading", text, size: 1 } as const];
      await people.say({ person: ANYA, chat: botId, rich });
    } else if (kind === null) await anya.paste(text);
    else {
      const file = { kind: kind === "album" ? "photo" : kind, file: PIXEL, name: "figure.png" } as const;
      await people.sendFiles({
        person: ANYA,
        chat: botId,
        caption: text,
        files: kind === "album" ? [file, file] : [file],
      });
    }
    await anya.sees(`Черновик №${drafts}`);
    if (method === "sendRichMessage" || method === "copyMessage") {
      await anya.press(`Черновик №${drafts}`, "📐");
      await anya.press(`Черновик №${drafts}`, method === "copyMessage" ? "Как вы прислали" : "Расширенн");
      await anya.press(`Черновик №${drafts}`, "К черновику");
    }
    return drafts;
  };
  /** Presses "publish" while the call of this method fails; what the bot then says to each, in its order. */
  const refuse = async (
    hand: typeof anya,
    card: string,
    [method, code, description]: readonly [string, number, string],
  ): Promise<readonly Told[]> => {
    const since = (await people.calls({})).at(-1)?.seq ?? 0;
    await people.fault({ method, fault: { kind: "error", code, description } });
    await hand.press(card, hand === anya ? "Опубликовать" : "Publish");
    await app.dispatcher.idle();
    await app.publisher.idle();
    const calls = await people.calls({ since });
    const failed = calls.findIndex((call) => call.method === method && !call.ok);
    assert.notEqual(failed, -1, `${method} was not called`);
    assert.equal(calls.filter((call) => call.method === method && chatOf(call.payload) === channelId).length, 1);
    return calls.slice(failed + 1).flatMap(({ method: said, payload }) => {
      if (said !== "editMessageText" && said !== "sendMessage") return [];
      const { text, reply_markup: markup } = payload as {
        readonly text: string;
        readonly reply_markup?: { readonly inline_keyboard: readonly (readonly InlineKeyboardButton[])[] };
      };
      const labels = (markup?.inline_keyboard ?? []).flat().map((button) => button.text);
      return [{ chat: chatOf(payload), text, labels }];
    });
  };
  return { telegram, app, db, anya, max, draft, refuse };
}

const FILES = {
  sendMessage: null,
  sendRichMessage: null,
  copyMessage: null,
  sendPhoto: "photo",
  sendVideo: "video",
  sendAnimation: "animation",
  sendDocument: "document",
  sendMediaGroup: "album",
} as const;

function chatOf(payload: unknown): number {
  return Number((payload as { readonly chat_id?: unknown }).chat_id);
}

/** What the channel may say, what its author is told in Russian, and by which button it is mended. */
const ERRORS: readonly (readonly [code: number, description: string, told: RegExp, button: string])[] = [
  [403, "Forbidden: bot is not a member of the channel chat", /Меня нет в канале/, "Вернуть права"],
  [403, "Forbidden: bot was kicked from the channel chat", /Меня нет в канале/, "Вернуть права"],
  [400, "Bad Request: CHANNEL_PRIVATE", /Меня нет в канале/, "Вернуть права"],
  [400, "Bad Request: need administrator rights in the channel chat", /нет права публиковать/, "Вернуть права"],
  [400, "Bad Request: CHAT_WRITE_FORBIDDEN", /нет права публиковать/, "Вернуть права"],
  [400, "Bad Request: chat not found", /не находит канал/, "Вернуть права"],
  [401, "Unauthorized", /меня не узнаёт/, "@BotFather"],
  [404, "Not Found", /меня не узнаёт/, "@BotFather"],
  [409, "Conflict: terminated by other getUpdates request", /ещё одна программа/, "@BotFather"],
  [400, "Bad Request: FROZEN_METHOD_INVALID", /заморозил меня/, "@BotSupport"],
  [404, "Not Found: method not found", /Выберите другой вид/, "📐"],
  [400, "Bad Request: can't parse entities: unsupported", /не принял текст/, "✏️ Текст"],
  [400, "Bad Request: message is too long", /не принял текст/, "✏️ Текст"],
  [400, "Bad Request: message caption is too long", /не принял текст/, "📐"],
  [400, "Bad Request: RICH_MESSAGE_CONTENT_REQUIRED", /не принял текст/, "📐"],
  [400, "Bad Request: wrong file identifier/HTTP URL specified", /не принял картинку или файл/, "🖼 Картинки"],
  [400, "Bad Request: IMAGE_PROCESS_FAILED", /не принял картинку или файл/, "🖼 Картинки"],
  [400, "Bad Request: message to copy not found", /Выберите другой вид/, "📐"],
  [400, "Bad Request: BUTTON_URL_INVALID", /\/settings/, "🚀 Опубликовать"],
  [400, "Bad Request: <something> that nobody has seen", /&lt;something&gt;/, "🚀 Опубликовать"],
];

test("whatever the channel says to whichever call, the author is told in a sentence, with a button for what to do", async (t) => {
  const { app, db, anya, draft, refuse } = await setUp(t);
  const methods = Object.keys(FILES) as (keyof typeof FILES)[];
  const drafts: (readonly [keyof typeof FILES, string])[] = [];
  for (const method of methods) drafts.push([method, `Черновик №${await draft(method)}`]);
  for (const [code, description, said, button] of ERRORS) {
    for (const [method, card] of drafts) {
      const [told, ...more] = await refuse(anya, card, [method, code, description]);
      const about = `${method}: ${description}\n${JSON.stringify(told)}`;
      assert.ok(told !== undefined && more.length === 0, about);
      assert.match(told.text, said, about);
      assert.ok(
        told.labels.some((label) => label.includes(button)),
        about,
      );
      assert.ok(told.labels.includes("🚀 Опубликовать"), about);
    }
  }
  const refused = countRows(db, "SELECT count(*) FROM attempt WHERE outcome = 'refused'");
  assert.equal(refused, ERRORS.length * methods.length);
  assert.equal((await anya.channel()).length, 0);
  for (const [, card] of drafts) await anya.press(card, "Опубликовать");
  await app.dispatcher.idle();
  await app.publisher.idle();
  assert.equal(countRows(db, "SELECT count(*) FROM publication WHERE state = 'sent'"), drafts.length);
  assert.equal((await anya.channel()).length, drafts.length + 1, "the album is two messages");
});

test("a post of somebody else's that only an admin can mend is told to the admin in their language, with the button", async (t) => {
  const { db, anya, max, refuse } = await setUp(t);
  await anya.say("/start");
  await max.say("/start");
  await max.sees("Здесь пишут");
  db.prepare("UPDATE person SET language = 'en' WHERE id = ?").run(MAX);
  await max.paste("A note\n\nof what the channel does not take");
  await max.sees("Draft 1");
  for (const [code, description, said, button] of ERRORS) {
    const told = await refuse(max, "Draft 1", ["sendMessage", code, description]);
    const about = `${description}\n${JSON.stringify(told)}`;
    const [card, ...others] = told.toSorted((a, b) => Number(b.chat === MAX) - Number(a.chat === MAX));
    assert.ok(card?.chat === MAX && card.labels.includes("🚀 Publish"), about);
    assert.doesNotMatch(card.text, /[а-яё]/i, about);
    const isForAdmins = ["Вернуть права", "@BotFather", "@BotSupport"].includes(button);
    // What the admin was told of is over where the author can mend it: then without a button.
    if (isForAdmins) assert.equal(others.length, 1, about);
    for (const { chat, text, labels } of others) {
      assert.equal(chat, ANYA, about);
      assert.match(text, said, about);
      assert.deepEqual(labels, isForAdmins ? [button] : [], about);
    }
  }
});
