import assert from "node:assert/strict";
import { test } from "node:test";
import { type Block, figuresOf, mediaOf } from "../../src/document/rich/document.ts";
import { placesOf } from "../../src/document/rich/places.ts";
import { figureMessage, isFigureOf, isWithin, joinMarkdown, type Piece, readPieces } from "../../src/post/pieces.ts";

const plain = (text: string) => ({ text, entities: [] });
const piece = (messageId: number, text: string, format: Piece["format"], blocks?: readonly Block[]): Piece => ({
  messageId,
  document: plain(text),
  format,
  rich: blocks === undefined ? null : { blocks },
});
const places = (read: ReturnType<typeof readPieces>) => figuresOf(read?.document?.blocks ?? []).map(mediaOf);

test("what came as Telegram's own text is no rich document", () => {
  assert.equal(readPieces([piece(1, "# a", null)], []), null);
});

test("Markdown that came in several messages is one text: a footnote finds its note", () => {
  const read = readPieces([piece(1, "слово[^1]", "markdown"), piece(2, "[^1]: сноска", "markdown")], []);
  assert.equal(read?.twin.text, "слово[1]\n\n[1] сноска");
});

test("a text between Markdown stays what it is", () => {
  const read = readPieces([piece(1, "# А", "markdown"), piece(2, "**б**", null), piece(3, "*в*", "markdown")], []);
  assert.equal(read?.twin.text, "А\n\n**б**\n\nв");
});

test("pictures of Markdown are the figures that came by themselves, and those of a rich message its own", () => {
  const own: Block = { type: "photo", photo: { type: "photo", media: "figure:1" } } as never;
  const pieces = [piece(1, "![](a.png)", "markdown"), piece(7, "", "rich", [own]), piece(9, "![](b.png)", "markdown")];
  const figures = [{ messageId: 2 }, { messageId: figureMessage(7, 1) }, { messageId: 3 }];
  assert.deepEqual(places(readPieces(pieces, figures)), ["figure:1", "figure:2", "figure:3"]);
  const [first] = figures;
  assert.ok(first);
  const fewer = readPieces(pieces, [first]);
  assert.deepEqual(places(fewer), ["figure:1", "figure:2"], "a figure of a rich message that was taken out is gone");
  assert.equal(fewer?.document && placesOf(fewer.document), 2, "one that Markdown names is missed");
});

test("the figures of a rich message have names of their own among messages", () => {
  assert.ok(isWithin(figureMessage(12, 1)));
  assert.ok(!isWithin(2 ** 31));
  assert.ok(isFigureOf(figureMessage(12, 50), 12));
  assert.ok(!isFigureOf(figureMessage(12, 1), 13));
  assert.ok(Number.isSafeInteger(figureMessage(2 ** 31, 50)));
});

test("a source that is not read says why, and the text is as it came", () => {
  const tangled = "[".repeat(4_000);
  const read = readPieces([piece(1, tangled, "markdown")], []);
  assert.equal(read?.document, null);
  assert.equal(read?.twin.text, tangled);
  assert.deepEqual(
    read?.findings.map(({ code }) => code),
    ["source-tangled"],
  );
});

test("hashtags are found in the twin as Telegram will find them, but not in code", () => {
  const read = readPieces([piece(1, "**#rl** и `#нет`, c#не и #диффузия.", "markdown")], []);
  const { text, entities } = read?.twin ?? plain("");
  assert.deepEqual(
    entities.filter(({ type }) => type === "hashtag").map(({ offset, length }) => text.slice(offset, offset + length)),
    ["#rl", "#диффузия"],
  );
});

test("a text that an app cut goes on within a table, a list, code and a sentence", () => {
  const long = "слово ".repeat(600).trim();
  assert.equal(joinMarkdown(["| a |", "| b |"]), "| a |\n| b |");
  assert.equal(joinMarkdown(["- a", "- b"]), "- a\n- b");
  assert.equal(joinMarkdown(["```\na", "b\n```"]), "```\na\nb\n```");
  assert.equal(joinMarkdown([long, "дальше"]), `${long} дальше`);
  assert.equal(joinMarkdown([long, "## Часть"]), `${long}\n\n## Часть`);
  assert.equal(joinMarkdown(["коротко", "дальше"]), "коротко\n\nдальше");
});
