import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Api } from "grammy";
import pino from "pino";
import { createStandIn } from "../../../playground/server/index.ts";
import { createChannels } from "../../../src/archive/channels.ts";
import { openDatabase } from "../../../src/archive/database.ts";
import { createEffects } from "../../../src/archive/effects.ts";
import { createPosts } from "../../../src/archive/posts.ts";
import { createRevisions } from "../../../src/archive/revisions.ts";
import { plainly } from "../../../src/document/document.ts";
import type { Snapshot } from "../../../src/post/standing.ts";
import { createEditor } from "../../../src/publish/editing/editor.ts";
import { withText } from "../../../src/publish/editing/plan.ts";
import { createEditing } from "../../../src/telegram/editing.ts";
import { createClock } from "../../telegram/clock.ts";

const EDITOR = 7;

async function setUp(t: TestContext) {
  const standIn = await createStandIn({ now: () => Date.UTC(2026, 10, 24, 9) });
  t.after(() => standIn.close());
  const { people, channelId } = standIn;
  const api = new Api(standIn.token, { apiRoot: standIn.apiRoot, timeoutSeconds: 5 });
  const clock = createClock();
  const db = openDatabase(":memory:", { now: clock.now });
  t.after(() => db.close());
  const channels = createChannels(db, clock.now);
  const channel = channels.serve({ chatId: channelId, title: "Канал", username: null });
  db.prepare("INSERT INTO person (id, name, seen_at) VALUES (?, 'Вера', 0)").run(EDITOR);
  const posts = createPosts(db);
  const revisions = createRevisions(db, clock.now);
  let held = false;
  const make = () =>
    createEditor({
      db,
      posts,
      revisions,
      effects: createEffects(db, clock.now),
      editing: createEditing(api),
      channel: channels.served,
      held: () => held,
      now: clock.now,
      timers: clock.timers,
      log: pino({ level: "silent" }),
    });
  const editor = make();
  const sent = await api.sendMessage(channelId, "Старый текст");
  const postId = posts.add({
    channelId: channel.id,
    kind: "note",
    title: "Старый текст",
    document: plainly("Старый текст"),
    paperIds: [],
    tags: [],
    authorIds: [],
    figures: [],
    followsPostId: null,
    publishedAt: 5,
    messageIds: [sent.message_id],
  });
  // The bot did not note how it was sent: it stands as a text.
  revisions.setParts(postId, [
    { form: "text", messageId: sent.message_id, document: plainly("Старый текст"), preview: null },
  ]);
  const [actor] = (await people.world()).actors;
  assert.ok(actor);
  let updateId = 0;
  const wanted = (text: string): Snapshot => {
    const post = posts.get(postId);
    assert.ok(post);
    const before = editor.snapshot(post);
    const planned = withText(before.parts, plainly(text));
    assert.ok(planned.ok);
    return { ...before, title: text, parts: planned.parts };
  };
  return {
    people,
    api,
    channelId,
    messageId: sent.message_id,
    db,
    clock,
    posts,
    revisions,
    editor,
    make,
    postId,
    hold: (value: boolean) => {
      held = value;
    },
    wanted,
    edit: (text: string, more: { base?: number; update?: number } = {}) =>
      editor.edit({
        postId,
        base: more.base ?? revisions.last(postId),
        kind: "edit",
        wanted: wanted(text),
        by: EDITOR,
        updateId: more.update ?? ++updateId,
      }),
    shown: async () => {
      const { messages } = await people.look({ person: actor.user.id, chat: channelId });
      return messages.find(({ message }) => message.message_id === sent.message_id)?.message.text;
    },
  };
}

