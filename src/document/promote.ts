import type { MessageEntity } from "@grammyjs/types";
import { type ClassicDocument, slice, sorted } from "./document.ts";
import { isFound } from "./entity.ts";
import type { Block, Formatted, Inline, RichDocument } from "./rich/document.ts";
import { compact, textOf, trimInline } from "./rich/text.ts";

const BLOCKS = new Set<string>(["pre", "blockquote", "expandable_blockquote"]);

/**
 * A classic document as a rich one: paragraphs, quotations and code become blocks, and formatting stays over its
 * characters. The text is the same but for the number of empty lines. Formatting of an unknown type goes; what Telegram
 * finds by itself, it finds again.
 */
export function promote(document: ClassicDocument): RichDocument {
  const blocks: Block[] = [];
  let at = 0;
  const entities = sorted(document.entities);
  for (const entity of entities) {
    if (!BLOCKS.has(entity.type) || entity.offset < at) continue;
    blocks.push(...paragraphs(slice(document, at, entity.offset)));
    at = entity.offset + entity.length;
    blocks.push(...blockOf(entity, slice(document, entity.offset, at)));
  }
  return { blocks: [...blocks, ...paragraphs(slice(document, at))] };
}

/** Classic text as an inline one, block formatting left out. */
function toInline({ text, entities }: ClassicDocument): Inline {
  const inner = entities.filter((entity) => !isFound(entity) && !BLOCKS.has(entity.type));
  return compact(nested(text, 0, text.length, sorted(inner)));
}

function blockOf(entity: MessageEntity, content: ClassicDocument): Block[] {
  const within = { ...content, entities: content.entities.filter(({ type }) => type !== entity.type) };
  if (entity.type === "pre") {
    const { language } = entity;
    return [{ type: "pre", text: content.text, ...(language === undefined ? {} : { language }) }];
  }
  if (entity.type === "expandable_blockquote") {
    const text = trimInline(toInline(within));
    return text === "" ? [] : [{ type: "expandable_blockquote", text }];
  }
  const { blocks } = promote(within);
  return blocks.length === 0 ? [] : [{ type: "blockquote", blocks: [...blocks] }];
}

function paragraphs(document: ClassicDocument): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  const add = (end: number) => {
    const text = trimInline(toInline(slice(document, start, end)));
    if (textOf(text) !== "") blocks.push({ type: "paragraph", text });
  };
  for (const { index, 0: found } of document.text.matchAll(/\n[^\S\n]*\n\s*/g)) {
    add(index);
    start = index + found.length;
  }
  add(document.text.length);
  return blocks;
}

/** The units from `start` to `end` with formatting around them; an entity that crosses another's end goes on after it. */
function nested(text: string, start: number, end: number, entities: readonly MessageEntity[]): Inline[] {
  const parts: Inline[] = [];
  let at = start;
  let rest = entities;
  for (let i = 0; i < rest.length; ) {
    const first = rest[i++] as MessageEntity;
    const stop = Math.min(first.offset + first.length, end);
    const [inside, after]: [MessageEntity[], MessageEntity[]] = [[], []];
    for (; i < rest.length && (rest[i] as MessageEntity).offset < stop; i++) {
      const other = rest[i] as MessageEntity;
      const otherEnd = other.offset + other.length;
      inside.push({ ...other, length: Math.min(otherEnd, stop) - other.offset });
      if (otherEnd > stop) after.push({ ...other, offset: stop, length: otherEnd - stop });
    }
    parts.push(text.slice(at, first.offset), formatted(first, text, stop, inside));
    at = stop;
    if (after.length > 0) {
      rest = sorted([...after, ...rest.slice(i)]);
      i = 0;
    }
  }
  return [...parts, text.slice(at, end)];
}

function formatted(entity: MessageEntity, text: string, end: number, inside: readonly MessageEntity[]): Inline {
  const said = text.slice(entity.offset, end);
  const inner = () => compact(nested(text, entity.offset, end, inside));
  switch (entity.type) {
    case "bold":
    case "italic":
    case "underline":
    case "strikethrough":
    case "spoiler":
      return { type: entity.type, text: inner() };
    case "code":
      return { type: "code", text: said };
    case "text_link":
      return { type: "url", text: inner(), url: entity.url };
    case "text_mention":
      return { type: "text_mention", text: inner(), user: entity.user };
    case "custom_emoji":
      return { type: "custom_emoji", custom_emoji_id: entity.custom_emoji_id, alternative_text: said };
    case "date_time": {
      const { unix_time, date_time_format } = entity;
      return { type: "date_time", text: inner(), unix_time, date_time_format } as Formatted;
    }
    default:
      return inner();
  }
}
