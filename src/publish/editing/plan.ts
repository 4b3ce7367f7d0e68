import { isDeepStrictEqual } from "node:util";
import {
  type ClassicDocument,
  concat,
  isBlank,
  lengthOf,
  plainly,
  replace,
  slice,
  trim,
} from "../../document/document.ts";
import { isFound, isKnown } from "../../document/entity.ts";
import { CAPTION_LENGTH, MESSAGE_LENGTH, RICH } from "../../document/limits.ts";
import type { RichDocument } from "../../document/rich/document.ts";
import { split } from "../../document/split.ts";
import { toClassic } from "../../document/twin/twin.ts";
import type { Figure } from "../../post/post.ts";
import { bareFigure, type FigurePart, type PostPart, type RichPart, type TextPart } from "../../post/standing.ts";
import { asRich, asText, isRefused, marked, richWithLine, richWithText, richWithTitle } from "./rich.ts";

/** What Telegram cannot do in place. Lengths are UTF-16 units. */
export type Problem =
  /** `over`: units that do not fit. `form`: where the text stands. */
  | {
      readonly code: "text-long";
      readonly form: "caption" | "text" | "series" | "rich";
      readonly length: number;
      readonly max: number;
      readonly over: number;
    }
  | { readonly code: "text-empty" }
  | { readonly code: "rich-fixed" } // a rich message with figures, or longer than a text, cannot become a text
  | { readonly code: "no-place" } // no message of the post is known to take a text
  | { readonly code: "forwarded" }
  | { readonly code: "text-takes-no-figure" } // a text message cannot become an album
  | { readonly code: "album-fixed" } // several figures for the place of one: a post cannot grow
  | { readonly code: "album-kind"; readonly takes: "documents" | "pictures" };

export type Planned =
  | { readonly ok: true; readonly parts: readonly PostPart[] }
  | { readonly ok: false; readonly problem: Problem };

type Place = TextPart | FigurePart | RichPart;

/** The post with another text in the messages that have it now; a series may become shorter, never longer. */
export function withText(parts: readonly PostPart[], text: ClassicDocument): Planned {
  const document = sendable(text);
  if (parts.some(({ forwarded }) => forwarded === true)) return problem({ code: "forwarded" });
  const places = placesOf(parts);
  if (places.length === 0) return problem({ code: "no-place" });
  if (isBlank(document)) {
    if (places.some(({ form }) => form !== "figure")) return problem({ code: "text-empty" });
    return done(put(parts, new Map(places.map(({ messageId }) => [messageId, plainly("")]))));
  }
  const [first] = places;
  if (first?.form === "rich") return richly(parts, first, richWithText(first, document));
  const pieces = distribute(places, document);
  if (pieces === null) return problem(tooLong(places, document));
  const texts = new Map(places.map(({ messageId }, i) => [messageId, pieces[i]]));
  return done(put(parts, texts));
}

/** The post of one message with a rich document in it. */
export function withRich(parts: readonly PostPart[], rich: RichDocument): Planned {
  const [only, another] = parts;
  if (only?.forwarded === true) return problem({ code: "forwarded" });
  if (another !== undefined || (only?.form !== "text" && only?.form !== "rich")) return problem({ code: "rich-fixed" });
  const { messageId, buttons } = only;
  const document = toClassic(rich).document;
  return richly(parts, only, { form: "rich", messageId, rich, document, ...(buttons && { buttons }) });
}

/** The post with a line at the end of its text: "UPD: …". */
export function withUpdate(parts: readonly PostPart[], mark: string, line: ClassicDocument): Planned {
  const places = placesOf(parts);
  const last = places.at(-1);
  if (parts.some(({ forwarded }) => forwarded === true)) return problem({ code: "forwarded" });
  if (last === undefined) return problem({ code: "no-place" });
  const said = marked(mark, sendable(line));
  if (last.form === "rich") return richly(parts, last, richWithLine(last, said));
  const document = last.document.text === "" ? said : concat(last.document, plainly("\n\n"), said);
  if (lengthOf(document) > limitOf(last)) return problem(tooLong([last], document));
  return done(put(parts, new Map([[last.messageId, document]])));
}

