import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageEntity } from "@grammyjs/types";
import fc from "fast-check";
import { documentOf, readPaste } from "../../src/post/paste.ts";
import { tdlibHashtags } from "./tdlib.ts";

/** A text as Telegram would give it to a bot: with its hashtags found. */
function received(text: string, entities: readonly MessageEntity[] = []) {
  const hashtags = (tdlibHashtags(text) ?? []).map((place) => ({ type: "hashtag" as const, ...place }));
  return { text, entities: [...hashtags, ...entities] };
}

test("a finished post tells its title, its papers and its tags", () => {
  const text =
    "\n Diffusion Forcing \n\nтекст https://arxiv.org/abs/1706.03762v5 и снова arXiv:1706.03762\n\n👀LINK\n#рл #Диффузия #РЛ #ии@rizzearch";
  const link = {
    type: "text_link",
    offset: text.indexOf("👀"),
    length: 6,
    url: "https://arxiv.org/pdf/2407.01392",
  } as const;
  const parts = readPaste(received(text, [link]));
  assert.equal(parts.title, "Diffusion Forcing");
  assert.deepEqual(parts.papers, [
    { scheme: "arxiv", value: "1706.03762" },
    { scheme: "arxiv", value: "2407.01392" },
  ]);
  assert.deepEqual(parts.tags, ["рл", "Диффузия", "ии"]);
});

test("a first line longer than a title can be is none, and code is no paper", () => {
  assert.deepEqual(readPaste(received(`${"я".repeat(257)}\nhttps://github.com/openai/gpt-2`)), {
    title: null,
    papers: [],
    tags: [],
  });
});

test("a message gives its text, or its caption", () => {
  const bold: MessageEntity[] = [{ type: "bold", offset: 0, length: 1 }];
  assert.deepEqual(documentOf({ text: "да", entities: bold }), { text: "да", entities: bold });
  assert.deepEqual(documentOf({ caption: "да", caption_entities: bold }), { text: "да", entities: bold });
  assert.deepEqual(documentOf({ text: "да" }), { text: "да", entities: [] });
  assert.equal(documentOf({}), null);
});

test("any text is read without failing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      const { title, tags } = readPaste(received(text));
      if (title !== null) assert.ok(text.includes(title) && title.length <= 256 && !title.includes("\n"));
      assert.ok(tags.every((tag) => tag !== "" && !tag.startsWith("#")));
    }),
  );
});
