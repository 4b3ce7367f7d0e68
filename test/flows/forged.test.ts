import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { CallbackQuery, Message } from "@grammyjs/types";
import type { Db } from "../../src/archive/database.ts";
import { VERBS as DRAFT_VERBS } from "../../src/bot/draft/buttons.ts";
import { VERBS as POST_VERBS } from "../../src/bot/published/buttons.ts";
import { VERBS as QUEUE_VERBS } from "../../src/bot/queue/buttons.ts";
import { laneOf } from "../../src/telegram/lane.ts";
import { ANYA, type Hand, handOf, MAX, READER, startBot, startStandIn, textOf } from "./driver.ts";
import { createErrorLog } from "./error-log.ts";
import { startTime } from "./time.ts";

/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);
const POSTS = [
  "Baba Is AI\n\nагенты меняют правила игры\n\narxiv.org/abs/2407.13729",
  "Refusal in Language Models\n\nодно направление\n\narxiv.org/abs/2406.11717",
  "Grokking\n\nобобщение приходит поздно\n\narxiv.org/abs/2201.02177",
  "Dreamer\n\nмир в голове агента\n\narxiv.org/abs/2301.04104",
] as const;

/** What no button of the bot carries, and what a client that is not Telegram's may send all the same. */
const ODD_ARGS = ["99999999", "-1", "1-99999999", "NaN", "__proto__"];
const ARGS = ["", "1"];

/** Ids in callback data of what the button is about. */
interface Things {
  readonly drafts: readonly string[];
  readonly queued: readonly string[];
  readonly posts: readonly string[];
}
const ALL: Things = { drafts: ["1", "2", "3", "4", "zzzzzzzzzz"], queued: ["0", "1", "2", "3"], posts: ["1", "9"] };

/** What anything that a person says or presses may change. */
const OWN = new Set(["inbox", "effect", "person", "command_menu", "search", "sqlite_sequence"]);

/** Everything on disk but that, and but the drafts that people begin with what they press. */
function contentOf(db: Db, drafts: number): Set<string> {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'post_index%'")
    .pluck()
    .all()
    .filter((name) => !OWN.has(name));
  const isOld = (name: string, row: Record<string, unknown>): boolean =>
    !(Number(row.draft_id ?? (name === "draft" ? row.id : 0)) > drafts);
  return new Set(
    tables.flatMap((name) =>
      db
        .prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}"`)
        .all()
        .filter((row) => isOld(name, row))
        // Whether receipts show a plan already is no change of it.
        .map((row) => `${name} ${JSON.stringify({ ...row, untold: undefined })}`),
    ),
  );
}

/** The last draft's post goes out without an answer, and nothing tells the bot whether it did. */
async function leaveInDoubt(
  { people }: Awaited<ReturnType<typeof startStandIn>>,
  anya: Hand,
  { publisher }: Awaited<ReturnType<typeof startBot>>["app"],
): Promise<void> {
  const refused = { kind: "error", code: 400, description: "Bad Request: something else" } as const;
  for (const method of ["getGameHighScores", "getUserPersonalChatMessages", "forwardMessage"])
    await people.fault({ method, times: 1_000, fault: refused });
  await people.fault({ method: "sendMessage", fault: { kind: "drop-after" } });
  await anya.press("Черновик №4", "Опубликовать");
  await anya.sees("Telegram не ответил");
  await publisher.idle();
}

function changesBetween(before: Set<string>, after: Set<string>): string[] {
  return [...before.symmetricDifference(after)];
}

/** Anya has a post in the channel (draft 1), one in the queue (2), an open draft (3) and a post in doubt (4). */
async function setUp(t: TestContext) {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { errors, log } = createErrorLog();
  const { app, db } = await startBot(telegram, time, { log });
  const anya = handOf(telegram, ANYA);
  await anya.say("/start");
  await handOf(telegram, MAX).say("/start");
  await handOf(telegram, READER).say("/start");
  await anya.paste(POSTS[0]);
  await anya.press("Черновик №1", "Опубликовать");
  await anya.sees(/Опубликовано/);
  await anya.paste(POSTS[1]);
  await anya.press("Черновик №2", "Запланировать");
  await anya.say("завтра в 12:00");
  await anya.sees("Запланировано: ср 25 ноября, 12:00");
  await anya.paste(POSTS[2]);
  await anya.sees("Черновик №3");
  await anya.paste(POSTS[3]);
  await anya.sees("Черновик №4");
  let updateId = 500_000_000;
  /** The person's client sends callback data of its own, under the bot's last message to them. */
  const press = async (personId: number, presses: readonly (() => string)[], together = 100): Promise<void> => {
    const seen = await handOf(telegram, personId).seen();
    const message = seen.at(-1) as Message;
    const { actors } = await telegram.people.world();
    const from = actors.find(({ user }) => user.id === personId)?.user;
    assert.ok(from);
    for (const [i, data] of presses.entries()) {
      updateId += 1;
      const query: CallbackQuery = { id: `forged-${updateId}`, from, message, chat_instance: "1", data: data() };
      const lanes = app.inbox.insert([{ update_id: updateId, callback_query: query }], { late: false, lane: laneOf });
      app.dispatcher.wake(lanes);
      // The stand-in remembers its last thousand calls.
      if (i % together === 0 || i === presses.length - 1) await rest();
    }
  };
  let seen = (await telegram.people.calls({})).at(-1)?.seq ?? 0;
  const answered = new Set<string>();
  const rest = async (): Promise<void> => {
    await app.dispatcher.idle();
    await app.publisher.idle();
    for (const { seq, method, payload } of await telegram.people.calls({ since: seen })) {
      seen = seq;
      const { callback_query_id: id } = payload as { readonly callback_query_id?: string };
      if (method === "answerCallbackQuery" && id !== undefined) answered.add(id);
    }
  };
  await rest();
  await leaveInDoubt(telegram, anya, app);
  // Nobody knows, and people are asked.
  time.pass(520_000);
  await app.publisher.idle();
  await anya.sees(/Dreamer[\s\S]*Возможно, это он/);
  await rest();
  answered.clear();
  await app.scheduler.look();
  for (const draftId of [1, 2, 3, 4]) await app.drafting.refreshCard(draftId);
  return { telegram, app, db, anya, press, answered, errors };
}

