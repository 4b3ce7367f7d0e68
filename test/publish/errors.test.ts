import assert from "node:assert/strict";
import { test } from "node:test";
import type { Refusal } from "../../src/post/refusal.ts";
import { ANYA, NOON, NOTE, openChannel } from "./scene.ts";

const error = (code: number, description: string, retryAfter?: number) =>
  ({ kind: "error", code, description, ...(retryAfter === undefined ? {} : { retryAfter }) }) as const;

// What is refused for good: the draft is free, and the next press may succeed.
const REFUSED: readonly (readonly [code: number, description: string, refusal: Refusal["code"]])[] = [
  [400, "Bad Request: need administrator rights in the channel chat", "no-right-to-post"],
  [403, "Forbidden: bot is not a member of the channel chat", "not-a-member"],
  [400, "Bad Request: chat not found", "channel-not-found"],
  [400, "Bad Request: can't parse entities: unsupported start tag", "text-refused"],
  [400, "Bad Request: wrong file identifier/HTTP URL specified", "file-unusable"],
  [401, "Unauthorized", "unauthorized"],
  [409, "Conflict: terminated by other getUpdates request", "conflict"],
  [400, "Bad Request: something that nobody has seen", "other"],
];
for (const [code, description, expected] of REFUSED) {
  test(`${code} ${description}: the post is not out, is told so, and can be sent again`, async (context) => {
    const { people, press, draft, standing, shown, attempts } = await openChannel(context);
    await people.fault({ method: "sendMessage", fault: error(code, description) });
    const id = await draft(NOTE);
    const outcome = await press(id);
    assert.ok(outcome.status === "refused");
    assert.equal(outcome.refusal.code, expected);
    assert.deepEqual(standing(), outcome);
    assert.deepEqual(
      attempts.list(2).map((attempt) => [attempt.outcome, attempt.refusal?.code, attempt.lastMessageId]),
      [["refused", expected, 2]],
    );
    assert.equal((await press(id)).status, "sent");
    assert.equal((await shown()).length, 1);
  });
}

test("429 waits as long as Telegram asks, holds what stands behind it, and goes on by itself in order", async (context) => {
  const { people, press, draft, pass, shown, clock } = await openChannel(context);
  await people.fault({ method: "sendMessage", fault: error(429, "Too Many Requests: retry after 14", 14) });
  const [first, second] = [await draft("Первая\n\nзаметка"), await draft("Вторая\n\nзаметка")];
  const refusal = { code: "too-many-requests", retryAfterSeconds: 14 };
  assert.deepEqual(await press(first), {
    status: "delayed",
    publicationId: 2,
    refusal,
    until: NOON + 14_000,
    lasts: false,
  });
  assert.equal((await press(second)).status, "already");
  assert.deepEqual(await shown(), []);
  await pass(13_000);
  assert.deepEqual(await shown(), []);
  await pass(1_000);
  assert.equal(clock.now(), NOON + 14_000);
  assert.deepEqual(
    (await shown()).map(({ text }) => text?.split("\n")[0]),
    ["Первая", "Вторая"],
  );
});

test("what is delayed can be taken back, and does not hold the others any more", async (context) => {
  const { people, press, draft, publisher, shown } = await openChannel(context);
  await people.fault({ method: "sendMessage", fault: error(429, "Too Many Requests: retry after 900", 900) });
  const first = await draft("Первая\n\nзаметка");
  await press(first);
  await press(await draft("Вторая\n\nзаметка"));
  assert.deepEqual(publisher().withdraw(2), { status: "refused", refusal: { code: "withdrawn" } });
  await publisher().idle();
  assert.deepEqual(
    (await shown()).map(({ text }) => text?.split("\n")[0]),
    ["Вторая"],
  );
  assert.equal((await press(first)).status, "sent");
});

test("a network that fails before the request leaves is tried again by itself, and told if that lasts", async (context) => {
  const { sending, press, draft, pass, events, shown } = await openChannel(context);
  const { send } = sending;
  let failures = 8;
  sending.send = async (...call) =>
    failures-- > 0 ? { ok: false, refusal: { code: "not-reached" } } : await send(...call);
  assert.equal((await press(await draft(NOTE))).status, "delayed");
  await pass(190_000);
  const told = events.flatMap(({ outcome }) => (outcome.status === "delayed" ? outcome.lasts : []));
  assert.deepEqual(told.slice(0, 3), [false, false, false]);
  assert.equal(told.at(-1), true);
  assert.equal((await shown()).length, 1);
});

test("a chat that has another id is followed, and the post goes there", async (context) => {
  const { sending, channels, press, draft, telegram, db } = await openChannel(context);
  db.prepare("UPDATE channel SET chat_id = -42").run();
  const { send } = sending;
  sending.send = async (chatId, ...call) =>
    chatId === -42
      ? { ok: false, refusal: { code: "chat-migrated", chatId: telegram.channelId } }
      : await send(chatId, ...call);
  assert.equal((await press(await draft(NOTE))).status, "sent");
  assert.equal(channels.served()?.chatId, telegram.channelId);
});

