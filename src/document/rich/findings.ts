import { type DocumentFinding, documentFinding } from "../finding.ts";
import { CALLBACK_DATA_BYTES, MAP, RICH, RICH_BUTTONS_IN_ROW } from "../limits.ts";
import { usableUrl } from "../link.ts";
import { type Block, type Button, type Cell, figuresOf, type RichDocument } from "./document.ts";
import { isKnownBlock, isKnownInline } from "./schema.ts";
import { ownText } from "./text.ts";
import { buttonsOf, everyBlock, everyPart, textsIn } from "./walk.ts";

/** How much of everything a rich document holds, as Telegram counts it (see `RICH` in limits.ts). */
export interface RichSize {
  /** Code points. */
  readonly characters: number;
  readonly blocks: number;
  readonly depth: number;
  readonly media: number;
  readonly columns: number;
}

export function sizeOf({ blocks }: RichDocument): RichSize {
  let [characters, count, deepest, columns] = [0, 0, 0, 0];
  for (const { block, depth } of everyBlock(blocks)) {
    count += 1;
    deepest = Math.max(deepest, depth);
    if (block.type === "list") count += block.items.length;
    if (block.type === "table") {
      count += block.cells.length;
      columns = Math.max(columns, columnsOf(block.cells));
    }
    for (const { inline } of textsIn(block)) {
      for (const { part, depth: levels } of everyPart(inline)) {
        deepest = Math.max(deepest, depth + levels + (typeof part === "string" ? 0 : 1));
        characters += [...(typeof part === "string" ? part : (ownText(part) ?? ""))].length;
      }
    }
  }
  return { characters, blocks: count, depth: deepest, media: figuresOf(blocks).length, columns };
}

/** The widest row, with the cells that reach down into it: Telegram counts those too. */
function columnsOf(rows: readonly (readonly Cell[])[]): number {
  let widest = 0;
  let reaching: { readonly width: number; readonly rows: number }[] = [];
  for (const row of rows) {
    const all = [...reaching, ...row.map(({ colspan = 1, rowspan = 1 }) => ({ width: colspan, rows: rowspan }))];
    widest = Math.max(
      widest,
      all.reduce((sum, { width }) => sum + width, 0),
    );
    reaching = all.flatMap(({ width, rows }) => (rows > 1 ? [{ width, rows: rows - 1 }] : []));
  }
  return widest;
}

/**
 * What Telegram would refuse of the document (errors), and what a bot may not send or a person may want to look at
 * (warnings). None of them means that it can be sent.
 */
export function richFindings(document: RichDocument): DocumentFinding[] {
  const size = sizeOf(document);
  const found: DocumentFinding[] = [];
  if (size.characters === 0 && size.media === 0 && !hasMap(document.blocks)) {
    found.push(documentFinding("error", "document-empty", {}));
  }
  if (size.characters > RICH.characters) {
    found.push(documentFinding("error", "rich-long", { length: size.characters, max: RICH.characters }));
  }
  if (size.blocks > RICH.blocks) {
    found.push(documentFinding("error", "blocks-many", { count: size.blocks, max: RICH.blocks }));
  }
  if (size.depth > RICH.depth) {
    found.push(documentFinding("error", "nesting-deep", { depth: size.depth, max: RICH.depth }));
  }
  if (size.media > RICH.media) {
    found.push(documentFinding("error", "media-many", { count: size.media, max: RICH.media }));
  }
  if (size.columns > RICH.columns) {
    found.push(documentFinding("error", "columns-many", { count: size.columns, max: RICH.columns }));
  }
  return [...found, ...buttonFindings(document.blocks), ...unsendable(document.blocks)];
}

function buttonFindings(blocks: readonly Block[]): DocumentFinding[] {
  const found: DocumentFinding[] = [];
  const rows = [...everyBlock(blocks)].flatMap(({ block }) => (block.type === "buttons" ? [block.buttons.length] : []));
  const longest = Math.max(0, ...rows);
  if (longest > RICH_BUTTONS_IN_ROW) {
    found.push(documentFinding("error", "buttons-many", { count: longest, max: RICH_BUTTONS_IN_ROW }));
  }
  const buttons = buttonsOf(blocks);
  const bytes = Math.max(
    0,
    ...buttons.map((button) => ("callback_data" in button ? new TextEncoder().encode(button.callback_data).length : 0)),
  );
  if (bytes > CALLBACK_DATA_BYTES) {
    found.push(documentFinding("error", "button-data-long", { bytes, max: CALLBACK_DATA_BYTES }));
  }
  const count = buttons.filter(isPrivate).length;
  if (count > 0) found.push(documentFinding("warning", "buttons-private", { count }));
  return found;
}

/** Buttons that Telegram takes in private chats only, or not in channels. */
function isPrivate(button: Button): boolean {
  return "web_app" in button || "login_url" in button || "switch_inline_query_current_chat" in button;
}

function unsendable(blocks: readonly Block[]): DocumentFinding[] {
  let [emoji, drafts, maps, unknown, links] = [0, 0, 0, 0, 0];
  let link: string | null = null;
  const types = new Set<string>();
  for (const { block } of everyBlock(blocks)) {
    if (!isKnownBlock(block.type)) {
      unknown += 1;
      types.add(block.type);
    }
    if (block.type === "thinking") drafts += 1;
    if (block.type === "map" && !isMapSendable(block)) maps += 1;
    for (const { inline } of textsIn(block)) {
      for (const { part } of everyPart(inline)) {
        if (typeof part === "string") continue;
        if (part.type === "custom_emoji") emoji += 1;
        if (part.type === "url" && usableUrl(part.url) === null) {
          links += 1;
          link ??= part.url;
        }
        if (!isKnownInline(part.type)) {
          unknown += 1;
          types.add(part.type);
        }
      }
    }
  }
  return [
    ...(drafts > 0 ? [documentFinding("error", "block-draft-only", { count: drafts })] : []),
    ...(maps > 0 ? [documentFinding("error", "map-size", { count: maps })] : []),
    ...(unknown > 0
      ? [documentFinding("error", "type-unknown", { count: unknown, types: [...types].sort().join(", ") })]
      : []),
    ...(link !== null
      ? [documentFinding("warning", "link-unusable", { count: links, url: (link as string).slice(0, 100) })]
      : []),
    ...(emoji > 0 ? [documentFinding("warning", "emoji-custom", { count: emoji })] : []),
  ];
}

function isMapSendable({ width, height }: { readonly width: number; readonly height: number }): boolean {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  return width + height <= MAP.sides && short > 0 && long / short <= MAP.ratio;
}

function hasMap(blocks: readonly Block[]): boolean {
  return [...everyBlock(blocks)].some(({ block }) => block.type === "map");
}
