import { RICH } from "../../document/limits.ts";
import type { PostPart } from "../../post/standing.ts";
import { limitOf, type Problem, placesOf } from "./places.ts";

/** How long the post's text may be in the messages that it has, UTF-16 units; null where none is known to take one. */
export function roomOf(parts: readonly PostPart[]): number | null {
  const places = placesOf(parts);
  if (places.length === 0) return null;
  if (places[0]?.form === "rich") return RICH.characters;
  return places.reduce((sum, place) => sum + limitOf(place), 0);
}

/** How long what is added to the end of the post may be; less than 1 where nothing fits. Null as above. */
export function roomAtEnd(parts: readonly PostPart[]): number | null {
  const last = placesOf(parts).at(-1);
  if (last === undefined) return null;
  const max = last.form === "rich" ? RICH.characters : limitOf(last);
  return max - last.document.text.length - (last.document.text === "" ? 0 : 2);
}

/** Why no text of the post can be changed in its place, known before one is asked for; null where one can. */
export function fixed(parts: readonly PostPart[]): Problem | null {
  if (parts.some(({ forwarded }) => forwarded === true)) return { code: "forwarded" };
  return placesOf(parts).length === 0 ? { code: "no-place" } : null;
}
