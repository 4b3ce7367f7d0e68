import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { CallbackQuery } from "@grammyjs/types";
import { laneOf } from "../../src/telegram/lane.ts";
import { ANYA, handOf, MAX, startBot, startStandIn, textOf } from "./driver.ts";
import { createErrorLog } from "./error-log.ts";
import { startTime } from "./time.ts";

/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);
const MINUTE = 60_000;

/** Two admins, a channel with one post, and presses that come in one answer of Telegram. */
async function setUp(t: TestContext) {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { errors, log } = createErrorLog();
  const { app, db } = await startBot(telegram, time, { log });
  const [anya, max] = [handOf(telegram, ANYA), handOf(telegram, MAX)];
  await anya.say("/start");
  await max.say("/start");
  await max.sees("Здесь пишут посты");
  db.prepare("INSERT INTO role (channel_id, person_id, role, granted_at) VALUES (1, ?, 'admin', 0)").run(MAX);
  const { actors } = await telegram.people.world();
  let drafts = 0;
  let updateId = 500_000_000;
  const idle = async (): Promise<void> => {
    await app.dispatcher.idle();
    await app.publisher.idle();
    await app.dispatcher.idle();
  };
  const draft = async (): Promise<number> => {
    drafts += 1;
    await anya.paste(`Заметка ${drafts}\n\nо том, как выходят посты`);
    await anya.sees(`Черновик №${drafts}`);
    await idle();
    return drafts;
  };
  /** Anya's draft, planned for tomorrow. */
  const planned = async (): Promise<number> => {
    const id = await draft();
    await anya.press(`Черновик №${id}`, "Запланировать");
    await anya.say("завтра в 12:00");
    await anya.sees("Запланировано: ср 25 ноября, 12:00");
    await idle();
    return id;
  };
  const of = (sql: string, id: number): string => (db.prepare<[number], number>(sql).pluck().get(id) ?? 0).toString(36);
  /** Callback data as if it had just been shown. */
  const card = (verb: string, id: number, arg = "") =>
    `d:${verb}:${id.toString(36)}:${of("SELECT version FROM draft WHERE id = ?", id)}:${arg}`;
  const queue = (verb: string, id: number, arg = "") =>
    `q:${verb}:${id.toString(36)}:${of("SELECT revision FROM scheduled WHERE draft_id = ?", id)}:${arg}`;
  const publicationOf = (id: number) =>
    db.prepare("SELECT max(id) FROM publication WHERE draft_id = ?").pluck().get(id);
  const press = async (...presses: readonly (readonly [person: number, data: string])[]) => {
    const before = (await telegram.people.calls({})).at(-1)?.seq ?? 0;
    const lanes = new Set<string>();
    const ids: string[] = [];
    for (const [personId, data] of presses) {
      updateId += 1;
      const message = (await handOf(telegram, personId).seen()).at(-1) ?? assert.fail();
      const from = actors.find(({ user }) => user.id === personId)?.user ?? assert.fail();
      const query: CallbackQuery = { id: `at-once-${updateId}`, from, message, chat_instance: "1", data };
      ids.push(query.id);
      for (const lane of app.inbox.insert([{ update_id: updateId, callback_query: query }], {
        late: false,
        lane: laneOf,
      }))
        lanes.add(lane);
    }
    app.dispatcher.wake([...lanes]);
    await idle();
    const answered = (await telegram.people.calls({ since: before })).flatMap(({ method, payload }) =>
      method === "answerCallbackQuery" ? (payload as { callback_query_id: string }).callback_query_id : [],
    );
    assert.deepEqual(
      ids.filter((id) => !answered.includes(id)),
      [],
      "every press is answered",
    );
    assert.deepEqual(errors, []);
  };
  const standing = async (id: number) =>
    (await anya.channel()).filter((message) => textOf(message).startsWith(`Заметка ${id}\n`)).length;
  const stateOf = (id: number) =>
    db.prepare("SELECT state FROM publication WHERE draft_id = ? ORDER BY id").pluck().all(id);
  return {
    app,
    db,
    telegram,
    time,
    anya,
    max,
    idle,
    draft,
    planned,
    card,
    queue,
    press,
    standing,
    stateOf,
    publicationOf,
  };
}

