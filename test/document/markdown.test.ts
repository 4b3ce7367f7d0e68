import assert from "node:assert/strict";
import { test } from "node:test";
import { readMarkdown } from "../../src/document/markdown/read.ts";
import { writeMarkdown } from "../../src/document/markdown/write.ts";
import type { Block } from "../../src/document/rich/document.ts";

function read(markdown: string): { blocks: readonly Block[]; codes: readonly string[] } {
  const reading = readMarkdown(markdown);
  assert.ok(reading.ok, JSON.stringify(reading.findings));
  return { blocks: reading.document.blocks, codes: reading.findings.map(({ code }) => code) };
}

const paragraph = (markdown: string) => {
  const [block] = read(markdown).blocks;
  assert.equal(block?.type, "paragraph");
  return block?.type === "paragraph" ? block.text : "";
};

test("Telegram's own marks are formatting, and escaped ones are signs", () => {
  assert.deepEqual(paragraph("==a== ||b||"), [{ type: "marked", text: "a" }, " ", { type: "spoiler", text: "b" }]);
  assert.equal(paragraph("\\==a\\== 1 == 2"), "==a== 1 == 2");
});

test("tags of Rich Markdown are formatting around Markdown", () => {
  assert.deepEqual(paragraph("<u>a **b**</u> H<sub>2</sub>O"), [
    { type: "underline", text: ["a ", { type: "bold", text: "b" }] },
    " H",
    { type: "subscript", text: "2" },
    "O",
  ]);
});

test("other tags, and tags without a partner, are text, and a finding names them", () => {
  assert.equal(paragraph("a <foo>b</foo> <u>c"), "a <foo>b</foo> <u>c");
  const script = read("<script>alert(1)</script>\n");
  assert.deepEqual(script.blocks, [{ type: "paragraph", text: "<script>alert(1)</script>" }]);
  assert.deepEqual(script.codes, ["tag-unknown"]);
});

test("a link that Telegram opens nowhere is told in parentheses", () => {
  const { blocks, codes } = read("[a](javascript:alert(1)) [b](/c)");
  assert.deepEqual(blocks, [{ type: "paragraph", text: "a (javascript:alert(1)) b (/c)" }]);
  assert.deepEqual(codes, ["link-unusable"]);
});

test("formulas stand in the text, or alone as a block", () => {
  assert.deepEqual(paragraph("so $x^2$."), ["so ", { type: "mathematical_expression", expression: "x^2" }, "."]);
  for (const markdown of ["$$E = mc^2$$", "$$\nE = mc^2\n$$", "```math\nE = mc^2\n```"]) {
    assert.deepEqual(read(markdown).blocks, [{ type: "mathematical_expression", expression: "E = mc^2" }]);
  }
});

test("footnotes are numbered in the order in which they are called, and come last", () => {
  const { blocks } = read("A[^b] and[^a].\n\n[^a]: First.\n[^b]: *Second*.\n\nThe end.");
  assert.deepEqual(blocks, [
    {
      type: "paragraph",
      text: [
        "A",
        { type: "reference_link", text: "[1]", reference_name: "b" },
        " and",
        { type: "reference_link", text: "[2]", reference_name: "a" },
        ".",
      ],
    },
    { type: "paragraph", text: "The end." },
    {
      type: "paragraph",
      text: ["[1] ", { type: "reference", name: "b", text: [{ type: "italic", text: "Second" }, "."] }],
    },
    { type: "paragraph", text: ["[2] ", { type: "reference", name: "a", text: "First." }] },
  ]);
});

test("a picture is a block where it stands: a link's, or a figure of the post by number or by order", () => {
  const figures = read(
    'before ![](https://a.bc/x.jpg "One") after\n\n![Two](plot.png)\n\n![](5)\n\n![](next.png)',
  ).blocks;
  assert.deepEqual(
    figures.map((block) => (block.type === "photo" ? block.photo.media : block.type)),
    ["paragraph", "https://a.bc/x.jpg", "paragraph", "figure:1", "figure:5", "figure:6"],
  );
  assert.deepEqual(figures[3]?.type === "photo" && figures[3].caption, { text: "Two" });
});

test("lists, task lists and lists in lists are lists", () => {
  assert.deepEqual(read("3. a\n4. b\n   - [x] c").blocks, [
    {
      type: "list",
      items: [
        { blocks: [{ type: "paragraph", text: "a" }], value: 3 },
        {
          blocks: [
            { type: "paragraph", text: "b" },
            {
              type: "list",
              items: [{ blocks: [{ type: "paragraph", text: "c" }], has_checkbox: true, is_checked: true }],
            },
          ],
          value: 4,
        },
      ],
    },
  ]);
});

test("details hold Markdown, in their summary too", () => {
  assert.deepEqual(read("<details open><summary>More **b**</summary>\n\n- a\n\n</details>").blocks, [
    {
      type: "details",
      summary: ["More ", { type: "bold", text: "b" }],
      blocks: [{ type: "list", items: [{ blocks: [{ type: "paragraph", text: "a" }] }] }],
      is_open: true,
    },
  ]);
});

test("what Markdown has no signs for is written in tags, and reads back", () => {
  const blocks: Block[] = [
    { type: "pullquote", text: "Wow", credit: "Me" },
    { type: "footer", text: "End" },
    { type: "expandable_blockquote", text: "a\nb" },
    {
      type: "list",
      items: [{ blocks: [{ type: "paragraph", text: "x" }], value: 7, type: "i" }],
    },
    { type: "pre", text: "a\n\nb", language: "c sharp" },
  ];
  assert.deepEqual(read(writeMarkdown({ blocks })).blocks, [
    ...blocks.slice(0, 4),
    { type: "pre", text: "a\n\nb", language: "c" },
  ]);
});

test("what would take the parser long is refused before it is parsed", () => {
  const codes = (markdown: string) => readMarkdown(markdown).findings.map(({ code }) => code);
  assert.deepEqual(codes("[".repeat(1_000_000)), ["source-long"]);
  assert.deepEqual(codes("]".repeat(60_000)), ["source-tangled"]);
  assert.deepEqual(codes(`${">".repeat(100)} x`), ["source-nested"]);
  assert.deepEqual(codes(`${"- ".repeat(100)}x`), ["source-nested"]);
});

test("nested more deeply than Telegram shows is read, and a finding tells", () => {
  assert.deepEqual(read(`${">".repeat(20)} x`).codes, ["nesting-deep"]);
});

test("a link keeps the brackets that were opened within it, and leaves those around it", () => {
  const written = (text: string) => writeMarkdown({ blocks: [{ type: "paragraph", text }] });
  assert.equal(
    written("https://en.wikipedia.org/wiki/Rust_(language), и всё"),
    "<https://en.wikipedia.org/wiki/Rust_(language)>, и всё\n",
  );
  assert.equal(written("(https://a.b/c)."), "(<https://a.b/c>).\n");
  assert.equal(written("(https://a.b/c_(d))"), "(<https://a.b/c_(d)>)\n");
});
