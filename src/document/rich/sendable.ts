import type { RichBlock, RichMessage } from "@grammyjs/types";
import { type Block, type FigureType, figureBlock, type Inline, type RichDocument } from "./document.ts";
import { compact, innerOf, withInner } from "./text.ts";

/**
 * A received rich message as a bot sends it. Total: every block comes out, one of an unknown type as it is. Figures
 * become their file ids, of a photo the largest size; labels of list items, which Telegram makes anew, go; hashtags,
 * mentions and the like become their text, in which Telegram finds them again (sent as formatting, they are refused:
 * RICH_VALIDATE_CTOR_NOT_ALLOWED).
 */
export function toSendable(received: RichMessage): RichDocument {
  return { blocks: sendableBlocks(received.blocks), ...(received.is_rtl === true ? { is_rtl: true } : {}) };
}

/** The same for blocks alone. */
function sendableBlocks(blocks: readonly RichBlock[]): Block[] {
  return blocks.map(sendable);
}

function sendable(block: RichBlock): Block {
  switch (block.type) {
    case "photo": {
      // Telegram gives the sizes in rising order; the file of any size is the whole photo's.
      const largest = block.photo.reduce<(typeof block.photo)[number] | undefined>(
        (best, size) => (best === undefined || size.width * size.height >= best.width * best.height ? size : best),
        undefined,
      );
      return figure(block, "photo", largest?.file_id ?? "", {});
    }
    case "video": {
      const { file_id, width, height, duration } = block.video;
      return figure(block, "video", file_id, { width, height, duration });
    }
    case "animation": {
      const { file_id, width, height, duration } = block.animation;
      return figure(block, "animation", file_id, { width, height, duration });
    }
    case "audio": {
      const { file_id, duration, performer, title } = block.audio;
      return figure(block, "audio", file_id, { duration, performer, title });
    }
    case "voice_note":
      return figure(block, "voice_note", block.voice_note.file_id, { duration: block.voice_note.duration });
    case "document":
      return figure(block, "document", block.document.file_id, {});
    case "list":
      return {
        ...block,
        items: block.items.map(({ label: _, ...item }) => ({ ...item, blocks: sendableBlocks(item.blocks) })),
      };
    case "blockquote":
      return { ...block, blocks: sendableBlocks(block.blocks), ...credited(block.credit) };
    case "details":
      return { ...block, summary: sendableText(block.summary), blocks: sendableBlocks(block.blocks) };
    case "collage":
    case "slideshow":
      return { ...block, blocks: sendableBlocks(block.blocks), ...captioned(block.caption) };
    case "map":
      return { ...block, ...captioned(block.caption) };
    case "table":
      return {
        ...block,
        cells: block.cells.map((row) =>
          row.map((cell) => (cell.text === undefined ? cell : { ...cell, text: sendableText(cell.text) })),
        ),
        ...(block.caption === undefined ? {} : { caption: sendableText(block.caption) }),
      };
    case "paragraph":
    case "heading":
    case "pre":
    case "footer":
    case "thinking":
      return { ...block, text: sendableText(block.text) };
    case "expandable_blockquote":
    case "pullquote":
      return { ...block, text: sendableText(block.text), ...credited(block.credit) };
    case "divider":
    case "mathematical_expression":
    case "anchor":
    case "buttons":
      return block;
    default:
      return unknown(block);
  }
}

/** What a newer Bot API may bring is kept; `richFindings` names it. */
function unknown(block: never): Block {
  return block;
}

interface Captioned {
  readonly caption?: { text: Inline; credit?: Inline };
}

function figure(
  block: Captioned & { readonly has_spoiler?: true },
  type: FigureType,
  media: string,
  more: Readonly<Record<string, unknown>>,
): Block {
  const known = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  const spoiler = block.has_spoiler === true ? { has_spoiler: true } : {};
  return figureBlock(type, media, captioned(block.caption).caption, { ...known, ...spoiler });
}

function captioned(caption: Captioned["caption"]): Captioned {
  if (caption === undefined) return {};
  return { caption: { ...caption, text: sendableText(caption.text), ...credited(caption.credit) } };
}

function credited(credit: Inline | undefined): { credit?: Inline } {
  return credit === undefined ? {} : { credit: sendableText(credit) };
}

const FOUND = new Set(["mention", "hashtag", "cashtag", "bot_command", "bank_card_number"]);

function sendableText(inline: Inline): Inline {
  if (typeof inline === "string") return inline;
  if (Array.isArray(inline)) return compact(inline.map(sendableText));
  const inner = innerOf(inline);
  if (inner === null) return inline;
  const text = sendableText(inner);
  return FOUND.has(inline.type) ? text : withInner(inline, text);
}
