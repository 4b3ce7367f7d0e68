import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageEntity } from "@grammyjs/types";
import { looksLikeMarkdown } from "../../src/document/markdown/looks.ts";
import { isFormatted, markdownSource } from "../../src/document/markdown/source.ts";

const plain = (text: string) => ({ text, entities: [] });

for (const text of [
  "# Заголовок\n\nтекст",
  "текст\n\n### Часть",
  "это **важно** и точка",
  "**Начало** строки",
  "смотрите [статью](https://arxiv.org/abs/2407.01392)",
  "![Рис. 1](1.png)",
  "| a | b |\n| - | - |\n| 1 | 2 |".replaceAll("-", "--"),
  "a | b\n:-- | --:\n1 | 2",
  "```python\nprint(1)\n```",
  "$$E = mc^2$$",
  "$$\n\\frac{1}{2}\n$$",
  "пусть $x_i$ — слово",
  "слово[^1]\n\n[^1]: сноска",
  "- [ ] сделать\n- [x] сделано",
]) {
  test(`it looks like Markdown: ${JSON.stringify(text)}`, () => assert.ok(looksLikeMarkdown(plain(text))));
}

for (const text of [
  "",
  "Просто текст с * звёздочкой и _подчёркиванием_",
  "f(a*b) и a * b * c, snake_case и __init__()",
  "2**10 = 1024 и 2**3**4",
  "передайте **kwargs и **args",
  "#диффузия #rl",
  "#1 в мире",
  "цена 5 $ или 10 $, а было $20 и $30",
  "$$$ дорого $$$",
  "заплатили $$ и ещё $$",
  "- пункт\n- другой\n1. раз\n2. два",
  "> цитата",
  "-- тире --",
  "-----",
  "[1] Chen et al. (2024)",
  "массив[i](j)",
  "см. [ссылку] (там)",
  "👀LINK\nhttps://arxiv.org/abs/2407.01392",
  "C# и F# — языки",
  "***",
  "a || b",
]) {
  test(`it is an innocent text: ${JSON.stringify(text)}`, () => assert.ok(!looksLikeMarkdown(plain(text))));
}

test("what Telegram shows as code is no sign of Markdown", () => {
  const text = "код: **a** и # b";
  assert.ok(looksLikeMarkdown(plain(text)));
  assert.ok(!looksLikeMarkdown({ text, entities: [{ type: "code", offset: 5, length: 5 }] }));
});

test("a long text of signs is looked at in a moment", () => {
  for (const sign of ["**", "$$", "$x_", "[a](", "```\n", "| - ", "__a", "![a]", "# ", "*"]) {
    const began = performance.now();
    looksLikeMarkdown(plain(sign.repeat(100_000)));
    assert.ok(performance.now() - began < 2_000, sign);
  }
});

test("formatting that an app has made of some signs becomes signs again", () => {
  const text = "важно и код, ссылка\nдве строки\nи ещё";
  const entity = (type: string, part: string, more = {}) =>
    ({ type, offset: text.indexOf(part), length: part.length, ...more }) as MessageEntity;
  const document = {
    text,
    entities: [
      entity("bold", "важно "),
      entity("code", "код"),
      entity("text_link", "ссылка", { url: "https://a.org/" }),
      entity("italic", "две строки\nи ещё"),
    ],
  };
  assert.equal(markdownSource(document), "**важно** и `код`, [ссылка](https://a.org/)\n*две строки*\n*и ещё*");
  assert.ok(isFormatted(document));
  assert.ok(!isFormatted({ text: "#rl", entities: [{ type: "hashtag", offset: 0, length: 3 }] }));
  assert.equal(markdownSource(plain("a *b* c")), "a *b* c");
});
