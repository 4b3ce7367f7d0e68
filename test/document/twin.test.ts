import assert from "node:assert/strict";
import { test } from "node:test";
import { plainFormula } from "../../src/document/formula/unicode.ts";
import { writeHtml } from "../../src/document/html/write.ts";
import { readMarkdown } from "../../src/document/markdown/read.ts";
import { originOf, toPlain } from "../../src/document/plain.ts";
import { promote } from "../../src/document/promote.ts";
import type { RichDocument } from "../../src/document/rich/document.ts";
import { toClassic } from "../../src/document/twin/twin.ts";

function rich(markdown: string): RichDocument {
  const reading = readMarkdown(markdown);
  assert.ok(reading.ok);
  return reading.document;
}

const twin = (markdown: string) => toClassic(rich(markdown));

test("headings are bold, lists have their signs, quotations and code their formatting", () => {
  const { document } = twin("# Title\n\n1. a\n   - b\n\n- [x] c\n\n> q\n\n```py\nx\n```");
  assert.equal(document.text, "Title\n\n1. a\n    • b\n\n☑ c\n\nq\n\nx");
  assert.deepEqual(
    document.entities.map(({ type, offset, length }) => [type, document.text.slice(offset, offset + length)]),
    [
      ["bold", "Title"],
      ["blockquote", "q"],
      ["pre", "x"],
    ],
  );
});

test("details are a quotation that opens, with a bold summary", () => {
  const { document } = twin("<details><summary>More</summary>\n\nInside\n\n</details>");
  assert.deepEqual(document, {
    text: "More\nInside",
    entities: [
      { type: "expandable_blockquote", offset: 0, length: 11 },
      { type: "bold", offset: 0, length: 4 },
    ],
  });
});

test("a narrow table is drawn, a wide one told row by row", () => {
  assert.equal(twin("| A | B |\n|--|--:|\n| x | 12 |").document.text, "A │  B\n──┼───\nx │ 12");
  const wide = twin(`| Model | Score |\n|--|--|\n| ${"long ".repeat(8)} | [1](https://a.bc) |`).document;
  assert.equal(wide.text, `• Model: ${"long ".repeat(8).trim()}; Score: 1`);
  assert.deepEqual(
    wide.entities.map(({ type }) => type),
    ["bold", "bold", "text_link"],
  );
});

test("footnotes are numbered, also where a received message does not number them", () => {
  assert.equal(twin("A[^x].\n\n[^x]: note").document.text, "A[1].\n\n[1] note");
  const received: RichDocument = {
    blocks: [
      { type: "paragraph", text: ["A", { type: "reference_link", text: "*", reference_name: "n" }] },
      { type: "paragraph", text: { type: "reference", text: "note", name: "n" } },
    ],
  };
  assert.equal(toClassic(received).document.text, "A*[1]\n\n[1] note");
});

test("figures go beside the text, with their captions in it", () => {
  const { document, figures, findings } = twin('![](1 "One")\n\n![](2)\n\ntext');
  assert.equal(document.text, "🖼 1. One\n\ntext");
  assert.equal(figures.length, 2);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["figures-moved"],
  );
});

test("a twin longer than a message says so", () => {
  const [finding] = twin("слово ".repeat(1000)).findings;
  assert.deepEqual(finding, { code: "text-long", severity: "warning", args: { length: 5999, max: 4096 } });
});

test("formulas are told in plain signs, or by their source", () => {
  const said = (expression: string) => plainFormula(expression).text;
  assert.equal(said("\\frac{\\alpha}{2} x^2"), "α/2 x²");
  assert.equal(
    said("\\mathcal{L}(\\theta) = -\\mathbb{E}_{x \\sim p}[\\log p_\\theta(x)]"),
    "ℒ(θ) = −𝔼_(x ∼ p)[log p_θ(x)]",
  );
  assert.equal(said("\\mathrm{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V"), "softmax(QKᵀ/√dₖ)V");
  assert.equal(said("x_i^{i,j}"), "xᵢ^(i,j)");
  const { document, findings } = twin("$$\\foo{x}$$");
  assert.deepEqual(document, { text: "\\foo{x}", entities: [{ type: "code", offset: 0, length: 7 }] });
  assert.deepEqual(findings[0]?.args, { count: 1, commands: "\\foo" });
});

test("a formula that doubles its marks or never closes ends in time", () => {
  const started = performance.now();
  for (const hostile of ["\\hat", "{", "^", "\\frac", "\\sqrt["]) plainFormula(hostile.repeat(8000));
  assert.ok(performance.now() - started < 5000);
});

test("a classic text becomes paragraphs, quotations and code, with crossing formatting kept", () => {
  const document = {
    text: "ab cd\n\nq1\nq2\ncode",
    entities: [
      { type: "bold", offset: 0, length: 4 },
      { type: "italic", offset: 1, length: 4 },
      { type: "blockquote", offset: 7, length: 5 },
      { type: "pre", offset: 13, length: 4, language: "py" },
    ],
  } as const;
  assert.deepEqual(promote(document).blocks, [
    {
      type: "paragraph",
      text: [
        { type: "bold", text: ["a", { type: "italic", text: "b c" }] },
        { type: "italic", text: "d" },
      ],
    },
    { type: "blockquote", blocks: [{ type: "paragraph", text: "q1\nq2" }] },
    { type: "pre", text: "code", language: "py" },
  ]);
});

test("plain text is in reading order and knows where it came from", () => {
  const document = rich("# T\n\n| A | B |\n|--|--|\n| **x** | y |\n\n- one\n- two");
  const plain = toPlain(document);
  assert.equal(plain.text, "T\n\nA\tB\nx\ty\n\none\ntwo");
  assert.deepEqual(originOf(plain, plain.text.indexOf("x")), {
    path: ["blocks", 1, "cells", 1, 0, "text", "text"],
    offset: 0,
  });
  assert.equal(originOf(plain, 1), null);
});

test("HTML for the web is escaped, shows formulas in MathML and links to what can be opened", () => {
  const html = writeHtml(rich('a <b & $x$ [l](https://a.bc/?q="1")\n\n![](1)'), { dialect: "web" });
  assert.match(html, /^<p>a &lt;b &amp; <span class="katex"><math/);
  assert.match(html, /<a href="https:\/\/a\.bc\/\?q=%221%22">l<\/a>/);
  assert.doesNotMatch(html, /figure:1/);
  const bad = writeHtml(
    { blocks: [{ type: "paragraph", text: { type: "url", text: "x", url: "javascript:1" } }] },
    { dialect: "web" },
  );
  assert.equal(bad, "<p>x</p>");
});

test("a formula that KaTeX cannot take is shown by its source", () => {
  const html = writeHtml(
    { blocks: [{ type: "mathematical_expression", expression: `<${"{".repeat(5000)}` }] },
    { dialect: "web" },
  );
  assert.match(html, /<code class="formula">&lt;\{+/);
});
