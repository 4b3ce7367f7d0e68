import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Bot } from "grammy";
import { decode, encode } from "../../../src/bot/publication/buttons.ts";
import { createPublicationPresses, noticeChannel } from "../../../src/bot/publication/index.ts";
import type { PastMessage } from "../../../src/telegram/history.ts";
import { BOT, words } from "../telegram.ts";
import { ADMIN, AUTHOR, NOW, openDesk } from "./scene.ts";

const ru = words("ru");
const me = { ...BOT, can_join_groups: false, can_read_all_group_messages: false, supports_inline_queries: false };

/** The buttons on a real bot; the publisher is what they call, and answers as the test says. */
async function setUp(t: TestContext, outcome: object = { status: "released" }) {
  const scene = await openDesk(t);
  const { publications, desk, troubles, channel, telegram } = scene;
  const calls: unknown[] = [];
  const bot = new Bot("100:test", { client: { apiRoot: telegram.root }, botInfo: me as never });
  bot.use(async (ctx, next) => {
    Object.assign(ctx, { say: ru, person: { id: ctx.from?.id }, channel });
    await next();
  });
  bot.use(
    createPublicationPresses({
      publications,
      publisher: {
        settle: (...call) => {
          calls.push(["settle", ...call]);
          return outcome as never;
        },
        withdraw: (...call) => {
          calls.push(["withdraw", ...call]);
          return outcome as never;
        },
      },
      desk,
      troubles,
    }) as never,
  );
  telegram.answer("getChatMember", () => ({ error: 400, description: "Bad Request: user not found" }));
  const press = async (from: number, data: string) => {
    calls.length = 0;
    telegram.take();
    const chat = { id: from, type: "private", first_name: "x" };
    const message = { message_id: 3, date: 1, chat, text: "…" };
    const query = { id: "7", from: { id: from, is_bot: false, first_name: "x" }, chat_instance: "1", data, message };
    await bot.handleUpdate({ update_id: 5, callback_query: query } as never);
    const answered = telegram.take("answerCallbackQuery").map(({ payload }) => payload.text);
    return { calls: [...calls], answered };
  };
  return { ...scene, press };
}

test("an admin says which message it is, that none is, or takes the post back", async (t) => {
  const { press, publicationId: id } = await setUp(t);
  const press12 = await press(ADMIN, encode({ verb: "this", publicationId: id, messageId: 12 }));
  assert.deepEqual(press12.calls, [["settle", id, { there: true, messageIds: [12] }]]);
  const gone = await press(ADMIN, encode({ verb: "gone", publicationId: id, messageId: 0 }));
  assert.deepEqual(gone.calls, [["settle", id, { there: false }]]);
  assert.deepEqual(gone.answered, [ru.plain("publish-released")]);
  const undo = await press(ADMIN, encode({ verb: "undo", publicationId: id, messageId: 0 }));
  assert.deepEqual(undo.calls, [["withdraw", id]]);
});

test("whoever is no admin, and a publication that is not there, reach nothing and are answered", async (t) => {
  const { press, publicationId } = await setUp(t);
  const stranger = await press(AUTHOR, encode({ verb: "gone", publicationId, messageId: 0 }));
  assert.deepEqual(stranger, { calls: [], answered: [ru.plain("restored-not-admin")] });
  const unknown = await press(ADMIN, encode({ verb: "gone", publicationId: 99, messageId: 0 }));
  assert.deepEqual(unknown, { calls: [], answered: [ru.plain("draft-gone")] });
});

test("“there is no post” before a lost request is surely over is answered with the time from which it counts", async (t) => {
  const { press, publicationId } = await setUp(t, { status: "early", until: NOW + 60_000 });
  const { answered } = await press(ADMIN, encode({ verb: "gone", publicationId, messageId: 0 }));
  assert.equal(answered.length, 1);
  assert.match(answered[0] ?? "", /\d\d:\d\d/);
});

test("buttons are read as they were written, within 64 bytes, and nobody else's are", () => {
  for (const verb of ["this", "gone", "undo"] as const) {
    const press = { verb, publicationId: Number.MAX_SAFE_INTEGER % 36 ** 10, messageId: 2 ** 31 };
    const data = encode(press);
    assert.ok(Buffer.byteLength(data) <= 64);
    assert.deepEqual(decode(data), press);
  }
  for (const data of ["p:this:1", "p:else:1:1", "d:gone:1:1:", "p:this:-1:1", ""]) assert.equal(decode(data), null);
});

test("a post of the channel is noted as somebody's, a pinned one is shown to the publisher, others pass by", async (t) => {
  const { channels, channel, attempts } = await openDesk(t);
  const noticed: { readonly chatId: number; readonly past: PastMessage }[] = [];
  const notice = noticeChannel({
    channels,
    attempts,
    publisher: { noticed: (chatId, past) => void noticed.push({ chatId, past }) },
  });
  let passed = 0;
  const post = (chatId: number, more: object) =>
    notice(
      { channelPost: { message_id: 40, date: 5, chat: { id: chatId, type: "channel", title: "x" }, ...more } } as never,
      async () => {
        passed += 1;
      },
    );
  await post(channel.chatId, { text: "Чужой пост" });
  assert.deepEqual(attempts.known(channel.id, 0, 5), [40]);
  assert.equal(noticed.length, 0);
  const pinned = {
    message_id: 39,
    date: 4,
    chat: { id: channel.chatId, type: "channel", title: "x" },
    text: "Заметка",
  };
  await post(channel.chatId, { message_id: 41, pinned_message: pinned });
  assert.deepEqual(
    noticed.map(({ chatId, past }) => [chatId, past.messageId, past.text]),
    [[channel.chatId, 39, "Заметка"]],
  );
  await post(channel.chatId, { message_id: 42, pinned_message: { ...pinned, date: 0 } });
  assert.equal(noticed.length, 1, "a pinned message that cannot be read tells nothing");
  await post(-5, { text: "x" });
  assert.deepEqual(attempts.known(channel.id, 0, 5), [42, 41, 40]);
  assert.equal(passed, 4);
});
