import type { InputRichBlock, InputRichMessage, RichBlock, RichMessage } from "@grammyjs/types";
import { badRequest } from "./errors.ts";
import { type FileKind, mediaContent, resolveFile, type Upload } from "./files.ts";
import type { World } from "./world.ts";

/** "Rich Message Limits" in the Bot API. The words of the refusals are not known. */
const CHARACTER_LIMIT = 32_768;
const BLOCK_LIMIT = 500;
const DEPTH_LIMIT = 16;
const MEDIA_LIMIT = 50;
const COLUMN_LIMIT = 20;

type Input = InputRichBlock<string>;

/**
 * A rich message as people receive it. It is read from blocks only: Telegram reads rich HTML and Markdown on its
 * servers, and no library at hand does, so that they are refused.
 */
export function readRichMessage(
  world: World,
  input: InputRichMessage<string>,
  uploads: ReadonlyMap<string, Upload>,
): RichMessage {
  let media = 0;
  let blockCount = 0;
  if (input.html !== undefined || input.markdown !== undefined) {
    throw badRequest("The stand-in reads rich messages from blocks only, not from html or markdown");
  }
  if (!Array.isArray(input.blocks) || input.blocks.length === 0) throw badRequest("Rich message must be non-empty");

  function read(block: Input, depth: number): RichBlock {
    if (++blockCount > BLOCK_LIMIT || depth > DEPTH_LIMIT) throw badRequest("RICH_MESSAGE_TOO_COMPLEX");
    const within = (blocks: Input[]): RichBlock[] => list(blocks).map((each) => read(object(each), depth + 1));
    switch (block.type) {
      case "photo":
        return figure(block, "photo", block.photo);
      case "video":
        return figure(block, "video", block.video);
      case "animation":
        return figure(block, "animation", block.animation);
      case "document":
        return figure(block, "document", block.document);
      case "voice_note":
      case "audio":
        throw badRequest(`The stand-in knows no ${block.type} blocks`);
      case "list":
        return {
          ...block,
          items: list(block.items)
            .map(object)
            .map((item, i) => ({
              ...item,
              label: item.value === undefined && item.type === undefined ? "•" : `${item.value ?? i + 1}.`,
              blocks: within(item.blocks),
            })),
        };
      case "blockquote":
      case "details":
      case "collage":
      case "slideshow":
        return { ...block, blocks: within(block.blocks) };
      case "table": {
        blockCount += list(block.cells).length;
        if (block.cells.some((row) => list(row).length > COLUMN_LIMIT)) throw badRequest("RICH_MESSAGE_TOO_COMPLEX");
        return block;
      }
      case "thinking":
        throw badRequest("RICH_BLOCK_TYPE_INVALID");
      default:
        return block as RichBlock;
    }
  }

  function figure(
    block: Input & { caption?: unknown },
    kind: FileKind,
    given: { media: string; has_spoiler?: boolean; width?: number; height?: number; duration?: number },
  ): RichBlock {
    if (++media > MEDIA_LIMIT) throw badRequest("Too many media in the rich message");
    const file = resolveFile(world, object(given).media, kind, uploads, given);
    const content = mediaContent(world, file, kind);
    return {
      type: kind,
      [kind]: content[kind],
      ...(given.has_spoiler === true ? { has_spoiler: true } : {}),
      ...(block.caption === undefined ? {} : { caption: block.caption }),
    } as unknown as RichBlock;
  }

  const blocks = input.blocks.map((block) => read(object(block), 1));
  if (countText(blocks) > CHARACTER_LIMIT) throw badRequest("Message is too long");
  return { blocks, ...(input.is_rtl === true ? { is_rtl: true } : {}) };
}

function object<T>(value: T): T {
  if (typeof value !== "object" || value === null) throw badRequest("Can't parse rich message: expected an Object");
  return value;
}

function list<T>(value: T[]): T[] {
  if (!Array.isArray(value)) throw badRequest("Can't parse rich message: expected an Array");
  return value;
}

const WORDS = new Set(["text", "summary", "credit", "caption", "expression", "alternative_text", "label"]);

/** Code points of everything that is read. */
function countText(value: unknown, said = false): number {
  if (typeof value === "string") return said ? [...value].length : 0;
  if (Array.isArray(value)) return value.reduce((sum: number, part) => sum + countText(part, said), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, part]) => sum + countText(part, WORDS.has(key)), 0);
}
