import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createAuthors } from "../../src/archive/authors.ts";
import { createChannels } from "../../src/archive/channels.ts";
import { type Db, openDatabase } from "../../src/archive/database.ts";
import { createDrafts } from "../../src/archive/drafts.ts";
import { createPeople } from "../../src/archive/people.ts";
import { createSchedule } from "../../src/archive/schedule.ts";
import { toWritten } from "../../src/publish/schedule/zone.ts";
import { plain } from "../post/content.ts";
import { ANYA, handOf, startBot, startStandIn, textOf } from "./driver.ts";
import { createErrorLog } from "./error-log.ts";
import { comeTo, startTime } from "./time.ts";

/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);
const HOUR = 3_600_000;

const DRAFT = (id: number) => new RegExp(`Черновик № ${id} повреждён`);
const PUBLICATION = (id: number) => new RegExp(`публикации черновика № ${id} повреждена`);
const TIME = /Запись о времени поста повреждена/;

/** A publication of the draft in this state, whose row is whole. */
const publication = (id: number, state: string): string => `
  INSERT INTO publication (id, draft_id, channel_id, version, content, state, requested_by, intended_at, origin, release_at)
  SELECT ${id}, ${id}, 1, version, '{"kind":"note","title":null,"text":{"text":"Пост","entities":[]},"style":"verbatim",'
      || '"papers":[],"figures":[],"tags":[],"authors":[],"follows":null}', '${state}', ${ANYA}, ${TUESDAY}, 'schedule', ${TUESDAY}
    FROM draft WHERE id = ${id};
  INSERT INTO publication_message (publication_id, position, outgoing, state)
  VALUES (${id}, 0, '{"replyToPrevious":false,"disable_notification":false,"method":"sendMessage","text":"Пост ${id}",'
      || '"entities":[],"link_preview_options":{"is_disabled":true}}', '${state === "unknown" ? "unknown" : "intended"}');
  INSERT INTO attempt (publication_id, number, position, fingerprint, began_at, outcome)
  SELECT ${id}, 1, 0, '', ${TUESDAY}, 'unknown' WHERE '${state}' = 'unknown';`;

/** What becomes of one draft, or of something beside drafts, and what the admin reads of it. Each is JSON: a CHECK sees to that. */
const DAMAGES: readonly {
  readonly of: string;
  readonly sql: (id: number) => string;
  readonly told?: (id: number) => RegExp;
}[] = [
  {
    of: "what the check found",
    sql: (id) => `UPDATE scheduled SET problems = '{}' WHERE draft_id = ${id}`,
    told: () => TIME,
  },
  {
    of: "the written time",
    sql: (id) => `UPDATE scheduled SET written = 'вчера' WHERE draft_id = ${id}`,
    told: () => TIME,
  },
  {
    of: "a time beyond all",
    sql: (id) => `UPDATE scheduled SET due_at = 9e18 WHERE draft_id = ${id}`,
    told: () => TIME,
  },
  {
    of: "a reason of another program",
    sql: (id) => `UPDATE scheduled SET state = 'asked', why = 'newer', outcome = '[]' WHERE draft_id = ${id}`,
    told: () => TIME,
  },
  {
    of: "the entities of a text",
    sql: (id) => `UPDATE draft_text SET entities = '{}' WHERE draft_id = ${id}`,
    told: DRAFT,
  },
  { of: "what was waved aside", sql: (id) => `UPDATE draft SET waved = 'null' WHERE id = ${id}`, told: DRAFT },
  { of: "the options", sql: (id) => `UPDATE draft SET options = '[1]' WHERE id = ${id}`, told: DRAFT },
  {
    of: "the content of one in doubt",
    sql: (id) => `${publication(id, "unknown")} UPDATE publication SET content = '{}', look_at = 0 WHERE id = ${id}`,
    told: PUBLICATION,
  },
  {
    of: "the candidates of one in doubt",
    sql: (id) =>
      `${publication(id, "unknown")} UPDATE publication SET candidates = 'null', untold = 1 WHERE id = ${id}`,
    told: PUBLICATION,
  },
  {
    of: "what is to be sent",
    sql: (id) =>
      `${publication(id, "intended")} UPDATE publication_message SET outgoing = '{}' WHERE publication_id = ${id}`,
    told: PUBLICATION,
  },
  {
    of: "the ids of one that is to be pinned",
    sql: (id) =>
      `${publication(id, "sent")} UPDATE publication SET pin = 1, untold = 1 WHERE id = ${id};
       UPDATE publication_message SET message_ids = '{"a":1}' WHERE publication_id = ${id}`,
    told: PUBLICATION,
  },
  {
    of: "the reason of one that is put off",
    sql: (id) => `${publication(id, "intended")} UPDATE publication SET refusal = '7', retry_at = 1 WHERE id = ${id}`,
    told: PUBLICATION,
  },
  {
    of: "a change that was begun",
    sql: (id) =>
      `INSERT INTO post (id, channel_id, kind, title, text, entities, message_id, published_at)
       VALUES (${id}, 1, 'note', 'Старый пост', 'Старый пост', '[]', 900, 1);
       INSERT INTO post_message (post_id, message_id, position) VALUES (${id}, 900, 0);
       INSERT INTO revision (post_id, kind, state, snapshot, person_id, began_at) VALUES (${id}, 'edit', 'intended', '{"title":1}', ${ANYA}, 1)`,
    told: () => /Правка поста «Старый пост» сделана не до конца/,
  },
  {
    of: "an update",
    sql: (id) =>
      `INSERT INTO inbox (update_id, lane, payload, received_at) VALUES (${id}, '${ANYA}', 'null', 1), (1${id}, 'x', '{"update_id":3}', 1)`,
    told: (id) => new RegExp(`не читается, и я отложил его \\(№ ${id}\\)`),
  },
  {
    of: "what a conversation waits for",
    sql: () => `INSERT INTO conversation (key, value) VALUES ('${ANYA}', '{"version":7}')`,
  },
];

