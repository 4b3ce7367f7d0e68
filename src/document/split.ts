import type { MessageEntity } from "@grammyjs/types";
import { type ClassicDocument, isBlank, slice } from "./document.ts";
import { isFound } from "./entity.ts";
import { FORMATTED_ENTITIES, MESSAGE_LENGTH } from "./limits.ts";

/** A part of a longer text. */
export interface TextPart extends ClassicDocument {
  /** The white space between the part before and this one, which neither of them has; "" for the first. */
  readonly after: string;
}

/**
 * A text in parts of at most `length` units and `formatted` formatted entities each, which together are the text again,
 * but for the white space at its ends. It is cut between paragraphs, or else lines, sentences, words, graphemes; within
 * a link, a code or a name only where that alone is longer than a part, within a quotation only where no other place is
 * left. Takes time linear in the text's length.
 */
export function split(
  document: ClassicDocument,
  { length = MESSAGE_LENGTH, formatted = FORMATTED_ENTITIES } = {},
): TextPart[] {
  const { text, entities } = document;
  const parts: TextPart[] = [];
  const counted = entities.filter((entity) => !isFound(entity) && entity.type !== "custom_emoji");
  const starts = counted.map(({ offset }) => offset).toSorted((a, b) => a - b);
  const end = text.trimEnd().length;
  let last = 0;
  let start = text.length - text.trimStart().length;
  while (start < end) {
    // What comes after the last formatting that one message keeps is for the next message.
    const first = starts.findIndex((offset) => offset >= start);
    const carried = counted.filter((entity) => entity.offset < start && entity.offset + entity.length > start).length;
    const tooMany = first === -1 ? undefined : starts[first + Math.max(1, formatted - carried)];
    const bound = Math.min(start + length, tooMany !== undefined && tooMany > start ? tooMany : end, end);
    const cut = bound === end ? end : cutBefore(document, start, bound, length);
    const part = slice(document, start, start + text.slice(start, cut).trimEnd().length);
    if (part.text !== "" && !(isBlank(part) && parts.length > 0)) {
      parts.push({ ...part, after: parts.length === 0 ? "" : text.slice(last, start) });
      last = start + part.text.length;
    }
    const rest = text.slice(cut, cut + length);
    start = cut + (rest.length - rest.trimStart().length);
  }
  return parts;
}

/** Formatting that is one thing to a reader. */
const WHOLE: ReadonlySet<MessageEntity["type"]> = new Set<MessageEntity["type"]>([
  "text_link",
  "text_mention",
  "custom_emoji",
  "date_time",
  "code",
  "url",
  "email",
  "mention",
  "hashtag",
  "cashtag",
  "phone_number",
  "bot_command",
]);
const BLOCKS: ReadonlySet<MessageEntity["type"]> = new Set<MessageEntity["type"]>([
  "pre",
  "blockquote",
  "expandable_blockquote",
]);

/** Ends of paragraphs, lines, sentences and words; each match ends where a part may end. */
const ENDS = [/\n\s*\n/gu, /\n/gu, /[.!?…]["»”)]*\s/gu, /\s/gu];

/** Where to cut the units from `start` to `bound`: the last good place, and a better kind of place before a later one. */
function cutBefore({ text, entities }: ClassicDocument, start: number, bound: number, length: number): number {
  const near = entities
    .filter((entity) => entity.offset < bound && entity.offset + entity.length > start)
    .map((entity) => solid(text, entity));
  const spans = (types: ReadonlySet<MessageEntity["type"]>) => near.filter(({ type }) => types.has(type));
  const [links, blocks] = [spans(WHOLE), spans(BLOCKS)];
  // A place that leaves a part of less than a third is worse than the next kind of place.
  const least = start + Math.floor((bound - start) / 3);
  const window = text.slice(start, bound + 1);
  for (const kept of [[...links, ...blocks], links]) {
    for (const ends of ENDS) {
      const places = [...window.matchAll(ends)].map(({ index, 0: found }) => start + index + found.trimEnd().length);
      const place = places.findLast((at) => at > start && at >= least && at <= bound && !isWithin(at, kept));
      if (place !== undefined) return place;
    }
    const before = edges(kept, start, bound);
    if (before > start && before < bound && isBetween(text, start, before)) return before;
  }
  // A short part is better than a word in two, where the word has room in the next part.
  const gap = [...window.matchAll(/\s+/gu)].findLast(
    ({ index }) => index > 0 && start + index < bound && !isWithin(start + index, links),
  );
  if (gap !== undefined) {
    const word = start + gap.index + gap[0].length;
    const rest = text.slice(word, word + length + 1).search(/\s/u);
    if (rest !== -1 || text.length - word <= length) return start + gap.index;
  }
  return graphemeBefore(text, start, bound);
}

/** The formatting without the white space at its ends, which nobody misses. */
function solid<E extends MessageEntity>(text: string, entity: E): E {
  const inner = text.slice(entity.offset, entity.offset + entity.length);
  const [begin, end] = [inner.length - inner.trimStart().length, inner.trimEnd().length];
  return begin >= end ? entity : { ...entity, offset: entity.offset + begin, length: end - begin };
}

/** The beginning of what would be cut at the bound, and of what would be cut there. */
function edges(kept: readonly MessageEntity[], start: number, bound: number): number {
  let at = bound;
  for (let moved = true; moved; ) {
    const around = kept.filter(({ offset, length }) => offset < at && offset + length > at);
    moved = around.length > 0;
    if (moved) at = Math.min(...around.map(({ offset }) => offset));
  }
  return Math.max(at, start);
}

function isWithin(at: number, kept: readonly MessageEntity[]): boolean {
  return kept.some(({ offset, length }) => offset < at && offset + length > at);
}

/** Units that are looked back for the beginning of a grapheme; a longer one is cut between characters. */
const LOOK_BACK = 200;

function graphemeBefore(text: string, start: number, bound: number): number {
  const from = Math.max(start, bound - LOOK_BACK);
  const window = text.slice(from, bound + LOOK_BACK);
  const segments = [...new Intl.Segmenter().segment(window)].map(({ index }) => from + index);
  const place = segments.findLast((at) => at <= bound && at > start && (at > from || from === start));
  if (place !== undefined) return place;
  return isPair(text, bound) && bound - 1 > start ? bound - 1 : bound;
}

/** Whether a grapheme ends and another begins here. */
function isBetween(text: string, start: number, at: number): boolean {
  const from = Math.max(start, at - LOOK_BACK);
  const window = text.slice(from, at + LOOK_BACK);
  return new Intl.Segmenter().segment(window).containing(at - from)?.index === at - from;
}

/** Whether a character of two units stands around this place. */
function isPair(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text[at - 1] ?? "") && /[\udc00-\udfff]/.test(text[at] ?? "");
}
