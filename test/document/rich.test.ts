import assert from "node:assert/strict";
import { test } from "node:test";
import type { RichMessage } from "@grammyjs/types";
import { type Block, figurePlace, placeFigures } from "../../src/document/rich/document.ts";
import { richFindings, sizeOf } from "../../src/document/rich/findings.ts";
import { ReceivedRich, Rich } from "../../src/document/rich/schema.ts";
import { toSendable } from "../../src/document/rich/sendable.ts";

const size = (file_id: string, width: number) => ({ file_id, file_unique_id: file_id, width, height: width });
const codes = (blocks: Block[]) => richFindings({ blocks }).map(({ code, severity }) => `${severity} ${code}`);

test("a received message becomes sendable: files by id, labels and found links gone", () => {
  const received: RichMessage = {
    is_rtl: true,
    blocks: [
      {
        type: "photo",
        photo: [size("s", 90), size("l", 900), size("m", 300)],
        has_spoiler: true,
        caption: { text: "c" },
      },
      {
        type: "list",
        items: [{ label: "1.", value: 1, blocks: [{ type: "paragraph", text: "a" }] }],
      },
      { type: "paragraph", text: ["see ", { type: "hashtag", text: "#rl", hashtag: "rl" }] },
      {
        type: "video",
        video: { file_id: "v", file_unique_id: "v", width: 4, height: 3, duration: 2 },
      },
    ],
  };
  assert.ok(ReceivedRich.safeParse(received).success);
  assert.ok(!Rich.safeParse(received).success);
  const sendable = toSendable(received);
  assert.deepEqual(sendable, {
    is_rtl: true,
    blocks: [
      { type: "photo", photo: { type: "photo", media: "l", has_spoiler: true }, caption: { text: "c" } },
      { type: "list", items: [{ value: 1, blocks: [{ type: "paragraph", text: "a" }] }] },
      { type: "paragraph", text: "see #rl" },
      { type: "video", video: { type: "video", media: "v", width: 4, height: 3, duration: 2 } },
    ],
  });
  assert.ok(Rich.safeParse(sendable).success);
});

test("an unknown type is kept, and named", () => {
  const blocks = [
    { type: "hologram", of: 1 },
    { type: "paragraph", text: { type: "sparkling", text: "x" } },
  ] as unknown as Block[];
  assert.deepEqual(Rich.parse({ blocks }), { blocks });
  const found = richFindings({ blocks }).find(({ code }) => code === "type-unknown");
  assert.deepEqual(found?.args, { count: 2, types: "hologram, sparkling" });
});

test("a known type that is wrong is refused, and so is what is nested without end", () => {
  assert.ok(!Rich.safeParse({ blocks: [{ type: "heading", text: "x", size: 7 }] }).success);
  assert.ok(!Rich.safeParse({ blocks: [{ type: "paragraph" }] }).success);
  let text: unknown = "x";
  for (let i = 0; i < 50_000; i++) text = [text];
  assert.ok(!Rich.safeParse({ blocks: [{ type: "paragraph", text }] }).success);
});

test("what Telegram counts is counted: nested blocks, items, rows, formatting, formulas", () => {
  const blocks: Block[] = [
    {
      type: "list",
      items: [
        { blocks: [{ type: "paragraph", text: { type: "bold", text: { type: "italic", text: "аб" } } }] },
        { blocks: [{ type: "mathematical_expression", expression: "x^2" }] },
      ],
    },
    { type: "table", cells: [[{ text: "👍", colspan: 3, align: "left", valign: "top" }]] },
  ];
  assert.deepEqual(sizeOf({ blocks }), { characters: 6, blocks: 7, depth: 4, media: 0, columns: 3 });
});

test("each limit has its finding", () => {
  const photo: Block = { type: "photo", photo: { type: "photo", media: "https://a.bc/x.jpg" } };
  let deep: Block = { type: "paragraph", text: "x" };
  for (let i = 0; i < 16; i++) deep = { type: "blockquote", blocks: [deep] };
  const cell = { text: "x", align: "left", valign: "top" } as const;
  assert.deepEqual(codes([]), ["error document-empty"]);
  assert.deepEqual(codes([{ type: "paragraph", text: "а".repeat(32_769) }]), ["error rich-long"]);
  assert.deepEqual(codes(Array(501).fill({ type: "paragraph", text: "x" })), ["error blocks-many"]);
  assert.deepEqual(codes([deep]), ["error nesting-deep"]);
  assert.deepEqual(codes(Array(51).fill(photo)), ["error media-many"]);
  assert.deepEqual(codes([{ type: "table", cells: [Array(21).fill(cell)] }]), ["error columns-many"]);
  const button = { text: "x", callback_data: "я".repeat(33) };
  assert.deepEqual(codes([{ type: "buttons", buttons: Array(9).fill(button) }]), [
    "error buttons-many",
    "error button-data-long",
  ]);
});

test("what a bot may not send is a warning", () => {
  assert.deepEqual(
    codes([
      { type: "paragraph", text: ["x", { type: "custom_emoji", custom_emoji_id: "5", alternative_text: "👍" }] },
      { type: "buttons", buttons: [{ text: "x", web_app: { url: "https://a.bc" } }] },
    ]),
    ["warning buttons-private", "warning emoji-custom"],
  );
});

test("figures take their places, and what is left empty goes", () => {
  const place = (number: number): Block => ({ type: "photo", photo: { type: "photo", media: figurePlace(number) } });
  const blocks: Block[] = [place(1), { type: "collage", blocks: [place(2)] }, { type: "paragraph", text: "x" }];
  const placed = placeFigures({ blocks }, (number) => (number === 1 ? { type: "animation", media: "id" } : null));
  assert.deepEqual(placed.blocks, [
    { type: "animation", animation: { type: "animation", media: "id" } },
    { type: "paragraph", text: "x" },
  ]);
});
