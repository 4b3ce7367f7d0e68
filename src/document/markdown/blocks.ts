import type { FootnoteDefinition, List, Paragraph, PhrasingContent, RootContent, Table } from "mdast";
import { parseFragment } from "parse5";
import { blocksOfNodes } from "../html/blocks.ts";
import { closed } from "../html/read.ts";
import { BLOCK_TAGS, isTelegramTag, readTag, type Tag } from "../html/tags.ts";
import { RICH } from "../limits.ts";
import type { Block, Cell, Inline } from "../rich/document.ts";
import { liftFigures } from "../rich/places.ts";
import { compact, textOf, trimInline } from "../rich/text.ts";
import { footnoteName, inlineOfMarkdown, placeOf, type Reader } from "./inline.ts";

/** A tag around Markdown blocks that has opened: `<details>`, `<tg-collage>`, `<tg-slideshow>`. */
interface Open {
  readonly tag: Tag | null;
  readonly source: string;
  readonly blocks: Block[];
  summary: Inline;
}

const AROUND = new Set(["details", "tg-collage", "tg-slideshow"]);

/** Blocks of Markdown as blocks of a rich message. Nothing is left out: what is not known is shown by its source. */
export function blocksOfMarkdown(nodes: readonly RootContent[], reader: Reader): Block[] {
  const open: Open[] = [{ tag: null, source: "", blocks: [], summary: "" }];
  const top = () => open.at(-1) as Open;
  /** What opened after this and was never closed is text. */
  const fold = (index: number) => {
    const kept = open[index] as Open;
    for (const frame of open.splice(index + 1)) {
      kept.blocks.push(...said(frame.source));
      for (const block of frame.blocks) kept.blocks.push(block);
    }
  };
  for (const node of nodes) {
    const source = node.type === "html" ? node.value : htmlParagraph(node, reader);
    if (source === null) top().blocks.push(...blockOf(node, reader));
    else htmlBlocks(source);
  }
  fold(0);
  return (open[0] as Open).blocks;

  function htmlBlocks(source: string): void {
    const text = source.trim();
    const [, start = "", rest = ""] = /^(<[^<>]*>)([\s\S]*)$/.exec(text) ?? [];
    const tag = readTag(start);
    if (
      tag !== null &&
      AROUND.has(tag.name) &&
      tag.kind === "open" &&
      open.length <= RICH.depth &&
      !text.includes(`</${tag.name}>`)
    ) {
      const summary = /^\s*<summary>([\s\S]*)<\/summary>\s*$/i.exec(rest)?.[1];
      if (rest.trim() === "" || (tag.name === "details" && summary !== undefined)) {
        open.push({ tag, source: text, blocks: [], summary: trimInline(summaryOf(summary ?? "", reader)) });
        return;
      }
    }
    if (tag !== null && AROUND.has(tag.name) && tag.kind === "close" && rest.trim() === "") {
      const index = open.findLastIndex((frame) => frame.tag?.name === tag.name);
      if (index > 0) {
        fold(index);
        const frame = open.pop() as Open;
        top().blocks.push(...containerOf(frame));
        return;
      }
    }
    top().blocks.push(...(htmlOf(text, reader) ?? said(source)));
  }
}

function containerOf({ tag, summary, blocks }: Open): Block[] {
  if (tag?.name === "details") {
    return [{ type: "details", summary, blocks, ...(tag.attributes.has("open") ? { is_open: true } : {}) }];
  }
  return blocks.length === 0 ? [] : [{ type: tag?.name === "tg-collage" ? "collage" : "slideshow", blocks }];
}

/** A paragraph that is HTML from its first sign to its last, as `<tg-collage><img …></tg-collage>` on one line. */
function htmlParagraph(node: RootContent, reader: Reader): string | null {
  if (node.type !== "paragraph") return null;
  const [first] = node.children;
  if (first?.type !== "html") return null;
  const tag = readTag(first.value);
  if (tag === null || !BLOCK_TAGS.has(tag.name)) return null;
  return sourceText(node, reader);
}

/** HTML all of whose tags are Telegram's, as blocks; otherwise null, and the tags are named. */
function htmlOf(source: string, reader: Reader): Block[] | null {
  const { seen } = reader;
  const tags = [...source.matchAll(/<\/?([a-z][a-z0-9-]*)/gi)].map(([, name = ""]) => name.toLowerCase());
  const unknown = tags.filter((name) => !isTelegramTag(name));
  const odd = tags.length === 0 || /<[!?]/.test(source) || tags.length > 500;
  if (odd || unknown.length > 0) {
    seen.tags.count += Math.max(1, unknown.length);
    for (const name of unknown.length > 0 ? unknown : ["<!"]) seen.tags.names.add(name);
    return null;
  }
  const blocks = blocksOfNodes(parseFragment(closed(source)).childNodes, seen);
  return [...liftFigures({ blocks }, (media) => placeOf(media, reader)).blocks];
}

/** A summary is Markdown too. */
function summaryOf(source: string, reader: Reader): Inline {
  const [first, other] = reader.parse(source);
  if (first?.type !== "paragraph" || other !== undefined) return source;
  return inlineOfMarkdown(first.children, { ...reader, source: source.trim() });
}