/** The stand-in answers over HTTP, in its own time. */
async function until(done: () => boolean): Promise<void> {
  for (let turn = 0; turn < 20_000 && !done(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
  assert.ok(done());
}

test("a change is on disk before the call, in the channel, and in the archive with who made it", async (t) => {
  const { edit, shown, posts, revisions, postId } = await setUp(t);
  const outcome = await edit("Новый текст");
  assert.equal(outcome.status, "made");
  assert.equal(await shown(), "Новый текст");
  assert.equal(posts.get(postId)?.document.text, "Новый текст");
  assert.deepEqual(
    revisions.list(postId).map(({ kind, personId, by, snapshot }) => [kind, personId, by, snapshot.title]),
    [
      ["first", null, null, "Старый текст"],
      ["edit", EDITOR, "Вера", "Новый текст"],
    ],
  );
});

test("the same press handled again makes one change, and one that changes nothing makes none", async (t) => {
  const { edit, revisions, postId } = await setUp(t);
  assert.equal((await edit("Старый текст")).status, "same");
  assert.equal((await edit("Новый текст", { update: 5 })).status, "made");
  assert.equal((await edit("Новый текст", { update: 5 })).status, "made");
  assert.equal(revisions.list(postId).length, 2);
});

test("a change from an older state is not made, and of two at once one is", async (t) => {
  const { edit, shown, revisions, postId } = await setUp(t);
  const [one, two] = await Promise.all([edit("Первый", { base: 0 }), edit("Второй", { base: 0 })]);
  assert.deepEqual([one.status, two.status], ["made", "changed"]);
  assert.equal(await shown(), "Первый");
  assert.equal((await edit("Третий", { base: 0 })).status, "changed");
  assert.equal(revisions.list(postId).length, 2);
});

for (const kind of ["drop-after", "drop-before"] as const) {
  test(`an answer that is lost (${kind}) is asked for again, since the same edit twice is one edit`, async (t) => {
    const { edit, people, clock, shown, revisions, postId } = await setUp(t);
    await people.fault({ method: "editMessageText", fault: { kind } });
    const editing = edit("Новый текст");
    await until(() => clock.waiting() > 0);
    await clock.move(2_000);
    assert.equal((await editing).status, "made");
    assert.equal(await shown(), "Новый текст");
    assert.equal(revisions.list(postId).length, 2);
  });
}

test("what a process left undone is done by the next one, even where it had reached the channel", async (t) => {
  const { api, channelId, messageId, make, revisions, postId, posts, wanted, shown } = await setUp(t);
  const snapshot = wanted("Новый текст");
  const id = revisions.add({ postId, kind: "edit", state: "intended", snapshot, personId: EDITOR });
  await api.editMessageText(channelId, messageId, "Новый текст");
  make().recover();
  await until(() => revisions.get(id)?.state === "made");
  assert.equal(revisions.get(id)?.state, "made");
  assert.equal(await shown(), "Новый текст");
  assert.equal(posts.get(postId)?.title, "Новый текст");
});

test("a long wait that Telegram asks for is not sat through: the change follows by itself", async (t) => {
  const { edit, people, clock, shown, revisions, postId } = await setUp(t);
  await people.fault({
    method: "editMessageText",
    fault: { kind: "error", code: 429, description: "Too Many Requests: retry after 60", retryAfter: 60 },
  });
  const outcome = await edit("Новый текст");
  assert.equal(outcome.status, "later");
  assert.equal((await edit("Другой текст")).status, "changed", "one after the other");
  await clock.move(60_000);
  await until(() => revisions.intended(postId) === null);
  assert.equal(await shown(), "Новый текст");
});

test("what Telegram refuses leaves channel and archive as they were, and the record says why", async (t) => {
  const { api, channelId, messageId, edit, db, posts, postId } = await setUp(t);
  await api.deleteMessage(channelId, messageId);
  const outcome = await edit("Новый текст");
  assert.deepEqual(outcome, { status: "refused", refusal: { code: "message-gone" }, partly: false });
  assert.equal(posts.get(postId)?.document.text, "Старый текст");
  assert.equal(
    db.prepare("SELECT refusal FROM revision WHERE state = 'refused'").pluck().get(),
    '{"code":"message-gone"}',
  );
});

test("where only the first of several messages was changed, the archive has what the channel has", async (t) => {
  const { api, channelId, editor, posts, revisions, postId, messageId } = await setUp(t);
  const second = await api.sendMessage(channelId, "вторая часть");
  const part = (id: number, text: string, continues?: string) => ({
    form: "text" as const,
    messageId: id,
    document: plainly(text),
    preview: null,
    ...(continues === undefined ? {} : { continues }),
  });
  revisions.setParts(postId, [part(messageId, "Старый текст"), part(second.message_id, "вторая часть", "\n\n")]);
  await api.deleteMessage(channelId, second.message_id);
  const parts = [part(messageId, "Новая первая"), part(second.message_id, "новая вторая", "\n\n")];
  const wanted = { title: "Новая первая", parts, tags: [], paperIds: [] };
  const outcome = await editor.edit({ postId, base: 0, kind: "edit", wanted, by: EDITOR, updateId: 1 });
  assert.deepEqual(outcome, { status: "refused", refusal: { code: "message-gone" }, partly: true });
  assert.equal(posts.get(postId)?.document.text, "Новая первая\n\nвторая часть");
  assert.equal(revisions.list(postId).at(-1)?.state, "made");
});

test("of several messages the next process changes those that the last one left, and deletes what it left", async (t) => {
  const { api, people, channelId, make, posts, revisions, postId, messageId } = await setUp(t);
  const second = await api.sendMessage(channelId, "вторая часть");
  const part = (id: number, text: string) => ({
    form: "text" as const,
    messageId: id,
    document: plainly(text),
    preview: null,
    ...(id === second.message_id && { continues: "\n\n" }),
  });
  // The process ended after its first call, before anything was noted of it.
  revisions.setParts(postId, [part(messageId, "Старый текст"), part(second.message_id, "вторая часть")]);
  const parts = [part(messageId, "Новая первая"), part(second.message_id, "новая вторая")];
  const snapshot = { title: "Новая первая", parts, tags: [], paperIds: [] };
  const id = revisions.add({ postId, kind: "edit", state: "intended", snapshot, personId: EDITOR });
  await api.editMessageText(channelId, messageId, "Новая первая");
  make().recover();
  await until(() => revisions.get(id)?.state === "made");
  assert.equal(posts.get(postId)?.document.text, "Новая первая\n\nновая вторая");

  const down = { ...snapshot, parts: [] };
  const last = revisions.add({ postId, kind: "take-down", state: "intended", snapshot: down, personId: EDITOR });
  await api.deleteMessage(channelId, messageId);
  make().recover();
  await until(() => revisions.get(last)?.state === "made");
  assert.notEqual(posts.get(postId)?.takenDownAt, null);
  const [actor] = (await people.world()).actors;
  const { messages } = await people.look({ person: actor?.user.id ?? 0, chat: channelId });
  assert.deepEqual(messages, []);
});

test("taking down deletes the messages once, keeps the record, and nothing changes the post afterwards", async (t) => {
  const { editor, edit, posts, postId, shown, revisions, wanted } = await setUp(t);
  const snapshot = { ...wanted("Старый текст"), parts: [] };
  const down = { postId, base: 0, kind: "take-down" as const, wanted: snapshot, by: EDITOR, updateId: 100 };
  assert.equal((await editor.edit(down)).status, "made");
  assert.equal(await shown(), undefined);
  assert.equal(posts.get(postId)?.document.text, "Старый текст");
  assert.equal(posts.count(1), 0);
  assert.equal((await edit("Новый")).status, "changed");
  assert.deepEqual(
    revisions.list(postId).map(({ kind }) => kind),
    ["first", "take-down"],
  );
});

test("after a restore nothing is changed before an admin has looked, and what the backup was about to change is not", async (t) => {
  const { edit, hold, make, shown, revisions, postId, wanted } = await setUp(t);
  hold(true);
  assert.deepEqual(await edit("Новый"), { status: "refused", refusal: { code: "paused" }, partly: false });
  const id = revisions.add({ postId, kind: "edit", state: "intended", snapshot: wanted("Новый"), personId: EDITOR });
  make().recover();
  assert.equal(revisions.get(id)?.state, "refused");
  assert.equal(await shown(), "Старый текст");
});