test("presses that come at once publish a post once, whoever makes them and by whichever button", async (t) => {
  const { app, time, planned, draft, card, queue, press, standing, stateOf, idle } = await setUp(t);

  const twice = await draft();
  await press([ANYA, card("publish", twice)], [ANYA, card("publish", twice)]);
  assert.equal(await standing(twice), 1);

  const both = await planned();
  await press([MAX, queue("out", both)], [ANYA, queue("out", both)], [ANYA, card("publish", both)]);
  await app.scheduler.look();
  await idle();
  assert.equal(await standing(both), 1);
  assert.deepEqual(stateOf(both), ["sent"]);

  // One of them is first, and the other is told so; what is out is not in the queue.
  for (const [first, second] of [
    ["out", "off"],
    ["off", "out"],
  ] as const) {
    const id = await planned();
    await press([MAX, queue(first, id)], [ANYA, queue(second, id)]);
    await app.scheduler.look();
    await idle();
    assert.equal(await standing(id), app.schedule.find(id)?.state === "out" ? 1 : 0, `${first}, ${second}`);
  }

  // Published by hand while the time comes that it was planned for.
  const due = await planned();
  const button = card("publish", due);
  time.pass(18 * 60 * MINUTE);
  await Promise.all([press([ANYA, button]), app.scheduler.look()]);
  await app.scheduler.look();
  await idle();
  assert.equal(await standing(due), 1);
  time.pass(24 * 60 * MINUTE);
  await app.scheduler.look();
  await idle();
  assert.equal(await standing(due), 1);
});

test("a press that takes back at the moment at which the post goes out leaves it out or in, and never both", async (t) => {
  const { app, time, draft, card, press, standing, stateOf, idle, publicationOf } = await setUp(t);
  app.channels.changeSettings(1, { undoSeconds: 30 });
  for (const order of ["time first", "press first", "together"] as const) {
    const id = await draft();
    await press([ANYA, card("publish", id)]);
    assert.equal(await standing(id), 0);
    const undo = card("undo", id, String(publicationOf(id)));
    if (order !== "press first") time.pass(30_000);
    if (order === "time first") await idle();
    await press([ANYA, undo], [MAX, `p:undo:${Number(publicationOf(id)).toString(36)}:0`]);
    time.pass(60_000);
    await idle();
    const out = await standing(id);
    assert.deepEqual(stateOf(id), [out === 1 ? "sent" : "refused"], order);
    if (order === "press first") assert.equal(out, 0);
    if (order === "time first") assert.equal(out, 1);
  }
});

test("two admins who answer at once whether a post in doubt is there lead to one post", async (t) => {
  const { app, telegram, time, draft, card, press, standing, stateOf, idle, publicationOf, anya } = await setUp(t);
  for (const [isThere, first, second] of [
    [true, "this", "gone"],
    [true, "gone", "this"],
    [false, "gone", "gone"],
    [true, "this", "this"],
  ] as const) {
    const id = await draft();
    await telegram.people.fault({ method: "sendMessage", fault: { kind: isThere ? "drop-after" : "drop-before" } });
    // Nothing tells whether a message is there.
    const blind = { kind: "error", code: 400, description: "Bad Request: something else" } as const;
    for (const method of ["getGameHighScores", "getUserPersonalChatMessages", "forwardMessage"])
      await telegram.people.fault({ method, times: 50, fault: blind });
    await press([ANYA, card("publish", id)]);
    time.pass(520_000);
    await idle();
    assert.deepEqual(stateOf(id), ["unknown"]);
    const publication = Number(publicationOf(id));
    const message = (await anya.channel()).at(-1)?.message_id ?? 0;
    const says = {
      this: `p:this:${publication.toString(36)}:${message.toString(36)}`,
      gone: `p:gone:${publication.toString(36)}:0`,
    };
    await press([MAX, says[first]], [ANYA, says[second]], [ANYA, card("gone", id, String(publication))]);
    await telegram.people.clearFaults();
    await idle();
    const [state] = stateOf(id);
    if (first === "this") assert.equal(state, "sent");
    if (!isThere) {
      assert.equal(state, "refused");
      await press([ANYA, card("publish", id)], [ANYA, card("publish", id)]);
      assert.equal(await standing(id), 1);
    }
    assert.equal(await standing(id), 1, `${first}, ${second}`);
  }
  assert.equal(app.paused(), null);
});
