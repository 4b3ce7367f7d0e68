import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Api } from "grammy";
import pino from "pino";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createDrafts } from "../../src/archive/drafts.ts";
import { createRehearsals } from "../../src/archive/rehearsals.ts";
import { deliver } from "../../src/publish/delivery.ts";
import { layout } from "../../src/publish/layout.ts";
import { createRehearsing } from "../../src/publish/rehearsal.ts";
import { createSending } from "../../src/telegram/publishing.ts";
import { startTelegram } from "../bot/telegram.ts";
import { plain } from "../post/content.ts";

const TEST = { chatId: -1002, title: "Проба", username: null };
const REFUSED = { error: 403, description: "Forbidden: bot is not a member of the channel chat" };

async function setUp(t: TestContext) {
  const telegram = await startTelegram();
  const api = new Api("100:test", { apiRoot: telegram.root });
  const db = openDatabase(":memory:", { now: () => 0 });
  t.after(async () => {
    await telegram.close();
    db.close();
  });
  const channel = createChannels(db, () => 0).serve({ chatId: -1001, title: "Канал", username: "channel" });
  db.prepare("INSERT INTO person (id, name, seen_at) VALUES (7, 'Вера', 0)").run();
  const drafts = createDrafts(db, () => 0);
  const draftOf = (text: string, photo = false) => {
    const id = drafts.create({ channelId: channel.id, personId: 7, style: "verbatim", authorIds: [] });
    drafts.setKind(id, "note");
    drafts.addText(id, { chatId: 7, messageId: id * 10 + 1 }, plain(text));
    const figure = { kind: "photo", fileId: "f", fileUniqueId: "u", size: 1 } as const;
    if (photo) drafts.addFigure(id, { chatId: 7, messageId: id * 10 + 2, mediaGroup: null }, figure);
    return () => {
      const draft = drafts.load(id);
      assert.ok(draft);
      return draft;
    };
  };
  let messageId = 10;
  const sent = ({ chat_id: id }: { chat_id?: unknown }) => ({ message_id: ++messageId, date: 1, chat: { id } });
  for (const method of ["sendMessage", "sendPhoto"]) telegram.answer(method, sent);
  let there = true;
  const rehearsing = createRehearsing({
    test: () => (there ? TEST : null),
    lostTest: () => {
      there = false;
    },
    rehearsals: createRehearsals(db),
    sending: createSending(api),
    api,
    log: pino({ level: "silent" }),
  });
  const rows = (table: string) => db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get();
  return { telegram, rehearsing, draftOf, settings: channel.settings, rows };
}

test("a rehearsal is the very messages that would go out, silently, and leads to where it stands", async (t) => {
  const { telegram, rehearsing, draftOf, settings, rows } = await setUp(t);
  const draft = draftOf(`Заметка\n\n${"слово ".repeat(300)}`, true)();
  const laidOut = layout(draft.content, settings);
  assert.ok(laidOut.ok && laidOut.messages.length > 1);
  const shown = await rehearsing.rehearse(draft, settings);
  assert.deepEqual(shown, { status: "shown", link: "https://t.me/c/2/11" });
  const calls = telegram.take();
  const { messages } = deliver(laidOut.messages, draft.options, settings);
  assert.deepEqual(
    calls.map(({ method }) => method),
    messages.map(({ method }) => method),
  );
  for (const [i, { payload }] of calls.entries()) {
    assert.deepEqual([payload.chat_id, payload.disable_notification], [TEST.chatId, true]);
    const outgoing = messages[i];
    const text =
      outgoing?.method === "sendMessage" ? outgoing.text : outgoing?.method === "sendPhoto" ? outgoing.caption : null;
    assert.equal(payload.text ?? payload.caption, text);
  }
  assert.equal(calls[1]?.payload.reply_parameters?.message_id, 11, "the parts answer each other as they would");
  for (const table of ["publication", "attempt", "post"]) assert.equal(rows(table), 0, `${table} has a row`);
});

test("the next rehearsal takes the place of the last one, of the same draft alone", async (t) => {
  const { telegram, rehearsing, draftOf, settings } = await setUp(t);
  const [one, other] = [draftOf("Первая"), draftOf("Другая")];
  await rehearsing.rehearse(one(), settings);
  await rehearsing.rehearse(other(), settings);
  telegram.take();
  await Promise.all([rehearsing.rehearse(one(), settings), rehearsing.rehearse(one(), settings)]);
  const deleted = telegram.calls.filter(({ method }) => method === "deleteMessages").map(({ payload }) => payload);
  assert.deepEqual(deleted, [
    { chat_id: TEST.chatId, message_ids: [11] },
    { chat_id: TEST.chatId, message_ids: [13] },
  ]);
});

test("a former rehearsal that cannot be deleted keeps no new one from being shown", async (t) => {
  const { telegram, rehearsing, draftOf, settings } = await setUp(t);
  const draft = draftOf("Первая");
  await rehearsing.rehearse(draft(), settings);
  telegram.answer("deleteMessages", () => ({ error: 400, description: "Bad Request: message can't be deleted" }));
  assert.equal((await rehearsing.rehearse(draft(), settings)).status, "shown");
});

test("a channel that the bot has lost is offered no longer, other refusals and a lost answer are told", async (t) => {
  const { telegram, rehearsing, draftOf, settings } = await setUp(t);
  const draft = draftOf("Первая");
  telegram.answer("sendMessage", () => ({
    error: 429,
    description: "Too Many Requests: retry after 7",
  }));
  assert.equal((await rehearsing.rehearse(draft(), settings)).status, "refused");
  telegram.answer("sendMessage", () => "drop");
  assert.deepEqual(await rehearsing.rehearse(draft(), settings), { status: "unknown", channel: "Проба" });
  assert.equal(telegram.take("sendMessage").length, 2, "nothing is repeated");
  assert.ok(rehearsing.possible());
  telegram.answer("sendMessage", () => REFUSED);
  assert.deepEqual(await rehearsing.rehearse(draft(), settings), {
    status: "refused",
    refusal: { code: "not-a-member" },
  });
  assert.ok(!rehearsing.possible());
  assert.deepEqual(await rehearsing.rehearse(draft(), settings), { status: "nowhere" });
});
