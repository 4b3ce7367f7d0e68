import assert from "node:assert/strict";
import { test } from "node:test";
import { placesOf } from "../../src/document/rich/places.ts";
import { mend, mendsOf } from "../../src/post/mend.ts";
import { withoutMissing } from "../../src/post/missing.ts";
import { figureMessage, type Piece, readPieces } from "../../src/post/pieces.ts";
import { check } from "../../src/post/schema.ts";
import { review, SETTINGS } from "./content.ts";

const piece = (messageId: number, text: string, format: Piece["format"] = "markdown"): Piece => ({
  messageId,
  document: { text, entities: [] },
  format,
  rich: null,
});
const texts = (pieces: readonly Piece[]) => pieces.map(({ document }) => document.text);

test("what lacks nothing stays as it was written", () => {
  const pieces = [piece(1, "* А\n\n![](a.png)"), piece(2, "**б**", null)];
  assert.deepEqual(withoutMissing(pieces, [{ messageId: 5 }]), pieces);
});

test("places beyond the figures that came by themselves go, with the item that they alone filled", () => {
  const pieces = [piece(1, "![](a.png)\n\n- ![](b.png)\n- пункт")];
  assert.deepEqual(texts(withoutMissing(pieces, [{ messageId: 5 }, { messageId: figureMessage(7, 1) }])), [
    "![](figure)\n\n- пункт\n",
  ]);
});

test("a footnote finds its note in another message, and a text between Markdown stays", () => {
  const pieces = [
    piece(1, "![](a.png)\n\nслово[^1]"),
    piece(2, "[^1]: сноска"),
    piece(3, "**б**", null),
    piece(4, "![](4)"),
  ];
  const left = withoutMissing(pieces, []);
  assert.deepEqual(texts(left), ["слово[^1]\n\n[^1]: сноска\n", "**б**"]);
  assert.equal(placesOf(readPieces(left, [])?.document ?? { blocks: [] }), 0);
});

test("the finding of missing figures is mended by a tap, which leaves none", () => {
  const read = readPieces([piece(1, "Заметка\n\n![](a.png)\n\nслово")], []);
  const content = review({ rich: read?.document ?? null, text: read?.twin ?? { text: "", entities: [] }, figures: [] });
  const found = check(content, SETTINGS).find(({ code }) => code === "figures-missing");
  assert.ok(found);
  const [tap] = mendsOf(found);
  assert.ok(tap);
  const mended = { ...content, ...mend(content, tap) };
  assert.equal(mended.text.text, "Заметка\n\nслово");
  assert.ok(!check(mended, SETTINGS).some(({ code }) => code === "figures-missing"));
});
