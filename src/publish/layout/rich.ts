import { promote } from "../../document/promote.ts";
import { asAccepted } from "../../document/rich/accepted.ts";
import {
  type Block,
  type Caption,
  figureBlock,
  figuresOf,
  isContainer,
  isFigure,
  mediaOf,
  placeFigures,
  placeNumber,
  type RichDocument,
} from "../../document/rich/document.ts";
import { richFindings } from "../../document/rich/findings.ts";
import { compose, frameOf } from "../../post/compose.ts";
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
  const placed = own === null ? null : placeFigures(described(own, figures), (number) => fileOf(figures[number - 1]));
  const there = new Set(placed === null ? [] : figuresOf(placed.blocks).map(mediaOf));
  const others = figures.filter(({ fileId }) => !there.has(fileId));
  // What is said of a figure stands under it.
  const text =
    placed === null ? promote(compose({ ...content, figures: [] }, settings)) : framed(placed, content, settings);
  const document = asAccepted({ ...text, blocks: [...figureGroups(others).map(blockOf), ...text.blocks] });
  return richFindings(document).some(({ severity }) => severity === "error") ? null : document;
}

/** With the channel's template around it, where the post is a guided one. */
function framed(document: RichDocument, content: PostContent, settings: ChannelSettings): RichDocument {
  const { before, after } = frameOf(content, settings);
  return { ...document, blocks: [...promote(before).blocks, ...document.blocks, ...promote(after).blocks] };
}

/** With what was said of a figure on the card, where its place says nothing itself. */
function described(document: RichDocument, figures: readonly Figure[]): RichDocument {
  const described = (block: Block): Block => {
    if (isFigure(block)) {
      const figure = figures[(placeNumber(mediaOf(block)) ?? 0) - 1];
      const words = figure === undefined ? undefined : wordsOf(figure);
      return block.caption !== undefined || words === undefined ? block : { ...block, caption: words };
    }
    if (isContainer(block)) return { ...block, blocks: block.blocks.map(described) };
    if (block.type !== "list") return block;
    return { ...block, items: block.items.map((item) => ({ ...item, blocks: item.blocks.map(described) })) };
  };
  return { ...document, blocks: document.blocks.map(described) };
}

function fileOf(figure: Figure | undefined): { readonly type: Figure["kind"]; readonly media: string } | null {
  return figure === undefined ? null : { type: figure.kind, media: figure.fileId };
}

function blockOf(group: readonly Figure[]): Block {
  const blocks = group.map((figure): Block => figureBlock(figure.kind, figure.fileId, wordsOf(figure)));
  const [first] = blocks;
  return first !== undefined && blocks.length === 1 ? first : { type: "collage", blocks };
}

/** What is said of a figure, as it stands under it; undefined where nothing is. */
function wordsOf({ caption, credit }: Figure): Caption | undefined {
  if ((caption ?? "") === "" && (credit ?? "") === "") return undefined;
  return { text: caption ?? "", ...((credit ?? "") !== "" && { credit: credit ?? "" }) };
}
