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
import { CAPTION_LENGTH, MESSAGE_LENGTH } from "../../document/limits.ts";
import { split } from "../../document/split.ts";
import type { Figure } from "../../post/post.ts";
import { bareFigure, type FigurePart, type PostPart, type TextPart } from "../../post/standing.ts";

/** What Telegram cannot do in place. Lengths are UTF-16 units. */
export type Problem =
  /** `over`: units that do not fit. `form`: where the text stands. */
  | {
      readonly code: "text-long";
      readonly form: "caption" | "text" | "series";
      readonly length: number;
      readonly max: number;
      readonly over: number;
    }
  | { readonly code: "text-empty" }
  | { readonly code: "no-place" } // no message of the post is known to take a text
  | { readonly code: "forwarded" }
  | { readonly code: "text-takes-no-figure" } // a text message cannot become an album
  | { readonly code: "album-fixed" } // several figures for the place of one: a post cannot grow
  | { readonly code: "album-kind"; readonly takes: "documents" | "pictures" };

export type Planned =
  | { readonly ok: true; readonly parts: readonly PostPart[] }
  | { readonly ok: false; readonly problem: Problem };

type Place = TextPart | FigurePart;

/** The post with another text in the messages that have it now; a series may become shorter, never longer. */
export function withText(parts: readonly PostPart[], text: ClassicDocument): Planned {
  const document = sendable(text);
  if (parts.some(({ forwarded }) => forwarded === true)) return problem({ code: "forwarded" });
  const places = placesOf(parts);
  if (places.length === 0) return problem({ code: "no-place" });
  if (isBlank(document)) {
    if (places.some(({ form }) => form === "text")) return problem({ code: "text-empty" });
    return done(put(parts, new Map(places.map(({ messageId }) => [messageId, plainly("")]))));
  }
  const pieces = distribute(places, document);
  if (pieces === null) return problem(tooLong(places, document));
  const texts = new Map(places.map(({ messageId }, i) => [messageId, pieces[i]]));
  return done(put(parts, texts));
}

/** The post with a line at the end of its text: "UPD: …". */
export function withUpdate(parts: readonly PostPart[], mark: string, line: ClassicDocument): Planned {
  const places = placesOf(parts);
  const last = places.at(-1);
  if (parts.some(({ forwarded }) => forwarded === true)) return problem({ code: "forwarded" });
  if (last === undefined) return problem({ code: "no-place" });
  const said = concat(plainly(`${mark}: `), trim(sendable(line)));
  const document = last.document.text === "" ? said : concat(last.document, plainly("\n\n"), said);
  if (lengthOf(document) > limitOf(last)) return problem(tooLong([last], document));
  return done(put(parts, new Map([[last.messageId, document]])));
}

/** The post with another first line. Null where its text does not begin with its title. */
export function withTitle(parts: readonly PostPart[], title: string, next: string): Planned | null {
  const [first] = placesOf(parts);
  if (first === undefined) return null;
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
  | { readonly change: "text"; readonly part: TextPart }
  | { readonly change: "caption" | "media"; readonly part: FigurePart }
  | { readonly change: "delete"; readonly messageId: number };

export function changes(standing: readonly PostPart[], wanted: readonly PostPart[]): readonly Change[] {
  const next = new Map(wanted.map((part) => [part.messageId, part]));
  return standing.flatMap((part): Change[] => {
    const then = next.get(part.messageId);
    if (then === undefined) return [{ change: "delete", messageId: part.messageId }];
    if (then.form === "other" || isDeepStrictEqual(then, part)) return [];
    if (then.form === "text") return [{ change: "text", part: then }];
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
    // What stands at its place already stays there.
    const stays = !last && own !== "" && rest.text.startsWith(own) && rest.text.length > own.length;
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
    if (part.form === "other" || piece === undefined) return [part];
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
