import assert from "node:assert/strict";
import { test } from "node:test";
import type { Update } from "@grammyjs/types";
import { createBroken } from "../../src/bot/broken.ts";
import { loadWords } from "../../src/bot/words.ts";
import { inlineQuery, message, press } from "../telegram/updates.ts";

function setUp() {
  const calls: [string, ...unknown[]][] = [];
  const note =
    (method: string, fails: (id: unknown) => boolean = () => false) =>
    async (...args: unknown[]) => {
      calls.push([method, ...args]);
      if (fails(args[0])) throw new Error("blocked");
      return true as never;
    };
  const broken = createBroken({
    api: {
      sendMessage: note("sendMessage", (id) => id === 1),
      answerCallbackQuery: note("answerCallbackQuery"),
      answerInlineQuery: note("answerInlineQuery"),
    },
    people: {
      find: (id) => (id === 8 ? { id, name: "Боб", username: null, language: "ru", telegramLanguage: "en" } : null),
    },
    desk: { admins: () => [1, 8] },
    titleOf: (id) => (id === 5 ? "Пост" : null),
    words: loadWords(),
  });
  return { broken, calls };
}

test("whoever wrote is told in their language, with the code", async () => {
  const { broken, calls } = setUp();
  await broken.tell([message({ chatId: 8, text: "x" })], "7F3K");
  await broken.tell([message({ chatId: 9, text: "x" })], "ABCD");
  assert.deepEqual(calls, [
    ["sendMessage", 8, "Что-то сломалось, мы записали (код 7F3K). Черновик цел."],
    ["sendMessage", 9, "Something broke, and we noted it (code ABCD). Your draft is safe."],
  ]);
});

test("a button is answered, so that nothing is left turning, and an inline query gets an empty list", async () => {
  const { broken, calls } = setUp();
  const pressed = press(8);
  await broken.tell([pressed], "7F3K");
  const query = inlineQuery(8);
  await broken.tell([query], "7F3K");
  assert.deepEqual(calls, [
    [
      "answerCallbackQuery",
      pressed.callback_query?.id,
      { text: "Что-то сломалось, мы записали (код 7F3K). Черновик цел.", show_alert: true },
    ],
    ["answerInlineQuery", query.inline_query?.id, [], { cache_time: 0, is_personal: true }],
  ]);
});

test("a channel and a group are told nothing", async () => {
  const { broken, calls } = setUp();
  const { message: posted } = message({ text: "x" });
  await broken.tell(
    [{ update_id: 1, channel_post: { ...posted, chat: { id: -1, type: "channel", title: "c" } } } as Update],
    "A",
  );
  await broken.tell([message({ chat: { id: -2, type: "group", title: "g" } } as never)], "A");
  assert.deepEqual(calls, []);
});

test("all who set the bot up hear of an update that was set aside, though one of them blocked it", async () => {
  const { broken, calls } = setUp();
  await broken.tellSetAside({ update_id: 77 });
  assert.deepEqual(
    calls.map((call) => call[1]),
    [1, 8],
  );
  assert.match(String(calls[1]?.[2]), /№ 77/);
});

test("a person whose message waits for the disk is told that it is kept, and the admins what is wrong", async () => {
  const { broken, calls } = setUp();
  await broken.tellHeld([message({ chatId: 8, text: "x" })]);
  await broken.tellHeld([press(8)]);
  await broken.tellTrouble("full");
  const texts = calls.map(([method, to, text]) => [method, to, text]);
  assert.deepEqual(texts[0], [
    "sendMessage",
    8,
    "Сейчас не могу ничего сохранить: сбой на диске. Сообщение не потеряно, вернусь к нему сам.",
  ]);
  assert.equal(texts[1]?.[0], "answerCallbackQuery");
  assert.deepEqual(
    texts.slice(2).map(([, to]) => to),
    [1, 8],
  );
  assert.match(String(texts[3]?.[2]), /^⚠️ На диске с базой кончилось место\. Пока это не исправить/);
});
