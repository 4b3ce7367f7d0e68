import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Api } from "grammy";
import { createStandIn } from "../../playground/server/index.ts";
import { plainly } from "../../src/document/document.ts";
import { createEditing } from "../../src/telegram/editing.ts";

async function scene(t: TestContext) {
  const telegram = await createStandIn({ now: () => Date.UTC(2026, 10, 24, 9) });
  t.after(() => telegram.close());
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot, timeoutSeconds: 5 });
  const { channelId: chat } = telegram;
  const sent = await api.sendMessage(chat, "Старый");
  const text = (words: string, messageId = sent.message_id) => ({
    form: "text" as const,
    messageId,
    document: plainly(words),
    preview: null,
  });
  return { telegram, api, chat, editing: createEditing(api), sent, text };
}

/** What Telegram answers (telegram-bot-api Client.cpp, TDLib, its servers), and what that is to a person. */
const REFUSALS = [
  ["Bad Request: message to edit not found", "message-gone"],
  ["Bad Request: MESSAGE_ID_INVALID", "message-gone"],
  ["Bad Request: message can't be edited", "not-editable"],
  ["Bad Request: MESSAGE_AUTHOR_REQUIRED", "not-editable"],
  ["Bad Request: there is no text in the message to edit", "wrong-form"],
  ["Bad Request: not enough rights to edit a message", "no-right-to-post"],
  ["Bad Request: need administrator rights in the channel chat", "no-right-to-post"],
  ["Bad Request: chat not found", "channel-not-found"],
  ["Bad Request: wrong file identifier/HTTP URL specified", "file-unusable"],
  ["Bad Request: MESSAGE_EDIT_TIME_EXPIRED", "not-editable"],
  ["Bad Request: there is no caption in the message to edit", "wrong-form"],
  ["Bad Request: message caption is too long", "text-refused"],
  ["Bad Request: BUTTON_URL_INVALID", "buttons-refused"],
  ["Bad Request: something new of Telegram's", "other"],
] as const;

for (const [description, expected] of REFUSALS) {
  test(`"${description}" is a refusal: ${expected}`, async (t) => {
    const { telegram, chat, editing, text } = await scene(t);
    await telegram.people.fault({ method: "editMessageText", fault: { kind: "error", code: 400, description } });
    const edited = await editing.text(chat, text("Новый"));
    assert.ok(!edited.ok && "refusal" in edited);
    assert.equal(edited.refusal.code, expected);
  });
}

test("what stands so already is made", async (t) => {
  const { telegram, chat, editing, text } = await scene(t);
  assert.deepEqual(await editing.text(chat, text("Старый")), { ok: true });
  const description =
    "Bad Request: message is not modified: specified new message content and reply markup are the same";
  await telegram.people.fault({ method: "editMessageText", fault: { kind: "error", code: 400, description } });
  assert.deepEqual(await editing.text(chat, text("Новый")), { ok: true });
  const pinned = { kind: "error", code: 400, description: "Bad Request: CHAT_NOT_MODIFIED" } as const;
  await telegram.people.fault({ method: "pinChatMessage", fault: pinned });
  assert.deepEqual(await editing.pin(chat, text("Новый").messageId, true), { ok: true });
});

test("a wait that Telegram asks for is as long as it says; where nobody knows, it is tried again", async (t) => {
  const { telegram, chat, editing, text } = await scene(t);
  const { people } = telegram;
  const fault = { kind: "error", code: 429, description: "Too Many Requests: retry after 7", retryAfter: 7 } as const;
  await people.fault({ method: "editMessageText", fault });
  assert.deepEqual(await editing.text(chat, text("Новый")), { ok: false, later: 7_000 });
  const broken = { kind: "error", code: 502, description: "Bad Gateway" } as const;
  await people.fault({ method: "editMessageText", fault: broken });
  assert.deepEqual(await editing.text(chat, text("Новый")), { ok: false, later: 2_000 });
  for (const kind of ["drop-before", "drop-after"] as const) {
    await people.fault({ method: "editMessageText", fault: { kind } });
    assert.deepEqual(await editing.text(chat, text("Новый")), { ok: false, later: 2_000 });
  }
  assert.deepEqual(await editing.text(chat, text("Новый")), { ok: true }, "made twice it leads to the same");
});

test("a message that is gone is deleted; one that Telegram keeps is said to be kept", async (t) => {
  const { telegram, chat, editing, sent } = await scene(t);
  const description = "Bad Request: message can't be deleted for everyone";
  await telegram.people.fault({ method: "deleteMessage", fault: { kind: "error", code: 400, description } });
  assert.deepEqual(await editing.remove(chat, sent.message_id), { ok: false, refusal: { code: "not-deletable" } });
  assert.deepEqual(await editing.remove(chat, sent.message_id), { ok: true });
  assert.deepEqual(await editing.remove(chat, sent.message_id), { ok: true });
});

test("buttons come, change and go by themselves, and stay under a text that changes", async (t) => {
  const { telegram, chat, editing, text, sent } = await scene(t);
  const [actor] = (await telegram.people.world()).actors;
  const shown = async () => {
    const { messages } = await telegram.people.look({ person: actor?.user.id ?? 0, chat });
    const found = messages.find(({ message }) => message.message_id === sent.message_id)?.message;
    return [found?.text, found?.reply_markup?.inline_keyboard.flat().map((button) => button.text)];
  };
  const buttons = [[{ text: "Код", url: "https://github.com/a/b" }]];
  assert.deepEqual(await editing.markup(chat, { ...text("Старый"), buttons }), { ok: true });
  assert.deepEqual(await shown(), ["Старый", ["Код"]]);
  assert.deepEqual(await editing.text(chat, { ...text("Новый"), buttons }), { ok: true });
  assert.deepEqual(await shown(), ["Новый", ["Код"]]);
  assert.deepEqual(await editing.markup(chat, text("Новый")), { ok: true });
  assert.deepEqual(await shown(), ["Новый", undefined]);
});

test("a forward can be edited by nobody", async (t) => {
  const { api, chat, editing, text, sent } = await scene(t);
  const forward = await api.forwardMessage(chat, chat, sent.message_id);
  assert.deepEqual(await editing.text(chat, text("Новый", forward.message_id)), {
    ok: false,
    refusal: { code: "not-editable" },
  });
});
