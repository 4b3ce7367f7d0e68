import assert from "node:assert/strict";
import { test } from "node:test";
import { type FigureBlock, figureBlock, mediaOf } from "../../../src/document/rich/document.ts";
import { toClassic } from "../../../src/document/twin/twin.ts";
import type { Figure } from "../../../src/post/post.ts";
import { figuresOfParts, type PostPart } from "../../../src/post/standing.ts";
import { figureless, figurePlaces, withFigure } from "../../../src/publish/editing/figures.ts";
import { withLook } from "../../../src/publish/editing/look.ts";
import { changes } from "../../../src/publish/editing/plan.ts";
import { figure, PHOTO, text, textsOf } from "./parts.ts";

const NEXT: Figure = { kind: "video", fileId: "g", fileUniqueId: "v", size: 2 };
const FIRST = { messageId: 1, nth: null };

test("a figure of an album gives way to one that Telegram takes in its place, and keeps its caption", () => {
  const parts = [figure(1, "подпись", { album: true }), figure(2, "", { album: true })];
  const planned = withFigure(parts, FIRST, NEXT);
  assert.ok(planned.ok);
  const [change, ...rest] = changes(parts, planned.parts);
  assert.ok(change?.change === "media" && rest.length === 0);
  assert.equal(change.part.document.text, "подпись");
  for (const kind of ["document", "animation"] as const) {
    assert.deepEqual(textsOf(withFigure(parts, FIRST, { ...NEXT, kind })), { code: "album-kind", takes: "pictures" });
  }
  const files = [
    figure(1, "", { album: true, figure: { ...PHOTO, kind: "document" } }),
    figure(2, "", { album: true }),
  ];
  assert.deepEqual(textsOf(withFigure(files, FIRST, NEXT)), { code: "album-kind", takes: "documents" });
});

test("a figure alone may become one of any kind", () => {
  assert.ok(withFigure([figure(1)], FIRST, { ...NEXT, kind: "document" }).ok);
});

test("a caption of a Premium person lets no figure be replaced, and says by how much it is too long", () => {
  const long = { code: "text-long", form: "caption", length: 2_000, max: 1_024, over: 976 };
  const parts = [figure(1, "а".repeat(2_000))];
  assert.deepEqual(textsOf(withFigure(parts, FIRST, NEXT)), long);
  assert.deepEqual(textsOf(withLook(parts, "caption-above")), long);
});

test("a text of one message may get a figure, as long as it fits a caption", () => {
  const parts = [text(1, "а".repeat(1_024), { buttons: [[{ text: "Код", url: "https://a.b" }]] })];
  assert.deepEqual(figureless(parts), FIRST);
  const planned = withFigure(parts, FIRST, NEXT);
  assert.ok(planned.ok);
  const [change] = changes(parts, planned.parts);
  assert.ok(change?.change === "media");
  assert.equal(change.part.document.text.length, 1_024);
  assert.deepEqual(change.part.buttons, [[{ text: "Код", url: "https://a.b" }]], "its buttons stay");
  assert.deepEqual(textsOf(withFigure([text(1, "а".repeat(1_025))], FIRST, NEXT)), {
    code: "text-long",
    form: "caption",
    length: 1_025,
    max: 1_024,
    over: 1,
  });
});

test("a text of several messages, a forward and an unknown message get none", () => {
  assert.equal(figureless([text(1, "a"), text(2, "b")]), null);
  assert.equal(figureless([text(1, "a", { forwarded: true })]), null);
  const taken = { code: "text-takes-no-figure" };
  assert.deepEqual(textsOf(withFigure([text(1, "a"), text(2, "b")], FIRST, NEXT)), taken);
  assert.deepEqual(textsOf(withFigure([{ form: "other", messageId: 1 }], FIRST, NEXT)), taken);
  assert.deepEqual(textsOf(withFigure([], FIRST, NEXT)), taken);
  assert.deepEqual(textsOf(withFigure([figure(1, "", { forwarded: true })], FIRST, NEXT)), { code: "forwarded" });
});

test("a figure within a rich message is replaced where it stands, and the archive knows the new file", () => {
  const blocks = [
    { type: "paragraph" as const, text: "до" },
    { type: "collage" as const, blocks: [figureBlock("photo", "f"), figureBlock("photo", "h")] },
    { type: "paragraph" as const, text: "после" },
  ];
  const rich = { blocks };
  const figures = [PHOTO, { ...PHOTO, fileId: "h", fileUniqueId: "w" }];
  const part: PostPart = { form: "rich", messageId: 7, rich, document: toClassic(rich).document, figures };
  const places = figurePlaces([part]);
  assert.deepEqual(places, [
    { messageId: 7, nth: 0 },
    { messageId: 7, nth: 1 },
  ]);
  const planned = withFigure([part], { messageId: 7, nth: 1 }, NEXT);
  assert.ok(planned.ok);
  const [next] = planned.parts;
  assert.ok(next?.form === "rich");
  const collage = next.rich.blocks[1];
  assert.ok(collage?.type === "collage");
  assert.deepEqual(
    collage.blocks.map((block) => [block.type, mediaOf(block as FigureBlock)]),
    [
      ["photo", "f"],
      ["video", "g"],
    ],
  );
  assert.deepEqual(figuresOfParts(planned.parts), [PHOTO, NEXT]);
  assert.deepEqual(
    changes([part], planned.parts).map(({ change }) => change),
    ["text"],
  );
});
