import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Message } from "@grammyjs/types";
import type { StandIn } from "../../playground/server/index.ts";
import { createDrafts } from "../../src/archive/drafts.ts";
import { ANYA, type Hand, handOf, labelsOf, startBot, startStandIn, textOf } from "./driver.ts";
import { sendFile } from "./files.ts";

/** Strings that broke programs before, in the shared material. */
const NAUGHTY = join(import.meta.dirname, "../../../shared/data/unicode/blns.json");

/** What a person waits for an answer at most, ms; an innocent file takes a tenth of it. */
const PATIENCE = 5_000;

const repeat = (text: string, count: number) => text.repeat(count);
const count = (n: number, line: (i: number) => string) => Array.from({ length: n }, (_, i) => line(i)).join("\n");

const HOSTILE: Readonly<Record<string, string>> = {
  "500 pictures": count(500, (i) => `![${i}](${i}.png)\n`),
  "pictures with links that are none": [
    "# Заметка",
    "![а](javascript:alert(1)) ![б](data:text/html;base64,PHNjcmlwdD4=) ![в](file:///etc/passwd)",
    "[г](javascript:alert(1)) [д](tg://resolve?domain=x) [е](<  >) <javascript:alert(1)>",
  ].join("\n\n"),
  "tags of HTML":
    "<script>alert(1)</script>\n\n<b>жирный<i>не закрыт\n\n<a href='javascript:alert(1)'>ссылка</a>\n\n<img src=x onerror=alert(1)>",
  "unclosed tags": repeat("<b><i><u><s><a href='https://a.b'>", 300),
  "footnotes that call each other": "а[^1]\n\n[^1]: б[^2]\n\n[^2]: в[^1][^3]\n\n[^3]: г[^3]\n",
  "500 footnotes that call the next": count(500, (i) => `[^${i}]: слово[^${i + 1}]\n`),
  "a formula of 20,000 signs": `$$\n${repeat("\\frac{x}{", 2_000)}y${repeat("}", 2_000)}\n$$`,
  "2,000 formulas": repeat("$x_{1}^{2}$ ", 2_000),
  "formulas that define themselves": "$$\\def\\a{\\a\\a}\\a$$\n\n$$\\newcommand{\\b}[1]{\\b{#1}\\b{#1}}\\b{x}$$",
  "brackets of 60 KB": repeat("[", 60_000),
  "brackets that pair, of 60 KB": repeat("[a](b", 12_000),
  "asterisks of 60 KB": repeat("*a**b_", 10_000),
  "quotes in quotes": `${repeat("> ", 60)}слово`,
  "lists in lists": count(40, (i) => `${repeat("  ", i)}- пункт`),
  "a table of 100 columns": `|${repeat("a|", 100)}\n|${repeat("-|", 100)}\n|${repeat("1|", 100)}`,
  "a table of 3,000 rows": `|a|b|\n|-|-|\n${count(3_000, (i) => `|${i}|x|`)}`,
  "a word of 60 KB": repeat("а", 60_000),
  "a line break after each letter": repeat("а\n", 30_000),
  "headings without a word": repeat("#\n\n", 1_000),
  "zero bytes and controls": `# За\u0000метка\n\n\u0001\u0008\u001b[31mкрасный\u007f **сло\u200bво** \u202eзадом наперёд\u2066`,
  "half of a surrogate pair": "# Заметка \ud83d\n\n**сло\udc00во** и $\ud83d$",
  "signs that combine": `# З${repeat("\u0301", 5_000)}\n\nслово`,
  "definitions that call each other": "[а]: б\n[б]: а\n\n[а][б] ![в][а]\n",
  "a line of 100 KB of gaps": `\`\`\`\nx${repeat(" ", 50_000)}y${repeat("\t", 50_000)}z\n\`\`\``,
  "code of 100 KB of empty lines": `\`\`\`\nx${repeat("\n", 100_000)}y\n\`\`\``,
  "a repository of 60 KB of dots": `github.com/a/${repeat(".", 60_000)}b`,
  "nothing but white space and marks": "# \n\n- \n\n> \n\n``` \n```\n",
  "code that is never closed": `\`\`\`\n${repeat("код\n", 3_000)}`,
};