/** Callback data of every kind about these things, as if it had just been shown. */
function everyPress(db: Db, { drafts, queued, posts }: Things, args: readonly string[]): (() => string)[] {
  const number = (sql: string, id: string): string =>
    (db.prepare<[number], number>(sql).pluck().get(Number.parseInt(id, 36)) ?? 0).toString(36);
  const version = (id: string) => number("SELECT version FROM draft WHERE id = ?", id);
  const revision = (id: string) => number("SELECT revision FROM scheduled WHERE draft_id = ?", id);
  const base = (id: string) => number("SELECT max(id) FROM revision WHERE post_id = ?", id);
  const made = args.flatMap((arg) => [
    ...drafts.flatMap((id) => DRAFT_VERBS.map((verb) => () => `d:${verb}:${id}:${version(id)}:${arg}`)),
    ...queued.flatMap((id) => QUEUE_VERBS.map((verb) => () => `q:${verb}:${id}:${revision(id)}:${arg}`)),
    ...posts.flatMap((id) => POST_VERBS.map((verb) => () => `e:${verb}:${id}:${base(id)}:${arg}`)),
  ]);
  const others = [
    ...["1", "2", "9", "zzzzzzzzzz"].flatMap((id) =>
      ["this", "gone", "undo"].flatMap((verb) => ["0", "1", "3", "zzzzzzzzzz"].map((arg) => `p:${verb}:${id}:${arg}`)),
    ),
    "d:this:4:1:2-3",
    "d:gone:4:1:2",
    "d:gone:4:1:2a",
    "d:undo:4:1:2",
    "o:menu:main",
    "o:menu:publication",
    "o:publishers:admins",
    "o:tags-line:yes",
    "o:footer",
    "o:footer-off",
    "o:serve:-1001",
    "o:undo:0",
    "o:silent:yes",
    "o:__proto__:yes",
    "o:constructor:1",
    "i:list",
    "i:invite",
    `i:out:${READER}`,
    `i:in:${READER}`,
    "i:in:9999999999999999",
    "z:go:1",
    "z:go:0",
    "s:p:1:0",
    "s:o:1:date",
    "s:t:1",
    "s:a:1",
    "s:r:13",
    "s:n:__proto__",
    `s:n:${"я".repeat(30)}`,
    's:n:" OR 1=1 --',
    "",
    ":",
    "d:",
    "d::::",
    "\u0000",
    "🙂".repeat(16),
    "d:publish:1:1:\u0000",
  ];
  return [...made, ...others.map((data) => () => data)];
}

/** How long it is until a planned time is said anew whenever a receipt is looked at. */
function timeless(messages: readonly Message[]) {
  return messages.map((message) => ({
    ...message,
    edit_date: undefined,
    text: textOf(message).replace(/ — через [^.]*\./gu, ""),
  }));
}

for (const [who, personId] of [
  ["a reader", READER],
  ["an author who may not publish", MAX],
] as const) {
  test(`${who} who forges buttons changes and reads nothing of others, and is answered each time`, async (t) => {
    const { telegram, db, press, answered, anya, errors } = await setUp(t);
    if (personId === MAX) {
      db.prepare("INSERT INTO role (channel_id, person_id, role, granted_at) VALUES (1, ?, 'author', 0)").run(MAX);
      await telegram.people.setAdministrator({ person: MAX, rights: null });
    }
    const before = contentOf(db, 4);
    const theirs = timeless(await anya.seen());
    const channel = await anya.channel();
    const every = everyPress(db, ALL, ARGS);
    await press(personId, every);
    assert.equal(answered.size, every.length, "every press is answered");
    assert.deepEqual(errors, []);
    // What the person was asked last, who they are as an author, and the queue in their own chat is their own.
    const own = new RegExp(`^(?:(?:author|conversation|draft_question) |agenda \\{"person_id":${personId},)`);
    const changed = changesBetween(before, contentOf(db, 4)).filter((change) => !own.test(change));
    assert.deepEqual(changed, []);
    assert.deepEqual(await anya.channel(), channel);
    assert.deepEqual(timeless(await anya.seen()), theirs);
    for (const message of await handOf(telegram, personId).seen()) {
      const text = textOf(message);
      assert.ok(
        !/Grokking|обобщение приходит|Dreamer|мир в голове/.test(text),
        `a draft of somebody else's is shown: ${text}`,
      );
    }
  });
}

test("an admin's client that sends what no button carries breaks nothing", async (t) => {
  const { db, press, answered, errors } = await setUp(t);
  // A draft that is deleted on the way comes back before the next press.
  const every = everyPress(db, { drafts: ["3"], queued: ["2"], posts: ["1"] }, ODD_ARGS);
  await press(
    ANYA,
    every.map((data) => () => {
      db.prepare("UPDATE draft SET state = 'open' WHERE state = 'deleted'").run();
      return data();
    }),
    1,
  );
  assert.deepEqual(errors, []);
  assert.equal(answered.size, every.length, "every press is answered");
});
