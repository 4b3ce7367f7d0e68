import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { createSlots } from "../../../src/archive/slots.ts";
import type { Press } from "../../../src/bot/queue/buttons.ts";
import { apply } from "../../../src/bot/queue/changes.ts";
import type { QueueParts } from "../../../src/bot/queue/parts.ts";
import { setChannelZone } from "../../../src/bot/queue/zone-presses.ts";
import { freeSlots } from "../../../src/publish/schedule/slots.ts";
import { MINUTE, openQueue, START } from "../../publish/schedule/queue.ts";

const HOUR = 60 * MINUTE;

function open() {
  const queue = openQueue();
  const slots = createSlots(queue.db);
  slots.add(
    1,
    [1, 2, 3, 4, 5].map((weekday) => ({ weekday, minute: 720 })),
  );
  const channel = () => queue.channels.served() ?? assert.fail();
  const parts = { ...queue.ports, slots, scheduler: { wake: () => undefined } } as unknown as QueueParts;
  const press = (verb: Press["verb"], draftId: number, arg = ""): string | null => {
    const revision = queue.schedule.find(draftId)?.revision ?? 0;
    return apply(parts, { personId: 12, channel: channel() }, { verb, draftId, revision, arg }, new Set());
  };
  const dues = () => queue.schedule.queue(1).map(({ due }) => due);
  return { ...queue, slots, channel, parts, press, dues };
}

describe("what is pressed in the queue", () => {
  test("keeps the set of times, loses no post, and changes only what it is about, in any order", () => {
    const steps = fc.array(
      fc.record({
        verb: fc.constantFrom("up", "down", "with", "off", "slot", "pause", "resume", "zone"),
        post: fc.nat({ max: 5 }),
        other: fc.nat({ max: 5 }),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const queue = open();
        const posts = [1, 2, 3, 4, 5, 6].map((number) => queue.add(START + number * 7 * HOUR));
        // What should be: each planned post's time.
        const times = new Map(posts.map((draftId) => [draftId, queue.schedule.find(draftId)?.due ?? 0]));
        let paused = false;
        const exchange = (one: number, other: number | undefined) => {
          const [a, b] = [times.get(one), times.get(other ?? 0)];
          if (a === undefined || b === undefined || other === undefined) return;
          times.set(one, b);
          times.set(other, a);
        };
        for (const { verb, post, other } of all) {
          const draftId = posts[post] ?? 0;
          const order = [...times].sort(([a, x], [b, y]) => x - y || a - b).map(([id]) => id);
          const place = order.indexOf(draftId);
          if (verb === "slot") {
            const [slot = 0] = freeSlots(queue.slots.list(1), queue.channel().zone, START, new Set(queue.dues()), 1);
            queue.plan(draftId, slot, queue.channel().zone);
            times.set(draftId, slot);
          } else if (verb === "zone") {
            setChannelZone(queue.parts, queue.channel(), post % 2 === 0 ? "Asia/Tokyo" : "America/St_Johns");
          } else if (verb === "with") {
            const otherId = posts[other] ?? 0;
            const done = queue.press("with", draftId, `${otherId}-${queue.schedule.find(otherId)?.revision}`);
            assert.equal(done === null, times.has(draftId) && times.has(otherId));
            exchange(draftId, otherId);
          } else {
            const done = queue.press(verb, draftId);
            if (verb === "pause" || verb === "resume") paused = verb === "pause";
            if (verb === "off") times.delete(draftId);
            const next = order[place + (verb === "up" ? -1 : 1)];
            if (verb === "up" || verb === "down") {
              assert.equal(done === null, place >= 0 && next !== undefined);
              if (place >= 0) exchange(draftId, next);
            }
          }
          assert.deepEqual(
            new Map(queue.schedule.queue(1).map((row) => [row.draftId, row.due])),
            new Map([...times].sort(([a, x], [b, y]) => x - y || a - b)),
          );
          for (const each of posts) assert.equal(queue.state(each), times.has(each) ? "waiting" : "cancelled");
          assert.equal(queue.schedule.pausedSince(1) !== null, paused);
        }
        queue.db.close();
      }),
      { numRuns: 25 },
    );
  });
});

describe("a channel that gets another zone with posts in its queue", () => {
  test("lets each post out at the instant that was planned, and a missed one at the place it was promised", async () => {
    const queue = open();
    const [first, second] = [queue.add(START - 20 * MINUTE), queue.add(START - 15 * MINUTE)];
    const waiting = queue.add(START + 3 * HOUR);
    await queue.start();
    assert.deepEqual([queue.state(first), queue.state(second)], ["released", "late"]);
    const place = queue.schedule.find(second)?.goAt ?? assert.fail();
    // Midnight there: the quiet hours are of the new clock from then on.
    setChannelZone(queue.parts, queue.channel(), "America/Los_Angeles");
    const row = queue.schedule.find(waiting);
    assert.equal(row?.written, "2026-11-24T03:00-08:00[America/Los_Angeles]");
    assert.equal(row?.due, START + 3 * HOUR);
    await queue.clock.move(4 * HOUR);
    assert.deepEqual(
      queue.released.map(({ draftId, at }) => [draftId, at]),
      [
        [first, START],
        [second, place],
        [waiting, START + 3 * HOUR],
      ],
    );
  });

  test("asks about what is missed in the quiet hours of the new clock", async () => {
    const queue = open();
    setChannelZone(queue.parts, queue.channel(), "America/Los_Angeles");
    const missed = queue.add(START - 20 * MINUTE);
    await queue.start();
    assert.deepEqual([queue.state(missed), queue.schedule.find(missed)?.why], ["asked", "quiet-hours"]);
  });
});
