import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HttpError } from "grammy";
import { ADMIN, AUTHOR, dataUrl, openScene, png, READER, refuses } from "./scene.ts";

const KEYBOARD = {
  inline_keyboard: [
    [
      { text: "Data", callback_data: "x:1" },
      { text: "Link", url: "https://a.org/" },
    ],
    [{ text: "Copy", copy_text: { text: "copied" } }],
  ],
};

describe("people", () => {
  it("write with the formatting of their app, in as many messages as it takes", async (t) => {
    const { people, bot } = await openScene(t);
    const said = await people.say({ person: AUTHOR, chat: bot, text: "**Bold** #tag", typed: "markdown" });
    assert.deepEqual([said.text, said.entities?.map((entity) => entity.type)], ["Bold #tag", ["bold", "hashtag"]]);
    const long = `${"слово ".repeat(800)}${"x".repeat(100)}`;
    await assert.rejects(people.say({ person: AUTHOR, chat: bot, text: long }), /4900 units of 4096/);
    const entities = [{ type: "bold" as const, offset: 4000, length: 500 }];
    const pasted = await people.paste({ person: AUTHOR, chat: bot, text: long, entities });
    assert.equal(pasted.map((message) => message.text).join(" "), long);
    assert.deepEqual(
      pasted.map((message) => message.entities?.[0]?.type),
      ["bold", "bold"],
    );
    await assert.rejects(people.say({ person: AUTHOR, chat: bot, text: " " }), /empty/);
  });

  it("write longer captions with Telegram Premium", async (t) => {
    const { people, bot } = await openScene(t);
    const rich = (await people.addPerson({ name: "Rich", premium: true })).user.id;
    const files = [{ kind: "photo" as const, file: dataUrl(png(200, 100)) }];
    const send = (person: number, length: number) =>
      people.sendFiles({ person, chat: bot, files, caption: "x".repeat(length) });
    assert.equal((await send(rich, 2048))[0]?.caption?.length, 2048);
    await assert.rejects(send(rich, 2049), /2049 units of 2048/);
    await assert.rejects(send(AUTHOR, 1025), /1025 units of 1024/);
  });

  it("send stickers, voices and files under their names", async (t) => {
    const { people, bot, updates } = await openScene(t);
    const file = dataUrl(Buffer.from("OggS"), "audio/ogg");
    for (const kind of ["sticker", "voice", "document"] as const) {
      await people.sendFiles({ person: READER, chat: bot, files: [{ kind, file, name: "a.ogg" }] });
    }
    const told = (await updates()).map((update) => update.message);
    assert.ok(told[0]?.sticker && told[1]?.voice && told[2]?.document?.file_name === "a.ogg");
  });

  it("press buttons and see the answer, or that there is none", async (t) => {
    const { api, people, bot, updates } = await openScene(t);
    await people.start({ person: ADMIN });
    await updates();
    const { message_id: message } = await api.sendMessage(ADMIN, "x", { reply_markup: KEYBOARD });
    const press = (p: object) => people.press({ person: ADMIN, chat: bot, message, ...p });
    assert.equal((await press({ button: "Link" })).url, "https://a.org/");
    assert.equal((await press({ button: "Copy" })).text, "copied");
    await assert.rejects(press({ button: "Nothing" }), /no button «Nothing».*«Data», «Link», «Copy»/);
    const answer = press({ data: "x:1" });
    const [update] = await updates();
    const query = update?.callback_query;
    assert.deepEqual([query?.data, query?.from.id, query?.message?.message_id], ["x:1", ADMIN, message]);
    await api.answerCallbackQuery(query?.id as string, { text: "Yes" });
    assert.deepEqual(await answer, { answered: true, text: "Yes", alert: false, url: null });
    const tooOld = "Bad Request: query is too old and response timeout expired or query ID is invalid";
    await refuses(api.answerCallbackQuery(query?.id as string), 400, tooOld);
    assert.equal((await press({ button: "Data", wait: 5 })).answered, false);
    await people.advance({ ms: 61_000 });
    const [late] = await updates();
    await refuses(api.answerCallbackQuery(late?.callback_query?.id as string), 400, tooOld);
  });

  it("type inline queries", async (t) => {
    const { api, people, updates } = await openScene(t);
    const answer = people.inlineQuery({ person: READER, query: "baba is ai" });
    const [update] = await updates();
    const content = { message_text: "x" };
    const article = { type: "article" as const, id: "1", title: "Baba Is AI", input_message_content: content };
    await api.answerInlineQuery(update?.inline_query?.id as string, [article], { next_offset: "5" });
    assert.deepEqual(await answer, { results: [article], nextOffset: "5", button: null });
    await refuses(api.answerInlineQuery("1", [article, article]), 400, "Bad Request: RESULT_ID_DUPLICATE");
    await refuses(
      api.answerInlineQuery("1", [article]),
      400,
      "Bad Request: query is too old and response timeout expired or query ID is invalid",
    );
  });

  it("react, and see counts and their own", async (t) => {
    const { api, people, channel } = await openScene(t);
    const { message_id: message } = await api.sendMessage(channel, "x");
    await people.react({ person: ADMIN, chat: channel, message, emoji: "🔥" });
    await people.react({ person: READER, chat: channel, message, emoji: "🔥" });
    await people.react({ person: AUTHOR, chat: channel, message, emoji: "👍" });
    await people.react({ person: AUTHOR, chat: channel, message, emoji: null });
    await api.setMessageReaction(channel, message, [{ type: "emoji", emoji: "👀" }]);
    const { messages } = await people.look({ person: READER, chat: channel });
    assert.deepEqual(messages[0]?.reactions, [
      { emoji: "🔥", count: 2, mine: true },
      { emoji: "👀", count: 1, mine: false },
    ]);
  });

  it("edit and delete what is theirs, and no more", async (t) => {
    const { api, people, bot, channel, updates } = await openScene(t);
    const said = await people.say({ person: AUTHOR, chat: bot, text: "Oen" });
    await people.edit({ person: AUTHOR, chat: bot, message: said.message_id, text: "**One**", typed: "markdown" });
    const told = (await updates())[1]?.edited_message;
    assert.deepEqual([told?.text, told?.entities?.[0]?.type], ["One", "bold"]);
    const answer = await api.sendMessage(AUTHOR, "x");
    await assert.rejects(
      people.edit({ person: AUTHOR, chat: bot, message: answer.message_id, text: "y" }),
      /only one's own/,
    );
    await people.advance({ ms: 49 * 3_600_000 });
    await assert.rejects(people.edit({ person: AUTHOR, chat: bot, message: said.message_id, text: "y" }), /48 hours/);
    const post = await api.sendMessage(channel, "x");
    await assert.rejects(people.say({ person: READER, chat: channel, text: "y" }), /may not post/);
    await assert.rejects(
      people.edit({ person: READER, chat: channel, message: post.message_id, text: "y" }),
      /may not edit/,
    );
    await assert.rejects(people.delete({ person: READER, chat: channel, message: post.message_id }), /may not delete/);
  });

  it("forward posts with their origin, and what they were sent by others", async (t) => {
    const { people, bot, channel, updates } = await openScene(t);
    const post = await people.say({ person: ADMIN, chat: channel, text: "Post" });
    await people.forward({ person: READER, chat: bot, from: channel, messages: [post.message_id] });
    const origin = (await updates()).at(-1)?.message?.forward_origin;
    assert.deepEqual(origin?.type === "channel" && [origin.chat.id, origin.message_id], [channel, post.message_id]);
  });

  it("do not see what others write to the bot, nor give themselves rights", async (t) => {
    const { people, bot } = await openScene(t);
    await people.say({ person: AUTHOR, chat: bot, text: "Secret" });
    assert.deepEqual((await people.look({ person: READER, chat: bot })).messages, []);
    await assert.rejects(people.look({ person: READER, chat: AUTHOR }), /no chat/);
    await assert.rejects(people.setBotRights({ by: READER, rights: null }), /creator/);
    await assert.rejects(people.setAdministrator({ person: READER, by: READER, rights: {} }), /creator/);
  });
});

