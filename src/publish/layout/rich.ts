import { promote } from "../../document/promote.ts";
import {
  type Block,
  figureBlock,
  figuresOf,
  mediaOf,
  placeFigures,
  type RichDocument,
} from "../../document/rich/document.ts";
import { richFindings } from "../../document/rich/findings.ts";
import { compose } from "../../post/compose.ts";
import { figureGroups } from "../../post/figures.ts";
import type { Figure, PostContent } from "../../post/post.ts";
import type { ChannelSettings } from "../../post/settings.ts";

/**
 * A post as one rich message: its own rich document, or its text made into one. Its figures stand where the document
 * places them, the others before the text, several that Telegram puts into one album as a collage. Null where Telegram
 * would refuse it.
 */
export function richDocument(content: PostContent, settings: ChannelSettings): RichDocument | null {
  const { figures } = content;
  const own = content.rich ?? null;
  const placed = own === null ? null : placeFigures(own, (number) => fileOf(figures[number - 1]));
  const there = new Set(placed === null ? [] : figuresOf(placed.blocks).map(mediaOf));
  const others = figures.filter(({ fileId }) => !there.has(fileId));
  // What is said of a figure stands under it.
  const text = placed ?? promote(compose({ ...content, figures: [] }, settings));
  const document = { ...text, blocks: [...figureGroups(others).map(blockOf), ...text.blocks] };
  return richFindings(document).some(({ severity }) => severity === "error") ? null : document;
}

function fileOf(figure: Figure | undefined): { readonly type: Figure["kind"]; readonly media: string } | null {
  return figure === undefined ? null : { type: figure.kind, media: figure.fileId };
}

function blockOf(group: readonly Figure[]): Block {
  const blocks = group.map(({ kind, fileId, caption, credit }): Block => {
    const words = { text: caption ?? "", ...((credit ?? "") !== "" && { credit: credit ?? "" }) };
    return figureBlock(kind, fileId, words.text === "" && words.credit === undefined ? undefined : words);
  });
  const [first] = blocks;
  return first !== undefined && blocks.length === 1 ? first : { type: "collage", blocks };
}
