// How the time for hostile texts grows with their length, as ratios: machines differ, ratios little.
import { parseArgs } from "node:util";
import { readHtml } from "../src/document/html/read.ts";
import { readMarkdown } from "../src/document/markdown/read.ts";
import { writeMarkdown } from "../src/document/markdown/write.ts";
import { toPlain } from "../src/document/plain.ts";
import { promote } from "../src/document/promote.ts";
import { split } from "../src/document/split.ts";
import { toClassic } from "../src/document/twin/twin.ts";

const HELP = `Usage: node bench/document.ts [--json]

Reads texts that break readers (brackets, asterisks, quotations in quotations, tags, bidi and zero-width characters, one
endless grapheme) in lengths from 16,384 to 1,048,576 units, as Markdown and as HTML, and splits and promotes them as
classic texts. Prints how many times longer each takes than a text a quarter its length: 4 is linear, 16 quadratic; what
takes less than 20 ms counts as 20.
Beyond the bound of what is read the answer is a finding. Fails if a text of a megabyte takes more than two seconds, or
if any text within the bound takes more than four.
`;

const { json, help } = parseArgs({
  options: { json: { type: "boolean", default: false }, help: { type: "boolean", short: "h", default: false } },
}).values;
if (help) {
  process.stdout.write(HELP);
  process.exit(0);
}

const TEXTS: Readonly<Record<string, string>> = {
  brackets: "[",
  "closing brackets": "]",
  "image brackets": "![",
  "links that never end": "[a](",
  "link references": "[a][b] ",
  asterisks: "*a ",
  "closing asterisks": "a* ",
  "mixed emphasis": "*a_ ",
  tildes: "~~a ",
  backticks: "` `` ",
  dollars: "$a ",
  "less-than signs": "<",
  tags: "<b>",
  "tags that never end": '<a href="',
  quotations: "> ",
  "quotation lines": "> x\n",
  "list items": "- a\n",
  "nested lists": "- ",
  tables: "|a|b|\n|-|-|\n",
  pipes: "|a\n",
  footnotes: "[^a]",
  entities: "&#1;",
  "bidi and zero-width": "\u202e\u200b\u2066\u200d",
  "one grapheme": "\u0301",
  "family emoji": "👨‍👩‍👧‍👦",
  "a word without end": "слово",
  words: "слово и дело ",
};
const WAYS: Readonly<Record<string, (text: string) => string>> = {
  markdown: (text) => {
    const reading = readMarkdown(text);
    if (!reading.ok) return reading.findings.map(({ code }) => code).join(", ");
    toClassic(reading.document);
    toPlain(reading.document);
    writeMarkdown(reading.document);
    return "read";
  },
  html: (text) => {
    const reading = readHtml(text);
    return reading.ok ? "read" : reading.findings.map(({ code }) => code).join(", ");
  },
  classic: (text) => {
    promote({ text, entities: [] });
    return `${split({ text, entities: [] }).length} parts`;
  },
};
const SIZES = [16_384, 65_536, 262_144, 1_048_576];

interface Row {
  readonly way: string;
  readonly text: string;
  readonly milliseconds: readonly number[];
  readonly growth: readonly number[];
  readonly answer: string;
}

const rows: Row[] = [];
for (const [way, run] of Object.entries(WAYS)) {
  for (const [text, unit] of Object.entries(TEXTS)) {
    let answer = "";
    const milliseconds = SIZES.map((size) => {
      const source = unit.repeat(Math.floor(size / unit.length));
      const started = performance.now();
      answer = run(source);
      return performance.now() - started;
    });
    const growth = milliseconds.slice(1).map((time, i) => Math.max(20, time) / Math.max(20, milliseconds[i] as number));
    const row = { way, text, milliseconds, growth, answer };
    rows.push(row);
    if (!json) {
      const ratios = growth.map((ratio) => `×${ratio.toFixed(1)}`.padStart(7)).join("");
      const longest = Math.max(...milliseconds)
        .toFixed(0)
        .padStart(6);
      process.stdout.write(`${way.padEnd(9)} ${text.padEnd(22)} ${ratios} ${longest} ms  ${answer}\n`);
    }
  }
}
if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);

const slow = rows.filter(
  ({ milliseconds }) => (milliseconds.at(-1) as number) > 2000 || Math.max(...milliseconds) > 4000,
);
if (slow.length > 0) {
  process.stderr.write(`Too slow: ${slow.map(({ way, text }) => `${way} of ${text}`).join(", ")}.\n`);
  process.exitCode = 1;
}
