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
import { isFound } from "../../document/entity.ts";
import { CAPTION_LENGTH } from "../../document/limits.ts";
import type { RichDocument } from "../../document/rich/document.ts";
import { split } from "../../document/split.ts";
import { toClassic } from "../../document/twin/twin.ts";
import { type FigurePart, type PostPart, type RichPart, type TextPart, textOfParts } from "../../post/standing.ts";
import {
  done,
  limitOf,
  type Place,
  type Planned,
  placesOf,
  problem,
  put,
  richly,
  sendable,
  tooLong,
} from "./places.ts";
import { asRich, asText, marked, richWithLine, richWithText, richWithTitle } from "./rich.ts";

export type { Planned, Problem } from "./places.ts";

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

/**
 * The messages of the post as they were once. Where the post has other messages since, the text of then takes the place
 * of the text of now; a text that got a figure keeps it, and has the text of then as its caption.
 */
export function broughtBack(parts: readonly PostPart[], once: readonly PostPart[]): Planned {
  if (parts.some(({ forwarded }) => forwarded === true)) return problem({ code: "forwarded" });
  const before = new Map(once.map((part) => [part.messageId, part]));
  const there = new Set(parts.map(({ messageId }) => messageId));
  if (once.some(({ messageId }) => !there.has(messageId))) return withText(parts, textOfParts(once));
  const back: PostPart[] = [];
  for (const part of parts) {
    const then = before.get(part.messageId) ?? part;
    if (part.form !== "figure" || then.form === "figure" || then.form === "other") back.push(then);
    else if (lengthOf(then.document) <= CAPTION_LENGTH) back.push({ ...part, document: then.document });
    else return problem(tooLong([part], then.document));
  }
  return done(back);
}

/** What has to be called so that the channel shows `wanted`: one change for each message, in their order. */
export type Change =
  | { readonly change: "text"; readonly part: TextPart | RichPart }
  | { readonly change: "caption" | "media"; readonly part: FigurePart }
  | { readonly change: "markup"; readonly part: Place }
  | { readonly change: "delete"; readonly messageId: number };

export function changes(standing: readonly PostPart[], wanted: readonly PostPart[]): readonly Change[] {
  const next = new Map(wanted.map((part) => [part.messageId, part]));
  return standing.flatMap((part): Change[] => {
    const then = next.get(part.messageId);
    if (then === undefined) return [{ change: "delete", messageId: part.messageId }];
    if (then.form === "other" || isDeepStrictEqual(shown(then), shown(part))) return [];
    const { buttons: _, ...bare } = shown(then);
    const { buttons: __, ...bareBefore } = shown(part);
    if (isDeepStrictEqual(bare, bareBefore)) return [{ change: "markup", part: then }];
    if (then.form === "text" || then.form === "rich") return [{ change: "text", part: then }];
    const sameFile = part.form === "figure" && part.figure.fileId === then.figure.fileId;
    return [{ change: sameFile ? "caption" : "media", part: then }];
  });
}

/** What of a part the channel shows: not the twin that is kept with it, nor what it is known by. */
function shown(part: PostPart) {
  if (part.form === "other") return { form: part.form, buttons: undefined };
  const { messageId: _, continues: __, forwarded: ___, ...rest } = part;
  if (rest.form === "rich") return { form: rest.form, rich: rest.rich, buttons: rest.buttons };
  const { rich: ____, ...bare } = rest;
  if (bare.form === "text") return bare;
  return { ...bare, figure: bare.figure.fileId, above: bare.above ?? false, buttons: bare.buttons };
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

function sortedKeys(entity: object): object {
  return Object.fromEntries(Object.entries(entity).sort(([a], [b]) => (a < b ? -1 : 1)));
}
