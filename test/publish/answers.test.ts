import assert from "node:assert/strict";
import { test } from "node:test";
import { NOON, NOTE, openChannel } from "./scene.ts";

test("an answer that names a message of another post is in doubt, and the post is found where it stands", async (context) => {
  const { sending, press, draft, posts, channel, shown, attempts } = await openChannel(context, { profile: true });
  const { send } = sending;
  let other: number | null = 0;
  sending.send = async (...call) => {
    const sent = await send(...call);
    other = sent.ok ? (posts.latest(channel()?.id ?? 0, 1)[0]?.messageId ?? 0) : null;
    return sent.ok ? { ok: true, messageIds: [other ?? 0] } : sent;
  };
  const outcome = await press(await draft(NOTE));
  const [post, ...more] = await shown();
  assert.ok(post !== undefined && more.length === 0 && post.message_id !== other);
  assert.ok(outcome.status === "sent" || outcome.status === "unknown");
  assert.deepEqual(posts.latest(channel()?.id ?? 0, 1)[0]?.messageIds, [post.message_id]);
  assert.deepEqual(
    attempts.list(2).map((attempt) => attempt.outcome),
    ["found"],
  );
});

test("a part that the channel has is not taken for another's because its post is in the making", async (context) => {
  const { press, draft, shown } = await openChannel(context);
  const outcome = await press(await draft(`Картинки\n\n${"я".repeat(1_100)}`, 3));
  assert.ok(outcome.status === "sent");
  assert.deepEqual(
    outcome.messageIds,
    (await shown()).map(({ message_id }) => message_id),
  );
});

test("a wait beyond what anybody waits for ends after two weeks, and can be taken back before", async (context) => {
  const { people, press, draft, publisher } = await openChannel(context);
  const fault = { kind: "error", code: 429, description: "Too Many Requests: retry after 1000000000", retryAfter: 1e9 };
  await people.fault({ method: "sendMessage", fault: { ...fault, kind: "error" } });
  const id = await draft(NOTE);
  const outcome = await press(id);
  assert.ok(outcome.status === "delayed");
  assert.equal(outcome.until, NOON + 14 * 86_400_000);
  assert.deepEqual(publisher().withdraw(outcome.publicationId), { status: "refused", refusal: { code: "withdrawn" } });
  assert.equal((await press(id)).status, "sent");
});

test("two people who say at once that it is there and that it is not lead to one end", async (context) => {
  const { press, draft, publisher, shown, dropAfter, pass } = await openChannel(context, { service: false });
  await dropAfter("sendMessage");
  const id = await draft(NOTE);
  const outcome = await press(id);
  assert.ok(outcome.status === "unknown");
  await pass(520_000);
  const [post] = await shown();
  const told = [
    publisher().settle(outcome.publicationId, { there: true, messageIds: [post?.message_id ?? 0] }),
    publisher().settle(outcome.publicationId, { there: false }),
    publisher().settle(outcome.publicationId, { there: true, messageIds: [post?.message_id ?? 0] }),
  ];
  assert.deepEqual(
    told.map(({ status }) => status),
    ["sent", "sent", "sent"],
  );
  assert.equal((await press(id)).status, "already");
  assert.equal((await shown()).length, 1);
});

test("what no message can be called settles nothing, and a message named twice is one", async (context) => {
  const { press, draft, publisher, dropAfter, pass, shown } = await openChannel(context, { service: false });
  await dropAfter("sendMessage");
  const outcome = await press(await draft(NOTE));
  assert.ok(outcome.status === "unknown");
  await pass(520_000);
  const { publicationId } = outcome;
  for (const messageIds of [[], [0], [-1], [1.5], [Number.NaN], [2 ** 31], [1e300], [Number.POSITIVE_INFINITY]]) {
    assert.equal(publisher().settle(publicationId, { there: true, messageIds }).status, "unknown", String(messageIds));
  }
  const [post] = await shown();
  const id = post?.message_id ?? 0;
  const settled = publisher().settle(publicationId, { there: true, messageIds: [id, id] });
  assert.ok(settled.status === "sent");
  assert.deepEqual(settled.messageIds, [id]);
});

test("a part that somebody else has begun to call is not called as well", async (context) => {
  const { channels, channel, db, press, draft, pass, shown, sending, restart, standing } = await openChannel(context, {
    profile: true,
  });
  channels.changeSettings(channel()?.id ?? 0, { undoSeconds: 30 });
  assert.equal((await press(await draft(NOTE))).status, "waiting");
  const { send } = sending;
  let calls = 0;
  sending.send = async (...call) => {
    calls += 1;
    return await send(...call);
  };
  // A second process that should not be there.
  db.exec("UPDATE publication_message SET state = 'calling' WHERE publication_id = 2");
  await pass(60_000);
  assert.deepEqual([calls, await shown()], [0, []]);
  await restart();
  assert.equal(standing()?.status, "unknown");
  assert.equal(calls, 0);
});
