import {
  type Block,
  figurePlace,
  figuresOf,
  mediaOf,
  placeFigures,
  placeNumber,
  type RichDocument,
} from "./document.ts";

/** The highest number of a figure that the document has a place for; 0 where it has none. */
export function placesOf({ blocks }: RichDocument): number {
  return Math.max(0, ...figuresOf(blocks).map((figure) => placeNumber(mediaOf(figure)) ?? 0));
}

/** The document with other numbers in its places; a place goes where `numberOf` answers null. */
export function renumber(document: RichDocument, numberOf: (number: number) => number | null): RichDocument {
  const types = new Map(figuresOf(document.blocks).map((block) => [placeNumber(mediaOf(block)), block.type]));
  return placeFigures(document, (number) => {
    const next = numberOf(number);
    return next === null ? null : { type: types.get(number) ?? "photo", media: figurePlace(next) };
  });
}

/** The document with places where it has files that `numberOf` knows; the other way round than `placeFigures`. */
export function liftFigures(document: RichDocument, numberOf: (media: string) => number | null): RichDocument {
  const lifted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(lifted);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([key, each]): [string, unknown] => {
      const number = key === "media" && typeof each === "string" ? numberOf(each) : null;
      return [key, number === null ? lifted(each) : figurePlace(number)];
    });
    return Object.fromEntries(entries);
  };
  return { ...document, blocks: document.blocks.map((block) => lifted(block) as Block) };
}