/** The post with another first line. Null where its text does not begin with its title. */
export function withTitle(parts: readonly PostPart[], title: string, next: string): Planned | null {
  const [first] = placesOf(parts);
  if (first === undefined) return null;
  if (first.form === "rich") {
    const changed = richWithTitle(first, title, next);
    return changed === null ? null : richly(parts, first, changed);
  }
  const { document } = first;
  const start = document.text.length - document.text.trimStart().length;
  const line = document.text.slice(start).split("\n")[0]?.trimEnd() ?? "";
  if (line === "" || line !== title) return null;
  if (parts.some(({ forwarded }) => forwarded === true)) return problem({ code: "forwarded" });
  const changed = replace(document, start, line.length, next);
  const over = lengthOf(changed) - limitOf(first);
  if (over > 0) return problem(tooLong([first], changed));
  return done(put(parts, new Map([[first.messageId, changed]])));
}

/** Whether the post is one message that can be a rich one or a text. */
export function canSwap(parts: readonly PostPart[]): boolean {
  const [only, another] = parts;
  if (another !== undefined || only?.forwarded === true) return false;
  return only?.form === "rich" ? asText(only) !== null : only?.form === "text";
}

/** The post of one message in its other form: the rich one for a text, the text for a rich one. */
export function swapped(parts: readonly PostPart[]): Planned {
  const [only, another] = parts;
  if (only?.forwarded === true) return problem({ code: "forwarded" });
  if (another !== undefined || only === undefined) return problem({ code: "rich-fixed" });
  if (only.form === "text") return richly(parts, only, asRich(only));
  const text = only.form === "rich" ? asText(only) : null;
  return text === null ? problem({ code: "rich-fixed" }) : done([text]);
}

/** The messages of the post as they were once; null where one of them is gone from the channel. */
export function broughtBack(parts: readonly PostPart[], once: readonly PostPart[]): readonly PostPart[] | null {
  const before = new Map(once.map((part) => [part.messageId, part]));
  const there = new Set(parts.map(({ messageId }) => messageId));
  if (once.some(({ messageId }) => !there.has(messageId))) return null;
  return parts.map((part) => before.get(part.messageId) ?? part);
}

/** The post with another figure in the place of one that it has. */
export function withFigure(parts: readonly PostPart[], messageId: number, figure: Figure): Planned {
  const part = parts.find((each) => each.messageId === messageId);
  if (part?.forwarded === true) return problem({ code: "forwarded" });
  if (part === undefined || part.form !== "figure") return problem({ code: "text-takes-no-figure" });
  if (part.album) {
    const documents = part.figure.kind === "document";
    if (documents ? figure.kind !== "document" : figure.kind !== "photo" && figure.kind !== "video") {
      return problem({ code: "album-kind", takes: documents ? "documents" : "pictures" });
    }
  }
  return done(parts.map((each) => (each === part ? { ...part, figure: bareFigure(figure) } : each)));
}

/** What has to be called so that the channel shows `wanted`: one change for each message, in their order. */
export type Change =
  | { readonly change: "text"; readonly part: TextPart | RichPart }
  | { readonly change: "caption" | "media"; readonly part: FigurePart }
  | { readonly change: "delete"; readonly messageId: number };

export function changes(standing: readonly PostPart[], wanted: readonly PostPart[]): readonly Change[] {
  const next = new Map(wanted.map((part) => [part.messageId, part]));
  return standing.flatMap((part): Change[] => {
    const then = next.get(part.messageId);
    if (then === undefined) return [{ change: "delete", messageId: part.messageId }];
    if (then.form === "other" || isDeepStrictEqual(then, part)) return [];
    if (then.form === "text" || then.form === "rich") return [{ change: "text", part: then }];
    const sameFile = part.form === "figure" && part.figure.fileId === then.figure.fileId;
    return [{ change: sameFile ? "caption" : "media", part: then }];
  });
}

