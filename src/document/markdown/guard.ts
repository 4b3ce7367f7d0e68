import { type DocumentFinding, documentFinding } from "../finding.ts";
import { SOURCE_DEPTH, SOURCE_LENGTH, TANGLE } from "../limits.ts";

/**
 * Why a Markdown source is not read, or null. One pass, before anything is parsed: the parser pairs brackets and
 * asterisks of a paragraph in quadratic time, and nests quotations and lists without a bound.
 */
export function refusalOf(markdown: string): DocumentFinding | null {
  if (markdown.length > SOURCE_LENGTH) {
    return documentFinding("error", "source-long", { length: markdown.length, max: SOURCE_LENGTH });
  }
  let [brackets, signs, blocks] = [0, 0, 0];
  for (const line of markdown.split(/\r\n|\n|\r/)) {
    if (line.trim() === "") [brackets, signs] = [0, 0];
    const depth = depthOf(line);
    if (depth > SOURCE_DEPTH) return documentFinding("error", "source-nested", { depth, max: SOURCE_DEPTH });
    for (let i = 0; i < line.length; i++) {
      const sign = line[i];
      if (sign === "[" || sign === "]") brackets += 1;
      else if (SIGNS.has(sign ?? "")) signs += 1;
    }
    if (/^\s*(?:[-*+|#>]|\d{1,9}[.)]|\[)/.test(line)) blocks += 1;
    for (const [count, max] of [
      [brackets, TANGLE.brackets],
      [signs, TANGLE.signs],
      [blocks, TANGLE.blocks],
    ] as const) {
      if (count > max) return documentFinding("error", "source-tangled", { count, max });
    }
  }
  return null;
}

const SIGNS: ReadonlySet<string> = new Set("*_~`$<&");

/** Quotation and list marks before a line's text, or four spaces for a level. */
function depthOf(line: string): number {
  const [marks = ""] = /^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/.exec(line) ?? [];
  const signs = marks.match(/>|[-*+]|\d+[.)]/g)?.length ?? 0;
  return Math.max(signs, line.trim() === "" ? 0 : Math.floor((marks.length - signs) / 4));
}
