import assert from "node:assert/strict";
import { test } from "node:test";
import type { MessageEntity } from "@grammyjs/types";
import fc from "fast-check";
import { concat, plainly, trim } from "../../src/document/document.ts";
import { split } from "../../src/document/split.ts";

const texts = (text: string, length: number, entities: MessageEntity[] = []) =>
  split({ text, entities }, { length }).map((part) => part.text);

test("a text is cut between paragraphs, else lines, sentences, words", () => {
  assert.deepEqual(texts("один два\n\nтри четыре\n\nпять", 22), ["один два\n\nтри четыре", "пять"]);
  assert.deepEqual(texts("один\nдва\nтри", 9), ["один\nдва", "три"]);
  assert.deepEqual(texts("Это раз. Это два и три", 15), ["Это раз.", "Это два и три"]);
  assert.deepEqual(texts("слово слово слово", 12), ["слово слово", "слово"]);
  assert.deepEqual(texts("коротко", 100), ["коротко"]);
  assert.deepEqual(texts(" \n ", 1), []);
});

test("a word, a link or a grapheme is cut only where it alone is longer", () => {
  assert.deepEqual(texts("abcdefgh", 5), ["abcde", "fgh"]);
  assert.deepEqual(texts("👨‍👩‍👧👨‍👩‍👧", 12), ["👨‍👩‍👧", "👨‍👩‍👧"]);
  assert.deepEqual(texts("😀😀😀", 3), ["😀", "😀", "😀"]);
  const link = { type: "text_link", offset: 5, length: 9, url: "https://arxiv.org" } as const;
  assert.deepEqual(
    texts("слово две части", 11, [link]),
    ["слово", "две части"].map((part) => part),
  );
  const long = { ...link, offset: 0, length: 15 };
  assert.deepEqual(texts("слово две части", 10, [long]), ["слово две", "части"]);
});

test("a quotation stays whole where another place is left", () => {
  const quote = { type: "blockquote", offset: 10, length: 11 } as const;
  assert.deepEqual(texts("Вступление\nраз два три", 18, [{ ...quote, offset: 11 }]), ["Вступление", "раз два три"]);
});

test("formatting beyond what one message keeps begins another", () => {
  const text = "a ".repeat(150).trim();
  const entities = Array.from({ length: 150 }, (_, i): MessageEntity => ({ type: "bold", offset: i * 2, length: 1 }));
  const parts = split({ text, entities });
  assert.deepEqual(
    parts.map((part) => part.entities.length),
    [100, 50],
  );
});

const documents = fc
  .record({
    text: fc.array(
      fc.constantFrom("слово", " ", "\n", "\n\n", ". ", "😀", "👨‍👩‍👧", "й", "verylongwordthatgoeson", "\u200b"),
      {
        maxLength: 80,
      },
    ),
    spans: fc.array(
      fc.record({
        type: fc.constantFrom("bold", "text_link", "code", "blockquote", "pre"),
        from: fc.nat(),
        length: fc.integer({ min: 1, max: 40 }),
      }),
      { maxLength: 6 },
    ),
    length: fc.integer({ min: 12, max: 60 }),
  })
  .map(({ text: pieces, spans, length }) => {
    const text = pieces.join("");
    const entities = spans.flatMap(({ type, from, length: size }): MessageEntity[] => {
      const offset = text === "" ? 0 : from % text.length;
      const end = Math.min(text.length, offset + size);
      if (end <= offset) return [];
      const place = { offset, length: end - offset };
      return [type === "text_link" ? { type, url: "https://a.b", ...place } : ({ type, ...place } as MessageEntity)];
    });
    return { document: { text, entities }, length };
  });

test("the parts keep the bound, cut no character, and are the whole text again", () => {
  fc.assert(
    fc.property(documents, ({ document, length }) => {
      const parts = split(document, { length });
      for (const part of parts) {
        assert.ok(part.text.length > 0 && part.text.length <= length);
        assert.ok(part.text.isWellFormed());
        assert.equal(part.text, part.text.trim());
        for (const { offset, length: size } of part.entities) assert.ok(size > 0 && offset + size <= part.text.length);
      }
      const whole = concat(...parts.flatMap((part) => [plainly(part.after), part]));
      const last = parts.at(-1)?.text ?? "";
      assert.equal(whole.text, trim(document).text.slice(0, whole.text.length));
      assert.match(trim(document).text.slice(whole.text.length), /^[\s\u200b]*$/u, last);
    }),
    { numRuns: 1000 },
  );
});
