import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { InputFile, InputMediaBuilder } from "grammy";
import { ADMIN, AUTHOR, openScene, png, READER, refuses } from "./scene.ts";

const PICTURE = png(1600, 900);

describe("sendMessage", () => {
  it("refuses empty, blank and overlong texts, and takes 4,096 units", async (t) => {
    const { api, channel } = await openScene(t);
    await refuses(api.sendMessage(channel, ""), 400, "Bad Request: message text is empty");
    await refuses(api.sendMessage(channel, " \n "), 400, "Bad Request: text must be non-empty");
    await refuses(api.sendMessage(channel, "я".repeat(4097)), 400, "Bad Request: message is too long");
    const text = "🙂".repeat(2048);
    assert.equal((await api.sendMessage(channel, text)).text, text);
    const marked = `<b>${"a".repeat(4096)}</b>`;
    assert.equal((await api.sendMessage(channel, marked, { parse_mode: "HTML" })).text.length, 4096);
  });

  it("refuses chats that are not there, people who have not written, and those who blocked the bot", async (t) => {
    const { api, people } = await openScene(t);
    await refuses(api.sendMessage(42, "x"), 400, "Bad Request: chat not found");
    await refuses(api.sendMessage("@nobody_here", "x"), 400, "Bad Request: chat not found");
    await refuses(api.sendMessage(READER, "x"), 400, "Bad Request: chat not found");
    await refuses(api.sendMessage(AUTHOR, "x"), 403, "Forbidden: bot can't initiate conversation with a user");
    await people.start({ person: READER });
    assert.equal((await api.sendMessage(READER, "x")).chat.type, "private");
    await people.blockBot({ person: READER, blocked: true });
    await refuses(api.sendMessage(READER, "x"), 403, "Forbidden: bot was blocked by the user");
  });

  it("refuses the channel to a bot without rights, without membership, and thrown out", async (t) => {
    const { api, people, channel } = await openScene(t, { botRights: null });
    await refuses(api.sendMessage(channel, "x"), 403, "Forbidden: bot is not a member of the channel chat");
    await people.setBotRights({ by: ADMIN, rights: { can_edit_messages: true } });
    await refuses(api.sendMessage(channel, "x"), 400, "Bad Request: need administrator rights in the channel chat");
    await people.setBotRights({ by: ADMIN, rights: { can_post_messages: true } });
    await api.sendMessage(channel, "x");
    await people.setBotRights({ by: ADMIN, rights: null });
    await refuses(api.sendMessage(channel, "x"), 403, "Forbidden: bot was kicked from the channel chat");
  });

  it("answers a message, with a quotation of it", async (t) => {
    const { api, channel } = await openScene(t);
    const { message_id } = await api.sendMessage(channel, "One two three");
    const answer = await api.sendMessage(channel, "Yes", { reply_parameters: { message_id, quote: "two" } });
    assert.equal(answer.reply_to_message?.text, "One two three");
    assert.deepEqual(answer.quote, { text: "two", position: 4, is_manual: true });
    const lost = { message_id: 999 };
    await refuses(
      api.sendMessage(channel, "x", { reply_parameters: lost }),
      400,
      "Bad Request: message to be replied not found",
    );
    const kind = await api.sendMessage(channel, "x", {
      reply_parameters: { ...lost, allow_sending_without_reply: true },
    });
    assert.equal(kind.reply_to_message, undefined);
  });

  it("checks inline keyboards as Telegram does", async (t) => {
    const { api, channel } = await openScene(t);
    const press = (button: object) =>
      api.sendMessage(channel, "x", { reply_markup: { inline_keyboard: [[{ text: "b", ...button } as never]] } });
    await refuses(press({ callback_data: "я".repeat(33) }), 400, "Bad Request: BUTTON_DATA_INVALID");
    await refuses(press({ callback_data: "" }), 400, "Bad Request: BUTTON_DATA_INVALID");
    await refuses(press({}), 400, "Bad Request: text buttons are unallowed in the inline keyboard");
    await refuses(
      press({ url: "http://" }),
      400,
      "Bad Request: inline keyboard button URL 'http://' is invalid: URL host is empty",
    );
    await refuses(
      press({ text: "", callback_data: "x" }),
      400,
      "Bad Request: inline keyboard button text must be non-empty",
    );
    const sent = await press({ callback_data: "я".repeat(32) });
    assert.equal(sent.reply_markup?.inline_keyboard.length, 1);
    const bare = await api.sendMessage(channel, "x", { reply_markup: { inline_keyboard: [[], []] } });
    assert.equal(bare.reply_markup, undefined);
  });
});

