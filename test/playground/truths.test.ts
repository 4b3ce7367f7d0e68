import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Update } from "@grammyjs/types";
import { ADMIN, AUTHOR, dataUrl, openScene, png, READER, START } from "./scene.ts";

const EVERYTHING = [
  "message",
  "edited_message",
  "channel_post",
  "edited_channel_post",
  "message_reaction",
  "message_reaction_count",
  "my_chat_member",
] as const;
const DAY = 86_400_000;

const kinds = (updates: readonly Update[]) => updates.map((update) => Object.keys(update)[1]);

describe("what Telegram tells a bot", () => {
  it("of a channel: posts and edits of people, nothing of its own posts, of people's edits of them, of deletions", async (t) => {
    const { api, people, channel, updates } = await openScene(t);
    const own = await api.sendMessage(channel, "By the bot");
    await api.editMessageText(channel, own.message_id, "By the bot, mended");
    await people.edit({ person: ADMIN, chat: channel, message: own.message_id, text: "By a person" });
    await people.delete({ person: ADMIN, chat: channel, message: own.message_id });
    assert.deepEqual(await updates(), []);
    const post = await people.say({ person: AUTHOR, chat: channel, text: "By hand" });
    await people.edit({ person: AUTHOR, chat: channel, message: post.message_id, text: "By hand, mended" });
    await people.delete({ person: AUTHOR, chat: channel, message: post.message_id });
    const told = await updates();
    assert.deepEqual(kinds(told), ["channel_post", "edited_channel_post"]);
    assert.deepEqual(told[0]?.channel_post?.sender_chat?.id, channel);
    assert.equal(told[0]?.channel_post?.from, undefined);
    assert.equal(told[1]?.edited_channel_post?.text, "By hand, mended");
  });

  it("of a channel with signatures: the author's name", async (t) => {
    const { api, people, channel, updates } = await openScene(t, { channel: { signatures: true } });
    await people.say({ person: AUTHOR, chat: channel, text: "x" });
    assert.equal((await updates())[0]?.channel_post?.author_signature, "Борис");
    assert.equal((await api.sendMessage(channel, "x")).author_signature, "Paperboy");
  });

  it("of reactions on a post: counts when asked for, and the first one as an edit that changes nothing", async (t) => {
    const { people, channel, updates } = await openScene(t);
    await updates(EVERYTHING);
    const post = await people.say({ person: AUTHOR, chat: channel, text: "By hand" });
    await people.react({ person: READER, chat: channel, message: post.message_id, emoji: "👍" });
    await people.react({ person: ADMIN, chat: channel, message: post.message_id, emoji: "👍" });
    const told = await updates();
    assert.deepEqual(kinds(told), [
      "channel_post",
      "message_reaction_count",
      "edited_channel_post",
      "message_reaction_count",
    ]);
    const { edit_date, ...same } = told[2]?.edited_channel_post ?? { edit_date: 0 };
    assert.deepEqual(same, told[0]?.channel_post);
    assert.ok(edit_date);
    assert.deepEqual(told[3]?.message_reaction_count?.reactions, [
      { type: { type: "emoji", emoji: "👍" }, total_count: 2 },
    ]);
  });

  it("of reactions on its own post: counts alone", async (t) => {
    const { api, people, channel, updates } = await openScene(t);
    await updates(EVERYTHING);
    const { message_id } = await api.sendMessage(channel, "By the bot");
    await people.react({ person: READER, chat: channel, message: message_id, emoji: "👍" });
    assert.deepEqual(kinds(await updates()), ["message_reaction_count"]);
  });

  it("of nothing that is a day old: updates and posts that are reacted to", async (t) => {
    const { api, people, channel, updates } = await openScene(t);
    await updates(EVERYTHING);
    const post = await people.say({ person: AUTHOR, chat: channel, text: "Old" });
    await people.advance({ ms: DAY });
    assert.deepEqual(await api.getUpdates(), [], "Telegram keeps updates for a day");
    await people.react({ person: READER, chat: channel, message: post.message_id, emoji: "👍" });
    assert.deepEqual(kinds(await updates()), ["message_reaction_count"], "the edit would be of an old post");
    await people.edit({ person: AUTHOR, chat: channel, message: post.message_id, text: "Old, edited now" });
    assert.deepEqual(kinds(await updates()), ["edited_channel_post"]);
  });

  it("of an album: each item for itself, in any order, under one media_group_id", async (t) => {
    const { people, bot, updates } = await openScene(t);
    const files = [1, 2, 3].map((shade) => ({ kind: "photo" as const, file: dataUrl(png(200, 100, shade)) }));
    const sent = await people.sendFiles({ person: AUTHOR, chat: bot, files, caption: "Post #tag", arrival: [2, 0, 1] });
    const told = await updates();
    const ids = sent.map((message) => message.message_id);
    assert.deepEqual(
      told.map((update) => update.message?.message_id),
      [ids[2], ids[0], ids[1]],
    );
    assert.equal(new Set(told.map((update) => update.message?.media_group_id)).size, 1);
    assert.deepEqual(
      told.map((update) => update.message?.caption),
      [undefined, "Post #tag", undefined],
    );
    assert.equal(told[1]?.message?.caption_entities?.[0]?.type, "hashtag");
  });

  it("of its rights: each change of them, whoever made it", async (t) => {
    const { people, updates } = await openScene(t, { botRights: null });
    await people.setBotRights({ by: ADMIN, rights: { can_post_messages: true } });
    await people.setBotRights({ by: ADMIN, rights: { can_post_messages: true } });
    await people.setBotRights({ by: ADMIN, rights: null });
    const told = (await updates()).map((update) => update.my_chat_member);
    assert.deepEqual(
      told.map((change) => [change?.from.id, change?.old_chat_member.status, change?.new_chat_member.status]),
      [
        [ADMIN, "left", "administrator"],
        [ADMIN, "administrator", "kicked"],
      ],
    );
  });

  it("of a channel from which it was thrown out: nothing", async (t) => {
    const { people, channel, updates } = await openScene(t, { botRights: null });
    const post = await people.say({ person: AUTHOR, chat: channel, text: "x" });
    await people.react({ person: READER, chat: channel, message: post.message_id, emoji: "👍" });
    assert.deepEqual(await updates(), []);
  });

  it("of being blocked and unblocked, and of nothing that is said in between", async (t) => {
    const { people, bot, updates } = await openScene(t);
    await people.start({ person: READER });
    await people.blockBot({ person: READER, blocked: true });
    await assert.rejects(people.say({ person: READER, chat: bot, text: "x" }), /blocked the bot/);
    await people.blockBot({ person: READER, blocked: false });
    const told = await updates();
    assert.deepEqual(kinds(told), ["message", "my_chat_member", "my_chat_member"]);
    assert.equal(told[1]?.my_chat_member?.new_chat_member.status, "kicked");
  });
});

