import assert from "node:assert/strict";
import { test } from "node:test";
import { ANYA, countRows, handOf, READER, startBot, startStandIn, textOf } from "./driver.ts";
import { createErrorLog } from "./error-log.ts";

/** What stands behind `?start=` of a link that nobody but its sender made. Telegram's own apps send word characters and hyphens. */
const PAYLOADS = [
  "owner_",
  "owner_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  `owner_${"a".repeat(58)}`,
  "owner_' OR 1=1 --",
  "owner_%",
  "author_",
  "author_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  "author_' OR 1=1 --",
  "author_constructor",
  "near_",
  "near_%00",
  "near_____________________________________________________________",
  "near_4pyT4pyT4pyT",
  "near_IiBPUiAxPTE",
  "near_Kg",
  "__proto__",
  "settings",
  "publish_1",
  "1",
  "👀",
  "\u202eowner_x",
  "a".repeat(64),
];

test("a forged deep link gives nobody a right, shows nobody's draft, and is answered once", async (t) => {
  const { errors, log } = createErrorLog();
  const telegram = await startStandIn(t);
  const { app, db } = await startBot(telegram, undefined, { log });
  const [anya, reader] = [handOf(telegram, ANYA), handOf(telegram, READER)];
  await anya.paste("Заметка\n\nо том, чего читатели ещё не видели");
  await anya.sees("Черновик №1");
  const rights = () =>
    JSON.stringify([db.prepare("SELECT * FROM role").all(), db.prepare("SELECT * FROM setup_link").all()]);
  const before = rights();
  for (const payload of PAYLOADS) {
    const answers = (await reader.seen()).length;
    await reader.say(`/start ${payload}`);
    await telegram.until(async () => (await reader.seen()).length > answers);
    await app.dispatcher.idle();
    assert.equal((await reader.seen()).length, answers + 1, payload);
  }
  assert.deepEqual(errors, []);
  assert.equal(rights(), before);
  assert.equal(countRows(db, "SELECT count(*) FROM draft"), 1);
  for (const message of await reader.seen()) assert.doesNotMatch(textOf(message), /чего читатели|Черновик/);
});
