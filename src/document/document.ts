import type { MessageEntity } from "@grammyjs/types";

/**
 * Formatted text as Telegram sends and receives it: classic text with its entities. Offsets and lengths count
 * UTF-16 code units, as JavaScript strings do.
 *
 * Received entities are sent as they came. The Bot API takes the formatting among them and drops those that Telegram
 * finds by itself (mention, hashtag, cashtag, bot_command, url, email, phone_number), which the same search then finds
 * again: sent with or without them, the message is the same (telegram-bot-api Client.cpp, get_text_entity_type).
 */
export interface ClassicDocument {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

export const EMPTY: ClassicDocument = { text: "", entities: [] };

/** UTF-16 code units, as Telegram counts its limits. */
export function lengthOf(document: ClassicDocument): number {
  return document.text.length;
}

/** Whether a reader would see nothing: Telegram answers "message text is empty". */
export function isBlank({ text }: ClassicDocument): boolean {
  return !/[^\p{White_Space}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

/** Text without formatting. */
export function plainly(text: string): ClassicDocument {
  return { text, entities: [] };
}

/** Text that is one link. An empty text stays without it. */
export function linked(text: string, url: string): ClassicDocument {
  return format(plainly(text), { type: "text_link", url });
}

/** Text that is bold. */
export function bold(text: string): ClassicDocument {
  return format(plainly(text), { type: "bold" });
}

/** The same entities, `by` units further on. */
export function shift(entities: readonly MessageEntity[], by: number): MessageEntity[] {
  return entities.map((entity) => ({ ...entity, offset: entity.offset + by }));
}

/** One after the other, with nothing in between. */
export function concat(...documents: readonly ClassicDocument[]): ClassicDocument {
  let text = "";
  const entities: MessageEntity[] = [];
  for (const document of documents) {
    entities.push(...shift(document.entities, text.length));
    text += document.text;
  }
  return { text, entities: sorted(entities) };
}

/** The documents that hold something, with `separator` between them. */
export function join(documents: readonly ClassicDocument[], separator = "\n\n"): ClassicDocument {
  const held = documents.filter(({ text }) => text !== "");
  return concat(...held.flatMap((document, i) => (i === 0 ? [document] : [plainly(separator), document])));
}

/**
 * The units from `start` to `end`, with what of the entities lies there. A bound within a surrogate pair moves
 * outwards, so that no character is cut; bounds beyond the text are its ends.
 */
export function slice(document: ClassicDocument, start: number, end = document.text.length): ClassicDocument {
  const within = (at: number): number => Math.min(document.text.length, Math.max(0, at));
  const from = outside(document.text, within(start), -1);
  const to = outside(document.text, within(Math.max(start, end)), 1);
  const entities = document.entities.flatMap((entity) => {
    const begins = Math.max(entity.offset, from);
    const ends = Math.min(entity.offset + entity.length, to);
    return begins < ends ? [{ ...entity, offset: begins - from, length: ends - begins }] : [];
  });
  return { text: document.text.slice(from, to), entities };
}

/** Without the white space at both ends, which Telegram takes away from what is sent. */
export function trim(document: ClassicDocument): ClassicDocument {
  const start = document.text.length - document.text.trimStart().length;
  return slice(document, start, Math.max(start, document.text.trimEnd().length));
}

/**
 * With other units in place of those from `offset` on. An entity around the place grows or shrinks with it; one that
 * overlaps only an edge keeps its part outside; one that lay within goes.
 */
export function replace(document: ClassicDocument, offset: number, length: number, by: string): ClassicDocument {
  const end = offset + length;
  const change = by.length - length;
  const entities = document.entities.flatMap((entity): MessageEntity[] => {
    const entityEnd = entity.offset + entity.length;
    if (entityEnd <= offset) return [entity];
    if (entity.offset >= end) return [{ ...entity, offset: entity.offset + change }];
    if (entity.offset <= offset && entityEnd >= end) {
      return entity.length + change > 0 ? [{ ...entity, length: entity.length + change }] : [];
    }
    if (entity.offset < offset) return [{ ...entity, length: offset - entity.offset }];
    if (entityEnd > end) return [{ ...entity, offset: offset + by.length, length: entityEnd - end }];
    return [];
  });
  return { text: document.text.slice(0, offset) + by + document.text.slice(end), entities: sorted(entities) };
}

/** With a link under these units. Links that were there go: Telegram allows none within another. */
export function link(document: ClassicDocument, offset: number, length: number, url: string): ClassicDocument {
  const end = offset + length;
  const others = document.entities.filter(
    (entity) => entity.type !== "text_link" || entity.offset >= end || entity.offset + entity.length <= offset,
  );
  return { text: document.text, entities: sorted([...others, { type: "text_link", offset, length, url }]) };
}

/** In the order in which Telegram gives entities: by offset, the longer first. */
export function sorted(entities: readonly MessageEntity[]): MessageEntity[] {
  return entities.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
}

type Format = { readonly type: "bold" } | { readonly type: "text_link"; readonly url: string };

function format(document: ClassicDocument, kind: Format): ClassicDocument {
  if (document.text === "") return document;
  return { text: document.text, entities: [{ ...kind, offset: 0, length: document.text.length }] };
}

function outside(text: string, at: number, step: -1 | 1): number {
  const within = /[\ud800-\udbff]/.test(text[at - 1] ?? "") && /[\udc00-\udfff]/.test(text[at] ?? "");
  return within ? at + step : at;
}
