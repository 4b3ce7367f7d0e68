import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Api } from "grammy";
import pino from "pino";
import { createStandIn } from "../../../playground/server/index.ts";
import { backUpAside } from "../../../src/archive/backup-aside.ts";
import { createBackupsSent } from "../../../src/archive/backups-sent.ts";
import { openDatabase } from "../../../src/archive/database.ts";
import { restoreDatabase } from "../../../src/archive/restore.ts";
import { type CourierDeps, createCourier } from "../../../src/bot/backup/courier.ts";
import { loadWords } from "../../../src/bot/words.ts";

const DAY = 86_400_000;
const ANN = 11;

async function setUp(t: TestContext, options: Partial<CourierDeps> = {}) {
  const root = mkdtempSync(join(tmpdir(), "paperboy-"));
  const clock = { now: Date.UTC(2026, 10, 24, 1) };
  const now = () => clock.now;
  const telegram = await createStandIn({ now, people: [{ id: ANN, name: "Ann", language: "en" }] });
  await telegram.people.start({ person: ANN });
  const path = join(root, "paperboy.db");
  const db = openDatabase(path, { now });
  t.after(async () => {
    db.close();
    await telegram.close();
    rmSync(root, { recursive: true, force: true });
  });
  const courier = createCourier({
    api: new Api(telegram.token, { apiRoot: telegram.apiRoot }),
    people: { find: (id) => ({ id, name: "Ann", username: null, language: "en", telegramLanguage: null }) },
    sent: createBackupsSent(db, now),
    send: "weekly",
    owner: () => ANN,
    zone: () => "Europe/Moscow",
    words: loadWords(),
    now,
    log: pino({ level: "silent" }),
    ...options,
  });
  const folder = join(root, "backups");
  const make = () => backUpAside(path, { folder, keep: 3, now }, new AbortController().signal);
  const received = async () => {
    const { messages } = await telegram.people.look({ person: ANN, chat: telegram.botId });
    return messages.filter(({ mine }) => !mine).map(({ message }) => message);
  };
  return { courier, make, received, telegram, clock, folder, root, path, now, db };
}

test("the owner gets a packed copy without a sound, from which the database can be restored", async (t) => {
  const { courier, make, received, telegram, folder, root, now } = await setUp(t);
  await courier.deliver(await make());
  const [message] = await received();
  assert.equal(message?.document?.file_name, "paperboy-2026-11-24.db.gz");
  assert.match(
    message?.caption ?? "",
    /^Backup of 24 November 2026, 04:00\. It holds drafts and names: keep it private\./,
  );
  const call = (await telegram.people.calls({})).find(({ method }) => method === "sendDocument");
  assert.match(JSON.stringify(call?.payload), /"disable_notification":"?true/);
  assert.equal(readdirSync(folder).length, 1, "the packed copy does not stay");

  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  const file = await api.getFile(message?.document?.file_id ?? "");
  const bytes = await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/${file.file_path}`);
  writeFileSync(join(root, "got.gz"), Buffer.from(await bytes.arrayBuffer()));
  const { backupAt } = await restoreDatabase(join(root, "new.db"), join(root, "got.gz"), { now });
  assert.equal(backupAt, Date.UTC(2026, 10, 24, 1));
});

test("once a week, or every night, or never, as the settings say", async (t) => {
  for (const [send, expected] of [
    ["weekly", 2],
    ["nightly", 8],
    ["never", 0],
  ] as const) {
    const { courier, make, received, clock } = await setUp(t, { send });
    for (let night = 0; night < 8; night += 1) {
      await courier.deliver(await make());
      clock.now += DAY;
    }
    assert.equal((await received()).length, expected, send);
  }
});

test("a copy that is too large is spoken of instead, and only once a week", async (t) => {
  const { courier, make, received, clock } = await setUp(t, { most: 1_000 });
  for (let night = 0; night < 3; night += 1) {
    await courier.deliver(await make());
    clock.now += DAY;
  }
  const texts = (await received()).map(({ text }) => text);
  assert.equal(texts.length, 1);
  assert.match(texts[0] ?? "", /is made and kept on the server, but too large for the chat: 1 MB/);
});

test("what Telegram does not take, or an owner who blocked the bot, is due again the next night, and nobody is needed", async (t) => {
  const { courier, make, received, telegram, clock, folder } = await setUp(t);
  for (const [code, description] of [
    [502, "Bad Gateway"],
    [403, "Forbidden: bot was blocked by the user"],
  ] as const) {
    await telegram.people.fault({ method: "sendDocument", times: 1, fault: { kind: "error", code, description } });
    await courier.deliver(await make());
    assert.equal((await received()).length, 0);
    clock.now += DAY;
  }
  await courier.deliver(await make());
  assert.equal((await received()).length, 1);
  assert.deepEqual(
    readdirSync(folder).filter((name) => !/^paperboy-.+Z\.db$/.test(name)),
    [],
    "no packed copy stays, whatever Telegram said",
  );
  const alone = await setUp(t, { owner: () => null });
  await alone.courier.deliver(await alone.make());
  await alone.courier.tellFailure("full");
  assert.equal((await alone.received()).length, 0);
});

test("a night without a backup is told, with the reason", async (t) => {
  const { courier, received } = await setUp(t);
  await courier.tellFailure("full");
  await courier.tellFailure(null);
  assert.deepEqual(
    (await received()).map(({ text }) => text),
    [
      "⚠️ The nightly backup could not be made: the disk is full.",
      "⚠️ The nightly backup could not be made: the log has the details.",
    ],
  );
});

test("on its thread, too, a failure has its name, and an abort ends it", async (t) => {
  const { path, root, now, db } = await setUp(t);
  const signal = new AbortController().signal;
  await assert.rejects(backUpAside(path, { folder: path, keep: 1, now }, signal), { trouble: "unopenable" });
  await assert.rejects(backUpAside(join(root, "no.db"), { folder: root, keep: 1, now }, signal), {
    name: "BackupError",
  });
  db.exec("CREATE TABLE big (x BLOB) STRICT");
  for (let i = 0; i < 50; i += 1) db.prepare("INSERT INTO big VALUES (randomblob(1000000))").run();
  const stop = new AbortController();
  const made = backUpAside(path, { folder: join(root, "b"), keep: 1, now }, stop.signal);
  stop.abort();
  await assert.rejects(made, /ended/);
});
