import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createForwardedCopies } from "../../src/archive/forwarded-copies.ts";
import { NOTE, openChannel } from "../publish/scene.ts";

/** A channel with a post, and a copy of it whose deletion met with something. */
async function readOnce(
  t: TestContext,
  meets: Parameters<Awaited<ReturnType<typeof openChannel>>["people"]["fault"]>[0],
) {
  const scene = await openChannel(t);
  await scene.press(await scene.draft(NOTE));
  const [post] = await scene.shown();
  assert.ok(post);
  const copies = createForwardedCopies(scene.db);
  await scene.people.fault(meets);
  const read = () => scene.history.read(scene.telegram.channelId, post.message_id);
  return { ...scene, copies, read, post, first: await read() };
}

const deletionMeets = (code: number, description: string) =>
  ({ method: "deleteMessage", times: 1, fault: { kind: "error", code, description } }) as const;

test("a copy that could not be deleted is written down, and goes with the next one", async (t) => {
  const { copies, read, post, first, left } = await readOnce(t, deletionMeets(502, "Bad Gateway"));
  assert.equal(typeof first === "object" && first.messageId, post.message_id);
  assert.equal(copies.list().length, 1);
  assert.equal((await left()).length, 1);
  await read();
  assert.deepEqual(copies.list(), []);
  assert.deepEqual(await left(), []);
});

test("a copy that an earlier process left is deleted at the start", async (t) => {
  const { copies, history, left } = await readOnce(t, {
    method: "deleteMessage",
    times: 1,
    fault: { kind: "drop-before" },
  });
  assert.equal((await left()).length, 1);
  await history.clear();
  assert.deepEqual(copies.list(), []);
  assert.deepEqual(await left(), []);
});

test("a copy of which the answer was lost is not asked for again and again", async (t) => {
  const { copies, history, left } = await readOnce(t, {
    method: "deleteMessage",
    times: 1,
    fault: { kind: "drop-after" },
  });
  assert.equal(copies.list().length, 1);
  await history.clear();
  assert.deepEqual([copies.list(), await left()], [[], []]);
});

test("what Telegram does not delete any more is let go", async (t) => {
  const { copies } = await readOnce(t, deletionMeets(400, "Bad Request: message can't be deleted for everyone"));
  assert.deepEqual(copies.list(), []);
});

test("a copy that cannot be written down is deleted all the same", async (t) => {
  const scene = await openChannel(t);
  await scene.press(await scene.draft(NOTE));
  const [post] = await scene.shown();
  assert.ok(post);
  scene.db.exec("DROP TABLE forwarded_copy");
  await assert.rejects(scene.history.read(scene.telegram.channelId, post.message_id), /forwarded_copy/);
  assert.deepEqual(await scene.left(), []);
});