/** Drafts 1 … n, all planned for the same evening, of which the last is as it should be. */
function prepare(t: TestContext, db: Db, chatId: number, now: () => number): { readonly whole: number } {
  const channel = createChannels(db, now).serve({ chatId, title: "rizzearch", username: "rizzearch" });
  createPeople(db, now).meet({ id: ANYA, first_name: "Аня", username: "zzmtsvv", language_code: "ru" });
  const author = createAuthors(db).ensureNamed(channel.id, { name: "Аня", username: null, rubric: null }).id;
  const drafts = createDrafts(db, now);
  const schedule = createSchedule(db, now);
  const whole = DAMAGES.length + 1;
  for (let id = 1; id <= whole; id += 1) {
    drafts.create({ channelId: channel.id, personId: ANYA, style: "verbatim", authorIds: [author] });
    drafts.setKind(id, "note");
    drafts.addText(id, { chatId: ANYA, messageId: 500 + id }, plain(`Пост ${id}\n\nтекст`));
    const due = TUESDAY + HOUR + (id === whole ? HOUR : id * 1_000);
    const version = drafts.load(id)?.version ?? 0;
    schedule.plan({
      draftId: id,
      channelId: channel.id,
      written: toWritten(due, "Europe/Moscow"),
      due,
      version,
      by: ANYA,
    });
  }
  for (const [i, { of, sql }] of DAMAGES.entries()) {
    db.exec(sql(i + 1));
    t.diagnostic(`draft ${i + 1}: ${of}`);
  }
  return { whole };
}

test("a row that cannot be read, in whichever table, holds nothing but its own post, and the admins are told of it", async (t) => {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const db = openDatabase(":memory:", { now: time.now });
  const { whole } = prepare(t, db, telegram.channelId, time.now);
  const anya = handOf(telegram, ANYA);
  await anya.say("/start");
  const { errors, log } = createErrorLog();
  const { app } = await startBot(telegram, time, { db, log });
  app.editor.recover();
  await comeTo(time, app.scheduler, HOUR);
  await comeTo(time, app.scheduler, TUESDAY + 2 * HOUR - time.now());
  const last = new RegExp(`^Пост ${whole}\\b`);
  await telegram
    .until(async () => (await anya.channel()).some((message) => last.test(textOf(message))), 8_000)
    .catch(() => assert.fail(`the post that is whole did not go out: ${errors.join("\n")}`));
  const spoken = async () => (await anya.seen()).map(textOf);
  for (const [i, { of, told }] of DAMAGES.entries()) {
    if (told === undefined) continue;
    const pattern = told(i + 1);
    await anya.sees(pattern).catch(() => assert.fail(`${of}: nobody was told`));
    if (pattern !== TIME) assert.equal((await spoken()).filter((text) => pattern.test(text)).length, 1, `${of}: once`);
  }
  // Nobody else's part is broken by it.
  await anya.say("/queue");
  await anya.sees(/Очередь/);
  await anya.say("/drafts");
  await anya.sees(/У вас/);
  assert.doesNotMatch((await spoken()).join("\n"), /Что-то сломалось/);
  assert.deepEqual(
    errors
      .map((line) => JSON.parse(line))
      .filter(({ msg }) => !/cannot be read/.test(msg))
      .map(({ msg, err }) => `${msg}: ${err?.stack}`),
    [],
  );
});
