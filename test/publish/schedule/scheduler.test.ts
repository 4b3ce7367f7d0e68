import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { MINUTE, openQueue, START } from "./queue.ts";

const HOUR = 60 * MINUTE;

describe("the scheduler", () => {
  test("lets each post out at its time, not before, in their order", async () => {
    const queue = openQueue();
    const [second, first] = [queue.add(START + 2 * HOUR), queue.add(START + HOUR)];
    await queue.start();
    await queue.clock.move(HOUR - 1);
    assert.deepEqual(queue.released, []);
    await queue.clock.move(3 * HOUR);
    assert.deepEqual(
      queue.released.map(({ draftId, at }) => ({ draftId, at })),
      [
        { draftId: first, at: START + HOUR },
        { draftId: second, at: START + 2 * HOUR },
      ],
    );
    assert.equal(queue.state(first), "released");
  });

  test("wakes for a time that was given a moment ago", async () => {
    const queue = openQueue();
    const scheduler = await queue.start();
    await queue.clock.move(HOUR);
    const draft = queue.add(START + HOUR + 10_000);
    scheduler.wake();
    await queue.clock.move(10_000);
    assert.equal(queue.state(draft), "released");
  });

  test("finds after downtime what it missed, in order, ten minutes apart, and asks about what is too old", async () => {
    const queue = openQueue();
    const [old, b, a] = [queue.add(START - 2 * HOUR), queue.add(START - 20 * MINUTE), queue.add(START - 30 * MINUTE)];
    await queue.start();
    await queue.clock.move(HOUR);
    assert.deepEqual(
      queue.released.map(({ draftId, at }) => ({ draftId, after: at - START })),
      [
        { draftId: a, after: 0 },
        { draftId: b, after: 10 * MINUTE },
      ],
    );
    assert.deepEqual([queue.state(old), queue.schedule.find(old)?.why], ["asked", "too-late"]);
    assert.ok(queue.told.some(({ draftId, why }) => draftId === old && why === "too-late"));
  });

  test("keeps what it promised to a missed post through another end of the process", async () => {
    const queue = openQueue();
    queue.add(START - 10 * MINUTE);
    const b = queue.add(START - 5 * MINUTE);
    const scheduler = await queue.start();
    await queue.clock.move(0);
    assert.deepEqual([queue.state(b), queue.schedule.find(b)?.goAt], ["late", START + 10 * MINUTE]);
    await scheduler.stop();
    await queue.clock.move(9 * MINUTE);
    await queue.start();
    await queue.clock.move(2 * MINUTE);
    assert.deepEqual(
      queue.released.map(({ at }) => at - START),
      [0, 10 * MINUTE],
    );
  });

  test("lets nothing out while the queue pauses, or something else holds it", async () => {
    let held = true;
    const queue = openQueue({ held: () => held });
    const draft = queue.add(START + MINUTE);
    queue.schedule.pause(1, 12);
    const scheduler = await queue.start();
    await queue.clock.move(10 * MINUTE);
    queue.schedule.resume(1);
    scheduler.wake();
    await queue.clock.move(10 * MINUTE);
    assert.deepEqual(queue.released, []);
    held = false;
    await queue.clock.move(MINUTE);
    assert.equal(queue.state(draft), "released");
  });

  test("a clock that is put ahead for a moment sends nothing early", async () => {
    const queue = openQueue();
    const draft = queue.add(START + 3 * HOUR);
    await queue.start();
    await queue.clock.move(MINUTE);
    queue.jump(5 * HOUR);
    await queue.clock.move(40_000);
    queue.jump(-5 * HOUR);
    await queue.clock.move(2 * HOUR);
    assert.deepEqual([queue.state(draft), queue.released.length], ["waiting", 0]);
    await queue.clock.move(HOUR);
    assert.equal(queue.released[0]?.at, START + 3 * HOUR);
  });

  test("a clock that stays ahead is believed after a minute: what it passed over is late", async () => {
    const queue = openQueue();
    const [late, old] = [queue.add(START + 2 * HOUR), queue.add(START + 30 * MINUTE)];
    await queue.start();
    await queue.clock.move(0);
    queue.jump(2 * HOUR + 10 * MINUTE);
    await queue.clock.move(3 * MINUTE);
    assert.equal(queue.state(late), "released");
    assert.deepEqual([queue.state(old), queue.schedule.find(old)?.why], ["asked", "too-late"]);
  });

  test("a clock that goes back sends nothing twice, and what waits waits for it", async () => {
    const queue = openQueue();
    const [first, second] = [queue.add(START + HOUR), queue.add(START + 2 * HOUR)];
    await queue.start();
    await queue.clock.move(HOUR + MINUTE);
    queue.jump(-HOUR);
    await queue.clock.move(HOUR + 58 * MINUTE);
    assert.deepEqual(
      queue.released.map(({ draftId }) => draftId),
      [first],
    );
    await queue.clock.move(2 * MINUTE);
    assert.deepEqual(
      queue.released.map(({ draftId }) => draftId),
      [first, second],
    );
    assert.equal(queue.released[1]?.at, START + 2 * HOUR);
  });

  test("checks a post an hour ahead, tells what is wrong once, and again when it is mended", async () => {
    const figure = { kind: "photo", fileId: "f", fileUniqueId: "u", size: 1 } as const;
    let fetchable = false;
    const queue = openQueue({ mayPost: async () => false, fetchable: async () => fetchable });
    const draft = queue.add(START + 2 * HOUR);
    queue.drafts.addFigure(draft, { chatId: 12, messageId: 1, mediaGroup: null }, figure);
    queue.plan(draft, START + 2 * HOUR);
    await queue.start();
    await queue.clock.move(HOUR - MINUTE);
    assert.deepEqual(
      queue.told.map(({ problems }) => problems),
      [""],
    );
    await queue.clock.move(2 * MINUTE);
    assert.deepEqual(
      queue.told.map(({ problems }) => problems),
      ["", "rights,figure"],
    );
    await queue.clock.move(30 * MINUTE);
    assert.equal(queue.told.length, 2);
    fetchable = true;
    queue.plan(draft, START + 2 * HOUR);
    await queue.clock.move(MINUTE);
    assert.equal(queue.told.at(-1)?.problems, "rights");
  });

  test("asks Telegram again where it did not answer the check", async () => {
    let asked = 0;
    const queue = openQueue({ mayPost: async () => (++asked < 3 ? null : true) });
    queue.add(START + HOUR);
    await queue.start();
    await queue.clock.move(10 * MINUTE);
    assert.equal(asked, 3);
  });

  test("lets an edit by somebody who may publish out, and asks about any other's", async () => {
    let may: boolean | null = true;
    const queue = openQueue({ mayPublish: async () => may });
    const [own, other] = [queue.add(START + HOUR), queue.add(START + 2 * HOUR)];
    await queue.start();
    queue.drafts.setTitle(own, "Новый заголовок");
    await queue.clock.move(HOUR);
    assert.deepEqual(
      queue.released.map(({ version }) => version),
      [queue.drafts.load(own)?.version],
    );
    may = null; // Telegram does not say: it is asked again
    queue.drafts.setTitle(other, "Новый заголовок");
    await queue.clock.move(HOUR + MINUTE);
    assert.deepEqual([queue.state(other), queue.released.length], ["waiting", 1]);
    may = false;
    await queue.clock.move(MINUTE);
    assert.deepEqual([queue.schedule.find(other)?.why, queue.released.length], ["edited", 1]);
  });

  test("takes a deleted draft out of the queue, and gives none back its time by itself", async () => {
    const queue = openQueue();
    const draft = queue.add(START + HOUR);
    const scheduler = await queue.start();
    queue.drafts.remove(draft);
    await queue.clock.move(MINUTE);
    assert.equal(queue.state(draft), "cancelled");
    queue.drafts.restore(draft);
    scheduler.wake();
    await queue.clock.move(2 * HOUR);
    assert.deepEqual([queue.state(draft), queue.released], ["cancelled", []]);
  });

  test("asks about what the publisher will not take, and about what the channel refused", async () => {
    const refusal = { code: "channel-not-found" };
    const queue = openQueue({ publisher: { release: () => ({ status: "refused", refusal }) } });
    const refused = queue.add(START + MINUTE);
    await queue.start();
    await queue.clock.move(2 * MINUTE);
    assert.deepEqual([queue.state(refused), queue.schedule.find(refused)?.why], ["asked", "refused"]);

    const other = openQueue();
    const draft = other.add(START + MINUTE);
    const scheduler = await other.start();
    await other.clock.move(2 * MINUTE);
    const publicationId = other.schedule.find(draft)?.publicationId ?? 0;
    other.db.prepare("UPDATE publication SET state = 'refused'").run();
    scheduler.heard({ draftId: draft, publicationId, outcome: { status: "refused" } });
    await other.clock.move(0);
    assert.deepEqual([other.state(draft), other.told.at(-1)?.why], ["asked", "refused"]);
  });

  test("shows on the receipts what the publisher tells, until the post is out", async () => {
    const queue = openQueue();
    const draft = queue.add(START + MINUTE);
    const scheduler = await queue.start();
    await queue.clock.move(MINUTE);
    const publicationId = queue.schedule.find(draft)?.publicationId ?? 0;
    scheduler.heard({ draftId: draft, publicationId, outcome: { status: "unknown" } });
    scheduler.heard({ draftId: draft, publicationId, outcome: { status: "sent" } });
    scheduler.heard({ draftId: 99, publicationId: 7, outcome: { status: "sent" } });
    await queue.clock.move(0);
    assert.equal(queue.told.at(-1)?.state, "out");
  });

  test("tells again what could not be told, and goes on after a failed look", async () => {
    let fails = 2;
    const told: number[] = [];
    const queue = openQueue({
      tell: async (draftId) => {
        fails -= 1;
        if (fails >= 0) throw new Error("Telegram was not reached");
        told.push(draftId);
      },
    });
    const draft = queue.add(START + HOUR);
    await queue.start();
    await queue.clock.move(2 * MINUTE);
    assert.deepEqual(told, [draft]);
  });

  test("keeps a planned time of day when the rules of its zone change", async () => {
    const queue = openQueue();
    const draft = queue.add(START + HOUR);
    // Written when Moscow was thought to be at +04:00: 12:00 there.
    queue.db
      .prepare("UPDATE scheduled SET written = '2026-11-24T13:00+04:00[Europe/Moscow]', due_at = ?")
      .run(START + HOUR);
    await queue.start();
    await queue.clock.move(90 * MINUTE);
    assert.equal(queue.state(draft), "waiting");
    await queue.clock.move(30 * MINUTE);
    assert.equal(queue.released[0]?.at, START + 2 * HOUR);
  });
});
