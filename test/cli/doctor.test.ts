import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { backUp } from "../../src/archive/backup.ts";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import type { Check } from "../../src/cli/check.ts";
import { doctor } from "../../src/cli/doctor.ts";
import { type Answer, type Call, createTelegram, ME, TOKEN } from "../telegram/server.ts";

const CHAT = { id: -1001234567890, type: "channel", title: "rizzearch", username: "rizzearch" };
const RIGHTS = { status: "administrator", can_post_messages: true, can_edit_messages: true };

function telegramThat(answers: Record<string, Answer>) {
  const usual: Record<string, Answer> = {
    getMe: { result: ME },
    getWebhookInfo: { result: { url: "", pending_update_count: 3 } },
    getChat: { result: CHAT },
    getChatMember: { result: RIGHTS },
  };
  return ({ method }: Call) => answers[method] ?? usual[method] ?? { error: 404, description: "Not Found" };
}

async function setUp(t: TestContext, answers: Record<string, Answer> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-"));
  const telegram = await createTelegram(telegramThat(answers));
  t.after(async () => {
    await telegram.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const database = join(folder, "x.db");
  const env = { BOT_TOKEN: TOKEN, BOT_API_ROOT: telegram.apiRoot, DATABASE: database, CHANNEL_ID: "@rizzearch" };
  const ask = async (more: Record<string, string> = {}) => {
    let text = "";
    const code = await doctor({ json: true }, { ...env, ...more }, (part) => {
      text += part;
    });
    const { ok, checks } = JSON.parse(text) as { ok: boolean; checks: Check[] };
    assert.equal(ok, code === 0);
    return { code, text, states: Object.fromEntries(checks.map((check) => [check.name, check.status])), checks };
  };
  return { ask, env, database, telegram };
}

test("all is well: everything is looked at, nothing is changed", async (t) => {
  const { ask, database, telegram } = await setUp(t);
  openDatabase(database, { now: Date.now }).close();
  const { code, states } = await ask();
  assert.equal(code, 0);
  assert.deepEqual(states, {
    node: "ok",
    settings: "ok",
    database: "ok",
    backup: "warning",
    disk: "ok",
    telegram: "ok",
    updates: "ok",
    channel: "ok",
    ways: "ok",
  });
  for (const { method } of telegram.calls) assert.match(method, /^get/);
});

test("whether long captions can be copied is told once a channel is connected", async (t) => {
  const { ask, database } = await setUp(t);
  const db = openDatabase(database, { now: Date.now });
  const channels = createChannels(db, Date.now);
  const { id } = channels.serve({ chatId: -1001, title: "Канал", username: null });
  channels.changeSettings(id, { longCaptions: "refused" });
  db.close();
  const told = (await ask()).checks.find(({ name }) => name === "long-captions");
  assert.match(told?.message ?? "", /1,?024/);
});

test("a database that is not there yet is no fault, and is not made", async (t) => {
  const { ask, database } = await setUp(t);
  assert.equal((await ask()).states.database, "ok");
  const { existsSync } = await import("node:fs");
  assert.ok(!existsSync(database));
});

test("a damaged database is a failure", async (t) => {
  const { ask, database } = await setUp(t);
  writeFileSync(database, "no database at all, however long one reads on. ".repeat(50));
  const { code, states, text } = await ask();
  assert.equal(code, 1);
  assert.equal(states.database, "failure");
  assert.match(text, /is damaged or no Paperboy database/);
});

test("what is missing in the channel is said, each with its weight", async (t) => {
  const cases = [
    [{ getChatMember: { result: { ...RIGHTS, can_edit_messages: false } } }, "warning", /may not edit/],
    [{ getChatMember: { result: { ...RIGHTS, can_post_messages: false } } }, "failure", /may not post/],
    [{ getChatMember: { result: { status: "left" } } }, "failure", /not an administrator/],
    [
      { getChatMember: { error: 403, description: "Forbidden: bot is not a member" } },
      "failure",
      /not an administrator/,
    ],
    [{ getChat: { error: 400, description: "Bad Request: chat not found" } }, "failure", /was not found/],
    [{ getChat: { result: { ...CHAT, type: "supergroup" } } }, "failure", /is not a channel/],
  ] as const;
  for (const [answers, status, sentence] of cases) {
    const { ask } = await setUp(t, answers);
    const { states, text } = await ask();
    assert.equal(states.channel, status, text);
    assert.match(text, sentence);
  }
});

test("an unknown token, a Telegram in trouble and one that is not there are told apart", async (t) => {
  const unknown = await setUp(t, { getMe: { error: 401, description: "Unauthorized" } });
  assert.match((await unknown.ask()).text, /does not know this token/);
  const failing = await setUp(t, { getMe: { error: 502, description: "Bad Gateway" } });
  assert.match((await failing.ask()).text, /is having difficulties/);
  const { code, text } = await failing.ask({ BOT_API_ROOT: "http://127.0.0.1:9" });
  assert.equal(code, 1);
  assert.match(text, /does not answer/);
});

test("updates that Telegram could not deliver are told with its reason", async (t) => {
  const info = { url: "https://x", pending_update_count: 7, last_error_message: "Connection refused" };
  const { ask } = await setUp(t, { getWebhookInfo: { result: info } });
  const { code, states, text } = await ask();
  assert.equal(code, 0);
  assert.equal(states.updates, "warning");
  assert.match(text, /Connection refused\. Waiting: 7/);
});

test("without a token the playground is named; settings that cannot be used end it", async (t) => {
  const { ask } = await setUp(t);
  const { code, states } = await ask({ BOT_TOKEN: "" });
  assert.equal(code, 0);
  assert.equal(states.telegram, "warning");
  const wrong = await ask({ PORT: "x", ADMIN_IDS: "y" });
  assert.equal(wrong.code, 1);
  assert.equal(wrong.checks.filter((check) => check.name === "settings").length, 2);
});

test("the token is in no answer", async (t) => {
  const { env } = await setUp(t, { getMe: { error: 400, description: `Bad ${TOKEN}` } });
  let text = "";
  await doctor({ json: false }, env, (part) => {
    text += part;
  });
  assert.ok(!text.includes(TOKEN));
  assert.match(text, /^✓ Node v\d+/);
});

test("the age of the last backup and the size of the log are told", async (t) => {
  const { ask, database } = await setUp(t);
  const folder = join(dirname(database), "kept");
  const db = openDatabase(database, { now: Date.now });
  t.after(() => db.close());
  const none = await ask();
  assert.equal(none.states.backup, "warning");
  assert.equal(none.states.log, "ok");
  assert.match(none.text, /There is no backup in .+backups yet/);
  await backUp(database, { folder, keep: 3, now: () => Date.now() - 40 * 3_600_000 });
  const old = await ask({ BACKUP_FOLDER: folder });
  assert.equal(old.states.backup, "warning");
  assert.match(old.text, /The last backup is 40 h old/);
  await backUp(database, { folder, keep: 3, now: Date.now });
  const fresh = await ask({ BACKUP_FOLDER: folder });
  assert.equal(fresh.states.backup, "ok");
  assert.match(fresh.text, /The last backup is 0 h old: .+kept/);
  truncateSync(`${database}-wal`, 70_000_000);
  assert.equal((await ask()).states.log, "warning");
});

const GAME = { error: 400, description: "Bad Request: message is not a game" };
const COPY = { result: { message_id: 9, date: 1, chat: { id: 7, type: "private", first_name: "A" }, text: "x" } };

/** A channel with a post, and an owner to whom its messages can be forwarded. */
function withPost(database: string): void {
  const db = openDatabase(database, { now: () => 0 });
  db.exec(`
    INSERT INTO person (id, name, seen_at) VALUES (7, 'A', 0);
    INSERT INTO owner (person_id, since) VALUES (7, 0);
    INSERT INTO channel (chat_id, title, served, created_at) VALUES (-1001234567890, 'x', 1, 0);
    INSERT INTO post (id, channel_id, kind, title, text, published_at, message_id) VALUES (1, 1, 'note', 'x', 'x', 5, 100);
    INSERT INTO post_message (post_id, message_id, position) VALUES (1, 100, 0);`);
  db.close();
}

test("kept files that are not in their folder are counted", async (t) => {
  const { ask, database } = await setUp(t);
  const db = openDatabase(database, { now: () => 0 });
  const insert = db.prepare(
    "INSERT INTO media (file_unique_id, file_id, state, sha256, extension, due_at, kept_at) VALUES (?, 'x', 'kept', ?, '.jpg', 0, 0)",
  );
  for (const name of ["a", "b", "c"]) insert.run(name, name.repeat(64));
  db.close();
  const folder = join(dirname(database), "media");
  for (const [at, name] of ["a", "b", "c"].entries()) {
    const { states, text } = await ask();
    assert.equal(states.media, "warning");
    assert.match(text, new RegExp(`Of 3 saved files of figures, ${3 - at} are not in .+media`));
    mkdirSync(join(folder, name.repeat(2)), { recursive: true });
    writeFileSync(join(folder, name.repeat(2), `${name.repeat(64)}.jpg`), "");
  }
  const { states, text } = await ask();
  assert.equal(states.media, "ok");
  assert.match(text, /Saved files of figures: 3, all in their folder/);
});

test("the ways to find out whether a post is out are tried, and each is told with what would open it", async (t) => {
  const sees = await setUp(t, { getGameHighScores: GAME, forwardMessage: COPY, deleteMessage: { result: true } });
  withPost(sees.database);
  const found = (await sees.ask()).checks.find(({ name }) => name === "ways");
  assert.equal(found?.status, "ok");
  assert.match(found?.message ?? "", /the bot finds out by itself/);
  assert.match(found?.message ?? "", /none of the authors/);
  assert.match(found?.message ?? "", /works, the copy is deleted at once/);
  const methods = sees.telegram.calls.map(({ method }) => method);
  assert.deepEqual(methods.slice(-2), ["forwardMessage", "deleteMessage"]);

  const absent = { error: 400, description: "Bad Request: message to get game high scores not found" };
  const blind = await setUp(t, { getGameHighScores: absent });
  withPost(blind.database);
  const not = (await blind.ask()).checks.find(({ name }) => name === "ways");
  assert.equal(not?.status, "warning");
  assert.match(not?.message ?? "", /asks people/);

  const isProtected = await setUp(t, {
    getGameHighScores: GAME,
    getChat: { result: { ...CHAT, has_protected_content: true } },
  });
  withPost(isProtected.database);
  assert.match((await isProtected.ask()).text, /does not allow forwarding/);
});

test("the service chat and the channel for rehearsals are checked where they are named", async (t) => {
  const { ask } = await setUp(t);
  // Both are the served channel for this Telegram.
  const { states, text, code } = await ask({ SERVICE_CHAT_ID: "-1005555555555", TEST_CHANNEL_ID: "@other" });
  assert.deepEqual([states["service-chat"], states["test-channel"], code], ["warning", "warning", 0]);
  assert.match(text, /SERVICE_CHAT_ID is the channel itself/);
  assert.match(text, /TEST_CHANNEL_ID is the channel itself/);
});