test("rights that were withdrawn between two parts leave the rest for the next press", async (context) => {
  const { people, press, draft, shown } = await openChannel(context);
  const id = await draft(`Картинка\n\n${"я".repeat(1_100)}`, 1);
  await people.fault({
    method: "sendMessage",
    fault: error(400, "Bad Request: need administrator rights in the channel chat"),
  });
  const outcome = await press(id);
  assert.ok(outcome.status === "refused" && outcome.partly?.messageIds.length === 1);
  assert.equal((await press(id)).status, "sent");
  assert.equal((await shown()).length, 2);
});

test("within the undo window a post waits, can be taken back, and goes out on time", async (context) => {
  const { channels, channel, press, draft, publisher, pass, shown, restart } = await openChannel(context);
  channels.changeSettings(channel()?.id ?? 0, { undoSeconds: 30 });
  const id = await draft(NOTE);
  assert.deepEqual(await press(id), { status: "waiting", publicationId: 2, until: NOON + 30_000 });
  assert.deepEqual(publisher().withdraw(2), { status: "refused", refusal: { code: "withdrawn" } });
  await pass(40_000);
  assert.deepEqual(await shown(), []);
  assert.equal((await press(id)).status, "waiting");
  await pass(20_000);
  await restart();
  assert.deepEqual(await shown(), []);
  await pass(10_000);
  assert.equal((await shown()).length, 1);
});

test("a draft that changes within the window stays back", async (context) => {
  const { channels, channel, drafts, press, draft, pass, shown, standing } = await openChannel(context);
  channels.changeSettings(channel()?.id ?? 0, { undoSeconds: 30 });
  const id = await draft(NOTE);
  await press(id);
  drafts.setTitle(id, "Другой заголовок");
  await pass(40_000);
  assert.deepEqual(standing(), { status: "refused", refusal: { code: "changed" } });
  assert.deepEqual(await shown(), []);
});

test("a window that ended while the process was dead needs a second press", async (context) => {
  const { channels, channel, press, draft, publisher, clock, restart, shown, standing } = await openChannel(context);
  channels.changeSettings(channel()?.id ?? 0, { undoSeconds: 30 });
  await press(await draft(NOTE));
  await publisher().stop();
  await clock.move(60_000);
  await restart();
  assert.deepEqual(standing(), { status: "refused", refusal: { code: "interrupted" } });
  assert.deepEqual(await shown(), []);
});

test("a clock that is set back does not keep a press waiting", async (context) => {
  const { channels, channel, press, draft, pass, shown, clock } = await openChannel(context);
  channels.changeSettings(channel()?.id ?? 0, { undoSeconds: 30 });
  await press(await draft(NOTE));
  clock.set(NOON - 3_600_000);
  await pass(30_000);
  assert.equal((await shown()).length, 1);
});

test("scheduled posts go out when they are due, in their order and never early", async (context) => {
  const { drafts, draft, publisher, pass, shown } = await openChannel(context);
  const [first, second] = [await draft("Первая\n\nзаметка"), await draft("Вторая\n\nзаметка")];
  const release = (draftId: number, due: number) =>
    publisher().release({ draftId, version: drafts.load(draftId)?.version ?? 0, by: ANYA, due });
  assert.deepEqual(release(second, NOON + 20_000), { status: "taken", publicationId: 2 });
  assert.deepEqual(release(first, NOON + 10_000), { status: "taken", publicationId: 3 });
  assert.deepEqual(release(first, NOON), { status: "already" });
  await pass(9_999);
  assert.deepEqual(await shown(), []);
  await pass(1);
  assert.equal((await shown()).length, 1);
  await pass(10_000);
  assert.deepEqual(
    (await shown()).map(({ text }) => text?.split("\n")[0]),
    ["Первая", "Вторая"],
  );
});

test("a post goes out silently, protected and pinned where its channel or its draft says so", async (context) => {
  const { channels, channel, drafts, press, draft, people, telegram, shown } = await openChannel(context);
  channels.changeSettings(channel()?.id ?? 0, { delivery: { silent: true, pin: false, protect: true } });
  const id = await draft(NOTE);
  drafts.setOption(id, "pin", true);
  drafts.setOption(id, "protect", false);
  assert.equal((await press(id)).status, "sent");
  const [post] = await shown();
  assert.equal(post?.has_protected_content, undefined);
  const call = (await people.calls({})).findLast(({ method }) => method === "sendMessage");
  assert.equal((call?.payload as { disable_notification?: unknown } | undefined)?.disable_notification, true);
  const { pinned } = await people.look({ person: ANYA, chat: telegram.channelId });
  assert.deepEqual(pinned, [post?.message_id]);
});
