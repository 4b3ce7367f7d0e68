import { type ClassicDocument, concat, join, plainly } from "../document/document.ts";
import { ALBUM_SIZE } from "../document/limits.ts";
import type { Figure } from "./post.ts";

/**
 * Figures that Telegram takes in one message each, in their order: albums of 2–10 photos with videos or files with
 * files, an animation always alone.
 */
export function figureGroups<F extends Pick<Figure, "kind">>(figures: readonly F[]): F[][] {
  const groups: F[][] = [];
  for (const figure of figures) {
    const last = groups.at(-1);
    if (last !== undefined && last.length < ALBUM_SIZE.max && last.every((other) => together(other, figure))) {
      last.push(figure);
    } else {
      groups.push([figure]);
    }
  }
  return groups;
}

/** What is said of the figures, a line each in italics, numbered where there are several; empty where nothing is. */
export function captionsOf(figures: readonly Figure[]): ClassicDocument {
  return join(
    figures.flatMap(({ caption, credit }, i) => {
      const words = [caption ?? "", credit ?? ""].filter((part) => part !== "");
      if (words.length === 0) return [];
      const said = words.length === 2 ? `${words[0]} (${words[1]})` : (words[0] ?? "");
      const line = figures.length > 1 ? `${i + 1}. ${said}` : said;
      return [concat(plainly("🖼 "), { text: line, entities: [{ type: "italic", offset: 0, length: line.length }] })];
    }),
    "\n",
  );
}

function together(a: Pick<Figure, "kind">, b: Pick<Figure, "kind">): boolean {
  if (a.kind === "animation" || b.kind === "animation") return false;
  return (a.kind === "document") === (b.kind === "document");
}
