import type { RichText } from "@grammyjs/types";
import { badRequest } from "../errors.ts";
import type { FileKind, Shape } from "../files.ts";
import type { StoredFile } from "../state.ts";
import type { World } from "../world.ts";

/** Opens a file that a block names: `attach://`, a file_id or a URL. Throws Telegram's refusals. */
export type OpenFile = (media: string, kind: FileKind, shape: Shape) => StoredFile;

/**
 * "Rich Message Limits" in the Bot API: code points of everything that is read, blocks with list items and table rows,
 * levels of blocks and formatting, media, and columns of a table. https://core.telegram.org/bots/api#inputrichmessage
 */
const LIMITS = { characters: 32_768, blocks: 500, depth: 16, media: 50, columns: 20 } as const;

/** What has been read of a rich message so far. */
export interface Reading {
  readonly world: World;
  readonly open: OpenFile;
  /** Names of anchors, and of references, which hold a text. */
  readonly anchors: Set<string>;
  readonly references: Set<string>;
  countBlocks(count: number): void;
  countCharacters(text: string): void;
  countMedia(): void;
  checkDepth(depth: number): void;
  checkColumns(columns: number): void;
  /** Whether there is anything to see. */
  isEmpty(): boolean;
  /** A map is something to see without a text. */
  show(): void;
}

/** Counts, and throws the Bot API's refusals where a limit is passed; their words were seen in its answers. */
export function startReading(world: World, open: OpenFile): Reading {
  let [characters, blocks, media, shown] = [0, 0, 0, false];
  const limit = (value: number, most: number, refusal: string): void => {
    if (value > most) throw badRequest(refusal);
  };
  return {
    world,
    open,
    anchors: new Set(),
    references: new Set(),
    countBlocks(count) {
      blocks += count;
      limit(blocks, LIMITS.blocks, "RICH_MESSAGE_BLOCKS_TOO_MANY");
    },
    countCharacters(text) {
      for (const _ of text) characters++;
      limit(characters, LIMITS.characters, "RICH_MESSAGE_TEXT_TOO_LONG");
    },
    countMedia() {
      media++;
      limit(media, LIMITS.media, "RICH_MESSAGE_MEDIA_TOO_MANY");
    },
    checkDepth: (depth) => limit(depth, LIMITS.depth, "RICH_MESSAGE_DEPTH_INVALID"),
    checkColumns: (columns) => limit(columns, LIMITS.columns, "RICH_MESSAGE_TABLE_COLS_TOO_MANY"),
    isEmpty: () => characters === 0 && media === 0 && !shown,
    show() {
      shown = true;
    },
  };
}

/** Whether nothing of a text would be seen; an anchor is a place and counts. */
export function isBlank(text: RichText | undefined): boolean {
  if (text === undefined) return true;
  if (typeof text === "string") return text.trim() === "";
  if (Array.isArray(text)) return text.every(isBlank);
  return "text" in text ? isBlank(text.text) : false;
}
