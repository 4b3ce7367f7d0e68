import type { Nodes, PhrasingContent, Root, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkStringify from "remark-stringify";
import { type Processor, unified } from "unified";
import { writeHtml } from "../html/write.ts";
import {
  type Block,
  type BlockOf,
  type FigureBlock,
  figuresOf,
  inputMedia,
  isFigure,
  type ListItem,
  mediaOf,
  placeNumber,
  type RichDocument,
} from "../rich/document.ts";
import { textOf } from "../rich/text.ts";
import { everyBlock, everyPart, textsIn } from "../rich/walk.ts";
import { footnoteOf, phrases } from "./phrasing.ts";

const writer = unified()
  .use(remarkStringify, {
    bullet: "-",
    emphasis: "*",
    strong: "*",
    fences: true,
    rule: "-",
    listItemIndent: "one",
    resourceLink: false,
  })
  .use(escapeMarks)
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkMath)
  .freeze();

/** Telegram's marks are no Markdown: their signs are escaped, and the marks are written as tags. */
function escapeMarks(this: Processor): void {
  const unsafe = ["=", "\\|"].flatMap((sign) => {
    const character = sign.at(-1) ?? sign;
    return [
      { character, before: sign, inConstruct: "phrasing" as const },
      { character, after: sign, inConstruct: "phrasing" as const },
    ];
  });
  const data = this.data();
  data.toMarkdownExtensions = [...(data.toMarkdownExtensions ?? []), { unsafe }];
}

/**
 * A rich document as Markdown, which `readMarkdown` reads back: what it has written once, it writes again. What Markdown
 * has no signs for is written in tags of Rich HTML.
 */
export function writeMarkdown(document: RichDocument): string {
  const writing: Writing = { numbers: needsNumbers(document), notes: footnotesOf(document) };
  const root: Root = { type: "root", children: mdastBlocks(document.blocks, writing) };
  return writer.stringify(root as never).replace(/(?<!\n)\n+$/, "\n");
}

interface Writing {
  /** Whether the places of figures are written with their numbers. */
  readonly numbers: boolean;
  /** The names of what stands in the document as a footnote. */
  readonly notes: ReadonlySet<string>;
}

/**
 * The names of the footnotes: paragraphs at the end, numbered in the order in which the text calls them, as a reader of
 * Markdown would number them again. Empty where they are not so; then they are written in tags.
 */
function footnotesOf({ blocks }: RichDocument): ReadonlySet<string> {
  const names: string[] = [];
  const numbers: number[] = [];
  for (const block of blocks.toReversed()) {
    const footnote = block.type === "paragraph" ? footnoteOf(block.text) : null;
    if (footnote === null) break;
    names.unshift(footnote.name);
    numbers.unshift(footnote.number);
  }
  const called = new Set<string>();
  for (const { block } of everyBlock(blocks)) {
    for (const { inline } of textsIn(block)) {
      for (const { part } of everyPart(inline)) {
        if (typeof part !== "string" && part.type === "reference_link" && names.includes(part.reference_name)) {
          called.add(part.reference_name);
        }
      }
    }
  }
  const read = [...called, ...names.filter((name) => !called.has(name))];
  const same = numbers.every((number, i) => number === i + 1) && read.join() === names.join();
  return new Set(same ? names : []);
}

/** Places in rising order from 1 are what a reader counts anyway. */
function needsNumbers({ blocks }: RichDocument): boolean {
  return figuresOf(blocks)
    .map((figure) => placeNumber(mediaOf(figure)))
    .filter((number) => number !== null)
    .some((number, i) => number !== i + 1);
}

function mdastBlocks(blocks: readonly Block[], writing: Writing): RootContent[] {
  return blocks.flatMap((block) => mdastBlock(block, writing));
}

