import assert from "node:assert/strict";
import { test } from "node:test";
import { createAuthors } from "../../src/archive/authors.ts";
import { createChannels } from "../../src/archive/channels.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createDraftMessages, createGuesses, createQuestions } from "../../src/archive/draft-messages.ts";
import { createDrafts } from "../../src/archive/drafts.ts";
import { createPapers } from "../../src/archive/papers.ts";
import { createPeople } from "../../src/archive/people.ts";
import { joinPieces, pieceAt } from "../../src/post/pieces.ts";

const CHAT = 11;
const photo = (unique: string) => ({ kind: "photo" as const, fileId: `id-${unique}`, fileUniqueId: unique, size: 7 });
const plain = (text: string) => ({ text, entities: [] });
const from = (messageId: number) => ({ chatId: CHAT, messageId });

function open() {
  let time = 1_000;
  const now = () => time;
  const db = openDatabase(":memory:", { now });
  createPeople(db, now).meet({ id: CHAT, first_name: "Аня" });
  const channel = createChannels(db, now).serve({ chatId: -1001, title: "rizzearch", username: null });
  const drafts = createDrafts(db, now);
  const begin = () => drafts.create({ channelId: channel.id, personId: CHAT, style: "verbatim" });
  return { db, now, drafts, begin, channel, wait: (ms: number) => (time += ms) };
}

test("every change grows the version by one, and what changes nothing does not", () => {
  const { drafts, begin } = open();
  const id = begin();
  const version = () => drafts.load(id)?.version;
  assert.equal(drafts.addText(id, from(1), plain("раз")), true);
  assert.equal(version(), 2);
  assert.equal(drafts.addText(id, from(1), plain("раз")), false, "the same message is taken once");
  assert.equal(drafts.setTitle(id, "Название"), true);
  assert.equal(drafts.setTitle(id, "Название"), false);
  assert.equal(drafts.setTags(id, ["rl", "rl"]), true);
  assert.equal(drafts.setTags(id, ["rl"]), false);
  assert.equal(drafts.wave(id, "emoji-custom"), true);
  assert.equal(drafts.wave(id, "emoji-custom"), false);
  assert.equal(version(), 5);
});

test("a deleted draft is changed by nothing until it is brought back, and a published one never", () => {
  const { drafts, begin } = open();
  const id = begin();
  assert.equal(drafts.remove(id), true);
  assert.equal(drafts.setTitle(id, "x"), false);
  assert.deepEqual(drafts.list(CHAT), []);
  assert.equal(drafts.restore(id), true);
  assert.equal(drafts.setTitle(id, "x"), true);
  assert.equal(drafts.published(id), true);
  assert.equal(drafts.published(id), false);
  assert.equal(drafts.setTitle(id, "y"), false);
  assert.equal(drafts.restore(id), false);
  assert.equal(drafts.load(id)?.state, "published");
});

test("parts of an album stand in the order of their messages, however late they come", () => {
  const { drafts, begin } = open();
  const id = begin();
  drafts.addFigure(id, { ...from(1), mediaGroup: null }, photo("first"));
  for (const messageId of [7, 5, 6]) {
    drafts.addFigure(id, { ...from(messageId), mediaGroup: "g" }, photo(String(messageId)));
  }
  drafts.addFigure(id, { ...from(9), mediaGroup: null }, photo("last"));
  drafts.addFigure(id, { ...from(8), mediaGroup: "g" }, photo("8"));
  drafts.addFigure(id, { ...from(8), mediaGroup: "g" }, photo("8"));
  const order = () => drafts.load(id)?.content.figures.map(({ fileUniqueId }) => fileUniqueId);
  assert.deepEqual(order(), ["first", "5", "6", "7", "8", "last"]);
  assert.equal(drafts.withAlbum(CHAT, "g"), id);
  assert.equal(drafts.withAlbum(CHAT + 1, "g"), null);
  drafts.raiseFigure(id, 5);
  drafts.removeFigure(id, 0);
  assert.deepEqual(order(), ["5", "6", "7", "last", "8"]);
  assert.equal(drafts.raiseFigure(id, 0), false);
  assert.equal(drafts.removeFigure(id, 99), false);
});

test("an edited message changes its own piece and its own figure", () => {
  const { drafts, begin } = open();
  const id = begin();
  drafts.addText(id, from(1), plain("раз"));
  drafts.addText(id, from(2), plain("два"));
  drafts.addFigure(id, { ...from(2), mediaGroup: null }, photo("a"));
  assert.deepEqual(drafts.filledBy(from(2)), [id]);
  assert.deepEqual(drafts.filledBy(from(3)), []);
  drafts.replaceMessage(id, from(2), { document: plain("три"), figure: photo("b") });
  const { content, version } = drafts.load(id) ?? assert.fail();
  assert.equal(content.text.text, "раз\n\nтри");
  assert.deepEqual(content.figures, [photo("b")]);
  assert.equal(drafts.replaceMessage(id, from(2), { document: plain("три"), figure: photo("b") }), false);
  drafts.replaceMessage(id, from(2), { document: null, figure: null });
  assert.equal(drafts.load(id)?.content.text.text, "раз", "a caption that was taken away is gone");
  assert.equal(drafts.load(id)?.version, version + 1);
});

