import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { InputFile, InputMediaBuilder } from "grammy";
import { ADMIN, dataUrl, openScene, png, refuses } from "./scene.ts";

const NOT_MODIFIED =
  "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a " +
  "current content and reply markup of the message";
const KEYBOARD = { inline_keyboard: [[{ text: "b", callback_data: "x" }]] };

describe("editing", () => {
  it("replaces text and keyboard in place; a keyboard that is not given goes", async (t) => {
    const { api, people, bot } = await openScene(t);
    await people.start({ person: ADMIN });
    const { message_id } = await api.sendMessage(ADMIN, "One", { reply_markup: KEYBOARD });
    await refuses(api.editMessageText(ADMIN, message_id, "One", { reply_markup: KEYBOARD }), 400, NOT_MODIFIED);
    await api.editMessageText(ADMIN, message_id, "<i>Two</i>", { parse_mode: "HTML" });
    const { messages } = await people.look({ person: ADMIN, chat: bot });
    const shown = messages.at(-1)?.message;
    assert.deepEqual([messages.length, shown?.text, shown?.reply_markup], [2, "Two", undefined]);
    assert.ok(shown?.edit_date);
    await refuses(api.editMessageReplyMarkup(ADMIN, message_id), 400, NOT_MODIFIED);
    await api.editMessageReplyMarkup(ADMIN, message_id, { reply_markup: KEYBOARD });
    await refuses(api.editMessageText(ADMIN, message_id, " "), 400, "Bad Request: text must be non-empty");
  });

  it("replaces caption and media, and takes a caption away", async (t) => {
    const { api, channel } = await openScene(t);
    const { message_id } = await api.sendPhoto(channel, new InputFile(png(200, 100), "a.png"), { caption: "One" });
    const edited = await api.editMessageCaption(channel, message_id, {
      caption: "**Two**",
      show_caption_above_media: true,
    });
    assert.ok(edited !== true && edited.caption === "**Two**" && edited.show_caption_above_media);
    const bare = await api.editMessageCaption(channel, message_id);
    assert.ok(bare !== true && bare.caption === undefined);
    const other = InputMediaBuilder.document(new InputFile(Buffer.from("text"), "b.txt"), { caption: "Three" });
    const replaced = await api.editMessageMedia(channel, message_id, other);
    assert.ok(replaced !== true && replaced.document?.file_name === "b.txt" && replaced.photo === undefined);
    await refuses(
      api.editMessageText(channel, message_id, "x"),
      400,
      "Bad Request: there is no text in the message to edit",
    );
    const { message_id: text } = await api.sendMessage(channel, "x");
    await refuses(
      api.editMessageCaption(channel, text, { caption: "x" }),
      400,
      "Bad Request: there is no caption in the message to edit",
    );
  });

  it("knows that the same file under another file_id is no change, but the same bytes uploaded anew are", async (t) => {
    const { api, channel } = await openScene(t);
    const picture = png(200, 100);
    const { message_id, photo } = await api.sendPhoto(channel, new InputFile(picture, "a.png"));
    const same = InputMediaBuilder.photo(photo.at(-1)?.file_id as string);
    await refuses(api.editMessageMedia(channel, message_id, same), 400, NOT_MODIFIED);
    await api.editMessageMedia(channel, message_id, InputMediaBuilder.photo(new InputFile(picture, "a.png")));
  });

  it("keeps an album an album", async (t) => {
    const { api, channel } = await openScene(t);
    const photo = (shade: number) => InputMediaBuilder.photo(new InputFile(png(200, 100, shade), "a.png"));
    const [first] = await api.sendMediaGroup(channel, [photo(1), photo(2)]);
    const id = first?.message_id as number;
    const edited = await api.editMessageMedia(channel, id, photo(3));
    assert.ok(edited !== true && edited.media_group_id !== undefined);
    const document = InputMediaBuilder.document(new InputFile(Buffer.from("text"), "b.txt"));
    await refuses(
      api.editMessageMedia(channel, id, document),
      400,
      "Bad Request: can't use the media of the specified type in the album",
    );
  });

  it("is refused for what is not there and what is not the bot's", async (t) => {
    const { api, people, channel } = await openScene(t);
    await refuses(api.editMessageText(channel, 999, "x"), 400, "Bad Request: message to edit not found");
    const theirs = await people.start({ person: ADMIN });
    await refuses(api.editMessageText(ADMIN, theirs.message_id, "x"), 400, "Bad Request: message can't be edited");
  });

  it("in the channel needs the right: to post for own posts, to edit for others', never for forwards", async (t) => {
    const { api, people, channel, bot } = await openScene(t);
    const byPerson = await people.say({ person: ADMIN, chat: channel, text: "By hand" });
    const own = await api.sendMessage(channel, "By the bot");
    const said = await people.start({ person: ADMIN });
    const [forwarded] = await people.forward({ person: ADMIN, chat: channel, from: bot, messages: [said.message_id] });
    await api.editMessageText(channel, byPerson.message_id, "Mended");
    const cannot = "Bad Request: message can't be edited";
    await refuses(api.editMessageText(channel, forwarded?.message_id as number, "x"), 400, cannot);
    await people.setBotRights({ by: ADMIN, rights: { can_post_messages: true } });
    await refuses(api.editMessageText(channel, byPerson.message_id, "Again"), 400, cannot);
    await api.editMessageText(channel, own.message_id, "Still mine");
  });

  it("turns a rich message into another", async (t) => {
    const { api, channel } = await openScene(t);
    const blocks = (text: string) => ({ blocks: [{ type: "paragraph", text }] }) as never;
    const { message_id } = await api.sendRichMessage(channel, blocks("One"));
    const raw = api.raw as unknown as { editMessageText(p: object): Promise<{ rich_message: unknown }> };
    const edited = await raw.editMessageText({ chat_id: channel, message_id, rich_message: blocks("Two") });
    assert.deepEqual(edited.rich_message, blocks("Two"));
  });
});

