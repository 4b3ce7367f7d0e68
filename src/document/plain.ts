import type { Block, Inline, RichDocument } from "./rich/document.ts";
import { ownText } from "./rich/text.ts";
import { blocksIn, type Path, textsIn } from "./rich/walk.ts";

/** A piece of the plain text and where it came from. Offsets and lengths are UTF-16 units. */
export interface PlainPiece {
  readonly offset: number;
  readonly length: number;
  /** The string in the document that holds the piece from its first unit on. */
  readonly path: Path;
}

/** A document as plain text, for search and snippets. */
export interface PlainText {
  readonly text: string;
  /** In rising order; what lies between two pieces (line breaks, tabs between cells) is nobody's. */
  readonly pieces: readonly PlainPiece[];
}

/** Every word of a rich document in reading order: a line for a block or a row, an empty line between paragraphs. */
export function toPlain({ blocks }: RichDocument): PlainText {
  const texts: string[] = [];
  const pieces: PlainPiece[] = [];
  let length = 0;
  let breaks = 2;

  const add = (said: string) => {
    texts.push(said);
    length += said.length;
    breaks = 0;
  };
  const separate = (lines: 1 | 2) => {
    if (breaks >= lines) return;
    add("\n".repeat(lines - breaks));
    breaks = lines;
  };
  const say = (said: string, path: Path) => {
    if (said === "") return;
    pieces.push({ offset: length, length: said.length, path });
    add(said);
  };
  const inline = (node: Inline, path: Path): void => {
    if (typeof node === "string") say(node, path);
    else if (Array.isArray(node)) for (const [i, each] of node.entries()) inline(each, [...path, i]);
    else {
      const own = ownText(node);
      if (node.type === "custom_emoji") say(node.alternative_text, [...path, "alternative_text"]);
      else if (node.type === "mathematical_expression") say(node.expression, [...path, "expression"]);
      else if (node.type === "button") inline(node.button.text, [...path, "button", "text"]);
      else if (own === null && "text" in node) inline(node.text, [...path, "text"]);
    }
  };
  const walk = (list: readonly Block[], path: Path, between: 1 | 2): void => {
    for (const [i, block] of list.entries()) {
      const here = [...path, i];
      separate(between);
      const own = textsIn(block);
      const inner = blocksIn(block);
      // A summary stands before what it sums up; credits and captions after what they are about.
      if (block.type === "details") {
        for (const each of own.splice(0)) inline(each.inline, [...here, ...each.path]);
      }
      for (const blocks of inner) {
        separate(1);
        walk(blocks.blocks, [...here, ...blocks.path], 1);
      }
      let row: string | number | undefined;
      for (const each of own) {
        const cell = each.path[0] === "cells" ? each.path[1] : undefined;
        if (cell !== undefined && cell === row) add("\t");
        else separate(1);
        row = cell;
        inline(each.inline, [...here, ...each.path]);
      }
    }
  };
  walk(blocks, ["blocks"], 2);
  return { text: texts.join(""), pieces };
}

/** Where a unit of the plain text stands in the document, or null for what stands between pieces. */
export function originOf(
  { pieces }: PlainText,
  offset: number,
): { readonly path: Path; readonly offset: number } | null {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle] as PlainPiece).offset <= offset) low = middle + 1;
    else high = middle;
  }
  const piece = pieces[low - 1];
  if (piece === undefined || offset >= piece.offset + piece.length) return null;
  return { path: piece.path, offset: offset - piece.offset };
}