test("the kind is guessed from what the draft has, until it is chosen", () => {
  const { db, drafts, begin } = open();
  const id = begin();
  assert.equal(drafts.load(id)?.content.kind, "note");
  const paper = createPapers(db).ensure({ scheme: "arxiv", value: "2407.01392" });
  drafts.setPapers(id, [paper]);
  assert.equal(drafts.load(id)?.content.kind, "review");
  drafts.setKind(id, "overview");
  assert.equal(drafts.load(id)?.content.kind, "overview");
  assert.deepEqual(drafts.withPaper(paper), [id]);
  createPapers(db).describe(paper, {
    title: "Diffusion Forcing",
    authors: ["Boyuan Chen", "Diego Monso", "Yilun Du"],
    year: 2024,
  });
  assert.deepEqual(drafts.load(id)?.content.papers, [
    { identifier: { scheme: "arxiv", value: "2407.01392" }, title: "Diffusion Forcing", byline: "Chen et al., 2024" },
  ]);
});

test("authors stand in the order in which they were given", () => {
  const { db, drafts, channel } = open();
  const authors = createAuthors(db);
  const [a, b] = ["Аня", "Макс"].map((name) => authors.ensureNamed(channel.id, { name, username: null, rubric: null }));
  const id = drafts.create({
    channelId: channel.id,
    personId: CHAT,
    style: "guided",
    authorIds: [b?.id ?? 0, a?.id ?? 0],
  });
  assert.deepEqual(
    drafts.load(id)?.content.authors.map(({ name }) => name),
    ["Макс", "Аня"],
  );
});

test("pieces are paragraphs, but a sentence that an app cut into two messages goes on", () => {
  const long = plain(`${"слово ".repeat(600)}и дальше`);
  assert.equal(joinPieces([plain("а"), plain("б")]).text, "а\n\nб");
  assert.equal(joinPieces([long, plain("слова")]).text, `${long.text} слова`);
  assert.equal(joinPieces([plain(`${long.text}.`), plain("Слова")]).text, `${long.text}.\n\nСлова`);
  const bold = { text: "ж", entities: [{ type: "bold" as const, offset: 0, length: 1 }] };
  assert.deepEqual(joinPieces([plain("😀"), bold]).entities, [{ type: "bold", offset: 4, length: 1 }]);
  assert.deepEqual(pieceAt([plain("аб"), plain("вг")], 5), { index: 1, offset: 1 });
  assert.equal(pieceAt([plain("аб"), plain("вг")], 2), null);
  assert.equal(pieceAt([plain("аб")], 2), null);
});

test("one question waits in a chat, and the message that asks is known", () => {
  const { db, now, begin } = open();
  const questions = createQuestions(db, now);
  const [first, second] = [begin(), begin()];
  assert.equal(questions.find(CHAT), null);
  questions.ask(CHAT, first, "title");
  questions.shownAs(CHAT, 5);
  questions.ask(CHAT, second, "tags");
  assert.deepEqual(questions.find(CHAT), { draftId: second, part: "tags", messageId: 5 });
  questions.close(CHAT);
  assert.equal(questions.find(CHAT), null);
});

test("a card and a preview are replaced, and a guess is kept for a week", () => {
  const { db, now, begin, wait } = open();
  const messages = createDraftMessages(db);
  const id = begin();
  messages.setCard(id, { chatId: CHAT, messageId: 1, shown: 1 });
  messages.setCard(id, { chatId: CHAT, messageId: 2, shown: 3 });
  assert.deepEqual(messages.card(id), { chatId: CHAT, messageId: 2, shown: 3 });
  messages.setPreview(id, CHAT, [4, 5]);
  messages.setPreview(id, CHAT, [6]);
  assert.deepEqual(messages.preview(id), [{ chatId: CHAT, messageId: 6 }]);
  const guesses = createGuesses(db, now);
  const message = (message_id: number) =>
    ({ message_id, date: 1, chat: { id: CHAT, type: "private" }, text: "x" }) as never;
  guesses.keep(CHAT, [message(1)]);
  assert.equal(guesses.find(CHAT, 1)?.length, 1);
  assert.equal(guesses.find(CHAT + 1, 1), null);
  wait(8 * 86_400_000);
  guesses.keep(CHAT, [message(2)]);
  assert.equal(guesses.find(CHAT, 1), null);
});
