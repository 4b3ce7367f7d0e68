import assert from "node:assert/strict";
import { test } from "node:test";
import { holdAfterRestore, noteCalls } from "../../src/publish/restored.ts";
import type { Sending } from "../../src/telegram/publishing.ts";

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
