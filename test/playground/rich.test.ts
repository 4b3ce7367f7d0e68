import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import type { RichBlock } from "@grammyjs/types";
import { InputFile } from "grammy";
import { ADMIN, AUTHOR, openScene, png, refuses } from "./scene.ts";

const cell = { align: "left", valign: "top" };
const paragraph = (text: unknown) => ({ type: "paragraph", text });

async function sender(t: TestContext) {
  const scene = await openScene(t);
  const sendRich = async (rich: object): Promise<RichBlock[]> =>
    (await scene.api.sendRichMessage(scene.channel, rich as never)).rich_message.blocks;
  const send = (...blocks: unknown[]) => sendRich({ blocks });
  const said = async (text: unknown) => ((await send(paragraph(text)))[0] as { text: unknown }).text;
  const refused = (block: unknown, description: string) =>
    refuses(send(paragraph("said"), block), 400, `Bad Request: ${description}`);
  return { ...scene, sendRich, send, said, refused };
}

describe("the blocks of a rich message", () => {
  it("come back as people receive them, every type", async (t) => {
    const { send } = await sender(t);
    const location = { latitude: 55.75, longitude: 37.62 };
    const blocks = [
      { type: "heading", text: "Title", size: 1 },
      paragraph("Text"),
      { type: "pre", text: "x = 1", language: "python" },
      { type: "footer", text: "Below" },
      { type: "divider" },
      { type: "mathematical_expression", expression: "x^2" },
      { type: "anchor", name: "place" },
      { type: "blockquote", blocks: [paragraph("Quoted")], credit: "Author" },
      { type: "expandable_blockquote", text: "Long", credit: "Author" },
      { type: "pullquote", text: "Short", credit: "Author" },
      { type: "details", summary: "More", blocks: [paragraph("Inside")], is_open: true },
      { type: "table", cells: [[{ text: "A", is_header: true, align: "center", valign: "top" }]], is_bordered: true },
      { type: "map", location, zoom: 15, width: 300, height: 200, caption: { text: "Here", credit: "Map" } },
      { type: "buttons", buttons: [{ text: "Go", url: "https://example.org/" }], align: "left" },
    ];
    assert.deepEqual(await send(...blocks), blocks);
  });

  it("have their files as people have them, whatever named them", async (t) => {
    const { api, channel, send } = await sender(t);
    const { photo } = await api.sendPhoto(channel, new InputFile(png(200, 100), "a.png"));
    const bytes = () => new InputFile(Buffer.from("bytes"), "file.bin");
    const [first, video, animation, audio, document, voice] = await send(
      {
        type: "photo",
        photo: { type: "photo", media: photo[0]?.file_id, has_spoiler: true },
        caption: { text: "Figure" },
      },
      { type: "video", video: { type: "video", media: bytes(), width: 4, height: 3, duration: 2 } },
      { type: "animation", animation: { type: "animation", media: bytes(), has_spoiler: false } },
      { type: "audio", audio: { type: "audio", media: bytes(), performer: "P", title: "T", duration: 9 } },
      { type: "document", document: { type: "document", media: bytes(), caption: "passed over" } },
      { type: "voice_note", voice_note: { type: "voice_note", media: bytes(), duration: 3 } },
    );
    assert.ok(first?.type === "photo" && first.has_spoiler === true);
    assert.deepEqual([first.caption, first.photo.length], [{ text: "Figure" }, 2]);
    assert.equal(first.photo[0]?.file_unique_id, photo[0]?.file_unique_id);
    assert.ok(video?.type === "video" && animation?.type === "animation" && audio?.type === "audio");
    assert.deepEqual([video.video.width, video.video.height, video.video.duration], [4, 3, 2]);
    assert.ok(!("has_spoiler" in animation));
    assert.deepEqual([audio.audio.performer, audio.audio.title, audio.audio.duration], ["P", "T", 9]);
    assert.ok(document?.type === "document" && voice?.type === "voice_note");
    assert.deepEqual([document.document.file_name, voice.voice_note.duration], ["file.bin", 3]);
    assert.ok(!("caption" in document));
  });

  it("are refused with a field too many, one too few, or one of another type", async (t) => {
    const { refused, sendRich } = await sender(t);
    const cannot = "can't parse InputRichBlock: ";
    await refused({ type: "sectionHeading" }, `${cannot}type "sectionHeading" is unsupported`);
    await refused({ type: "heading", text: "x" }, `${cannot}Can't find field "size"`);
    await refused({ type: "heading", text: "x", size: 7 }, "invalid section heading size specified");
    await refused({ type: "pre", text: "x", language: 1 }, `${cannot}Field "language" must be of type String`);
    await refused({ text: "x" }, `${cannot}Can't find field "type"`);
    await refused(paragraph({ text: "x" }), `${cannot}Can't find field "type"`);
    await refused(paragraph({ type: "plain", text: "x" }), `${cannot}Unsupported rich text type`);
    await refused(
      { type: "divider", size: 1 },
      `${cannot}The Bot API has no field "size" in a block of the type divider`,
    );
    await refused({ type: "table", cells: [{ cells: [] }] }, `${cannot}Field "cells" must be of type Array`);
    await refused({ type: "table", cells: [[{ ...cell, colspan: -1 }]] }, "invalid table cell colspan specified");
    await refused(
      { type: "photo", photo: { type: "video", media: "x" } },
      `${cannot}Media of the type video in a block of the type photo`,
    );
    await refused(
      { type: "photo", photo: { type: "photo", media: "https://example.org/a.png" } },
      "failed to get HTTP URL content",
    );
    await refused({ type: "thinking", text: "…" }, "RICH_VALIDATE_CTOR_NOT_ALLOWED");
    await refused(
      { type: "map", location: { latitude: 91, longitude: 0 }, zoom: 15, width: 1, height: 1 },
      "invalid location specified",
    );
    await refused(
      { type: "map", location: { latitude: 1, longitude: 0 }, zoom: 15, width: 210, height: 10 },
      "invalid map properties specified",
    );
    await refuses(sendRich({ markdown: "x" }), 400, 'Bad Request: this stand-in takes blocks, not "markdown"');
    await refuses(sendRich({ blocks: [{ type: "divider" }] }), 400, "Bad Request: RICH_MESSAGE_EMPTY");
    await refuses(sendRich({}), 400, "Bad Request: rich message must be non-empty");
  });

  it("are refused where they hold nothing", async (t) => {
    const { refused } = await sender(t);
    const nothing = "RICH_MESSAGE_CONTENT_REQUIRED";
    await refused({ type: "heading", text: "", size: 1 }, nothing);
    await refused({ type: "collage", blocks: [] }, nothing);
    await refused({ type: "details", summary: "x", blocks: [] }, nothing);
    await refused({ type: "list", items: [{ blocks: [] }] }, nothing);
    await refused({ type: "list", items: [] }, "list must be non-empty");
  });

  it("fill up to the limits of the Bot API and not beyond", async (t) => {
    const { send, refused } = await sender(t);
    const many = (count: number, block: unknown) => Array.from({ length: count }, () => block);
    await send(paragraph(["a".repeat(32_767), { type: "bold", text: "😀" }]));
    await refused(paragraph("a".repeat(32_765)), "RICH_MESSAGE_TEXT_TOO_LONG");
    const list = (count: number) => ({ type: "list", items: many(count, { blocks: [paragraph("x")] }) });
    await send(list(249), paragraph("x"));
    await refused(list(250), "RICH_MESSAGE_BLOCKS_TOO_MANY");
    await refused({ type: "table", cells: many(499, [cell]) }, "RICH_MESSAGE_BLOCKS_TOO_MANY");
    const deep = (depth: number): object =>
      depth === 1 ? paragraph("x") : { type: "blockquote", blocks: [deep(depth - 1)] };
    await send(deep(16));
    await refused(deep(17), "RICH_MESSAGE_DEPTH_INVALID");
    const bold = (depth: number): unknown => (depth === 0 ? "x" : { type: "bold", text: bold(depth - 1) });
    await send(paragraph(bold(15)));
    await refused(paragraph(bold(16)), "RICH_MESSAGE_DEPTH_INVALID");
    await send({ type: "table", cells: [many(20, cell), many(20, { ...cell, text: "x" })] });
    await refused({ type: "table", cells: [many(21, cell)] }, "RICH_MESSAGE_TABLE_COLS_TOO_MANY");
    const reaching = [[{ ...cell, colspan: 15, rowspan: 2 }], many(6, cell)];
    await refused({ type: "table", cells: reaching }, "RICH_MESSAGE_TABLE_COLS_TOO_MANY");
  });

  it("hold no more than fifty files", async (t) => {
    const { api, channel, send } = await sender(t);
    const { photo } = await api.sendPhoto(channel, new InputFile(png(200, 100), "a.png"));
    const block = { type: "photo", photo: { type: "photo", media: photo[0]?.file_id } };
    const collage = (count: number) => ({ type: "collage", blocks: Array.from({ length: count }, () => block) });
    await send(collage(50));
    await refuses(send(collage(51)), 400, "Bad Request: RICH_MESSAGE_MEDIA_TOO_MANY");
  });

  it("have the labels that Telegram writes, numbers only with a type", async (t) => {
    const { send, refused } = await sender(t);
    const items = (...given: object[]) => ({
      type: "list",
      items: given.map((item) => ({ blocks: [paragraph("x")], ...item })),
    });
    const labels = async (...given: object[]) =>
      ((await send(items(...given)))[0] as { items: { label: string }[] }).items.map(({ label }) => label);
    assert.deepEqual(await labels({}, { has_checkbox: true }, { value: 7 }), ["•", "•", "•"]);
    assert.deepEqual(await labels({ type: "1" }, { type: "1", value: 5 }), ["1.", "5."]);
    assert.deepEqual(await labels({ type: "a", value: 28 }, { type: "A", value: 26 }), ["ab.", "Z."]);
    assert.deepEqual(await labels({ type: "i", value: 1994 }, { type: "I", value: 4 }), ["mcmxciv.", "IV."]);
    await refused(items({}, { type: "1" }), "list must be either ordered or unordered");
    await refused(items({ type: "x" }), "invalid list item type specified");
  });
});

