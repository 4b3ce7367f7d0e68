import type {
  InputRichBlock,
  RichBlockCaption,
  RichBlockTableCell,
  RichMessageButton,
  RichText,
} from "@grammyjs/types";

/** A block as a bot sends it; `media` of a figure is a file id, an http(s) link, or a place (see `figurePlace`). */
export type Block = InputRichBlock<string>;
export type BlockType = Block["type"];
export type BlockOf<Type extends BlockType> = Extract<Block, { type: Type }>;

/** Text within a block: a string, a list, or formatting around either. */
export type Inline = RichText;
export type Formatted = Exclude<Inline, string | readonly Inline[]>;
export type InlineType = Formatted["type"];

export type Caption = RichBlockCaption;
export type Cell = RichBlockTableCell;
export type Button = RichMessageButton;
export type ListItem = BlockOf<"list">["items"][number];

/**
 * A rich message as a bot sends it. https://core.telegram.org/bots/api#inputrichmessage
 *
 * What Telegram sends comes in by `toSendable` (sendable.ts), what is stored by the schema `Rich` (schema.ts), Markdown
 * by `readMarkdown` (../markdown/read.ts), HTML by `readHtml` (../html/read.ts), a classic document by `promote`
 * (../promote.ts). It goes out as it is; by `writeMarkdown` (../markdown/write.ts), `writeHtml` (../html/write.ts),
 * `toPlain` (../plain.ts); and by `toClassic` (../twin.ts) as its classic twin. `richFindings` (findings.ts) tells what
 * Telegram would refuse.
 */
export interface RichDocument {
  readonly blocks: readonly Block[];
  /** Whether it reads from right to left. */
  readonly is_rtl?: boolean;
}

export const FIGURE_TYPES = ["photo", "video", "animation", "document", "audio", "voice_note"] as const;
export type FigureType = (typeof FIGURE_TYPES)[number];
export type FigureBlock = BlockOf<FigureType>;

export function isFigure(block: Block): block is FigureBlock {
  return (FIGURE_TYPES as readonly string[]).includes(block.type);
}

/** Blocks that hold other blocks, and nothing but captions beside them. */
export type ContainerBlock = BlockOf<"blockquote" | "details" | "collage" | "slideshow">;

export function isContainer(block: Block): block is ContainerBlock {
  return "blocks" in block && Array.isArray(block.blocks);
}

const PLACE = /^figure:([1-9]\d{0,3})$/;

/** The name that a block gives to the n-th figure of its post, from 1 on, until `placeFigures` knows its file. */
export function figurePlace(number: number): string {
  return `figure:${number}`;
}

/** The number in a place, or null where `media` is a file or a link. */
export function placeNumber(media: string): number | null {
  const found = PLACE.exec(media)?.[1];
  return found === undefined ? null : Number(found);
}

/** The file of a figure's block: what stands in `media`. */
export function mediaOf(block: FigureBlock): string {
  return inputMedia(block).media;
}

/** The same block around another file. A caption and a spoiler stay. */
export function withMedia(block: FigureBlock, type: FigureType, media: string): FigureBlock {
  const { has_spoiler } = inputMedia(block);
  const spoiler = has_spoiler === true && canHide(type) ? { has_spoiler } : {};
  return figureBlock(type, media, block.caption, spoiler);
}

/** A figure's block. */
export function figureBlock(
  type: FigureType,
  media: string,
  caption?: Caption,
  more: Readonly<Record<string, unknown>> = {},
): FigureBlock {
  return {
    type,
    [type]: { type, media, ...more },
    ...(caption === undefined ? {} : { caption }),
  } as unknown as FigureBlock;
}

/** Whether Telegram can cover a figure of this type with a spoiler. */
function canHide(type: FigureType): boolean {
  return type === "photo" || type === "video" || type === "animation";
}

/** What a bot sends of the figure. */
export function inputMedia(block: FigureBlock): { readonly media: string; readonly has_spoiler?: boolean } {
  return (block as unknown as Record<string, { media: string; has_spoiler?: boolean }>)[block.type] ?? { media: "" };
}

/** Every figure in reading order, those within other blocks included. */
export function figuresOf(blocks: readonly Block[]): FigureBlock[] {
  return blocks.flatMap((block): FigureBlock[] => {
    if (isFigure(block)) return [block];
    if (isContainer(block)) return figuresOf(block.blocks);
    return block.type === "list" ? block.items.flatMap((item) => figuresOf(item.blocks)) : [];
  });
}

/**
 * The document with files in the places of a post's figures. A place for which `fileOf` answers null goes; a collage, a
 * quotation or an item that is empty then goes too.
 */
export function placeFigures(
  document: RichDocument,
  fileOf: (number: number) => { readonly type: FigureType; readonly media: string } | null,
): RichDocument {
  const placed = (block: Block): Block[] => {
    if (isFigure(block)) {
      const number = placeNumber(mediaOf(block));
      if (number === null) return [block];
      const file = fileOf(number);
      return file === null ? [] : [withMedia(block, file.type, file.media)];
    }
    if (isContainer(block)) {
      const blocks = block.blocks.flatMap(placed);
      return blocks.length === 0 && block.blocks.length > 0 ? [] : [{ ...block, blocks }];
    }
    if (block.type !== "list") return [block];
    const items = block.items.flatMap((item) => {
      const blocks = item.blocks.flatMap(placed);
      return blocks.length === 0 && item.blocks.length > 0 ? [] : [{ ...item, blocks }];
    });
    return items.length === 0 ? [] : [{ ...block, items }];
  };
  return { ...document, blocks: document.blocks.flatMap(placed) };
}
