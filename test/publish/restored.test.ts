import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Api } from "grammy";
import { markRestored } from "../../src/archive/restorations.ts";
import { holdAfterRestore, noteCalls } from "../../src/publish/restored.ts";
import type { Sending } from "../../src/telegram/publishing.ts";
import { NOTE, openChannel } from "./scene.ts";

test("no call reaches the channel while a restore is not confirmed; it is a refusal, not a doubt", async () => {
  const sent: unknown[] = [];
  const sending = {
    send: async (...call: unknown[]) => {
      sent.push(call);
      return { ok: true, messageIds: [5] };
    },
  } as unknown as Sending;
  let paused: { id: number; backupAt: number; restoredAt: number } | null = { id: 1, backupAt: 2, restoredAt: 3 };
  const held = holdAfterRestore(sending, { pausedSince: () => paused });
  const outgoing = { method: "sendMessage" } as never;
  assert.deepEqual(await held.send(-1001, outgoing, null), { ok: false, refusal: { code: "paused" } });
  assert.deepEqual(sent, []);
  paused = null;
  assert.deepEqual(await held.send(-1001, outgoing, 7), { ok: true, messageIds: [5] });
  assert.deepEqual(sent, [[-1001, outgoing, 7]]);
});

test("a call is noted before it is made; where that fails it is not made, and can be tried again", async () => {
  const order: string[] = [];
  const sending = {
    send: async () => {
      order.push("sent");
      return { ok: true, messageIds: [5] };
    },
  } as unknown as Sending;
  let full = true;
  const noting = noteCalls(
    sending,
    () => {
      if (full) throw Object.assign(new Error("no room"), { code: "ENOSPC" });
      order.push("noted");
    },
    { error: () => {} },
  );
  const outgoing = { method: "sendMessage" } as never;
  assert.deepEqual(await noting.send(-1001, outgoing, null), { ok: false, refusal: { code: "not-reached" } });
  assert.deepEqual(order, []);
  full = false;
  assert.deepEqual(await noting.send(-1001, outgoing, null), { ok: true, messageIds: [5] });
  assert.deepEqual(order, ["noted", "sent"]);
});

/** A post that was on its way when the copy was made, and what the channel got of it before the copy was restored. */
async function restore(
  context: TestContext,
  {
    profile,
    went,
    service = true,
    blind = false,
  }: { profile: boolean; went: string | null; service?: boolean; blind?: boolean },
) {
  const scene = await openChannel(context, { profile, service });
  const { channels, channel, db, clock, draft, press, restart, telegram, people } = scene;
  channels.changeSettings(channel()?.id ?? 0, { undoSeconds: 600 });
  assert.equal((await press(await draft(NOTE))).status, "waiting");
  if (went !== null) await new Api(telegram.token, { apiRoot: telegram.apiRoot }).sendMessage(telegram.channelId, went);
  const fault = {
    kind: "error",
    code: 403,
    description: "Forbidden: bot is not a member of the channel chat",
  } as const;
  if (blind) await people.fault({ method: "getGameHighScores", times: 999, fault });
  markRestored(db, clock.now());
  await restart();
  return scene;
}

for (const profile of [true, false]) {
  const way = profile ? "in a profile" : "by ids and a silent forward";

  test(`what went out since the copy was made is found ${way}, and recorded without a question`, async (context) => {
    const { standing, shown, posts, pass } = await restore(context, { profile, went: NOTE });
    await pass(600_000);
    assert.equal(standing()?.status, "sent");
    const [post, ...others] = await shown();
    assert.deepEqual(others, []);
    assert.deepEqual(posts.get(2)?.messageIds, [post?.message_id]);
  });

  test(`what did not go out, as is seen ${way} where nothing came after it, is sent when no request can land`, async (context) => {
    const { standing, shown, pass } = await restore(context, { profile, went: null });
    await pass(505_000);
    assert.deepEqual(await shown(), []);
    await pass(20_000);
    assert.equal(standing()?.status, "sent");
    assert.equal((await shown()).length, 1);
  });

  test(`what may have gone out and been changed since, as is seen ${way}, is asked about and not sent`, async (context) => {
    const { standing, shown, pass } = await restore(context, { profile, went: "Заметка, исправленная с тех пор" });
    await pass(600_000);
    const [post, ...others] = await shown();
    assert.deepEqual(others, []);
    const outcome = standing();
    assert.ok(outcome?.status === "unknown" && outcome.lookAt === null);
    assert.deepEqual(
      outcome.candidates.map(({ messageId }) => messageId),
      [post?.message_id],
    );
  });
}

test("a post of the copy that is out, and can be seen but not read, is recorded once a person says which it is", async (context) => {
  const { standing, shown, pass, publisher, posts } = await restore(context, {
    profile: false,
    service: false,
    went: NOTE,
  });
  await pass(600_000);
  const outcome = standing();
  assert.ok(outcome?.status === "unknown" && outcome.lookAt === null);
  const [post] = await shown();
  assert.deepEqual(
    outcome.candidates.map(({ messageId }) => messageId),
    [post?.message_id],
  );
  publisher().settle(outcome.publicationId, { there: true, messageIds: [post?.message_id ?? 0] });
  await pass(600_000);
  assert.equal((await shown()).length, 1);
  assert.deepEqual(posts.get(2)?.messageIds, [post?.message_id]);
});

test("where the bot sees nothing of the channel, a post of the copy waits for a person, and can be published once they say so", async (context) => {
  const { standing, shown, pass, publisher, press, people } = await restore(context, {
    profile: false,
    went: null,
    blind: true,
  });
  await pass(600_000);
  const outcome = standing();
  assert.ok(outcome?.status === "unknown" && outcome.lookAt === null);
  assert.deepEqual(await shown(), []);
  assert.equal(publisher().settle(outcome.publicationId, { there: false }).status, "released");
  assert.deepEqual(await shown(), []);
  assert.equal((await press(2)).status, "waiting");
  await pass(610_000);
  assert.equal((await shown()).length, 1);
  await people.clearFaults();
});
