import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Message, MessageEntity } from "@grammyjs/types";
import { Api } from "grammy";
import { createStandIn } from "../../playground/server/index.ts";
import type { ClassicDocument } from "../../src/document/document.ts";
import type { Figure } from "../../src/post/post.ts";
import { layout } from "../../src/publish/layout.ts";
import { createSending, sendOutgoing } from "../../src/telegram/publishing.ts";
import { plain, review, SETTINGS } from "../post/content.ts";

const PICTURE =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

async function setUp(context: TestContext) {
  const standIn = await createStandIn({ now: () => Date.UTC(2026, 10, 24, 9) });
  context.after(() => standIn.close());
  const { people, channelId } = standIn;
  const api = new Api(standIn.token, { apiRoot: standIn.apiRoot, timeoutSeconds: 5 });
  const author = (await people.world()).actors.find(({ role }) => role === "author");
  assert.ok(author);
  const person = author.user.id;
  await people.start({ person });
  const channel = async (): Promise<Message[]> =>
    (await people.look({ person, chat: channelId })).messages.map(({ message }) => message);
  const before = (await channel()).length;
  return {
    people,
    person,
    channelId,
    botId: standIn.botId,
    sending: createSending(api),
    api,
    /** What the channel shows since the test began. */
    shown: async () => (await channel()).slice(before),
    /** Figures as a bot receives them. */
    figures: async (kinds: readonly Figure["kind"][]): Promise<Figure[]> => {
      const figures: Figure[] = [];
      for (const kind of kinds) {
        const file = { kind, file: PICTURE, name: "figure.png" };
        const [message] = await people.sendFiles({ person, chat: standIn.botId, files: [file] });
        const sent = message?.photo?.at(-1) ?? message?.video ?? message?.animation ?? message?.document;
        assert.ok(sent);
        figures.push({ kind, fileId: sent.file_id, fileUniqueId: sent.file_unique_id, size: sent.file_size ?? null });
      }
      return figures;
    },
  };
}

const PASTED =
  "Обзор\n\nжирный, курсив, под чертой, зачёркнутый, спойлер, код\nprint(1)\nцитата\nдлинная цитата\nсвёрнута\nссылка @telegram #рл $USD a@b.com https://arxiv.org 👍🏽 завтра";
const at = (words: string) => ({ offset: PASTED.indexOf(words), length: words.length });
const FORMATTED: MessageEntity[] = [
  { type: "bold", ...at("Обзор") },
  { type: "bold", ...at("жирный") },
  { type: "italic", ...at("курсив") },
  { type: "underline", ...at("под чертой") },
  { type: "strikethrough", ...at("зачёркнутый") },
  { type: "spoiler", ...at("спойлер") },
  { type: "code", ...at("код") },
  { type: "pre", language: "python", ...at("print(1)") },
  { type: "blockquote", ...at("цитата\n".trim()) },
  { type: "expandable_blockquote", ...at("длинная цитата\nсвёрнута") },
  { type: "text_link", url: "https://arxiv.org/abs/2407.01392", ...at("ссылка") },
];

test("every entity that the author's message had stands in the channel as it stood in the chat", async (context) => {
  const { people, person, botId, channelId, sending, shown } = await setUp(context);
  const received = await people.say({ person, chat: botId, text: PASTED, entities: FORMATTED });
  const text: ClassicDocument = { text: received.text ?? "", entities: received.entities ?? [] };
  const types = new Set(text.entities.map(({ type }) => type));
  for (const type of [
    "mention",
    "hashtag",
    "cashtag",
    "email",
    "url",
    ...FORMATTED.map((each) => each.type),
  ] as const) {
    assert.ok(types.has(type), type);
  }
  const laidOut = layout(review({ style: "verbatim", text }), SETTINGS);
  assert.ok(laidOut.ok);
  for (const outgoing of laidOut.messages) assert.ok((await sending.send(channelId, outgoing, null)).ok);
  const [post] = await shown();
  assert.equal(post?.text, received.text);
  assert.deepEqual(post?.entities, received.entities);
});

