import assert from "node:assert/strict";
import { test } from "node:test";
import type { PublishOutcome, Refusal } from "../../../src/publish/publisher.ts";
import { ADMIN, NOW, OWNER, openDesk } from "./scene.ts";

const CANDIDATES = [12, 13, 14, 15].map((messageId) => ({ messageId, link: `https://t.me/channel/${messageId}` }));
const ASKED = { status: "unknown", publicationId: 1, lookAt: null, candidates: CANDIDATES } as const;
const SENT = { status: "sent", postId: 1, messageIds: [12], link: "https://t.me/channel/12" } as const;

interface Markup {
  readonly inline_keyboard: readonly (readonly {
    readonly text: string;
    readonly url?: string;
    readonly callback_data?: string;
  }[])[];
}
const buttonsOf = (markup: unknown) => (markup as Markup).inline_keyboard.flat();

test("each admin gets one message with the candidates, a link and two buttons, in their own language", async (t) => {
  const { telegram, tell } = await openDesk(t);
  await tell(ASKED);
  const calls = telegram.take("sendMessage").map(({ payload }) => payload);
  assert.deepEqual(
    calls.map(({ chat_id: id }) => id),
    [OWNER, ADMIN],
  );
  assert.match(calls[0]?.text, /Заметка &lt;о&gt; разном/);
  const buttons = buttonsOf(calls[0]?.reply_markup);
  assert.deepEqual(
    buttons.map(({ text }) => text),
    ["t.me/channel/12", "⬅️ Это он", "t.me/channel/13", "⬅️ Это он", "t.me/channel/14", "⬅️ Это он", "Поста нет"],
  );
  assert.equal(buttons[1]?.callback_data, "p:this:1:c");
  assert.notEqual(calls[1]?.text, calls[0]?.text);
});

test("what follows is said in the same message, and at the end without buttons", async (t) => {
  const { telegram, tell, troubleMessages, publicationId } = await openDesk(t);
  await tell(ASKED);
  telegram.take();
  await tell(SENT);
  const calls = telegram.take();
  assert.deepEqual(
    calls.map(({ method }) => method),
    ["editMessageText", "editMessageText"],
  );
  assert.match(calls[0]?.payload.text, /t\.me\/channel\/12/);
  assert.deepEqual(buttonsOf(calls[0]?.payload.reply_markup), []);
  assert.deepEqual(troubleMessages.people(publicationId), []);
  await tell(SENT);
  assert.deepEqual(telegram.take(), [], "nobody is told of a trouble that they were not told of");
});

test("a message that is gone is sent anew, and an admin who blocked the bot keeps nobody from being told", async (t) => {
  const { telegram, tell } = await openDesk(t);
  await tell(ASKED);
  telegram.answer("editMessageText", () => ({ error: 400, description: "Bad Request: message to edit not found" }));
  telegram.answer("sendMessage", ({ chat_id: id }) =>
    id === OWNER
      ? { error: 403, description: "Forbidden: bot was blocked by the user" }
      : { message_id: 90, date: 1, chat: { id }, text: "" },
  );
  telegram.take();
  await tell(ASKED);
  assert.deepEqual(
    telegram.take("sendMessage").map(({ payload }) => payload.chat_id),
    [OWNER, ADMIN],
  );
});

const delayed = (lasts: boolean): PublishOutcome => ({
  status: "delayed",
  publicationId: 1,
  refusal: { code: "not-reached" },
  until: NOW + 60_000,
  lasts,
});

test("what passes by itself, and what the author can mend, is told to no admin", async (t) => {
  const { telegram, tell } = await openDesk(t);
  await tell(delayed(false));
  await tell({ status: "unknown", publicationId: 1, lookAt: NOW + 15_000, candidates: [] });
  await tell({ status: "refused", refusal: { code: "text-refused", description: "too long" } });
  assert.deepEqual(telegram.take(), []);
});

const RIGHTS = "https://t.me/paperboy_bot?startchannel&admin=post_messages+edit_messages";
for (const [refusal, url] of [
  [{ code: "not-a-member" }, RIGHTS],
  [{ code: "no-right-to-post" }, RIGHTS],
  [{ code: "channel-not-found" }, RIGHTS],
  [{ code: "unauthorized" }, "https://t.me/BotFather"],
  [{ code: "conflict", description: "Conflict: terminated by other getUpdates request" }, "https://t.me/BotFather"],
] as const satisfies readonly (readonly [Refusal, string])[]) {
  test(`${refusal.code} is told to the admins, with a button to where it can be mended`, async (t) => {
    const { telegram, tell } = await openDesk(t);
    await tell({ status: "refused", refusal });
    const [first] = telegram.take("sendMessage");
    assert.deepEqual(
      buttonsOf(first?.payload.reply_markup).map((button) => button.url),
      [url],
    );
  });
}

test("a network that stays away is told with a button that takes the post back", async (t) => {
  const { telegram, tell } = await openDesk(t);
  await tell(delayed(true));
  const [first] = telegram.take("sendMessage");
  assert.deepEqual(
    buttonsOf(first?.payload.reply_markup).map((button) => button.callback_data),
    ["p:undo:1:0"],
  );
});
