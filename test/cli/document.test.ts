import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { document, type From, type To } from "../../src/cli/document.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-document-"));
after(() => rmSync(folder, { recursive: true }));

async function convert(source: string, from: From, to: To) {
  const file = join(folder, "source");
  writeFileSync(file, source);
  let [out, warned] = ["", ""];
  await document(
    file,
    { from, to },
    "en",
    (text) => {
      out += text;
    },
    (text) => {
      warned += text;
    },
  );
  return { out, warned };
}

test("Markdown becomes every form, and comes back the same", async () => {
  const markdown = "# Title\n\nText with $x^2$.\n";
  assert.equal((await convert(markdown, "markdown", "markdown")).out, markdown);
  assert.equal((await convert(markdown, "markdown", "plain")).out, "Title\n\nText with x^2.\n");
  assert.equal(JSON.parse((await convert(markdown, "markdown", "classic")).out).text, "Title\n\nText with x².");
  assert.match(
    (await convert(markdown, "markdown", "html")).out,
    /^<h1>Title<\/h1>\n<p>Text with <span class="katex">/,
  );
  const rich = (await convert(markdown, "markdown", "rich")).out;
  assert.equal((await convert(rich, "telegram", "markdown")).out, markdown);
});

test("a message of Telegram is taken as it is", async () => {
  const message = JSON.stringify({ text: "ab c", entities: [{ type: "bold", offset: 0, length: 2 }] });
  assert.equal((await convert(message, "telegram", "markdown")).out, "**ab** c\n");
  assert.deepEqual(JSON.parse((await convert(message, "telegram", "classic")).out), JSON.parse(message));
});

test("HTML is read by Telegram's tags, and others are named", async () => {
  const { out, warned } = await convert("<p>a <b>b</b> <blink>c</blink></p>", "html", "markdown");
  assert.equal(out, "a **b** c\n");
  assert.equal(warned, "Telegram has no such tags; they stay as text or without formatting: blink.\n");
});

test("what cannot be read is said in a sentence", async () => {
  await assert.rejects(convert("{}", "telegram", "rich"), /This is no message of Telegram/);
  await assert.rejects(convert("]".repeat(9_000), "markdown", "rich"), /too many brackets/);
  await assert.rejects(document(join(folder, "absent"), { from: "html", to: "plain" }, "en"), /cannot be read/);
});