describe("copies and forwards", () => {
  it("copy content without its origin, with another caption and files under new names", async (t) => {
    const { api, people, channel, bot, last } = await openScene(t);
    const [photo] = await people.sendFiles({
      person: ADMIN,
      chat: bot,
      files: [{ kind: "photo", file: dataUrl(png(200, 100)) }],
      caption: "Mine",
    });
    const { message_id } = await api.copyMessage(channel, ADMIN, photo?.message_id as number, { caption: "Ours" });
    const copy = await last(ADMIN, channel);
    assert.deepEqual([copy.message_id, copy.caption, copy.forward_origin], [message_id, "Ours", undefined]);
    assert.notEqual(copy.photo?.[0]?.file_id, photo?.photo?.[0]?.file_id);
    assert.equal(copy.photo?.[0]?.file_unique_id, photo?.photo?.[0]?.file_unique_id);
  });

  it("forward with the first origin, albums together", async (t) => {
    const { api, people, channel, bot } = await openScene(t);
    await people.start({ person: ADMIN });
    const file = (shade: number) => ({ kind: "photo" as const, file: dataUrl(png(200, 100, shade)) });
    const album = await people.sendFiles({ person: ADMIN, chat: channel, files: [file(1), file(2)], caption: "Post" });
    const ids = album.map((message) => message.message_id);
    const forwarded = await api.forwardMessages(ADMIN, channel, ids);
    const { messages } = await people.look({ person: ADMIN, chat: bot, limit: 2 });
    assert.deepEqual(
      messages.map(({ message }) => message.message_id),
      forwarded.map(({ message_id }) => message_id),
    );
    const groups = new Set(messages.map(({ message }) => message.media_group_id));
    assert.ok(groups.size === 1 && !groups.has(album[0]?.media_group_id));
    const origin = messages[0]?.message.forward_origin;
    assert.ok(origin?.type === "channel" && origin.message_id === ids[0]);
    const again = await api.forwardMessage(channel, ADMIN, forwarded[0]?.message_id as number);
    assert.deepEqual(again.forward_origin, origin);
  });

  it("of several pass over what is missing, keep albums together, and leave captions out when asked", async (t) => {
    const { api, people, channel, bot } = await openScene(t);
    await people.start({ person: ADMIN });
    const file = (shade: number) => ({ kind: "photo" as const, file: dataUrl(png(200, 100, shade)) });
    const album = await people.sendFiles({ person: ADMIN, chat: channel, files: [file(1), file(2)], caption: "Post" });
    const ids = [...album.map((message) => message.message_id), 999];
    assert.equal((await api.copyMessages(ADMIN, channel, ids)).length, 2);
    await api.copyMessages(ADMIN, channel, ids, { remove_caption: true });
    const copies = (await people.look({ person: ADMIN, chat: bot, limit: 4 })).messages.map(({ message }) => message);
    assert.deepEqual(
      copies.map((message) => [message.caption, message.forward_origin]),
      [
        ["Post", undefined],
        [undefined, undefined],
        [undefined, undefined],
        [undefined, undefined],
      ],
    );
    assert.equal(new Set(copies.map((message) => message.media_group_id)).size, 2);
    await refuses(api.copyMessages(ADMIN, channel, [999]), 400, "Bad Request: message to forward not found");
  });

  it("say what is missing or protected", async (t) => {
    const { api, channel } = await openScene(t);
    await refuses(api.copyMessage(channel, channel, 999), 400, "Bad Request: message to copy not found");
    await refuses(api.forwardMessage(channel, channel, 999), 400, "Bad Request: message to forward not found");
    await refuses(
      api.copyMessages(channel, channel, [5, 4]),
      400,
      "Bad Request: message identifiers must be in a strictly increasing order",
    );
    const { message_id } = await api.sendMessage(channel, "x", { protect_content: true });
    await refuses(api.forwardMessage(channel, channel, message_id), 400, "Bad Request: message can't be forwarded");
  });
});

describe("deleting", () => {
  it("takes messages away once; two days later a private message stays", async (t) => {
    let now = 0;
    const { api, people, bot } = await openScene(t, { now: () => now });
    const said = await people.start({ person: ADMIN });
    const { message_id } = await api.sendMessage(ADMIN, "x");
    await api.deleteMessage(ADMIN, message_id);
    await refuses(api.deleteMessage(ADMIN, message_id), 400, "Bad Request: message to delete not found");
    now += 48 * 3_600_000;
    await refuses(api.deleteMessage(ADMIN, said.message_id), 400, "Bad Request: message can't be deleted");
    assert.equal((await people.look({ person: ADMIN, chat: bot })).messages.length, 1);
  });

  it("of several passes over what is gone or forbidden", async (t) => {
    const { api, people, channel } = await openScene(t, { botRights: { can_delete_messages: false } });
    const { message_id: own } = await api.sendMessage(channel, "x");
    const { message_id: theirs } = await people.say({ person: ADMIN, chat: channel, text: "y" });
    await api.deleteMessages(channel, [own, theirs, 999]);
    const { messages } = await people.look({ person: ADMIN, chat: channel });
    assert.deepEqual(
      messages.map(({ message }) => message.text),
      ["y"],
    );
    await refuses(api.deleteMessage(channel, theirs), 400, "Bad Request: message can't be deleted");
  });
});