function mdastBlock(block: Block, writing: Writing): RootContent[] {
  switch (block.type) {
    case "paragraph": {
      const footnote = footnoteOf(block.text);
      if (footnote === null || !writing.notes.has(footnote.name))
        return [{ type: "paragraph", children: phrases(block.text, writing.notes) }];
      const children: PhrasingContent[] = phrases(footnote.text, writing.notes);
      return [
        {
          type: "footnoteDefinition",
          identifier: footnote.name,
          label: footnote.name,
          children: [{ type: "paragraph", children }],
        },
      ];
    }
    case "heading":
      return textOf(block.text).includes("\n")
        ? inHtml(block)
        : [{ type: "heading", depth: block.size, children: phrases(block.text, writing.notes) }];
    case "pre":
      return typeof block.text === "string" && !/[\s`]/.test(block.language ?? "") && block.language !== "math"
        ? [{ type: "code", lang: block.language ?? null, value: block.text }]
        : inHtml(block);
    case "divider":
      return [{ type: "thematicBreak" }];
    case "mathematical_expression":
      return /^\s|\n\s*\n|\s$/.test(block.expression) ? inHtml(block) : [{ type: "math", value: block.expression }];
    case "list":
      return listOf(block, writing) ?? inHtml(block);
    case "blockquote":
      if (block.credit !== undefined || block.blocks.length === 0) return inHtml(block);
      return [{ type: "blockquote", children: mdastBlocks(block.blocks, writing) as never }];
    case "table":
      return tableOf(block, writing) ?? inHtml(block);
    case "details":
      return detailsOf(block, writing);
    default:
      return isFigure(block) ? figureOf(block, writing) : inHtml(block);
  }
}

/** Blocks that Markdown has no signs for, in Telegram's tags: one line, without an empty one that would end it. */
function inHtml(block: Block): RootContent[] {
  const value = writeHtml({ blocks: [block] }, { dialect: "telegram" });
  return value === "" ? [] : [{ type: "html", value }];
}

function listOf(block: BlockOf<"list">, writing: Writing): RootContent[] | null {
  const [first] = block.items;
  if (first === undefined) return null;
  const start = first.value;
  const ordered = start !== undefined;
  const isPlain = (item: ListItem, i: number) =>
    (item.type ?? "1") === "1" &&
    (ordered ? item.value === start + i : item.value === undefined) &&
    item.blocks.length > 0 &&
    (item.has_checkbox !== true || item.blocks[0]?.type === "paragraph") &&
    !(item.blocks[0]?.type === "pre" && item.blocks[0].text === "");
  if (!block.items.every(isPlain) || (ordered && (start < 0 || start > 999_999_999 - block.items.length))) return null;
  return [
    {
      type: "list",
      ordered,
      start: start ?? null,
      spread: false,
      children: block.items.map((item) => ({
        type: "listItem",
        spread:
          item.blocks.some(({ type }) => type === "details") ||
          (item.blocks.length > 1 && !item.blocks.slice(1).every(({ type }) => type === "list")),
        checked: item.has_checkbox === true ? item.is_checked === true : null,
        children: mdastBlocks(item.blocks, writing) as never,
      })),
    },
  ];
}

function tableOf(block: BlockOf<"table">, writing: Writing): RootContent[] | null {
  const [head = []] = block.cells;
  const flags = [block.is_bordered, block.is_striped, block.is_compact, block.caption];
  const plain = block.cells.every((row, i) =>
    row.every(
      (cell, j) =>
        cell.text !== undefined &&
        (cell.is_header === true) === (i === 0) &&
        (cell.colspan ?? 1) === 1 &&
        (cell.rowspan ?? 1) === 1 &&
        cell.valign === "middle" &&
        cell.align === head[j]?.align &&
        !textOf(cell.text).includes("\n") &&
        // A bar in a formula or a link would end the cell.
        !(JSON.stringify(cell.text).includes("|") && (typeof cell.text !== "string" || cell.text.includes("://"))),
    ),
  );
  const even = head.length > 0 && block.cells.every((row) => row.length === head.length);
  if (!plain || !even || flags.some((flag) => flag !== undefined)) return null;
  return [
    {
      type: "table",
      align: head.map(({ align }) => (align === "left" ? null : align)),
      children: block.cells.map((row) => ({
        type: "tableRow",
        children: row.map((cell) => ({ type: "tableCell", children: phrases(cell.text ?? "", writing.notes) })),
      })),
    },
  ];
}

function detailsOf(block: BlockOf<"details">, writing: Writing): RootContent[] {
  const summary: Root = {
    type: "root",
    children: [{ type: "paragraph", children: phrases(block.summary, writing.notes) }],
  };
  const inner = writer.stringify(summary as never).trim();
  return [
    { type: "html", value: `<details${block.is_open === true ? " open" : ""}><summary>${inner}</summary>` },
    ...mdastBlocks(block.blocks, writing),
    { type: "html", value: "</details>" },
  ];
}

function figureOf(block: FigureBlock, writing: Writing): RootContent[] {
  const { media, has_spoiler } = inputMedia(block);
  const { caption } = block;
  const plain = caption === undefined || (typeof caption.text === "string" && caption.credit === undefined);
  const number = placeNumber(media);
  const typed = block.type === "photo" || (number === null && readsAs(block.type, media));
  if (!plain || !typed || has_spoiler === true || (number === null && !/^https?:/i.test(media))) return inHtml(block);
  const title = caption === undefined ? null : textOf(caption.text).trim() || null;
  if (title?.includes("\n") === true) return inHtml(block);
  const url = number !== null && !writing.numbers ? "figure" : media;
  const image: Nodes = { type: "image", url, alt: "", title };
  return [{ type: "paragraph", children: [image] }];
}

/** Whether the link's ending says what it is, so that it is read as the same again. */
function readsAs(type: FigureBlock["type"], media: string): boolean {
  const ending = /\.([a-z0-9]+)(?:[?#].*)?$/i.exec(media)?.[1]?.toLowerCase() ?? "";
  const endings: Readonly<Record<string, string>> = {
    video: "mp4 mov webm",
    animation: "gif",
    audio: "mp3 m4a flac",
    voice_note: "ogg oga",
    document: "zip pdf csv",
  };
  return endings[type]?.split(" ").includes(ending) === true;
}
