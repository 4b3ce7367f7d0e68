import assert from "node:assert/strict";
import { test } from "node:test";
import type { Update } from "@grammyjs/types";
import { pino } from "pino";
import { openDatabase } from "../../src/archive/database.ts";
import { createInbox } from "../../src/archive/inbox.ts";
import { isDiskTrouble } from "../../src/archive/trouble.ts";
import { createDispatcher, type DispatcherOptions } from "../../src/telegram/dispatcher.ts";
import { laneOf } from "../../src/telegram/lane.ts";
import { createClock, settle } from "./clock.ts";
import { inlineQuery, LONG_TEXT, message, PHOTO, press } from "./updates.ts";

interface Handled {
  readonly ids: number[];
  readonly late: boolean;
}

function setUp(options: Partial<DispatcherOptions> & { db?: ReturnType<typeof openDatabase> } = {}) {
  const clock = createClock();
  const db = options.db ?? openDatabase(":memory:", { now: clock.now });
  const inbox = createInbox(db, clock.now);
  const handled: Handled[] = [];
  const told: string[] = [];
  const setAside: number[] = [];
  const held: number[] = [];
  const fatal: unknown[] = [];
  const dispatcher = createDispatcher({
    inbox,
    handler: async (batch, { late }) => {
      handled.push({ ids: batch.map((update) => update.update_id), late });
    },
    now: clock.now,
    timers: clock.timers,
    log: pino({ level: "silent" }),
    onFailure: async (_batch, code) => {
      told.push(code);
    },
    isDiskTrouble,
    onHeld: async ([update]) => {
      held.push(update.update_id);
    },
    onSetAside: async (update) => {
      setAside.push(update.update_id);
    },
    onFatal: (error) => fatal.push(error),
    code: () => "7F3K",
    ...options,
  });
  const receive = async (...updates: Update[]): Promise<void> => {
    dispatcher.wake(inbox.insert(updates, { late: false, lane: laneOf }));
    await settle();
  };
  return { clock, db, inbox, handled, told, setAside, held, fatal, dispatcher, receive };
}

/** A handler that returns when it is let go, by update id. */
function gate() {
  const waiting = new Map<number, () => void>();
  const begun: number[] = [];
  return {
    begun,
    handler: ([update]: readonly [Update, ...Update[]]) =>
      new Promise<void>((resolve) => {
        begun.push(update.update_id);
        waiting.set(update.update_id, resolve);
      }),
    release: async (id: number): Promise<void> => {
      waiting.get(id)?.();
      await settle();
    },
  };
}

test("updates of one chat are handled one after the other in inbox order, chats side by side", async () => {
  const { begun, handler, release } = gate();
  const { dispatcher, receive } = setUp({ handler });
  dispatcher.start();
  const [a1, a2] = [message({ chatId: 1, text: "1" }), message({ chatId: 1, text: "2" })];
  const b1 = message({ chatId: 2, text: "3" });
  await receive(a1, a2, b1);
  assert.deepEqual(begun, [a1.update_id, b1.update_id]);
  await release(a1.update_id);
  assert.deepEqual(begun, [a1.update_id, b1.update_id, a2.update_id]);
});

test("an inline query does not wait for the person's chat", async () => {
  const { begun, handler } = gate();
  const { dispatcher, receive } = setUp({ handler });
  dispatcher.start();
  const [text, query] = [message({ chatId: 1, text: "1" }), inlineQuery(1)];
  await receive(text, query);
  assert.deepEqual(begun, [text.update_id, query.update_id]);
});

test("an album whose parts come in three answers of Telegram is one batch after the quiet time", async () => {
  const { clock, dispatcher, handled, receive } = setUp();
  dispatcher.start();
  const parts = Array.from({ length: 3 }, () => message({ photo: PHOTO, media_group_id: "g" }));
  for (const part of parts) {
    await receive(part);
    await clock.move(600);
  }
  assert.equal(handled.length, 0);
  await clock.move(100);
  assert.deepEqual(handled, [{ ids: parts.map((part) => part.update_id), late: false }]);
});

test("a part of an album that comes too late is a batch of its own", async () => {
  const { clock, dispatcher, handled, receive } = setUp();
  dispatcher.start();
  const [a, b] = [message({ photo: PHOTO, media_group_id: "g" }), message({ photo: PHOTO, media_group_id: "g" })];
  await receive(a);
  await clock.move(700);
  await receive(b);
  await clock.move(700);
  assert.deepEqual(
    handled.map((batch) => batch.ids),
    [[a.update_id], [b.update_id]],
  );
});

test("a command that comes while a paste is quiet is handled after it", async () => {
  const { clock, dispatcher, handled, receive } = setUp();
  dispatcher.start();
  const [paste, button] = [message({ text: LONG_TEXT }), press()];
  await receive(paste);
  await receive(button);
  assert.equal(handled.length, 0);
  await clock.move(700);
  assert.deepEqual(
    handled.map((batch) => batch.ids),
    [[paste.update_id], [button.update_id]],
  );
});

