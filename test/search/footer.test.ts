import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { MessageEntity } from "@grammyjs/types";
import { withoutFooter } from "../../src/search/footer.ts";

/** A document whose words in brackets are links. */
const read = (marked: string) => {
  const entities: MessageEntity[] = [];
  let text = "";
  for (const [index, part] of marked.split(/[[\]]/).entries()) {
    if (index % 2 === 1) {
      const type = part.startsWith("#") ? "hashtag" : "text_link";
      entities.push({ type, offset: text.length, length: part.length, url: "https://x.org" } as MessageEntity);
    }
    text += part;
  }
  return withoutFooter({ text, entities });
};

describe("the end of a post that says nothing by itself", () => {
  it("is left out: links under words, alone or beside each other, and hashtags", () => {
    assert.equal(read("Про вектор\n\n[👀LINK]"), "Про вектор");
    assert.equal(read("Про вектор\n\n[👀LINK] · [код]\n\n[#рл] [#llm]\n"), "Про вектор");
    assert.equal(read("Про вектор\n👀 [LINK] | [Kaplan et al.]"), "Про вектор");
  });

  it("stays where a line says more than its links, or where there is nothing else", () => {
    assert.equal(read("Про вектор\n[Статья] и мнение"), "Про вектор\n[Статья] и мнение".replace(/[[\]]/g, ""));
    assert.equal(read("[👀LINK]"), "👀LINK");
    assert.equal(read(""), "");
    assert.equal(read("Про вектор\n\nпоследнее слово"), "Про вектор\n\nпоследнее слово");
  });

  it("stays where a word like the label carries no link", () => {
    assert.equal(read("Про вектор\n\n👀LINK"), "Про вектор\n\n👀LINK");
  });
});
