import { plainly } from "../document/document.ts";
import { readMarkdown } from "../document/markdown/read.ts";
import { markdownSource } from "../document/markdown/source.ts";
import { writeMarkdown } from "../document/markdown/write.ts";
import { placesOf, renumber } from "../document/rich/places.ts";
import { isWithin, joinMarkdown, type Piece, runsOf } from "./pieces.ts";

/**
 * The pieces without the places for figures that have not come. Neighbours that are Markdown and lose a place become one
 * piece, the first of them, in the form in which Markdown is written; every other piece stays as it is.
 */
export function withoutMissing<P extends Piece>(
  pieces: readonly P[],
  figures: readonly { readonly messageId: number }[],
): readonly P[] {
  const loose = figures.filter(({ messageId }) => !isWithin(messageId)).length;
  let placed = 0;
  return runsOf(pieces).flatMap((run): readonly P[] => {
    const [first] = run;
    if (first.format !== "markdown") return run;
    const reading = readMarkdown(joinMarkdown(run.map(({ document }) => markdownSource(document))));
    if (!reading.ok) return run;
    const before = placed;
    placed += placesOf(reading.document);
    if (placed <= loose) return run;
    const kept = renumber(reading.document, (number) => (before + number > loose ? null : number));
    const source = writeMarkdown(kept);
    return source.trim() === "" ? [] : [{ ...first, document: plainly(source) }];
  });
}