test("what an earlier process left waiting is handled after a restart, and is late", async () => {
  const before = setUp();
  const [left, paste] = [press(), message({ text: LONG_TEXT, chatId: 9 })];
  before.inbox.insert([left, paste], { late: false, lane: laneOf });
  before.inbox.begin([left.update_id]);
  const { clock, dispatcher, handled, receive } = setUp({ db: before.db });
  dispatcher.start();
  await settle();
  assert.deepEqual(handled, [{ ids: [left.update_id], late: true }]);
  const rest = message({ text: LONG_TEXT, chatId: 9 });
  await receive(rest);
  await clock.move(700);
  assert.deepEqual(handled[1], { ids: [paste.update_id, rest.update_id], late: true });
  const now = press();
  await receive(now);
  assert.deepEqual(handled[2], { ids: [now.update_id], late: false });
});

test("a handler that throws ends the update, tells the person the code of the log, and frees the lane", async () => {
  const done: number[] = [];
  const { db, dispatcher, receive, told } = setUp({
    handler: async ([update]) => {
      if (update.message?.text === "bad") throw new Error("defect");
      done.push(update.update_id);
    },
  });
  dispatcher.start();
  const [bad, good] = [message({ text: "bad" }), message({ text: "good" })];
  await receive(bad, good);
  assert.deepEqual(told, ["7F3K"]);
  assert.deepEqual(done, [good.update_id]);
  assert.equal(db.prepare("SELECT count(*) FROM inbox WHERE state = 'done'").pluck().get(), 2);
});

test("a handler that throws before its first await, and a person who cannot be told, do no harm", async () => {
  const { dispatcher, receive, fatal, db } = setUp({
    handler: () => {
      throw new Error("defect");
    },
    onFailure: async () => {
      throw new Error("blocked");
    },
  });
  dispatcher.start();
  await receive(message({ text: "1" }));
  assert.deepEqual(fatal, []);
  assert.equal(db.prepare("SELECT state FROM inbox").pluck().get(), "done");
});

test("a handler that hangs loses its lane after its time, and what it does later harms nobody", async () => {
  const fail: ((error: Error) => void)[] = [];
  const done: number[] = [];
  const { clock, dispatcher, receive, told } = setUp({
    hangAfter: 60_000,
    handler: ([update]) =>
      update.message?.text === "hang"
        ? new Promise((_resolve, reject) => fail.push(reject))
        : Promise.resolve(void done.push(update.update_id)),
  });
  dispatcher.start();
  const [hanging, next] = [message({ text: "hang" }), message({ text: "next" })];
  await receive(hanging, next);
  await clock.move(59_999);
  assert.deepEqual(done, []);
  await clock.move(1);
  assert.deepEqual(told, ["7F3K"]);
  assert.deepEqual(done, [next.update_id]);
  fail[0]?.(new Error("much later"));
  await settle();
  assert.deepEqual(told, ["7F3K"]);
});

test("an update that brought the process down three times is set aside, and the owner is told", async () => {
  const { db, inbox, ...before } = setUp();
  const [poison, other] = [message({ text: "1" }), message({ text: "2" })];
  inbox.insert([poison, other], { late: false, lane: laneOf });
  for (let crash = 0; crash < 3; crash += 1) inbox.begin([poison.update_id]);
  before.dispatcher.start();
  await settle();
  assert.deepEqual(before.setAside, [poison.update_id]);
  assert.deepEqual(before.handled, [{ ids: [other.update_id], late: true }]);
  assert.equal(db.prepare("SELECT state FROM inbox WHERE update_id = ?").pluck().get(poison.update_id), "set-aside");
});

test("what an earlier process had in hand when it ended is handled one at a time, beside the others", async () => {
  const before = setUp();
  const suspects = [1, 2, 3].map((chatId) => message({ chatId, text: "x" }));
  const other = message({ chatId: 4, text: "x" });
  before.inbox.insert([...suspects, other], { late: false, lane: laneOf });
  before.inbox.begin(suspects.map((update) => update.update_id));
  const { begun, handler, release } = gate();
  const { dispatcher } = setUp({ db: before.db, handler });
  dispatcher.start();
  await settle();
  const [first, second, third] = suspects.map((update) => update.update_id) as [number, number, number];
  assert.deepEqual(begun, [first, other.update_id]);
  await release(other.update_id);
  assert.equal(begun.length, 2);
  await release(first);
  await release(second);
  assert.deepEqual(begun, [first, other.update_id, second, third]);
});

