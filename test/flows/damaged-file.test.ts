import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { createAuthors } from "../../src/archive/authors.ts";
import { createChannels } from "../../src/archive/channels.ts";
import { databaseTrouble, openDatabase } from "../../src/archive/database.ts";
import { createDrafts } from "../../src/archive/drafts.ts";
import { createPeople } from "../../src/archive/people.ts";
import { createSchedule } from "../../src/archive/schedule.ts";
import { toWritten } from "../../src/publish/schedule/zone.ts";
import { damageTables } from "../damage.fixture.ts";
import { plain } from "../post/content.ts";
import { ANYA, handOf, startBot, startStandIn } from "./driver.ts";
import { comeTo, startTime } from "./time.ts";

/** A Tuesday, 18:00 in Moscow. */
const TUESDAY = Date.UTC(2026, 10, 24, 15);
const HOUR = 3_600_000;

for (const [who, tables] of [
  ["the scheduler", ["scheduled"]],
  ["the publisher", ["publication_message"]],
] as const) {
  test(`damage of the file that ${who} alone meets stops everything, as where an update meets it`, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
    const time = startTime(TUESDAY);
    const telegram = await startStandIn(t, time);
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const path = join(folder, "paperboy.db");
    const db = openDatabase(path, { now: time.now });
    const channel = createChannels(db, time.now).serve({ chatId: telegram.channelId, title: "x", username: null });
    createPeople(db, time.now).meet({ id: ANYA, first_name: "Аня", language_code: "ru" });
    const { id: author } = createAuthors(db).ensureNamed(channel.id, { name: "Аня", username: null, rubric: null });
    const drafts = createDrafts(db, time.now);
    const draftId = drafts.create({ channelId: channel.id, personId: ANYA, style: "verbatim", authorIds: [author] });
    drafts.setKind(draftId, "note");
    drafts.addText(draftId, { chatId: ANYA, messageId: 500 }, plain("Пост\n\nкоторый ждёт"));
    const due = TUESDAY + HOUR;
    const version = drafts.load(draftId)?.version ?? 0;
    const written = toWritten(due, "Europe/Moscow");
    createSchedule(db, time.now).plan({ draftId, channelId: channel.id, written, due, version, by: ANYA });
    const anya = handOf(telegram, ANYA);
    await anya.say("/start");
    const fatal: unknown[] = [];
    const { app } = await startBot(telegram, time, { db, onFatal: (error) => fatal.push(error) });
    await anya.sees("Пришлите");
    damageTables(path, tables);
    await comeTo(time, app.scheduler, HOUR);
    await telegram.until(() => Promise.resolve(fatal.length > 0), 8_000);
    assert.deepEqual([...new Set(fatal.map(databaseTrouble))], ["corrupt"]);
    assert.deepEqual(await anya.channel(), [], "nothing goes out of what cannot be recorded");
    await app.tellTrouble("corrupt");
    await anya.sees("База повреждена. Верните её из резервной копии");
  });
}