describe("files", () => {
  it("come by multipart with names that hold spaces and Cyrillic, and are downloaded as they were", async (t) => {
    const { api, telegram, channel } = await openScene(t);
    const bytes = Buffer.from("%PDF-1.7 not really");
    const sent = await api.sendDocument(channel, new InputFile(bytes, "статья о рл v2.pdf"), {
      caption: "<b>See</b>",
      parse_mode: "HTML",
    });
    assert.equal(sent.document.file_name, "статья о рл v2.pdf");
    assert.deepEqual([sent.caption, sent.caption_entities?.[0]?.type], ["See", "bold"]);
    const file = await api.getFile(sent.document.file_id);
    const response = await fetch(`${telegram.apiRoot}/file/bot${telegram.token}/${file.file_path}`);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
    assert.equal((await fetch(`${telegram.apiRoot}/file/botwrong/${file.file_path}`)).status, 401);
  });

  it("have a new file_id and the same file_unique_id each time, photos several sizes", async (t) => {
    const { api, channel } = await openScene(t);
    const first = (await api.sendPhoto(channel, new InputFile(PICTURE, "a.png"))).photo;
    assert.deepEqual(
      first.map(({ width, height }) => [width, height]),
      [
        [90, 51],
        [320, 180],
        [800, 450],
        [1280, 720],
      ],
    );
    const again = (await api.sendPhoto(channel, first.at(-1)?.file_id as string)).photo;
    assert.notEqual(again.at(-1)?.file_id, first.at(-1)?.file_id);
    assert.equal(again.at(-1)?.file_unique_id, first.at(-1)?.file_unique_id);
  });

  it("of every kind are told as Telegram tells them", async (t) => {
    const { api, channel } = await openScene(t);
    const bytes = new InputFile(Buffer.from("film"), "film.mp4");
    const video = await api.sendVideo(channel, bytes, {
      width: 640,
      height: 360,
      duration: 7,
      has_spoiler: true,
      thumbnail: new InputFile(png(320, 180), "t.png"),
    });
    assert.deepEqual([video.video.width, video.video.duration, video.has_media_spoiler], [640, 7, true]);
    assert.equal(video.video.thumbnail?.width, 90);
    const animation = await api.sendAnimation(
      channel,
      new InputFile(Buffer.from("GIF89a\x10\x00\x08\x00", "latin1"), "a.gif"),
    );
    assert.deepEqual([animation.animation.width, animation.animation.height], [16, 8]);
    assert.equal(animation.document.file_unique_id, animation.animation.file_unique_id);
  });

  it("are refused as Telegram refuses them", async (t) => {
    const { api, channel } = await openScene(t);
    const sendPhoto = (bytes: Uint8Array) => api.sendPhoto(channel, new InputFile(bytes, "x.png"));
    await refuses(sendPhoto(Buffer.from("no picture")), 400, "Bad Request: IMAGE_PROCESS_FAILED");
    await refuses(sendPhoto(png(2100, 100)), 400, "Bad Request: PHOTO_INVALID_DIMENSIONS");
    await refuses(sendPhoto(new Uint8Array()), 400, "Bad Request: file must be non-empty");
    await refuses(
      api.sendPhoto(channel, "AgACnonsense"),
      400,
      "Bad Request: wrong remote file identifier specified: Wrong character in the string",
    );
    const { document } = await api.sendDocument(channel, new InputFile(PICTURE, "a.png"));
    await refuses(
      api.sendPhoto(channel, document.file_id),
      400,
      "Bad Request: can't use file of type Document as Photo",
    );
    await refuses(api.sendPhoto(channel, "https://a.org/x.png"), 400, "Bad Request: failed to get HTTP URL content");
    await refuses(api.getFile("x"), 400, "Bad Request: wrong file_id or the file is temporarily unavailable");
    await refuses(
      api.sendPhoto(channel, new InputFile(PICTURE), { caption: "x".repeat(1025) }),
      400,
      "Bad Request: message caption is too long",
    );
  });

  it("over 20 MB cannot be downloaded", async (t) => {
    const { api, channel } = await openScene(t);
    const { document } = await api.sendDocument(channel, new InputFile(Buffer.alloc((20 << 20) + 1), "big.bin"));
    await refuses(api.getFile(document.file_id), 400, "Bad Request: file is too big");
  });
});

