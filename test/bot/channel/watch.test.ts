import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Message, Update } from "@grammyjs/types";
import { Api, Context } from "grammy";
import pino from "pino";
import { createAuthors } from "../../../src/archive/authors.ts";
import { createChannels } from "../../../src/archive/channels.ts";
import { openDatabase } from "../../../src/archive/database.ts";
import { createEffects } from "../../../src/archive/effects.ts";
import { createPapers } from "../../../src/archive/papers.ts";
import { createPosts } from "../../../src/archive/posts.ts";
import { createReactions } from "../../../src/archive/reactions.ts";
import { createRevisions } from "../../../src/archive/revisions.ts";
import { createChannelWatch } from "../../../src/bot/channel/index.ts";
import { createEditor } from "../../../src/publish/editing/editor.ts";
import { createEditing } from "../../../src/telegram/editing.ts";
import { createClock } from "../../telegram/clock.ts";

const CHAT = -1001;
const AT = Date.UTC(2026, 10, 24, 9) / 1_000;

function setUp(t: TestContext) {
  const clock = createClock();
  const db = openDatabase(":memory:", { now: clock.now });
  t.after(() => db.close());
  const channels = createChannels(db, clock.now);
  const channel = channels.serve({ chatId: CHAT, title: "Канал", username: null });
  const posts = createPosts(db);
  const revisions = createRevisions(db, clock.now);
  const effects = createEffects(db, clock.now);
  const api = new Api("1:x");
  const editor = createEditor({
    db,
    posts,
    revisions,
    effects,
    editing: createEditing(api),
    channel: channels.served,
    held: () => false,
    now: clock.now,
    timers: clock.timers,
    log: pino({ level: "silent" }),
  });
  const wanted: number[] = [];
  let batch: readonly Message[] | null = null;
  const watch = createChannelWatch({
    channels,
    posts,
    papers: createPapers(db),
    authors: createAuthors(db),
    revisions,
    reactions: createReactions(db, posts),
    editor,
    effects,
    wanted: (paperId) => wanted.push(paperId),
    together: (ctx) => batch ?? [ctx.channelPost as Message],
  });
  let updates = 0;
  const take = async (update: Omit<Update, "update_id">, id = ++updates): Promise<void> => {
    const ctx = new Context({ update_id: id, ...update } as Update, api, {} as never);
    await watch.middleware()(ctx, async () => undefined);
  };
  const message = (id: number, fields: object): Message =>
    ({
      message_id: id,
      date: AT,
      chat: { id: CHAT, type: "channel", title: "Канал" },
      sender_chat: { id: CHAT, type: "channel", title: "Канал" },
      ...fields,
    }) as unknown as Message;
  return {
    db,
    posts,
    channel,
    revisions,
    wanted,
    take,
    message,
    posted: async (...messages: Message[]) => {
      batch = messages;
      await take({ channel_post: messages[0] as never });
      batch = null;
    },
    edited: (id: number, fields: object, update?: number) =>
      take({ edited_channel_post: message(id, { edit_date: AT + 60, ...fields }) as never }, update),
    texts: () => db.prepare("SELECT title, text FROM post ORDER BY id").raw().all(),
  };
}

const photo = (name: string) => ({
  photo: [
    { file_id: `${name}s`, file_unique_id: `u${name}s`, width: 90, height: 90, file_size: 1 },
    { file_id: name, file_unique_id: `u${name}`, width: 800, height: 800, file_size: 9 },
  ],
});

test("a post by hand has its author, paper, tags and time, and is handled once", async (t) => {
  const { posted, take, message, posts, channel, wanted } = setUp(t);
  const text = "Baba Is AI\n\n#рл https://arxiv.org/abs/2407.13729";
  const entities = [
    { type: "hashtag", offset: 12, length: 3 },
    { type: "url", offset: 16, length: 32 },
  ];
  const post = message(5, { text, entities, author_signature: "Вера" });
  await posted(post);
  await take({ channel_post: post as never }, 1);
  await take({ channel_post: post as never });
  const found = posts.latest(channel.id, 9);
  assert.equal(found.length, 1);
  assert.deepEqual(
    found.map(({ title, tags, publishedAt, authors, kind }) => [title, tags, publishedAt, authors[0]?.name, kind]),
    [["Baba Is AI", ["рл"], AT * 1_000, "Вера", "review"]],
  );
  assert.equal(found[0]?.papers[0]?.identifiers[0]?.value, "2407.13729");
  assert.equal(wanted.length, 1, "what the paper is called is looked up");
});

test("an edit of a post that nobody told of brings it into the archive, and the next is a revision", async (t) => {
  const { edited, texts, revisions, posts, channel } = setUp(t);
  await edited(5, { text: "Пост, пока бот был выключен" });
  assert.deepEqual(texts(), [["Пост, пока бот был выключен", "Пост, пока бот был выключен"]]);
  assert.equal(posts.latest(channel.id, 1)[0]?.publishedAt, AT * 1_000, "at the time at which it was posted");
  await edited(5, { text: "Исправленный", author_signature: "Вера" });
  const [post] = posts.latest(channel.id, 1);
  assert.deepEqual(
    revisions.list(post?.id ?? 0).map(({ kind, by, snapshot, beganAt }) => [kind, by, snapshot.title, beganAt]),
    [
      ["first", null, "Пост, пока бот был выключен", AT * 1_000],
      ["by-hand", "Вера", "Исправленный", (AT + 60) * 1_000],
    ],
  );
});