describe("faults", () => {
  it("refuse so many calls of a method, with the time to wait", async (t) => {
    const { api, people, channel } = await openScene(t);
    const description = "Too Many Requests: retry after 3";
    await people.fault({
      method: "sendMessage",
      times: 2,
      fault: { kind: "error", code: 429, description, retryAfter: 3 },
    });
    await assert.rejects(api.sendMessage(channel, "x"), (error: { parameters: object }) => {
      assert.deepEqual(error.parameters, { retry_after: 3 });
      return true;
    });
    await refuses(api.sendMessage(channel, "x"), 429, description);
    await api.sendMessage(channel, "x");
  });

  it("cut the connection before or after the effect", async (t) => {
    const { api, people, channel } = await openScene(t);
    const count = async () => (await people.look({ person: ADMIN, chat: channel })).messages.length;
    await people.fault({ method: "sendMessage", fault: { kind: "drop-before" } });
    await assert.rejects(api.sendMessage(channel, "x"), HttpError);
    assert.equal(await count(), 0);
    await people.fault({ method: "*", fault: { kind: "drop-after" } });
    await assert.rejects(api.sendMessage(channel, "x"), HttpError);
    assert.equal(await count(), 1);
  });

  it("do not touch getUpdates unless they name it, and can be cleared", async (t) => {
    const { api, people, channel } = await openScene(t);
    const fault = { kind: "error", code: 502, description: "Bad Gateway" } as const;
    await people.fault({ method: "*", fault });
    assert.deepEqual(await api.getUpdates(), []);
    await people.clearFaults();
    await api.sendMessage(channel, "x");
    await people.fault({ method: "getUpdates", fault });
    await refuses(api.getUpdates(), 502, "Bad Gateway");
    await people.fault({ method: "sendMessage", fault: { kind: "slow", ms: 5 } });
    await api.sendMessage(channel, "x");
  });
});

describe("the log of calls", () => {
  it("tells what the bot did, and keeps no more than it should", async (t) => {
    const { api, people, channel } = await openScene(t, { rememberedCalls: 10 });
    await api.sendMessage(channel, "first");
    await assert.rejects(api.sendMessage(channel, ""));
    const calls = await people.calls({});
    assert.deepEqual(
      calls.map(({ seq, method, ok, description }) => [seq, method, ok, description]),
      [
        [1, "sendMessage", true, undefined],
        [2, "sendMessage", false, "Bad Request: message text is empty"],
      ],
    );
    for (let i = 0; i < 20; i++) await api.sendMessage(channel, `${i}`);
    assert.equal((await people.calls({})).length, 10);
    assert.equal((await people.calls({ since: 20 })).length, 2);
  });
});

describe("a snapshot", () => {
  it("goes on where the stand-in was, files and waiting updates included", async (t) => {
    const before = await openScene(t);
    const [photo] = await before.people.sendFiles({
      person: ADMIN,
      chat: before.bot,
      files: [{ kind: "photo", file: dataUrl(png(200, 100)) }],
    });
    const state = before.telegram.snapshot();
    await before.people.say({ person: ADMIN, chat: before.bot, text: "Later" });
    const after = await openScene(t, { state });
    assert.equal((await after.updates()).length, 1);
    const sent = await after.api.sendPhoto(ADMIN, photo?.photo?.[0]?.file_id as string);
    assert.equal(sent.message_id, (photo?.message_id ?? 0) + 1);
  });
});
