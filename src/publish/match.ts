import type { MessageEntity } from "@grammyjs/types";
import { toPlain } from "../document/plain.ts";
import type { RichDocument } from "../document/rich/document.ts";
import { toSendable } from "../document/rich/sendable.ts";
import { everyBlock } from "../document/rich/walk.ts";
import type { OutgoingMessage } from "../post/outgoing.ts";
import type { Figure } from "../post/post.ts";
import type { PastMessage } from "../telegram/history.ts";

/** Whether a message of the channel is what was sent: surely, surely not, or perhaps. */
export type Match = "same" | "different" | "perhaps";

/** What one message of a call has to look like in the channel. */
interface Expected {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** Null for a text alone; "any" where it is not known what the message carries. */
  readonly kind: Figure["kind"] | null | "any";
  /** A name of the file; null where it is not known. */
  readonly uniqueId: string | null;
  /** Of a rich message its document. */
  readonly rich?: RichDocument;
}

/** Entities that Telegram finds in a text by itself, or leaves out. https://core.telegram.org/api/entities */
const AUTOMATIC: ReadonlySet<string> = new Set([
  "mention",
  "hashtag",
  "cashtag",
  "bot_command",
  "url",
  "email",
  "phone_number",
  "bank_card",
  // A bot that owns no name on Fragment may not send it: the emoji stays, the entity goes.
  "custom_emoji",
]);

/**
 * Looks for what a call sent among messages of the channel: as many in a row as the call makes. Returns their ids, or
 * the ids of those that may be it.
 *
 * @param figures the post's, by which the names of the files are known
 */
export function findSent(
  outgoing: OutgoingMessage,
  figures: readonly Figure[],
  messages: readonly PastMessage[],
): { readonly found: readonly number[] } | { readonly perhaps: readonly number[] } {
  const expected = expectedOf(outgoing, figures);
  const ordered = [...messages].sort((a, b) => a.messageId - b.messageId);
  const perhaps = new Set<number>();
  for (const [start] of ordered.entries()) {
    const row = ordered.slice(start, start + expected.length);
    const inRow = row.length === expected.length && row.every(({ messageId }, i) => messageId === idAt(row, 0) + i);
    const matches = row.map((message, i) => compare(expected[i] as Expected, message));
    if (inRow && matches.every((match) => match === "same")) return { found: row.map(({ messageId }) => messageId) };
    if (matches[0] !== "different") perhaps.add(idAt(row, 0));
  }
  // A later part of an album without its beginning: somebody took the beginning away.
  for (const message of ordered) {
    if (expected.slice(1).some((each) => compare(each, message) === "same")) perhaps.add(message.messageId);
  }
  return { perhaps: [...perhaps].sort((a, b) => a - b) };
}

function idAt(messages: readonly PastMessage[], index: number): number {
  return messages[index]?.messageId ?? 0;
}

function expectedOf(outgoing: OutgoingMessage, figures: readonly Figure[]): readonly Expected[] {
  const named = (fileId: string): string | null =>
    figures.find((figure) => figure.fileId === fileId)?.fileUniqueId ?? null;
  switch (outgoing.method) {
    case "sendMessage":
      return [{ text: outgoing.text, entities: outgoing.entities, kind: null, uniqueId: null }];
    case "copyMessage":
      return [{ text: outgoing.text, entities: outgoing.entities, kind: "any", uniqueId: null }];
    case "sendMediaGroup":
      return outgoing.media.map(({ type, media, caption, caption_entities }) => ({
        text: caption,
        entities: caption_entities,
        kind: type,
        uniqueId: named(media),
      }));
    case "sendPhoto":
    case "sendVideo":
    case "sendAnimation":
    case "sendDocument": {
      const { method, caption, caption_entities, file_id } = outgoing;
      return [{ text: caption, entities: caption_entities, kind: KINDS[method], uniqueId: named(file_id) }];
    }
    case "sendRichMessage": {
      const { rich_message: rich, text, entities } = outgoing;
      return [{ text, entities, kind: "any", uniqueId: null, rich }];
    }
  }
}

const KINDS = {
  sendPhoto: "photo",
  sendVideo: "video",
  sendAnimation: "animation",
  sendDocument: "document",
} as const;

/**
 * As `compareExactly`, but a message that somebody may have changed meanwhile is never "different": the file that was
 * sent under other words, or most of the words.
 */
function compare(expected: Expected, message: PastMessage): Match {
  if (message.service) return "different";
  const match = compareExactly(expected, message);
  return match === "different" && mayBeEdited(expected, message) ? "perhaps" : match;
}

