import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buttonPlace, buttonsOf, withButtons } from "../../../src/publish/editing/buttons.ts";
import { looksOf, withLook } from "../../../src/publish/editing/look.ts";
import { changes } from "../../../src/publish/editing/plan.ts";
import { figure, PHOTO, rich, text, textsOf } from "./parts.ts";

const BUTTON = { text: "Код", url: "https://github.com/a/b" };

describe("the look of a post", () => {
  it("is the preview of a text's link, changed without a word of it", () => {
    const parts = [text(1, "см. https://a.b/c")];
    assert.deepEqual(looksOf(parts).now, null);
    for (const [look, preview] of [
      ["preview-off", { is_disabled: true }],
      ["preview-small", { is_disabled: false, url: "https://a.b/c", prefer_small_media: true }],
      ["preview-below", { is_disabled: false, url: "https://a.b/c", prefer_large_media: true }],
      ["preview-above", { is_disabled: false, url: "https://a.b/c", prefer_large_media: true, show_above_text: true }],
    ] as const) {
      const planned = withLook(parts, look);
      assert.ok(planned.ok);
      const [part] = planned.parts;
      assert.deepEqual(part?.form === "text" && part.preview, preview);
      assert.equal(looksOf(planned.parts).now, look);
      assert.deepEqual(
        changes(parts, planned.parts).map(({ change }) => change),
        ["text"],
      );
    }
  });

  it("shows the same address again after it was hidden", () => {
    const preview = { is_disabled: false, url: "https://a.b/figure/1", prefer_large_media: true };
    const off = withLook([text(1, "см. https://c.d", { preview })], "preview-off");
    assert.ok(off.ok);
    const again = withLook(off.parts, "preview-below");
    assert.ok(again.ok);
    assert.deepEqual(again.parts[0]?.form === "text" && again.parts[0].preview, preview);
  });

  it("is the place of a caption under one picture", () => {
    const parts = [figure(1, "подпись")];
    assert.deepEqual(looksOf(parts), { offered: ["caption-below", "caption-above"], now: "caption-below" });
    const planned = withLook(parts, "caption-above");
    assert.ok(planned.ok);
    assert.deepEqual(
      changes(parts, planned.parts).map(({ change }) => change),
      ["caption"],
    );
    const back = withLook(planned.parts, "caption-below");
    assert.deepEqual(back, { ok: true, parts });
  });

  it("is not offered where Telegram has none, and not made by an old button", () => {
    for (const parts of [
      [text(1, "без ссылок")],
      [figure(1, "файл", { figure: { ...PHOTO, kind: "document" as const } })],
      [figure(1, "альбом", { album: true }), figure(2, "", { album: true })],
      [rich(1, "заголовок")],
      [text(1, "https://a.b/c", { forwarded: true })],
    ]) {
      assert.deepEqual(looksOf(parts).offered, []);
      assert.equal(withLook(parts, "preview-off").ok, false);
      assert.equal(withLook(parts, "caption-above").ok, false);
    }
  });
});

describe("buttons under a post", () => {
  it("stand under the message that has the text, and change nothing else", () => {
    const parts = [figure(1), text(2, "текст")];
    const planned = withButtons(parts, [BUTTON]);
    assert.ok(planned.ok);
    assert.deepEqual(buttonsOf(planned.parts), [BUTTON]);
    const made = changes(parts, planned.parts);
    assert.deepEqual(
      made.map((change) => [change.change, "part" in change && change.part.messageId]),
      [["markup", 2]],
    );
    assert.deepEqual(withButtons(planned.parts, []), { ok: true, parts });
  });

  it("stand where they are already, though it be the figure", () => {
    const parts = [figure(1, "", { buttons: [[BUTTON]] }), text(2, "текст")];
    assert.equal(buttonPlace(parts)?.messageId, 1);
    assert.deepEqual(buttonsOf(parts), [BUTTON]);
  });

  it("are taken under no album and under no forward", () => {
    assert.deepEqual(textsOf(withButtons([figure(1, "a", { album: true })], [BUTTON])), { code: "no-buttons" });
    assert.deepEqual(textsOf(withButtons([text(1, "a", { forwarded: true })], [BUTTON])), { code: "forwarded" });
  });

  it("go along with every other change of their message, since Telegram drops what is not named", () => {
    const parts = [text(1, "старый", { buttons: [[BUTTON]] })];
    const [change] = changes(parts, [text(1, "новый", { buttons: [[BUTTON]] })]);
    assert.ok(change?.change === "text");
    assert.deepEqual(change.part.buttons, [[BUTTON]]);
  });
});
