import assert from "node:assert/strict";
import { it } from "node:test";
import type { InputRichBlock } from "@grammyjs/types";
import { ADMIN, openScene, png } from "./scene.ts";

const paragraph = (text: string): InputRichBlock<string> => ({ type: "paragraph", text });

it("people send a rich message with their own files, and the bot is told of it as Telegram tells it", async (t) => {
  const { people, bot, updates } = await openScene(t);
  const media = `data:image/png;base64,${Buffer.from(png(200, 100)).toString("base64")}`;
  await people.say({
    person: ADMIN,
    chat: bot,
    rich: [
      { type: "heading", text: "Title", size: 1 },
      { type: "photo", photo: { type: "photo", media } },
      paragraph("Text with #tag"),
    ],
  });
  const [update] = await updates();
  assert.equal(update?.message?.text, undefined);
  const [heading, photo, text] = update?.message?.rich_message?.blocks ?? [];
  assert.deepEqual(heading, { type: "heading", text: "Title", size: 1 });
  assert.ok(photo?.type === "photo" && photo.photo.length === 2);
  assert.deepEqual(text, {
    type: "paragraph",
    text: ["Text with ", { type: "hashtag", text: "#tag", hashtag: "tag" }],
  });
});

it("people edit a rich message into another and into a text, and forward it", async (t) => {
  const { people, bot, updates } = await openScene(t);
  const { message_id: message } = await people.say({ person: ADMIN, chat: bot, rich: [paragraph("One")] });
  const [copy] = await people.forward({ person: ADMIN, chat: bot, from: bot, messages: [message] });
  assert.deepEqual(copy?.rich_message, { blocks: [paragraph("One")] });
  await people.edit({ person: ADMIN, chat: bot, message, rich: [paragraph("Two")] });
  await people.edit({ person: ADMIN, chat: bot, message, text: "Three" });
  const told = (await updates()).map(
    ({ message, edited_message: edited }) => (message ?? edited)?.rich_message?.blocks,
  );
  assert.deepEqual(told, [[paragraph("One")], [paragraph("One")], [paragraph("Two")], undefined]);
});

it("what Telegram refuses of a bot it refuses of people, in a sentence", async (t) => {
  const { people, bot } = await openScene(t);
  await assert.rejects(people.say({ person: ADMIN, chat: bot, rich: [] }), /RICH_MESSAGE_EMPTY/);
  await assert.rejects(people.say({ person: ADMIN, chat: bot }), /the message is empty/);
});