function mayBeEdited(
  { text, uniqueId, rich }: Expected,
  { text: there, rich: richThere, figure }: PastMessage,
): boolean {
  if (uniqueId !== null && figure?.uniqueIds.includes(uniqueId)) return true;
  const sent = rich === undefined ? text : toPlain(rich).text;
  return areAlike(sent, richThere === null ? there : toPlain(toSendable(richThere)).text);
}

/** Whether so great a part of the words is common to two texts that one may be an edit of the other. */
const ALIKE = 0.6;

function areAlike(a: string, b: string): boolean {
  const [ofA, ofB] = [countsOf(a), countsOf(b)];
  let [shared, all] = [0, 0];
  for (const [word, count] of ofA) shared += 2 * Math.min(count, ofB.get(word) ?? 0);
  for (const counts of [ofA, ofB]) for (const count of counts.values()) all += count;
  return all > 0 && shared / all >= ALIKE;
}

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function compareExactly(expected: Expected, message: PastMessage): Match {
  if (expected.rich !== undefined || message.rich !== null) {
    if (expected.rich === undefined || message.rich === null) return "different";
    return compareRich(expected.rich, toSendable(message.rich));
  }
  if (expected.kind !== "any" && (message.figure?.kind ?? null) !== expected.kind) return "different";
  const [sent, there] = [normal(expected), normal(message)];
  if (sent.text !== there.text) return "different";
  if (sent.entities !== there.entities) return "perhaps";
  if (expected.kind === null) return "same";
  if (expected.kind === "any") return sent.text === "" ? "perhaps" : "same";
  if (expected.uniqueId !== null && message.figure?.uniqueIds.includes(expected.uniqueId)) return "same";
  // Telegram keeps the names of files that are sent by their id; a figure without a word may be anybody's.
  return sent.text === "" ? "different" : "perhaps";
}

/**
 * A text as Telegram's servers keep it: without carriage returns and control characters, trimmed; of its entities those
 * that a person made, trimmed likewise and joined where they touch. Source: clean_input_string and fix_entities in
 * tdlib/td, MessageEntity.cpp.
 */
function normal({ text, entities }: { readonly text: string; readonly entities: readonly MessageEntity[] }): {
  readonly text: string;
  readonly entities: string;
} {
  // Of the same length, so that the offsets stay.
  const clean = text.replace(/(?!\n)[\p{Cc}\u2028-\u202e]/gu, " ");
  const lead = clean.length - clean.trimStart().length;
  const made = entities
    .filter(({ type }) => !AUTOMATIC.has(type))
    .flatMap((entity): { readonly name: string; readonly from: number; readonly to: number }[] => {
      const { type, offset, length } = entity;
      const url = "url" in entity ? entity.url.replace(/\/$/, "") : "";
      const language = "language" in entity ? (entity.language ?? "") : "";
      const inside = clean.slice(offset, offset + length);
      const from = offset + (inside.length - inside.trimStart().length);
      const to = offset + inside.trimEnd().length;
      return to <= from ? [] : [{ name: `${type} ${url} ${language}`, from: from - lead, to: to - lead }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.from - b.from));
  const joined: { name: string; from: number; to: number }[] = [];
  for (const each of made) {
    const last = joined.at(-1);
    const between = last === undefined ? "" : clean.slice(last.to + lead, each.from + lead);
    if (last !== undefined && last.name === each.name && (each.from <= last.to || between.trim() === "")) {
      last.to = Math.max(last.to, each.to);
    } else joined.push({ ...each });
  }
  return { text: clean.trim(), entities: JSON.stringify(joined) };
}

/**
 * Whether a rich message is what was sent. Telegram gives it back with links, hashtags and the like that it found, lists
 * with labels, files under other names and formatting in another order; what it keeps are the words and, in their order,
 * the blocks. Where only the blocks differ, a person has to look.
 */
function compareRich(sent: RichDocument, there: RichDocument): Match {
  const words = wordsOf(sent);
  if (words !== wordsOf(there)) return "different";
  const alike = shapeOf(sent) === shapeOf(there);
  // Figures without a word may be anybody's.
  if (words === "") return alike ? "perhaps" : "different";
  return alike ? "same" : "perhaps";
}

function wordsOf(document: RichDocument): string {
  return toPlain(document)
    .text.replace(/[\p{Cc}\p{White_Space}\u2028-\u202e]+/gu, " ")
    .trim();
}

/** The blocks one after the other; anchors are seen by nobody. */
function shapeOf({ blocks }: RichDocument): string {
  const types = [...everyBlock(blocks)].map(({ block, depth }) => `${depth}${block.type}`);
  return types.filter((type) => !type.endsWith("anchor")).join(" ");
}