test("a paste that an earlier process had in hand is not joined with the next one, which came meanwhile", async () => {
  const never = () => new Promise<void>(() => {});
  const first = setUp({ handler: never });
  const [one, two] = [message({ text: LONG_TEXT }), message({ text: LONG_TEXT })];
  first.inbox.insert([one], { late: false, lane: laneOf });
  first.dispatcher.start();
  await first.clock.move(700);
  const second = setUp({ db: first.db });
  second.inbox.insert([two], { late: false, lane: laneOf });
  second.dispatcher.start();
  await settle();
  await second.clock.move(5_000);
  assert.deepEqual(second.handled, [
    { ids: [one.update_id], late: true },
    { ids: [two.update_id], late: true },
  ]);
});

test("no more lanes than allowed are handled at once, and none is forgotten", async () => {
  const { begun, handler, release } = gate();
  const { dispatcher, receive } = setUp({ handler, lanesAtOnce: 2 });
  dispatcher.start();
  const updates = [1, 2, 3, 4].map((chatId) => message({ chatId, text: "x" }));
  await receive(...updates);
  assert.equal(begun.length, 2);
  for (const { update_id } of updates) await release(update_id);
  assert.deepEqual(
    begun,
    updates.map((update) => update.update_id),
  );
});

test("a stop waits for what is in hand and begins nothing new", async () => {
  const { begun, handler, release } = gate();
  const { dispatcher, receive, db } = setUp({ handler });
  dispatcher.start();
  const [first, second] = [message({ text: "1" }), message({ text: "2" })];
  await receive(first, second);
  const stopped = dispatcher.stop(10_000);
  await release(first.update_id);
  assert.equal(await stopped, true);
  assert.deepEqual(begun, [first.update_id]);
  assert.deepEqual(db.prepare("SELECT state FROM inbox ORDER BY update_id").pluck().all(), ["done", "waiting"]);
});

test("a stop gives up after its deadline", async () => {
  const { handler } = gate();
  const { clock, dispatcher, receive } = setUp({ handler });
  dispatcher.start();
  await receive(message({ text: "1" }));
  const stopped = dispatcher.stop(10_000);
  await clock.move(10_000);
  assert.equal(await stopped, false);
});

test("idle waits for the quiet time and for what is in hand", async () => {
  const { clock, dispatcher, receive, handled } = setUp();
  dispatcher.start();
  await dispatcher.idle();
  await receive(message({ text: LONG_TEXT }));
  let idle = false;
  const waiting = dispatcher.idle().then(() => {
    idle = true;
  });
  await settle();
  assert.equal(idle, false);
  await clock.move(700);
  await waiting;
  assert.equal(handled.length, 1);
});

test("an update of a shape that nobody expected does not stop its lane", async () => {
  const { dispatcher, receive, handled, fatal } = setUp();
  dispatcher.start();
  const odd = { update_id: 1, message: { text: "no chat at all" } } as never;
  await receive(odd, { update_id: 2 });
  assert.deepEqual(
    handled.map((batch) => batch.ids),
    [[1], [2]],
  );
  assert.deepEqual(fatal, []);
});

test("an inbox that fails is told, and nothing is taken for handled", async () => {
  const { dispatcher, receive, fatal, db } = setUp({
    handler: async () => {
      db.close();
    },
  });
  dispatcher.start();
  await receive(message({ text: "1" }));
  assert.match(String(fatal[0]), /not open/);
});

test("finished updates are forgotten after a day", async () => {
  const { clock, dispatcher, receive, db } = setUp();
  dispatcher.start();
  await receive(message({ text: "1" }));
  await clock.move(86_400_000);
  assert.equal(db.prepare("SELECT count(*) FROM inbox").pluck().get(), 1);
  await clock.move(3_600_000);
  assert.equal(db.prepare("SELECT count(*) FROM inbox").pluck().get(), 0);
});

test("what the disk does not take is held: not finished, not called broken, and not set aside later", async () => {
  const db = openDatabase(":memory:", { now: () => 1 });
  db.exec("CREATE TABLE paper_pile (sheet BLOB) STRICT");
  const write = db.prepare("INSERT INTO paper_pile VALUES (zeroblob(100000))");
  const limit = (pages: number) => db.pragma(`max_page_count = ${pages}`);
  const pages = () => db.pragma("page_count", { simple: true }) as number;
  const first = setUp({
    db,
    handler: async () => {
      write.run();
    },
  });
  first.dispatcher.start();
  limit(pages() + 5);
  const update = message({ text: "x" });
  await first.receive(update);
  assert.equal((first.fatal[0] as { code?: string }).code, "SQLITE_FULL");
  assert.deepEqual(first.held, [update.update_id]);
  assert.deepEqual(first.told, []);
  assert.equal(db.prepare("SELECT state FROM inbox").pluck().get(), "waiting");
  await first.dispatcher.stop(0);

  limit(1_000_000);
  db.prepare("UPDATE inbox SET attempts = 3").run();
  const second = setUp({ db });
  second.inbox.forgive();
  second.dispatcher.start();
  await second.clock.move(10_000);
  assert.deepEqual(second.setAside, []);
  assert.deepEqual(
    second.handled.map(({ ids }) => ids),
    [[update.update_id]],
  );
});
