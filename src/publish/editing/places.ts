import { type ClassicDocument, lengthOf, trim } from "../../document/document.ts";
import { isKnown } from "../../document/entity.ts";
import { CAPTION_LENGTH, MESSAGE_LENGTH, RICH } from "../../document/limits.ts";
import { withHashtags } from "../../post/hashtag.ts";
import type { FigurePart, PostPart, RichPart, TextPart } from "../../post/standing.ts";
import { isRefused } from "./rich.ts";

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
  | { readonly code: "album-kind"; readonly takes: "documents" | "pictures" }
  | { readonly code: "no-buttons" }; // Telegram shows none under an album

export type Planned =
  | { readonly ok: true; readonly parts: readonly PostPart[] }
  | { readonly ok: false; readonly problem: Problem };

/** A message that has, or can take, a text. */
export type Place = TextPart | FigurePart | RichPart;

/** The units that the message's text may have. */
export function limitOf({ form }: Place): number {
  return form === "figure" ? CAPTION_LENGTH : MESSAGE_LENGTH;
}

/** The messages that have the post's text; where none has, the one that can take it. */
export function placesOf(parts: readonly PostPart[]): readonly Place[] {
  const able = parts.filter((part) => part.form !== "other");
  const [first, ...rest] = able.filter(({ document }) => document.text !== "");
  if (first === undefined) return able.slice(0, 1);
  return [first, ...rest.filter(({ continues }) => continues !== undefined)];
}

/** The post with this rich message in the place of one that it has. */
export function richly(parts: readonly PostPart[], before: PostPart, part: RichPart): Planned {
  if (part.forwarded === true) return problem({ code: "forwarded" });
  // Its twin has the hashtags that Telegram will find, so that the post's tags follow.
  const found: RichPart = { ...part, document: withHashtags(part.document) };
  if (!isRefused(part)) return done(parts.map((each) => (each === before ? found : each)));
  const length = [...part.document.text].length;
  return problem({
    code: "text-long",
    form: "rich",
    length,
    max: RICH.characters,
    over: Math.max(1, length - RICH.characters),
  });
}

/** How much too long the text is for these messages. */
export function tooLong(places: readonly Place[], document: ClassicDocument): Problem {
  const max = places.reduce((sum, place) => sum + limitOf(place), 0);
  const length = lengthOf(document);
  const form = places.length > 1 ? "series" : places[0]?.form === "figure" ? "caption" : "text";
  return { code: "text-long", form, length, max, over: Math.max(1, length - max) };
}

/**
 * The post with these texts in the messages of these ids. A text message that is left with nothing goes; `after`: the
 * white space that was cut away before the text.
 */
export function put(
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

/** What a bot may send of a text, without the white space at its ends. */
export function sendable(document: ClassicDocument): ClassicDocument {
  return trim({ text: document.text, entities: document.entities.filter(isKnown) });
}

export function done(parts: readonly PostPart[]): Planned {
  return { ok: true, parts };
}

export function problem(found: Problem): Planned {
  return { ok: false, problem: found };
}