test("whatever stands in a Markdown file, its author gets a card that says what it is, in a moment", async (t) => {
  const telegram = await startStandIn(t);
  const { db } = await startBot(telegram);
  const drafts = createDrafts(db, Date.now);
  const anya = handOf(telegram, ANYA);
  for (const [name, text] of Object.entries(HOSTILE)) {
    const before = Math.max(0, ...(await anya.seen()).map(({ message_id: id }) => id));
    const start = performance.now();
    await sendFile(telegram, "note.md", text);
    const card = await telegram
      .until(async () => (await anya.seen()).findLast((message) => message.message_id > before), PATIENCE)
      .catch(() => assert.fail(`no answer to ${name}`));
    const took = performance.now() - start;
    assert.ok(took < PATIENCE, `${name} took ${Math.round(took)} ms`);
    t.diagnostic(`${name}: ${Math.round(took)} ms`);
    const said = textOf(card);
    assert.ok(!/Что-то сломалось|undefined|null|NaN|\[object/.test(said), `${name}: ${said}`);
    assert.match(said, /Прочитано как Markdown|не прочиталось|Файл «note.md»|Черновик №/, `${name}: ${said}`);
    const [draft] = drafts.list(ANYA).map(({ id }) => drafts.load(id));
    if (draft === undefined || draft === null) continue;
    const links = JSON.stringify([draft.content.rich, draft.content.text.entities]);
    assert.ok(!/"url":"(?:javascript|data|file):/i.test(links), `${name}: ${links}`);
    assert.ok(!/"media":"(?:javascript|data|file):/i.test(links), `${name}: ${links}`);
    await tryForms(telegram, anya, draft.id, name);
  }
});

test("strings that broke programs before become drafts that can be previewed in both forms", async (t) => {
  if (!existsSync(NAUGHTY)) return t.skip(`there is no ${NAUGHTY}`);
  const strings = JSON.parse(readFileSync(NAUGHTY, "utf8")) as readonly string[];
  const telegram = await startStandIn(t);
  const { db } = await startBot(telegram);
  const drafts = createDrafts(db, Date.now);
  const anya = handOf(telegram, ANYA);
  for (let from = 0; from < strings.length; from += 40) {
    // Telegram itself takes no zero bytes, and a file with them is no text.
    const text = strings
      .slice(from, from + 40)
      .filter((each) => !each.includes("\u0000"))
      .join("\n\n");
    await sendFile(telegram, "naughty.md", `# Строки с ${from}\n\n${text}`);
    await anya.sees(`Строки с ${from}\nЧерновик`);
    const [draft] = drafts.list(ANYA);
    await tryForms(telegram, anya, draft?.id ?? 0, `strings from ${from}`);
  }
});

/** Looks at the draft in its rich form and in the classic one, as far as its card offers them. */
async function tryForms(telegram: StandIn, anya: Hand, draftId: number, name: string): Promise<void> {
  const isCard = (message: Message) => textOf(message).includes(`Черновик №${draftId} `);
  const offers = (message: Message, button: string) => labelsOf(message).some((label) => label.startsWith(button));
  for (const [button, then] of [
    ["🔁 Расширенным", "🔁 Обычным"],
    ["🔁 Обычным", "🔁 Расширенным"],
  ] as const) {
    const card = (await anya.seen()).findLast(isCard);
    if (card === undefined || !offers(card, button)) return;
    await anya.press(new RegExp(`Черновик №${draftId} `), button);
    const last = await telegram.until(async () => {
      const message = (await anya.seen()).at(-1);
      if (message === undefined) return undefined;
      assert.ok(!textOf(message).includes("Что-то сломалось"), `${name}: ${textOf(message)}`);
      return isCard(message) && offers(message, then) ? message : undefined;
    }, PATIENCE);
    assert.ok(!textOf(last).includes("Предпросмотр не получился"), `${name}, ${button}: ${textOf(last)}`);
  }
}