test("the same message comes of entities with and without those that Telegram finds itself", async (context) => {
  const { api, channelId, shown } = await setUp(context);
  const text = "#рл @telegram https://arxiv.org a@b.com $USD +79991234567 /start";
  const outgoing = {
    replyToPrevious: false,
    disable_notification: false,
    method: "sendMessage",
    text,
    link_preview_options: { is_disabled: true },
  } as const;
  await sendOutgoing(api, channelId, { ...outgoing, entities: [] });
  const found = (await shown())[0]?.entities ?? [];
  assert.ok(found.length >= 5);
  await sendOutgoing(api, channelId, { ...outgoing, entities: found });
  assert.deepEqual((await shown())[1]?.entities, found);
});

test("an album and a long text stand in the channel as two parts, the text answering the figures", async (context) => {
  const { figures, channelId, sending, shown } = await setUp(context);
  const post = review({ figures: await figures(["photo", "video", "photo"]), text: plain("я".repeat(1500)) });
  const laidOut = layout(post, SETTINGS);
  assert.ok(laidOut.ok);
  let first: number | null = null;
  for (const outgoing of laidOut.messages) {
    const sent = await sending.send(channelId, outgoing, first);
    assert.ok(sent.ok, JSON.stringify(sent));
    first ??= sent.messageIds[0];
  }
  const parts = await shown();
  assert.equal(parts.length, 4);
  assert.equal(new Set(parts.slice(0, 3).map(({ media_group_id }) => media_group_id)).size, 1);
  assert.equal(parts[3]?.reply_to_message?.message_id, parts[0]?.message_id);
});

test("every mix of figures that the layout makes is one that Telegram takes", async (context) => {
  const { figures, channelId, sending } = await setUp(context);
  const all = await figures(["photo", "document", "document", "animation", "video", "photo", "animation", "document"]);
  const laidOut = layout(review({ figures: all }), SETTINGS);
  assert.ok(laidOut.ok);
  for (const outgoing of laidOut.messages) {
    const sent = await sending.send(channelId, outgoing, null);
    assert.ok(sent.ok, JSON.stringify(sent));
  }
});

test("without the right to post, or in the channel at all, the refusal says so", async (context) => {
  const { people, channelId, sending, shown } = await setUp(context);
  const by = (await people.world()).actors.find(({ role }) => role === "admin")?.user.id ?? 0;
  const laidOut = layout(review(), SETTINGS);
  assert.ok(laidOut.ok && laidOut.messages[0]);
  const [outgoing] = laidOut.messages;
  await people.setBotRights({ by, rights: { can_post_messages: false, can_edit_messages: true } });
  assert.deepEqual(await sending.send(channelId, outgoing, null), { ok: false, refusal: { code: "no-right-to-post" } });
  await people.setBotRights({ by, rights: null });
  const gone = await sending.send(channelId, outgoing, null);
  assert.ok(!gone.ok && "refusal" in gone && /^(not-a-member|no-right-to-post)$/.test(gone.refusal.code));
  assert.deepEqual(await sending.send(-1009999999999, outgoing, null), {
    ok: false,
    refusal: { code: "channel-not-found" },
  });
  const broken = {
    ...outgoing,
    method: "sendPhoto",
    file_id: "no such file",
    caption: "",
    caption_entities: [],
  } as const;
  await people.setBotRights({ by, rights: { can_post_messages: true } });
  assert.deepEqual(await sending.send(channelId, broken, null), { ok: false, refusal: { code: "file-unusable" } });
  assert.deepEqual(await shown(), []);
});

test("a connection that drops after the effect is unknown, and the post is there once", async (context) => {
  const { people, channelId, sending, shown } = await setUp(context);
  const laidOut = layout(review(), SETTINGS);
  assert.ok(laidOut.ok && laidOut.messages[0]);
  await people.fault({ method: "sendMessage", fault: { kind: "drop-after" } });
  assert.deepEqual(await sending.send(channelId, laidOut.messages[0], null), { ok: false, unknown: true });
  assert.equal((await shown()).length, 1);
  await people.fault({ method: "sendMessage", fault: { kind: "drop-before" } });
  assert.deepEqual(await sending.send(channelId, laidOut.messages[0], null), { ok: false, unknown: true });
  await people.fault({
    method: "sendMessage",
    fault: { kind: "error", code: 429, description: "Too Many Requests: retry after 3", retryAfter: 3 },
  });
  assert.deepEqual(await sending.send(channelId, laidOut.messages[0], null), {
    ok: false,
    refusal: { code: "too-many-requests", retryAfterSeconds: 3 },
  });
  assert.equal((await shown()).length, 1);
});
