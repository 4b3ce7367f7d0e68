import assert from "node:assert/strict";
import { test } from "node:test";
import { readMarkdown } from "../../src/document/markdown/read.ts";
import { asAccepted } from "../../src/document/rich/accepted.ts";
import type { Block } from "../../src/document/rich/document.ts";
import { sizeOf } from "../../src/document/rich/findings.ts";

const accepted = (...blocks: unknown[]) => asAccepted({ blocks: blocks as Block[] }).blocks;

test("numbered items get the type without which Telegram shows bullets", () => {
  const reading = readMarkdown("3. three\n4. four\n\n- bullet");
  assert.ok(reading.ok);
  const [numbered, bullets] = asAccepted(reading.document).blocks as (Block & { type: "list" })[];
  assert.deepEqual(
    numbered?.items.map(({ value, type }) => [value, type]),
    [
      [3, "1"],
      [4, "1"],
    ],
  );
  assert.deepEqual(
    bullets?.items.map(({ value, type }) => [value, type]),
    [[undefined, undefined]],
  );
});

test("what holds nothing goes, and what is left of it stays", () => {
  const said = { type: "paragraph", text: "said" };
  const blank = { type: "heading", size: 2, text: [" ", { type: "bold", text: "\u202e" }] };
  assert.deepEqual(
    accepted(
      blank,
      { type: "list", items: [{ blocks: [] }, { blocks: [said] }] },
      { type: "list", items: [{ blocks: [blank] }] },
      { type: "collage", blocks: [] },
      { type: "details", summary: "Only a title", blocks: [blank] },
      { type: "table", cells: [[], []] },
      { type: "paragraph", text: { type: "anchor", name: "place" } },
    ),
    [
      { type: "list", items: [{ blocks: [said] }] },
      { type: "paragraph", text: "Only a title" },
      { type: "paragraph", text: { type: "anchor", name: "place" } },
    ],
  );
});

test("a link that leads nowhere is its text, as is an emoji that is a word", () => {
  const text = [
    { type: "url", text: "file", url: "notes/a.md" },
    " ",
    { type: "custom_emoji", custom_emoji_id: "1", alternative_text: "ok" },
    " ",
    { type: "url", text: "up", url: "#top" },
  ];
  assert.deepEqual(accepted({ type: "paragraph", text }), [
    { type: "paragraph", text: ["file ok ", { type: "url", text: "up", url: "#top" }] },
  ]);
});

test("a cell that reaches down counts in the width of the rows below", () => {
  const cell = { align: "left", valign: "top" } as const;
  const cells = [[{ ...cell, colspan: 15, rowspan: 2 }], Array.from({ length: 6 }, () => cell)];
  assert.equal(sizeOf({ blocks: [{ type: "table", cells }] }).columns, 21);
});
