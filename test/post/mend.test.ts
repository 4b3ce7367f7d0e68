import assert from "node:assert/strict";
import { test } from "node:test";
import { mend, mendsOf } from "../../src/post/mend.ts";
import type { PostContent } from "../../src/post/post.ts";
import { check } from "../../src/post/schema.ts";
import type { ChannelSettings } from "../../src/post/settings.ts";
import { PAPER, plain, review, SETTINGS } from "./content.ts";

/** The post after the first tap on its first finding, again and again until there is none to tap. */
function mended(content: PostContent, settings: ChannelSettings = SETTINGS): PostContent {
  for (const finding of check(content, settings)) {
    const [first] = mendsOf(finding);
    if (first !== undefined) return mended({ ...content, ...mend(content, first) }, settings);
  }
  return content;
}

test("a tag is replaced by its mend, and not doubled", () => {
  const settings = { ...SETTINGS, tagsLine: true };
  assert.deepEqual(mended(review({ tags: ["рл", "ин-контекст", "2024"] }), settings).tags, [
    "рл",
    "инконтекст",
    "год2024",
  ]);
  assert.deepEqual(mended(review({ tags: ["ИнКонтекст", "ин-контекст"] }), settings).tags, ["ИнКонтекст"]);
});

test("a hashtag in the text is replaced, and formatting behind it stays on its words", () => {
  const text = {
    text: "о #ин-контекст рл",
    entities: [{ type: "hashtag", offset: 2, length: 3 } as const, { type: "bold", offset: 15, length: 2 } as const],
  };
  assert.deepEqual(mended(review({ text })).text, {
    text: "о #инконтекст рл",
    entities: [
      { type: "hashtag", offset: 2, length: 11 },
      { type: "bold", offset: 14, length: 2 },
    ],
  });
});

test("a bare label gets its paper's link, several get each their own", () => {
  const second = { identifier: { scheme: "arxiv", value: "1706.03762" }, title: null, byline: null } as const;
  const post = mended(review({ style: "verbatim", papers: [PAPER, second], text: plain("Два\n👀LINK\n👀LINK") }));
  assert.deepEqual(post.text, {
    text: "Два\n👀LINK\n👀LINK",
    entities: [
      { type: "text_link", offset: 4, length: 6, url: "https://arxiv.org/abs/2407.01392" },
      { type: "text_link", offset: 11, length: 6, url: "https://arxiv.org/abs/1706.03762" },
    ],
  });
});

test("a kind that does not go with the papers is changed", () => {
  assert.equal(mended(review({ kind: "note" })).kind, "review");
  assert.equal(mended(review({ title: "Заголовок", papers: [] })).kind, "note");
});

test("what only the author can mend has no button", () => {
  assert.deepEqual(check(review({ authors: [], text: plain("") }), SETTINGS).flatMap(mendsOf), []);
});