/** The units that the message's text may have. */
export function limitOf({ form }: Place): number {
  return form === "figure" ? CAPTION_LENGTH : MESSAGE_LENGTH;
}

/** Whether two texts are the same to a reader: what Telegram finds by itself, and white space at the ends, apart. */
export function isSameText(a: ClassicDocument, b: ClassicDocument): boolean {
  const plain = (document: ClassicDocument) => {
    const { text, entities } = trim(sendable(document));
    const formatting = entities
      .filter((entity) => !isFound(entity))
      .map((entity) => JSON.stringify(sortedKeys(entity)));
    return { text, formatting: formatting.toSorted() };
  };
  return isDeepStrictEqual(plain(a), plain(b));
}

/** The messages that have the post's text; where none has, the one that can take it. */
function placesOf(parts: readonly PostPart[]): readonly Place[] {
  const able = parts.filter((part) => part.form !== "other");
  const [first, ...rest] = able.filter(({ document }) => document.text !== "");
  if (first === undefined) return able.slice(0, 1);
  return [first, ...rest.filter(({ continues }) => continues !== undefined)];
}

/** A text for each place, "" for one that is left over; null where it does not fit. */
function distribute(
  places: readonly Place[],
  document: ClassicDocument,
): (ClassicDocument & { after?: string })[] | null {
  const pieces: (ClassicDocument & { after?: string })[] = [];
  let rest = document;
  let after = "";
  for (const [i, place] of places.entries()) {
    const max = limitOf(place);
    const last = i === places.length - 1;
    const own = place.document.text;
    const separator = places[i + 1]?.continues ?? "";
    // What stands at its place already stays there.
    const stays = own !== "" && separator !== "" && rest.text.startsWith(own + separator);
    const fits = lengthOf(rest) <= max;
    if (last && !fits) return null;
    const piece = stays ? slice(rest, 0, own.length) : fits ? rest : (split(rest, { length: max })[0] ?? rest);
    pieces.push({ ...trim(piece), after });
    const left = slice(rest, piece.text.length);
    rest = trim(left);
    after = left.text.slice(0, left.text.length - left.text.trimStart().length);
  }
  return pieces;
}

function richly(parts: readonly PostPart[], before: PostPart, part: RichPart): Planned {
  if (part.forwarded === true) return problem({ code: "forwarded" });
  if (!isRefused(part)) return done(parts.map((each) => (each === before ? part : each)));
  const length = [...part.document.text].length;
  return problem({
    code: "text-long",
    form: "rich",
    length,
    max: RICH.characters,
    over: Math.max(1, length - RICH.characters),
  });
}

function tooLong(places: readonly Place[], document: ClassicDocument): Problem {
  const max = places.reduce((sum, place) => sum + limitOf(place), 0);
  const length = lengthOf(document);
  const form = places.length > 1 ? "series" : places[0]?.form === "figure" ? "caption" : "text";
  return { code: "text-long", form, length, max, over: Math.max(1, length - max) };
}

function put(
  parts: readonly PostPart[],
  texts: ReadonlyMap<number, (ClassicDocument & { readonly after?: string }) | undefined>,
): PostPart[] {
  return parts.flatMap((part): PostPart[] => {
    const piece = texts.get(part.messageId);
    if (part.form === "other" || part.form === "rich" || piece === undefined) return [part];
    if (part.form === "text" && piece.text === "") return [];
    const { text, entities, after } = piece;
    const on = part.continues === undefined || !after ? {} : { continues: after };
    return [{ ...part, document: { text, entities }, ...on }];
  });
}

function sendable(document: ClassicDocument): ClassicDocument {
  return trim({ text: document.text, entities: document.entities.filter(isKnown) });
}

function sortedKeys(entity: object): object {
  return Object.fromEntries(Object.entries(entity).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function done(parts: readonly PostPart[]): Planned {
  return { ok: true, parts };
}

function problem(found: Problem): Planned {
  return { ok: false, problem: found };
}