describe("the texts of a rich message", () => {
  it("have what Telegram finds in them, unless it is told not to look", async (t) => {
    const { said, sendRich } = await sender(t);
    assert.deepEqual(await said("See arxiv.org/abs/1706.03762 #nlp @papers $USD"), [
      "See ",
      { type: "url", text: "arxiv.org/abs/1706.03762", url: "arxiv.org/abs/1706.03762" },
      " ",
      { type: "hashtag", text: "#nlp", hashtag: "nlp" },
      " ",
      { type: "mention", text: "@papers", username: "papers" },
      " ",
      { type: "cashtag", text: "$USD", cashtag: "USD" },
    ]);
    assert.deepEqual(await said({ type: "bold", text: "a@example.org" }), {
      type: "bold",
      text: { type: "email_address", text: "a@example.org", email_address: "a@example.org" },
    });
    for (const quiet of [
      { type: "code", text: "#nlp" },
      { type: "url", text: "#nlp", url: "https://example.org/" },
    ]) {
      assert.deepEqual(await said(quiet), quiet);
    }
    assert.deepEqual(await sendRich({ blocks: [paragraph("#nlp")], skip_entity_detection: true }), [paragraph("#nlp")]);
  });

  it("are joined and cleaned, and lose what only Telegram may find", async (t) => {
    const { said } = await sender(t);
    assert.equal(await said(["a", ["b", ""], "\tc\r\u2028"]), "ab c");
    assert.deepEqual(await said(["x ", { type: "bold", text: [{ type: "italic", text: ["y"] }] }]), [
      "x ",
      { type: "bold", text: { type: "italic", text: "y" } },
    ]);
    assert.equal(await said({ type: "hashtag", text: "no tag", hashtag: "tag" }), "no tag");
  });

  it("lead to the places that there are, and otherwise nowhere", async (t) => {
    const { send } = await sender(t);
    const [, text] = (await send(
      { type: "anchor", name: "place" },
      paragraph([
        { type: "anchor_link", text: "a", anchor_name: "place" },
        { type: "url", text: "b", url: "#note" },
        { type: "reference", text: "c", name: "note" },
        { type: "reference_link", text: "d", reference_name: "none" },
        { type: "anchor_link", text: "e", anchor_name: "" },
      ]),
    )) as [unknown, { text: unknown }];
    assert.deepEqual(text.text, [
      { type: "anchor_link", text: "a", anchor_name: "place" },
      { type: "reference_link", text: "b", reference_name: "note" },
      { type: "reference", text: "c", name: "note" },
      { type: "url", text: "d", url: "#none" },
      { type: "anchor_link", text: "e", anchor_name: "" },
    ]);
  });

  it("are refused with a link, an emoji, a person or a button that cannot be", async (t) => {
    const { refused, said } = await sender(t);
    const emoji = { type: "custom_emoji", custom_emoji_id: "5368324170671202286", alternative_text: "👍" };
    const user = { id: AUTHOR, is_bot: false, first_name: "anything" };
    const mention = (await said({ type: "text_mention", text: "him", user })) as { user: { id: number } };
    assert.equal(mention.user.id, AUTHOR);
    assert.deepEqual(await said(emoji), emoji);
    await refused(paragraph({ ...emoji, alternative_text: "word" }), "RICH_MESSAGE_EMOJI_INVALID");
    await refused(paragraph({ type: "url", text: "x", url: "notes/a.md" }), "RICH_MESSAGE_URL_INVALID");
    await refused(paragraph({ type: "text_mention", text: "x", user: { id: 5 } }), "user not found");
    const buttons = (button: object) => ({ type: "buttons", buttons: [button] });
    await refused(buttons({ text: "x", callback_data: "я".repeat(33) }), "BUTTON_DATA_INVALID");
    await refused(buttons({ text: "x", url: "https://example.org/", style: "link" }), "BUTTON_STYLE_INVALID");
    await refused(
      buttons({ text: "x", url: "https://example.org/", callback_data: "x" }),
      "can't parse InputRichBlock: A button does exactly one thing",
    );
    await refused({ type: "buttons", buttons: [] }, "RICH_MESSAGE_BUTTONS_INVALID");
  });
});