describe("sendMediaGroup", () => {
  it("makes an album of uploads and known files", async (t) => {
    const { api, channel, updates } = await openScene(t);
    const known = (await api.sendPhoto(channel, new InputFile(png(300, 200), "k.png"))).photo[0]?.file_id as string;
    const album = await api.sendMediaGroup(channel, [
      InputMediaBuilder.photo(new InputFile(PICTURE, "a.png"), { caption: "*Album*", parse_mode: "MarkdownV2" }),
      InputMediaBuilder.video(new InputFile(Buffer.from("film"), "b.mp4"), { width: 10, height: 10 }),
      InputMediaBuilder.photo(known),
    ]);
    assert.equal(new Set(album.map((message) => ("media_group_id" in message ? message.media_group_id : ""))).size, 1);
    assert.deepEqual(album[0]?.caption_entities, [{ type: "bold", offset: 0, length: 5 }]);
    assert.deepEqual(
      album.map((message) => message.message_id),
      [3, 4, 5],
    );
    assert.deepEqual(await updates(), [], "a bot is told nothing of its own posts");
  });

  it("is refused when it is empty, too large or mixed, and then nothing is sent", async (t) => {
    const { api, channel, people } = await openScene(t);
    const photo = () => InputMediaBuilder.photo(new InputFile(PICTURE, "a.png"));
    const document = () => InputMediaBuilder.document(new InputFile(PICTURE, "a.png"));
    await refuses(api.sendMediaGroup(channel, []), 400, "Bad Request: there are no messages to send");
    await refuses(
      api.sendMediaGroup(channel, Array.from({ length: 11 }, photo)),
      400,
      "Bad Request: too many messages to send as an album",
    );
    await refuses(
      api.sendMediaGroup(channel, [photo(), document()] as never),
      400,
      "Bad Request: document can't be mixed with other media types",
    );
    await refuses(
      api.sendMediaGroup(channel, [InputMediaBuilder.animation(new InputFile(PICTURE, "a.png"))] as never),
      400,
      `Bad Request: can't parse InputMedia: type "animation" can't be used in sendMediaGroup`,
    );
    assert.equal((await people.look({ person: ADMIN, chat: channel })).messages.length, 0);
  });
});

describe("sendRichMessage", () => {
  it("takes blocks, with media inside lists and collages, and gives them back as people receive them", async (t) => {
    const { api, channel } = await openScene(t);
    const photo = { type: "photo", media: new InputFile(PICTURE, "a.png") } as const;
    const { rich_message } = await api.sendRichMessage(channel, {
      blocks: [
        { type: "heading", size: 1, text: "Title" },
        { type: "collage", blocks: [{ type: "photo", photo, caption: { text: "Figure" } }] },
        { type: "list", items: [{ blocks: [{ type: "paragraph", text: "one" }] }] },
        { type: "mathematical_expression", expression: "x^2" },
      ],
    } as never);
    assert.deepEqual(
      rich_message.blocks.map((block) => block.type),
      ["heading", "collage", "list", "mathematical_expression"],
    );
    const collage = rich_message.blocks[1] as { blocks: { photo: unknown[]; caption: unknown }[] };
    assert.equal(collage.blocks[0]?.photo.length, 4);
    assert.deepEqual(collage.blocks[0]?.caption, { text: "Figure" });
  });

  it("refuses more than 32,768 characters, and what it cannot read", async (t) => {
    const { api, channel } = await openScene(t);
    const send = (rich: object) => api.sendRichMessage(channel, rich as never);
    await refuses(
      send({ blocks: [{ type: "paragraph", text: ["a".repeat(32_000), { type: "bold", text: "b".repeat(769) }] }] }),
      400,
      "Bad Request: RICH_MESSAGE_TEXT_TOO_LONG",
    );
    await refuses(send({ html: "<p>x</p>" }), 400, 'Bad Request: this stand-in takes blocks, not "html"');
  });
});

describe("sendChatAction", () => {
  it("shows for five seconds, or until the bot writes", async (t) => {
    let now = 0;
    const { api, people, bot } = await openScene(t, { now: () => now });
    await people.start({ person: ADMIN });
    const action = async () => (await people.look({ person: ADMIN, chat: bot })).action;
    await api.sendChatAction(ADMIN, "typing");
    assert.equal(await action(), "typing");
    now += 5000;
    assert.equal(await action(), null);
    await api.sendChatAction(ADMIN, "upload_photo");
    await api.sendMessage(ADMIN, "x");
    assert.equal(await action(), null);
    await refuses(api.sendChatAction(ADMIN, "dancing" as never), 400, "Bad Request: wrong parameter action in request");
  });
});
