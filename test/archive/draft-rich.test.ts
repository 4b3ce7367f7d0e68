import assert from "node:assert/strict";
import { test } from "node:test";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createDrafts } from "../../src/archive/drafts.ts";
import { createPeople } from "../../src/archive/people.ts";
import { figuresOf, mediaOf } from "../../src/document/rich/document.ts";
import { figureMessage } from "../../src/post/pieces.ts";

const CHAT = 11;
const plain = (text: string) => ({ text, entities: [] });
const from = (messageId: number) => ({ chatId: CHAT, messageId });
const photo = (unique: string) => ({ kind: "photo" as const, fileId: `id-${unique}`, fileUniqueId: unique, size: 7 });

function open() {
  const now = () => 1_000;
  const db = openDatabase(":memory:", { now });
  createPeople(db, now).meet({ id: CHAT, first_name: "Аня" });
  const channel = createChannels(db, now).serve({ chatId: -1001, title: "rizzearch", username: null });
  const drafts = createDrafts(db, now);
  const id = drafts.create({ channelId: channel.id, personId: CHAT, style: "verbatim" });
  return { db, drafts, id, content: () => drafts.load(id)?.content, text: () => drafts.load(id)?.content.text.text };
}

test("Markdown is kept as a rich document with its twin, and follows every change of its pieces", () => {
  const { drafts, id, db, content, text } = open();
  drafts.addText(id, { ...from(1), format: "markdown" }, plain("# А\n\n**б**"));
  assert.deepEqual(
    content()?.rich?.blocks.map(({ type }) => type),
    ["heading", "paragraph"],
  );
  assert.equal(text(), "А\n\nб");
  assert.equal(db.prepare("SELECT text FROM draft_rich WHERE draft_id = ?").pluck().get(id), "А\n\nб");
  drafts.addText(id, { ...from(2), format: "markdown" }, plain("в"));
  assert.equal(text(), "А\n\nб\n\nв");
  drafts.replaceMessage(id, from(1), { document: plain("# Другое"), figure: null });
  assert.equal(text(), "Другое\n\nв", "an edited message is read as it was");
  drafts.clearText(id);
  assert.equal(content()?.rich ?? null, null);
  assert.equal(db.prepare("SELECT count(*) FROM draft_rich").pluck().get(), 0);
});

test("a text is read as Markdown and back, a rich message stays one", () => {
  const { drafts, id, text, content } = open();
  drafts.addText(id, { ...from(1), form: "text" }, plain("# А"));
  assert.deepEqual(content()?.sent, { chatId: CHAT, messageId: 1, form: "text" });
  drafts.addText(id, { ...from(2), format: "rich", rich: { blocks: [{ type: "divider" }] } }, plain("———"));
  assert.equal(drafts.readAs(id, "markdown"), true);
  assert.equal(content()?.sent, null, "the message shows something else");
  assert.equal(drafts.readAs(id, "markdown"), false);
  assert.equal(text(), "А\n\n———");
  assert.equal(drafts.readAs(id, null), true);
  assert.equal(text(), "# А\n\n———");
  assert.deepEqual(content()?.rich?.blocks.at(-1), { type: "divider" });
});

test("what was kept in an older form is made anew of the pieces", () => {
  const { drafts, id, db, text } = open();
  drafts.addText(id, { ...from(1), format: "markdown" }, plain("# А"));
  db.prepare("UPDATE draft_rich SET schema = 0, document = NULL, text = 'старое'").run();
  assert.equal(text(), "А");
});

test("places follow the figures as they are moved, replaced and taken out", () => {
  const { drafts, id, content } = open();
  const block = { type: "photo", photo: { type: "photo", media: "figure:1" } } as never;
  drafts.addText(id, { ...from(5), format: "rich", rich: { blocks: [block] } }, plain(""));
  drafts.addFigure(id, { ...from(figureMessage(5, 1)), mediaGroup: null }, photo("a"));
  const places = () => figuresOf(content()?.rich?.blocks ?? []).map(mediaOf);
  assert.deepEqual(places(), ["figure:1"]);
  drafts.addFigure(id, { ...from(6), mediaGroup: null }, photo("b"));
  drafts.raiseFigure(id, 1);
  assert.deepEqual(places(), ["figure:2"]);
  drafts.replaceFigure(id, figureMessage(5, 1), from(9), photo("c"));
  assert.deepEqual(places(), ["figure:2"]);
  assert.equal(content()?.figures[1]?.fileUniqueId, "c");
  drafts.removeFigure(id, 1);
  assert.deepEqual(places(), []);
});
