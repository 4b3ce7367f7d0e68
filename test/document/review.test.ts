import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fixEntities } from "../../playground/server/text-engine.ts";
import { readHtml } from "../../src/document/html/read.ts";
import { writeHtml } from "../../src/document/html/write.ts";
import { readMarkdown } from "../../src/document/markdown/read.ts";
import { writeMarkdown } from "../../src/document/markdown/write.ts";
import { toPlain } from "../../src/document/plain.ts";
import { figuresOf } from "../../src/document/rich/document.ts";
import { split } from "../../src/document/split.ts";
import { toClassic } from "../../src/document/twin/twin.ts";
import { wordsOf } from "./documents.ts";

const paragraph = "Авторы **показывают**, что отказ модели держится на одном *направлении*, и его можно вычесть. "
  .repeat(12)
  .trim();
const review = [
  "# Refusal in LLMs",
  `${paragraph} Здесь $\\hat{r} = r / \\|r\\|$[^1].`,
  "$$\nx' = x - \\hat{r} \\hat{r}^\\top x\n$$",
  "![Рис. 1](one.png)",
  ...Array.from({ length: 9 }, (_, i) => `## Часть ${i + 1}\n\n${paragraph}`),
  "| Модель | ASR |\n| - | -: |\n| Llama | $0{,}9$ |",
  ...["two", "three", "four", "five", "six"].map((name) => `![](${name}.png)`),
  "Конец[^2].",
  "[^1]: Норма.",
  "[^2]: Приложение.",
].join("\n\n");

test("a long review with formulas, a table, footnotes and figures comes out as it came in, and has a whole twin", () => {
  const reading = readMarkdown(review);
  assert.ok(reading.ok);
  assert.deepEqual(reading.findings, []);
  assert.ok(review.length > 10_000);
  assert.equal(figuresOf(reading.document.blocks).length, 6);
  const written = writeMarkdown(reading.document);
  const again = readMarkdown(written);
  assert.ok(again.ok);
  assert.deepEqual(again.document, reading.document);
  assert.equal(writeMarkdown(again.document), written);
  const { document } = toClassic(reading.document);
  for (const said of ["x′ = x − r̂ r̂ᵀ x", "[1] Норма.", "Llama", "Рис. 1"])
    assert.ok(document.text.includes(said), said);
  for (const part of split(document)) assert.ok(part.text.length <= 4096);
});

const naughty = join(import.meta.dirname, "..", "..", "..", "shared", "data", "unicode", "blns.json");

test("every naughty string is read, told as a twin and written without an error", (t) => {
  if (!existsSync(naughty)) return t.skip("there is no ../shared/data/unicode/blns.json");
  const strings: unknown[] = JSON.parse(readFileSync(naughty, "utf8"));
  assert.ok(strings.length > 400);
  for (const text of strings) {
    if (typeof text !== "string") continue;
    const reading = readMarkdown(text);
    assert.ok(reading.ok, text);
    fixEntities(toClassic(reading.document).document.text, toClassic(reading.document).document.entities);
    const written = readMarkdown(writeMarkdown(reading.document));
    assert.ok(written.ok);
    assert.equal(wordsOf(toPlain(written.document).text), wordsOf(toPlain(reading.document).text));
    assert.ok(readHtml(writeHtml(reading.document, { dialect: "telegram" })).ok);
  }
});