describe("a rich message that is there", () => {
  it("becomes a text and rich again in its place, and is not modified by itself", async (t) => {
    const { api, channel, last } = await sender(t);
    const file = new InputFile(png(200, 100), "a.png");
    const { message_id, rich_message } = await api.sendRichMessage(channel, {
      blocks: [{ type: "photo", photo: { type: "photo", media: file } }, paragraph("One")],
    } as never);
    const photo = rich_message.blocks[0] as { photo: { file_id: string }[] };
    const same = [{ type: "photo", photo: { type: "photo", media: photo.photo[0]?.file_id } }, paragraph("One")];
    const raw = api.raw as unknown as { editMessageText(p: object): Promise<object> };
    const edit = (what: object) => raw.editMessageText({ chat_id: channel, message_id, ...what });
    const unmodified = /message is not modified/;
    await assert.rejects(edit({ rich_message: { blocks: same } }), unmodified);
    await edit({ text: "Classic" });
    const classic = await last(ADMIN, channel);
    assert.deepEqual([classic.text, classic.rich_message, classic.message_id], ["Classic", undefined, message_id]);
    await edit({ rich_message: { blocks: same } });
    const rich = await last(ADMIN, channel);
    assert.deepEqual([rich.text, rich.rich_message?.blocks.length], [undefined, 2]);
    const inline_keyboard = [[{ text: "Open", url: "https://example.org/" }]];
    await api.editMessageReplyMarkup(channel, message_id, { reply_markup: { inline_keyboard } });
    assert.equal((await last(ADMIN, channel)).rich_message?.blocks.length, 2);
    await assert.rejects(
      api.editMessageReplyMarkup(channel, message_id, { reply_markup: { inline_keyboard } }),
      unmodified,
    );
    await assert.rejects(edit({ text: "x", rich_message: { blocks: same } }), /beside a rich message/);
    await refuses(
      api.editMessageCaption(channel, message_id, { caption: "x" }),
      400,
      "Bad Request: there is no caption in the message to edit",
    );
  });

  it("is copied, forwarded, answered, pinned, and seen among the posts of a personal channel", async (t) => {
    const { api, channel, last, people } = await sender(t);
    const { message_id } = await api.sendRichMessage(channel, { blocks: [paragraph("One #tag")] } as never);
    const { rich_message } = await last(ADMIN, channel);
    await api.copyMessage(channel, channel, message_id);
    assert.deepEqual((await last(ADMIN, channel)).rich_message, rich_message);
    await api.forwardMessage(channel, channel, message_id);
    const forwarded = await last(ADMIN, channel);
    assert.deepEqual([forwarded.rich_message, forwarded.forward_origin?.type], [rich_message, "channel"]);
    const answer = await api.sendMessage(channel, "x", { reply_parameters: { message_id } });
    assert.deepEqual(answer.reply_to_message?.rich_message, rich_message);
    await api.pinChatMessage(channel, message_id);
    assert.deepEqual((await people.look({ person: ADMIN, chat: channel })).pinned, [message_id]);
    const raw = api.raw as unknown as { getUserPersonalChatMessages(p: object): Promise<{ rich_message?: object }[]> };
    const seen = await raw.getUserPersonalChatMessages({ user_id: ADMIN, limit: 20 });
    assert.equal(seen.filter((message) => message.rich_message !== undefined).length, 3);
  });
});
