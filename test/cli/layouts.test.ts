import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { layouts } from "../../src/cli/layouts.ts";

async function run(
  t: TestContext,
  name: string,
  text: string,
  options: { figures?: number; json?: boolean } = {},
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-layouts-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, text);
  let written = "";
  await layouts(path, { figures: 0, json: false, ...options }, "en", (line) => {
    written += line;
  });
  return written;
}

test("a plain text is told with its numbers and every layout that fits", async (t) => {
  assert.equal(
    await run(t, "review.txt", `Заголовок\n\n${"я".repeat(1500)}\n`, { figures: 2 }),
    [
      "figures-then-text: 1511 of 4096 units",
      "",
      "figures-then-text",
      "  1. sendMediaGroup: 2 figures, 0 units",
      "  2. sendMessage: 1511 units, answers the first, silent",
      "",
      "text-then-figures",
      "  1. sendMessage: 1511 units",
      "  2. sendMediaGroup: 2 figures, 0 units, answers the first, silent",
      "",
      "rich",
      "  1. sendRichMessage: 1511 units",
      "",
    ].join("\n"),
  );
});

test("Markdown becomes its classic twin, or one rich message; JSON has the messages whole", async (t) => {
  const markdown = `# Заголовок\n\nФормула $x^2$ и [статья](https://arxiv.org/abs/2407.01392).\n\n![](1)\n`;
  const answer = JSON.parse(await run(t, "review.md", markdown, { figures: 1, json: true }));
  assert.equal(answer.taken.name, "caption");
  assert.match(answer.taken.messages[0].caption, /^Заголовок\n\nФормула x² и статья\./);
  const rich = answer.fitting.find(({ name }: { name: string }) => name === "rich");
  assert.deepEqual(
    rich.messages[0].rich_message.blocks.map(({ type }: { type: string }) => type),
    ["heading", "paragraph", "photo"],
  );
});

test("what is no post and what is no file are said in a sentence", async (t) => {
  await assert.rejects(run(t, "review.txt", " \n"), /review\.txt: the post is empty/i);
  await assert.rejects(run(t, "review.md", "]".repeat(9_000)), /review\.md: There are too many brackets/);
  await assert.rejects(layouts("/no/such/file.md", { figures: 0, json: false }, "en"), /there is no such file/);
  await assert.rejects(layouts(import.meta.dirname, { figures: 0, json: true }, "en"), /it is a folder/);
});

test("JSON tells what keeps a review from going out, and so does the answer", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "paperboy-layouts-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "review.txt");
  writeFileSync(path, "\ufeff \r\n");
  let written = "";
  const out = await layouts(path, { figures: 0, json: true }, "en", (line) => {
    written += line;
  });
  assert.equal(out, false);
  assert.equal(JSON.parse(written).taken.finding.code, "post-empty");
});

test("a text of Windows loses its carriage returns and its mark", async (t) => {
  const answer = JSON.parse(await run(t, "review.txt", "\ufeffЗаголовок\r\n\r\nтекст\r\n", { json: true }));
  assert.equal(answer.taken.messages[0].text, "Заголовок\n\nтекст");
});
