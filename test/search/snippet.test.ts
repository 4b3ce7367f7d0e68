import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { clipped, shown } from "../../src/search/shown.ts";
import { snippet } from "../../src/search/snippet.ts";

const finder =
  (...words: string[]) =>
  (word: string) =>
    words.findIndex((wanted) => word.startsWith(wanted));
const marked = (text: string, title: string, length: number, ...words: string[]) => {
  const { text: shownText, highlights } = snippet(text, title, length, finder(...words));
  let marks = "";
  let end = 0;
  for (const { offset, length: size } of highlights) {
    marks += `${shownText.slice(end, offset)}[${shownText.slice(offset, offset + size)}]`;
    end = offset + size;
  }
  return marks + shownText.slice(end);
};

describe("a snippet", () => {
  it("shows the stretch with the most different words, cut between words", () => {
    const text = `Заголовок\n\n${"слово ".repeat(40)}вектор один. ${"ещё ".repeat(40)}здесь вектор\nи матрица рядом ${"хвост ".repeat(40)}`;
    assert.equal(marked(text, "Заголовок", 50, "вектор", "матриц"), "…ещё ещё здесь [вектор] и [матрица] рядом хвост…");
  });

  it("leaves out the title, and keeps a text that is nothing else", () => {
    assert.equal(marked("Вектор\n\nпро матрицы", "Вектор", 50, "вектор", "матриц"), "про [матрицы]");
    assert.equal(marked("Вектор", "Вектор", 50, "вектор"), "[Вектор]");
  });

  it("is the beginning where nothing is found in the text", () => {
    assert.equal(marked("Заголовок\n\nпервая строка и дальше", "Заголовок", 16, "нет"), "первая строка и…");
  });

  it("marks places inside itself, for any text and any words", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 400 }),
        fc.string({ unit: "grapheme", maxLength: 20 }),
        fc.integer({ min: 10, max: 100 }),
        (text, title, length) => {
          const found = snippet(text, title, length, (word) => (word.length % 2 === 0 ? word.length : -1));
          let end = 0;
          for (const { offset, length: size } of found.highlights) {
            assert.ok(offset >= end && size > 0 && offset + size <= found.text.length);
            end = offset + size;
          }
          assert.ok(!found.text.includes("\n"));
        },
      ),
    );
  });
});

describe("text in a line", () => {
  it("cannot turn or pile up what stands around it", () => {
    assert.equal(shown("a\u202ebc\u0007\nd"), "abc d");
    assert.equal(shown(`z${"\u0322".repeat(50)}`), `z${"\u0322".repeat(3)}`);
    assert.equal(shown("שלום"), "\u2068שלום\u2069");
  });

  it("is cut between words, and never within a pair", () => {
    assert.equal(clipped("одно два три", 9), "одно два…");
    assert.equal(clipped("😀😀😀", 4), "😀…");
    assert.equal(clipped("коротко", 9), "коротко");
  });
});
