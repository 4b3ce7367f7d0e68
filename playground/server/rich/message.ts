import type { InputRichMessage, RichBlock, RichMessage } from "@grammyjs/types";
import { badRequest } from "../errors.ts";
import type { World } from "../world.ts";
import { withAnchors } from "./anchors.ts";
import { blocks } from "./blocks.ts";
import { flag, needed, objectOf, optional, readFields } from "./fields.ts";
import { type OpenFile, startReading } from "./reading.ts";

type Field = keyof InputRichMessage<string>;

const FIELDS = {
  blocks: needed(blocks),
  is_rtl: optional(flag),
  skip_entity_detection: optional(flag),
} satisfies { readonly [K in Exclude<Field, "html" | "markdown" | "media">]: unknown };

/**
 * A rich message as people receive it. Throws the Bot API's refusals, in its words where they are known. It is read from
 * blocks only: Telegram reads rich HTML and Markdown on its servers, and no library at hand does, so that they are
 * refused; so is what the Bot API does not have, which Telegram passes over.
 */
export function readRichMessage(world: World, input: unknown, open: OpenFile): RichMessage {
  if (typeof input !== "object" || input === null) throw badRequest("Can't parse InputRichMessage: Object expected");
  const given = input as Record<string, unknown>;
  for (const name of ["html", "markdown", "media"] satisfies Field[]) {
    if (given[name] !== undefined) throw badRequest(`This stand-in takes blocks, not "${name}"`);
  }
  if (given.blocks === undefined) throw badRequest("Rich message must be non-empty");
  const detects = given.skip_entity_detection !== true;
  const reading = startReading(world, open);
  const read = readFields(objectOf(given, "rich_message"), FIELDS, "a rich message", { reading, depth: 1, detects });
  if (reading.isEmpty()) throw badRequest("RICH_MESSAGE_EMPTY");
  return {
    blocks: withAnchors(read.blocks as RichBlock[], reading),
    ...(read.is_rtl === true ? { is_rtl: true } : {}),
  };
}
