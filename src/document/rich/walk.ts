import { type Block, type Button, type Cell, type Inline, isContainer, isFigure } from "./document.ts";
import { innerOf, partsOf } from "./text.ts";

/** Where something stands in a document, as in JSON: `["blocks", 2, "items", 0, "blocks", 1, "text"]`. */
export type Path = readonly (string | number)[];

/** What a block itself holds to read, in reading order; blocks within it are not looked into. */
export function textsIn(block: Block): { readonly path: Path; readonly inline: Inline }[] {
  const texts: { path: Path; inline: Inline }[] = [];
  const add = (inline: Inline | undefined, ...path: Path) => {
    if (inline !== undefined) texts.push({ path, inline });
  };
  switch (block.type) {
    case "paragraph":
    case "heading":
    case "pre":
    case "footer":
    case "thinking":
      add(block.text, "text");
      break;
    case "expandable_blockquote":
    case "pullquote":
      add(block.text, "text");
      add(block.credit, "credit");
      break;
    case "details":
      add(block.summary, "summary");
      break;
    case "blockquote":
      add(block.credit, "credit");
      break;
    case "mathematical_expression":
      add(block.expression, "expression");
      break;
    case "buttons":
      for (const [i, button] of block.buttons.entries()) add(button.text, "buttons", i, "text");
      break;
    case "table":
      add(block.caption, "caption");
      for (const { cell, path } of cellsOf(block.cells)) add(cell.text, ...path, "text");
      break;
    case "collage":
    case "slideshow":
    case "map":
      add(block.caption?.text, "caption", "text");
      add(block.caption?.credit, "caption", "credit");
      break;
    default:
      if (isFigure(block)) {
        add(block.caption?.text, "caption", "text");
        add(block.caption?.credit, "caption", "credit");
      }
  }
  return texts;
}

function cellsOf(cells: readonly (readonly Cell[])[]): { cell: Cell; path: Path }[] {
  return cells.flatMap((row, i) => row.map((cell, j) => ({ cell, path: ["cells", i, j] })));
}

/** The lists of blocks within a block. */
export function blocksIn(block: Block): { readonly path: Path; readonly blocks: readonly Block[] }[] {
  if (isContainer(block)) return [{ path: ["blocks"], blocks: block.blocks }];
  if (block.type !== "list") return [];
  return block.items.map((item, i) => ({ path: ["items", i, "blocks"], blocks: item.blocks }));
}

/** Every block, outer ones first, with the number of blocks around it. */
export function* everyBlock(blocks: readonly Block[], depth = 1): Generator<{ block: Block; depth: number }> {
  for (const block of blocks) {
    yield { block, depth };
    for (const inner of blocksIn(block)) yield* everyBlock(inner.blocks, depth + 1);
  }
}

/** The parts of every text, outer formatting first, with the levels of formatting around each. */
export function* everyPart(
  inline: Inline,
  depth = 0,
): Generator<{ part: ReturnType<typeof partsOf>[number]; depth: number }> {
  for (const part of partsOf(inline)) {
    yield { part, depth };
    const inner = typeof part === "string" ? null : innerOf(part);
    if (inner !== null) yield* everyPart(inner, depth + 1);
  }
}

/** Every button, in rows and in the text. */
export function buttonsOf(blocks: readonly Block[]): Button[] {
  return [...everyBlock(blocks)].flatMap(({ block }) => [
    ...(block.type === "buttons" ? block.buttons : []),
    ...textsIn(block).flatMap(({ inline }) =>
      [...everyPart(inline)].flatMap(({ part }) =>
        typeof part !== "string" && part.type === "button" ? [part.button] : [],
      ),
    ),
  ]);
}
