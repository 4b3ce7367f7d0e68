import type { LinkButtons } from "../../post/outgoing.ts";
import type { PostPart } from "../../post/standing.ts";
import { done, type Place, type Planned, placesOf, problem } from "./places.ts";

/** Buttons under one post at most: more are no help to anybody. Telegram takes 100. */
export const BUTTONS_AT_MOST = 6;
/** UTF-16 units of a label that is still read on a phone. */
export const LABEL_LENGTH = 64;

/** The message under which the post's buttons stand, or may stand; null where Telegram takes none: under an album. */
export function buttonPlace(parts: readonly PostPart[]): Place | null {
  const able = parts.filter((part) => part.form !== "other" && part.forwarded !== true);
  const has = able.find((part) => part.form !== "other" && part.buttons !== undefined);
  const last = has ?? placesOf(able).at(-1);
  return last === undefined || last.form === "other" || (last.form === "figure" && last.album) ? null : last;
}

/** The buttons under the post, one after the other. */
export function buttonsOf(parts: readonly PostPart[]): LinkButtons[number] {
  return buttonPlace(parts)?.buttons?.flat() ?? [];
}

/** The post with these buttons under its text, each in a row of its own. */
export function withButtons(parts: readonly PostPart[], buttons: LinkButtons[number]): Planned {
  if (parts.some(({ forwarded }) => forwarded === true)) return problem({ code: "forwarded" });
  const place = buttonPlace(parts);
  if (place === null) return problem({ code: "no-buttons" });
  const { buttons: _, ...bare } = place;
  const next: Place = buttons.length === 0 ? bare : { ...bare, buttons: buttons.map((button) => [button]) };
  return done(parts.map((each) => (each === place ? next : each)));
}
