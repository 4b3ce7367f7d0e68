import { usableUrl } from "../link.ts";
import { type Block, type Inline, isFigure, type ListItem, type RichDocument } from "./document.ts";
import { compact, innerOf, textOf, withInner } from "./text.ts";

/**
 * The document without what Telegram refuses a whole message for, or loses: blocks and items that hold nothing go
 * (RICH_MESSAGE_CONTENT_REQUIRED), links that lead nowhere and emoji without an emoji become their text
 * (RICH_MESSAGE_URL_INVALID, RICH_MESSAGE_EMOJI_INVALID), and a numbered item gets the type that makes it numbered
 * (tdlib/td, WebPageBlock.cpp, `WebPageBlockList::Item::get_item`). The same for what holds none of that; `richFindings`
 * tells the rest.
 */
export function asAccepted(document: RichDocument): RichDocument {
  return { ...document, blocks: accepted(document.blocks) };
}

function accepted(blocks: readonly Block[]): Block[] {
  return blocks.flatMap(acceptedBlock);
}

function acceptedBlock(block: Block): Block[] {
  switch (block.type) {
    case "paragraph":
    case "heading":
    case "pre":
    case "footer":
    case "thinking": {
      const text = acceptedText(block.text);
      return isBlank(text) ? [] : [{ ...block, text }];
    }
    case "expandable_blockquote":
    case "pullquote": {
      const text = acceptedText(block.text);
      return isBlank(text) ? [] : [{ ...block, text, ...credited(block.credit) }];
    }
    case "mathematical_expression":
      return isBlank(block.expression) ? [] : [block];
    case "list":
      return acceptedList(block);
    case "blockquote": {
      const blocks = accepted(block.blocks);
      return blocks.length === 0 ? [] : [{ ...block, blocks, ...credited(block.credit) }];
    }
    case "details": {
      const [summary, blocks] = [acceptedText(block.summary), accepted(block.blocks)];
      if (isBlank(summary)) return blocks;
      return blocks.length === 0 ? [{ type: "paragraph", text: summary }] : [{ ...block, summary, blocks }];
    }
    case "collage":
    case "slideshow": {
      const blocks = accepted(block.blocks);
      return blocks.length === 0 ? [] : [{ ...block, blocks, ...captioned(block.caption) }];
    }
    case "table": {
      const cells = block.cells
        .filter((row) => row.length > 0)
        .map((row) => row.map((cell) => (cell.text === undefined ? cell : { ...cell, text: acceptedText(cell.text) })));
      const caption = block.caption === undefined ? {} : { caption: acceptedText(block.caption) };
      return cells.length === 0 ? [] : [{ ...block, cells, ...caption }];
    }
    case "map":
      return [{ ...block, ...captioned(block.caption) }];
    default:
      return [isFigure(block) ? { ...block, ...captioned(block.caption) } : block];
  }
}

/** Either all items are numbered or none is; those that go leave their numbers. */
function acceptedList(list: Block & { type: "list" }): Block[] {
  const isNumbered = list.items.some(({ value, type }) => value !== undefined || type !== undefined);
  const items = list.items.flatMap((item, i): ListItem[] => {
    const blocks = accepted(item.blocks);
    if (blocks.length === 0) return [];
    return [{ ...item, blocks, ...(isNumbered && { value: item.value ?? i + 1, type: item.type ?? "1" }) }];
  });
  return items.length === 0 ? [] : [{ ...list, items }];
}

function captioned<C extends { text: Inline; credit?: Inline }>(caption: C | undefined): { caption?: C } {
  if (caption === undefined) return {};
  return { caption: { ...caption, text: acceptedText(caption.text), ...credited(caption.credit) } };
}

function credited(credit: Inline | undefined): { credit?: Inline } {
  return credit === undefined ? {} : { credit: acceptedText(credit) };
}

function acceptedText(inline: Inline): Inline {
  if (typeof inline === "string") return inline;
  if (Array.isArray(inline)) return compact(inline.map(acceptedText));
  if (inline.type === "custom_emoji") return isEmoji(inline.alternative_text) ? inline : inline.alternative_text;
  if (inline.type === "button") return inline;
  const inner = innerOf(inline);
  if (inner === null) return inline;
  const text = acceptedText(inner);
  const leads =
    (inline.type !== "url" || inline.url.startsWith("#") || usableUrl(inline.url) !== null) &&
    (inline.type !== "email_address" || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(inline.email_address)) &&
    (inline.type !== "phone_number" || /^\+?[\d() -]{3,}$/.test(inline.phone_number));
  return leads ? withInner(inline, text) : text;
}

/** An emoji, or nothing, which Telegram takes too. */
function isEmoji(text: string): boolean {
  return /^(\p{RGI_Emoji})?$/v.test(text);
}

/** Spaces, and what Telegram takes out of every text: tdlib/td, misc.cpp, `clean_input_string`. A place is something. */
function isBlank(inline: Inline): boolean {
  if (typeof inline !== "string" && !Array.isArray(inline) && inline.type === "anchor") return false;
  if (Array.isArray(inline)) return inline.every(isBlank);
  return textOf(inline).replace(/[\p{Cc}\u2028-\u202e\s]|\u030a|\u0333|\u033f/gu, "") === "";
}
