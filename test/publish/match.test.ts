import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Api } from "grammy";
import { createStandIn } from "../../playground/server/index.ts";
import { readMarkdown } from "../../src/document/markdown/read.ts";
import type { RichDocument } from "../../src/document/rich/document.ts";
import { renumber } from "../../src/document/rich/places.ts";
import { toClassic } from "../../src/document/twin/twin.ts";
import type { OutgoingMessage } from "../../src/post/outgoing.ts";
import { findSent } from "../../src/publish/match.ts";
import { pastMessage } from "../../src/telegram/history.ts";
import { sendOutgoing } from "../../src/telegram/publishing.ts";

const REVIEW = readFileSync(join(import.meta.dirname, "..", "flows", "review.md"), "utf8");

function rich(markdown: string): OutgoingMessage & { method: "sendRichMessage" } {
  const reading = readMarkdown(markdown);
  assert.ok(reading.ok);
  const document: RichDocument = renumber(reading.document, () => null);
  const { text, entities } = toClassic(document).document;
  return {
    method: "sendRichMessage",
    rich_message: document,
    text,
    entities,
    replyToPrevious: false,
    disable_notification: false,
  };
}

async function inChannel(t: TestContext, ...messages: OutgoingMessage[]) {
  const telegram = await createStandIn({ now: () => Date.UTC(2026, 10, 24, 9), people: [] });
  t.after(() => telegram.close());
  const api = new Api(telegram.token, { apiRoot: telegram.apiRoot });
  const sent = [];
  for (const each of messages) sent.push(...(await sendOutgoing(api, telegram.channelId, each)));
  return sent.map((message) => pastMessage(message as never));
}

test("a rich message is found among others as Telegram gives it back, links and hashtags found in it included", async (t) => {
  const sent = rich(`${REVIEW}\n\nhttps://arxiv.org/abs/2406.11717 @rizzearch #тег`);
  const other = rich("# Другой\n\nпост");
  const there = await inChannel(t, other, sent);
  const [, id] = there.map(({ messageId }) => messageId);
  assert.deepEqual(findSent(sent, [], there), { found: [id] });
});

function classic(text: string): OutgoingMessage & { method: "sendMessage" } {
  return {
    method: "sendMessage",
    text,
    entities: [],
    link_preview_options: { is_disabled: true },
    replyToPrevious: false,
    disable_notification: false,
  };
}

const ids = (there: readonly { readonly messageId: number }[]) => there.map(({ messageId }) => messageId);

test("a rich message is not one with other words, and its classic twin may be what became of it", async (t) => {
  const sent = rich("# Заголовок\n\nОдно слово и $x^2$");
  const twin = { ...classic(sent.text), entities: sent.entities };
  assert.deepEqual(findSent(sent, [], await inChannel(t, rich("# Заголовок\n\nСовсем другой пост"))), { perhaps: [] });
  const [asTwin, asRich] = [await inChannel(t, twin), await inChannel(t, sent)];
  assert.deepEqual(findSent(sent, [], asTwin), { perhaps: ids(asTwin) });
  assert.deepEqual(findSent(twin, [], asRich), { perhaps: ids(asRich) });
});

test("a post that somebody changed by hand before it was found is a question for a person, never taken for absent", async (t) => {
  const text = "Отказ живёт в одном направлении, и его можно вычесть из весов. Проверили на Llama и Qwen.";
  const edited = "UPD: Отказ живёт в одном направлении, его можно вычесть из весов. Проверили на Llama, Qwen и Gemma.";
  const other = "Diffusion Forcing: у каждого токена свой шум. Видео на тысячу кадров не разваливается.";
  const there = await inChannel(t, classic(other), classic(edited));
  assert.deepEqual(findSent(classic(text), [], there), { perhaps: [there[1]?.messageId] });
  const [asRich] = await inChannel(t, rich(`# Пост\n\n${edited}`));
  assert.ok(asRich);
  assert.deepEqual(findSent(rich(`# Пост\n\n${text}`), [], [asRich]), { perhaps: [asRich.messageId] });
});

test("the file that was sent under other words is a question for a person", () => {
  const figure = { kind: "photo", fileId: "sent", fileUniqueId: "u", size: 1 } as const;
  const sent: OutgoingMessage = {
    method: "sendPhoto",
    file_id: "sent",
    caption: "Подпись, какой она была",
    caption_entities: [],
    replyToPrevious: false,
    disable_notification: false,
  } as never;
  const past = { messageId: 7, postedAt: 0, text: "Совсем иначе", entities: [], service: false, rich: null };
  const withFile = (unique: string) => [{ ...past, figure: { kind: "photo", uniqueIds: [unique] } }] as never;
  assert.deepEqual(findSent(sent, [figure], withFile("u")), { perhaps: [7] });
  assert.deepEqual(findSent(sent, [figure], withFile("v")), { perhaps: [] });
});

test("the same words in other blocks are a question for a person", async (t) => {
  const there = await inChannel(t, rich("Заголовок\n\nслова"));
  assert.deepEqual(findSent(rich("# Заголовок\n\nслова"), [], there), {
    perhaps: there.map(({ messageId }) => messageId),
  });
});
