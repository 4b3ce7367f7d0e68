import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageEntity } from "@grammyjs/types";
import { tagsIn, toldBy } from "../../../src/bot/draft/fill.ts";

const SETTINGS = { linkLabel: "👀LINK" };

function under(text: string, links: Readonly<Record<string, string>>): { text: string; entities: MessageEntity[] } {
  const entities = Object.entries(links).map(([word, url]) => ({
    type: "text_link" as const,
    offset: text.indexOf(word),
    length: word.length,
    url,
  }));
  return { text, entities };
}

test("a post is about the papers under its label, and only mentions the others", () => {
  const document = under("Название\n\nкак писали здесь\n\n👀LINK", {
    здесь: "https://arxiv.org/abs/2307.11046",
    "👀LINK": "https://arxiv.org/pdf/2407.01392v3",
  });
  assert.deepEqual(toldBy(document, SETTINGS), {
    papers: [{ scheme: "arxiv", value: "2407.01392" }],
    tags: [],
    labelled: true,
  });
});

test("without a label, a post is about every paper that it links to, each once", () => {
  const text = "https://arxiv.org/abs/2407.01392 и https://arxiv.org/pdf/2407.01392v1, код https://github.com/a/b";
  assert.deepEqual(toldBy({ text, entities: [] }, SETTINGS).papers, [{ scheme: "arxiv", value: "2407.01392" }]);
});

test("hashtags of the text are tags, composed, each once", () => {
  const text = "#rl #RL #и\u0306од #тег@channel";
  const entities = [...text.matchAll(/#[^\s]+/g)].map((match) => ({
    type: "hashtag" as const,
    offset: match.index,
    length: match[0].length,
  }));
  assert.deepEqual(toldBy({ text, entities }, SETTINGS).tags, ["rl", "йод", "тег"]);
});

test("tags are typed with # or without, between spaces, commas and lines", () => {
  assert.deepEqual(tagsIn(" #rl, диффузия;#rl\n＃внимание  ## "), ["rl", "диффузия", "внимание"]);
  assert.deepEqual(tagsIn(" , ;\n"), []);
});
