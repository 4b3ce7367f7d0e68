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

test("a rich message is neither its classic twin nor one with another word", async (t) => {
  const sent = rich("# Заголовок\n\nОдно слово и $x^2$");
  const twin: OutgoingMessage = {
    method: "sendMessage",
    text: sent.text,
    entities: sent.entities,
    link_preview_options: { is_disabled: true },
    replyToPrevious: false,
    disable_notification: false,
  };
  const there = await inChannel(t, twin, rich("# Заголовок\n\nОдно дело и $x^2$"));
  assert.deepEqual(findSent(sent, [], there), { perhaps: [] });
  assert.deepEqual(findSent(twin, [], await inChannel(t, sent)), { perhaps: [] });
});

test("the same words in other blocks are a question for a person", async (t) => {
  const there = await inChannel(t, rich("Заголовок\n\nслова"));
  assert.deepEqual(findSent(rich("# Заголовок\n\nслова"), [], there), {
    perhaps: there.map(({ messageId }) => messageId),
  });
});
