import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { safeHref, telegramLink } from "../../playground/page/links.ts";
import { mosaic } from "../../playground/page/mosaic.ts";
import { carryOver, fromTyped, toggleMark } from "../../playground/page/typed.ts";

test("an edited text keeps the formatting around the change", () => {
  const bold = [{ type: "bold" as const, offset: 4, length: 5 }];
  assert.deepEqual(carryOver("abc bolds xyz", bold, "abcd bolds xyz"), [{ type: "bold", offset: 5, length: 5 }]);
  assert.deepEqual(carryOver("abc bolds xyz", bold, "abc bolds xy"), bold);
  assert.deepEqual(carryOver("abc bolds xyz", bold, "abc boXlds xyz"), [{ type: "bold", offset: 4, length: 6 }]);
  assert.deepEqual(carryOver("abc bolds xyz", bold, "abc  xyz"), []);
  assert.deepEqual(carryOver("#tag", [{ type: "hashtag", offset: 0, length: 4 }], "#tags"), []);
});

test("formatting that is carried over never leaves the text", () => {
  const texts = fc.string({ maxLength: 20 });
  fc.assert(
    fc.property(texts, texts, fc.nat(20), fc.nat(20), (before, after, offset, length) => {
      const entity = {
        type: "bold" as const,
        offset: Math.min(offset, before.length),
        length: Math.min(length, before.length - Math.min(offset, before.length)),
      };
      for (const each of carryOver(before, [entity], after)) {
        assert.ok(each.offset >= 0 && each.length > 0 && each.offset + each.length <= after.length);
      }
    }),
  );
});

test("typed marks become entities, and lone marks stay text", () => {
  assert.deepEqual(fromTyped("a **b** ||c|| [d](https://e.f) `g` 2 * 3 ** 4"), {
    text: "a b c d g 2 * 3 ** 4",
    entities: [
      { type: "bold", offset: 2, length: 1 },
      { type: "spoiler", offset: 4, length: 1 },
      { type: "text_link", url: "https://e.f", offset: 6, length: 1 },
      { type: "code", offset: 8, length: 1 },
    ],
  });
  assert.deepEqual(fromTyped("```python\nx = 1\n```").entities, [
    { type: "pre", language: "python", offset: 0, length: 6 },
  ]);
});

test("a style is put around a selection and taken away again", () => {
  const on = toggleMark("one two", 4, 7, "bold");
  assert.deepEqual(on, { text: "one **two**", from: 6, to: 9 });
  assert.deepEqual(toggleMark(on.text, on.from, on.to, "bold"), { text: "one two", from: 4, to: 7 });
});

test("only links that lead somewhere harmless are links", () => {
  assert.equal(safeHref("arxiv.org/abs/1"), "https://arxiv.org/abs/1");
  assert.equal(safeHref("example.org:8080/x"), "https://example.org:8080/x");
  assert.equal(safeHref("tg://resolve?domain=x"), "tg://resolve?domain=x");
  for (const bad of [
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "vbscript:x",
    "",
    "https://",
  ]) {
    assert.equal(safeHref(bad), null, bad);
  }
});

test("Telegram's own links are understood in each of their forms", () => {
  assert.deepEqual(telegramLink("https://t.me/Margins/81"), { kind: "post", chat: "margins", message: 81 });
  assert.deepEqual(telegramLink("https://t.me/c/1234567890/81"), { kind: "post", chat: -1001234567890, message: 81 });
  assert.deepEqual(telegramLink("tg://resolve?domain=margins&post=81"), { kind: "post", chat: "margins", message: 81 });
  assert.deepEqual(telegramLink("https://t.me/paperboy_bot?start=own-1"), {
    kind: "start",
    bot: "paperboy_bot",
    payload: "own-1",
  });
  assert.deepEqual(telegramLink("https://t.me/paperboy_bot?startchannel&admin=post_messages+edit_messages"), {
    kind: "addToChannel",
    bot: "paperboy_bot",
    rights: ["post_messages", "edit_messages"],
  });
  assert.equal(telegramLink("https://example.org/t.me/x/1"), null);
});

test("an album of any pictures has each of them once, in order, in rows of at most four", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 50, noNaN: true }), { minLength: 1, maxLength: 10 }), (ratios) => {
      const rows = mosaic(ratios);
      assert.deepEqual(
        rows.flatMap((row) => row.items),
        ratios.map((_, i) => i),
      );
      assert.ok(rows.every((row) => row.items.length <= 4 && row.ratio > 0));
    }),
  );
});
