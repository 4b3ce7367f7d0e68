import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { loadWords } from "../../src/bot/words.ts";
import { document, type From, type To } from "../../src/cli/document.ts";
import { sourceOf } from "../../src/cli/source.ts";

const folder = mkdtempSync(join(tmpdir(), "paperboy-document-"));
after(() => rmSync(folder, { recursive: true }));

async function convert(source: string | Uint8Array, from: From, to: To) {
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
  await assert.rejects(convert("{}", "telegram", "rich"), /This is not a Telegram message/);
  await assert.rejects(convert("]".repeat(9_000), "markdown", "rich"), /too many brackets/);
  await assert.rejects(document(join(folder, "absent"), { from: "html", to: "plain" }, "en"), /cannot be read/);
});

test("a file that is no text, a folder and a missing file are told apart", async () => {
  await assert.rejects(convert(Uint8Array.of(0xcf, 0xf0, 0xe8), "markdown", "plain"), /is not text in UTF-8/);
  await assert.rejects(convert("a\0b", "html", "plain"), /is not text in UTF-8/);
  await assert.rejects(document(folder, { from: "html", to: "plain" }, "en"), /it is a folder/);
  await assert.rejects(document(join(folder, "absent"), { from: "html", to: "plain" }, "en"), /no such file/);
});

test("marks of the byte order and carriage returns are no text", async () => {
  assert.equal((await convert("\ufeff# A\r\n\r\nb\r\n", "markdown", "markdown")).out, "# A\n\nb\n");
  const wide = Buffer.from("\ufeffслово", "utf16le");
  assert.equal((await convert(wide, "markdown", "plain")).out, "слово\n");
});

test("what is piped in is read as a file is", async () => {
  async function* pipe() {
    yield Buffer.from("сло").subarray(0, 3);
    yield Buffer.concat([Buffer.from("сло").subarray(3), Buffer.from("во")]);
  }
  assert.equal(await sourceOf("-", loadWords()("en"), pipe()), "слово");
});

test("a message is found within an update and an answer, and one without a word is empty", async () => {
  const update = JSON.stringify({ update_id: 1, channel_post: { message_id: 5, text: "слово" } });
  assert.equal((await convert(update, "telegram", "plain")).out, "слово\n");
  const answer = JSON.stringify({ ok: true, result: { message_id: 5, caption: "под фото", photo: [] } });
  assert.equal((await convert(answer, "telegram", "plain")).out, "под фото\n");
  const { out, warned } = await convert(JSON.stringify({ message_id: 5, photo: [] }), "telegram", "markdown");
  assert.equal(out, "");
  assert.match(warned, /The text is empty/);
});

test("hostile files of every form are answered in a moment, by a sentence or by what they are", async () => {
  const hostile = [
    "",
    "[".repeat(1_000_000),
    `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
    `${'{"result":'.repeat(20_000)}1${"}".repeat(20_000)}`,
    `${"> ".repeat(100)}a`,
    `${"<blockquote>".repeat(100)}a${"</blockquote>".repeat(100)}`,
    Array.from({ length: 100 }, (_, i) => `${"  ".repeat(i)}- a`).join("\n"),
    `|${"a|".repeat(2_000)}\n|${"-|".repeat(2_000)}`,
    `$$${"\\frac{".repeat(300)}x${"}{y}".repeat(300)}$$`,
    "\u202e\u2066a\u200b\u200d".repeat(10_000),
    "<script>alert(1)</script><a href='javascript:alert(1)' onclick=x>b</a><img src=x onerror=y>",
    '{"text":"ab","entities":[{"type":"bold","offset":0,"length":99}]}',
    '{"blocks":[{"type":"no such block"}]}',
  ];
  for (const source of hostile) {
    for (const from of ["markdown", "html", "telegram"] as const) {
      for (const to of ["classic", "rich", "html", "markdown", "plain"] as const) {
        const started = performance.now();
        const answer = await convert(source, from, to).catch((error: unknown) => error);
        const what = `${source.slice(0, 20)} from ${from} to ${to}`;
        assert.ok(performance.now() - started < 5_000, what);
        if (answer instanceof Error) assert.match(answer.message, /^[A-Z].+\.$/, what);
        else if (to === "html") assert.doesNotMatch((answer as { out: string }).out, /<script|<[^>]*(onclick|onerror)/);
      }
    }
  }
});