test("an edit that changes nothing a reader sees is none: that is how the first reaction arrives", async (t) => {
  const { posted, message, edited, revisions } = setUp(t);
  await posted(message(5, { text: "Пост #рл", entities: [{ type: "hashtag", offset: 5, length: 3 }] }));
  await edited(5, { text: "Пост #рл" });
  assert.deepEqual(revisions.list(1), []);
});

test("a caption, and another file in its place, are one revision each; the other figures stay", async (t) => {
  const { posted, message, edited, posts, channel, revisions } = setUp(t);
  const album = { media_group_id: "g" };
  await posted(message(5, { ...photo("a"), ...album, caption: "Подпись" }), message(6, { ...photo("b"), ...album }));
  await edited(5, { ...photo("a"), ...album, caption: "Другая подпись" });
  await edited(6, { ...photo("c"), ...album });
  const [post] = posts.latest(channel.id, 1);
  assert.equal(post?.document.text, "Другая подпись");
  assert.deepEqual(
    post?.figures.map(({ fileId }) => fileId),
    ["a", "c"],
  );
  assert.equal(revisions.list(post?.id ?? 0).length, 3);
});

test("what is neither a text nor a figure is found by what it says", async (t) => {
  const { posted, message, edited, posts, channel, texts } = setUp(t);
  await posted(message(5, { poll: { id: "1", question: "Какую статью разобрать?", options: [] } }));
  await posted(message(6, { audio: { file_id: "x", performer: "Подкаст", title: "Выпуск 3" } }));
  await posted(message(7, { voice: { file_id: "y" }, caption: "Голосом про #диффузию" }));
  assert.deepEqual(
    texts().map((row) => (row as string[])[0]),
    ["Какую статью разобрать?", "Подкаст — Выпуск 3", "Голосом про #диффузию"],
  );
  await edited(7, { voice: { file_id: "y" }, caption: "Голосом про агентов" });
  assert.equal(posts.byMessage(channel.id, 7)?.document.text, "Голосом про агентов");
});

test("notes of Telegram's own, other chats, and edits of what was taken down are let pass", async (t) => {
  const { posted, message, edited, take, posts, channel, texts } = setUp(t);
  await posted(message(5, { pinned_message: message(4, { text: "a" }) }));
  await posted(message(6, { new_chat_title: "Новое имя" }));
  await take({
    channel_post: { ...message(7, { text: "чужой" }), chat: { id: -9, type: "channel", title: "x" } } as never,
  });
  assert.deepEqual(texts(), []);
  await posted(message(8, { text: "свой" }));
  posts.takeDown(posts.byMessage(channel.id, 8)?.id ?? 0, 1);
  await edited(8, { text: "правка" });
  assert.deepEqual(texts(), [["свой", "свой"]]);
});

test("an answer to a post is its update; one that answers a figure at once with the text is the same post", async (t) => {
  const { posted, message, posts, channel } = setUp(t);
  const first = message(5, photo("a"));
  await posted(first);
  await posted(message(6, { text: "Текст под картинкой", date: AT + 60, reply_to_message: first }));
  assert.equal(posts.count(channel.id), 1);
  await posted(message(7, { text: "UPD: вышел код", date: AT + 90_000, reply_to_message: first }));
  const [update, post] = posts.latest(channel.id, 2);
  assert.equal(update?.followsPostId, post?.id);
  assert.equal(update?.kind, "follow-up");
  assert.deepEqual(post?.messageIds, [5, 6]);
});

test("reactions are counted as they are now, over all messages of a post", async (t) => {
  const { posted, message, take, posts, channel } = setUp(t);
  const album = { media_group_id: "g" };
  await posted(message(5, { ...photo("a"), ...album, caption: "Подпись" }), message(6, { ...photo("b"), ...album }));
  const react = (id: number, reactions: readonly unknown[]) =>
    take({
      message_reaction_count: { chat: message(id, {}).chat, message_id: id, date: AT, reactions } as never,
    });
  const emoji = (name: string, count: number) => ({ type: { type: "emoji", emoji: name }, total_count: count });
  await react(5, [emoji("👍", 3), { type: { type: "paid" }, total_count: 1 }]);
  await react(6, [emoji("👍", 2)]);
  assert.deepEqual(posts.latest(channel.id, 1)[0]?.reactions, [
    { emoji: "👍", count: 5 },
    { emoji: "⭐", count: 1 },
  ]);
  await react(5, []);
  await react(99, [emoji("👍", 1)]);
  assert.deepEqual(posts.latest(channel.id, 1)[0]?.reactions, [{ emoji: "👍", count: 2 }]);
});