function said(source: string): Block[] {
  return source.trim() === "" ? [] : [{ type: "paragraph", text: source.trim() }];
}

function blockOf(node: RootContent, reader: Reader): Block[] {
  switch (node.type) {
    case "paragraph":
      return paragraph(node, reader);
    case "heading":
      return [...textBlock(node.children, reader, (text) => ({ type: "heading", text, size: node.depth }))];
    case "thematicBreak":
      return [{ type: "divider" }];
    case "blockquote": {
      const blocks = blocksOfMarkdown(node.children, reader);
      return blocks.length === 0 ? [] : [{ type: "blockquote", blocks }];
    }
    case "list":
      return listOf(node, reader);
    case "code": {
      if (node.lang === "math" && node.value.trim() !== "") return formula(node.value);
      if (node.value === "") return [];
      const language = node.lang ?? "";
      return [{ type: "pre", text: node.value, ...(language === "" ? {} : { language }) }];
    }
    case "math":
      return node.value.trim() === "" ? [] : formula(node.value);
    case "table":
      return tableOf(node, reader);
    // Definitions stand where they are used; footnotes come at the end.
    case "definition":
    case "footnoteDefinition":
      return [];
    default:
      return said(sourceText(node, reader));
  }
}

function paragraph(node: Paragraph, reader: Reader): Block[] {
  const [only, other] = node.children;
  if (only?.type === "inlineMath" && other === undefined && sourceText(node, reader).startsWith("$$")) {
    return formula(only.value);
  }
  // A picture in the midst of a paragraph parts it: a figure is a block of its own.
  const blocks: Block[] = [];
  let run: PhrasingContent[] = [];
  const close = () => {
    blocks.push(...textBlock(run, reader, (text) => paragraphOf(text)));
    run = [];
  };
  for (const child of node.children) {
    if (child.type !== "image" && child.type !== "imageReference") run.push(child);
    else {
      const before = reader.figures.length;
      const inline = inlineOfMarkdown([child], reader);
      if (reader.figures.length === before) {
        if (inline !== "") run.push(child);
      } else {
        const figures = reader.figures.splice(before);
        close();
        blocks.push(...figures);
      }
    }
  }
  close();
  return blocks;
}

function paragraphOf(text: Inline): Block {
  const lone = typeof text === "object" && !Array.isArray(text) && text.type === "anchor";
  return lone ? { type: "anchor", name: text.name } : { type: "paragraph", text };
}

/** A block around a text, and after it the figures that stood in the text. */
function textBlock(nodes: readonly PhrasingContent[], reader: Reader, make: (text: Inline) => Block): Block[] {
  const before = reader.figures.length;
  const text = trimInline(inlineOfMarkdown(nodes, reader));
  const figures = reader.figures.splice(before);
  return [...(text === "" ? [] : [make(text)]), ...figures];
}

function formula(expression: string): Block[] {
  return [{ type: "mathematical_expression", expression: expression.trim() }];
}

function listOf(node: List, reader: Reader): Block[] {
  const first = node.start ?? 1;
  return [
    {
      type: "list",
      items: node.children.map((item, i) => ({
        blocks: blocksOfMarkdown(item.children, reader),
        ...(typeof item.checked === "boolean" ? { has_checkbox: true as const } : {}),
        ...(item.checked === true ? { is_checked: true as const } : {}),
        ...(node.ordered === true ? { value: first + i } : {}),
      })),
    },
  ];
}

function tableOf(node: Table, reader: Reader): Block[] {
  const before = reader.figures.length;
  const columns = Math.max(...node.children.map((row) => row.children.length));
  const cells = node.children.map((row, i) =>
    Array.from({ length: columns }, (_, j): Cell => {
      const cell = row.children[j];
      return {
        text: trimInline(cell === undefined ? "" : inlineOfMarkdown(cell.children, reader)),
        ...(i === 0 ? { is_header: true as const } : {}),
        align: node.align?.[j] ?? "left",
        valign: "middle",
      };
    }),
  );
  return [{ type: "table", cells }, ...reader.figures.splice(before)];
}

/** The footnotes that the text calls, in its order, each a paragraph "[1] …" with what stands in it after it. */
export function footnoteBlocks(definitions: readonly FootnoteDefinition[], reader: Reader): Block[] {
  const numbered = definitions
    .flatMap((definition) => {
      const number = reader.footnotes.get(definition.identifier);
      return number === undefined ? [] : [{ definition, number }];
    })
    .sort((a, b) => a.number - b.number);
  return numbered.flatMap(({ definition, number }) => {
    const blocks = blocksOfMarkdown(definition.children, reader);
    const texts: Inline[] = [];
    while (blocks[0]?.type === "paragraph") {
      const { text } = blocks.shift() as Extract<Block, { type: "paragraph" }>;
      texts.push(texts.length === 0 ? "" : "\n", text);
    }
    const name = footnoteName(definition.identifier);
    const text = compact(texts);
    const reference: Inline = { type: "reference", name, text: textOf(text) === "" ? "—" : text };
    return [{ type: "paragraph", text: [`[${number}] `, reference] } satisfies Block, ...blocks];
  });
}

function sourceText(node: RootContent, { source }: Reader): string {
  return source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}