describe("message ids", () => {
  it("run through all private chats together, and through the channel for itself", async (t) => {
    const { api, people, channel } = await openScene(t);
    const ids = [
      (await people.start({ person: ADMIN })).message_id,
      (await people.start({ person: READER })).message_id,
      (await api.sendMessage(ADMIN, "x")).message_id,
      (await api.sendMessage(channel, "x")).message_id,
      (await people.say({ person: ADMIN, chat: channel, text: "x" })).message_id,
    ];
    assert.deepEqual(ids, [1, 2, 3, 2, 3]);
  });
});

describe("sending", () => {
  it("is not idempotent: the same call twice is two messages", async (t) => {
    const { api, people, channel } = await openScene(t);
    await api.sendMessage(channel, "Twice");
    await api.sendMessage(channel, "Twice");
    assert.equal((await people.look({ person: READER, chat: channel })).messages.length, 2);
  });

  it("dates messages by the clock that was given", async (t) => {
    const { api, channel } = await openScene(t);
    assert.equal((await api.sendMessage(channel, "x")).date, START / 1000);
  });
});

describe("pins", () => {
  it("are announced by a message of the bot's own, which it is told of", async (t) => {
    const { api, people, channel, updates } = await openScene(t);
    const { message_id } = await api.sendMessage(channel, "x");
    await api.pinChatMessage(channel, message_id);
    assert.equal((await updates())[0]?.channel_post?.pinned_message?.message_id, message_id);
    assert.deepEqual((await people.look({ person: READER, chat: channel })).pinned, [message_id]);
    const chat = await api.getChat(channel);
    assert.equal(chat.pinned_message?.message_id, message_id);
    await api.unpinChatMessage(channel, message_id);
    await api.unpinAllChatMessages(channel);
    assert.deepEqual((await people.look({ person: READER, chat: channel })).pinned, []);
  });
});
