import type { InputRichBlock, InputRichBlockListItem, RichBlock, RichBlockCaption, RichText } from "@grammyjs/types";
import { badRequest } from "../errors.ts";
import { readButton } from "./buttons.ts";
import {
  type Fields,
  flag,
  integer,
  listOf,
  mistyped,
  needed,
  type Optional,
  objectOf,
  oneOf,
  optional,
  type Reader,
  readFields,
  string,
  unreadable,
  type Within,
} from "./fields.ts";
import { orderedLabel } from "./labels.ts";
import { type MediaType, media, type ReadMedia } from "./media.ts";
import { isBlank } from "./reading.ts";
import { cells } from "./tables.ts";
import { counted, text } from "./texts.ts";

type Input = InputRichBlock<string>;
type FieldsByType = { readonly [T in Input["type"]]: Fields<Extract<Input, { type: T }>> };

const MOST = 2 ** 31 - 1;

/** Blocks as people receive them. Throws Telegram's refusals. */
export const blocks: Reader = (value, name, within): RichBlock[] =>
  listOf(value, name).map((block) => readBlock(objectOf(block, name), within));

const verbatim: Reader = (value, name, within) => text(value, name, { ...within, detects: false });
const within: Reader = (value, name, around) => blocks(value, name, { ...around, depth: around.depth + 1 });
const caption: Reader = (value, name, around): RichBlockCaption =>
  readFields(
    objectOf(value, name),
    { text: needed(text), credit: optional(text) },
    "a caption",
    around,
  ) as unknown as RichBlockCaption;

const said = { text: needed(text) };
const credited = { credit: optional(text) };
const captioned = { caption: optional(caption) };
const group = { blocks: needed(within), ...captioned };
const wrongMap = "Invalid map properties specified";
const side = integer(0, 10_000, wrongMap);

const FIELDS: FieldsByType = {
  paragraph: said,
  heading: { ...said, size: needed(integer(1, 6, "Invalid section heading size specified")) },
  pre: { text: needed(verbatim), language: optional(string) },
  footer: said,
  divider: {},
  mathematical_expression: { expression: needed(counted) },
  anchor: { name: needed(string) },
  list: { items: needed(items) },
  blockquote: { blocks: needed(within), ...credited },
  expandable_blockquote: { ...said, ...credited },
  pullquote: { ...said, ...credited },
  collage: group,
  slideshow: group,
  table: {
    cells: needed(cells),
    is_bordered: optional(flag),
    is_striped: optional(flag),
    is_compact: optional(flag),
    caption: optional(text),
  },
  details: { summary: needed(text), blocks: needed(within), is_open: optional(flag) },
  map: {
    location: needed(location),
    zoom: needed(integer(0, 24, wrongMap)),
    width: needed(side),
    height: needed(side),
    ...captioned,
  },
  animation: { animation: needed(media("animation")), ...captioned },
  audio: { audio: needed(media("audio")), ...captioned },
  document: { document: needed(media("document")), ...captioned },
  photo: { photo: needed(media("photo")), ...captioned },
  video: { video: needed(media("video")), ...captioned },
  voice_note: { voice_note: needed(media("voice_note")), ...captioned },
  buttons: {
    buttons: needed(buttons),
    align: optional(oneOf(["left", "center", "right"], "Invalid buttons align specified")),
  },
  thinking: said,
};

const MEDIA: ReadonlySet<string> = new Set<MediaType>([
  "animation",
  "audio",
  "document",
  "photo",
  "video",
  "voice_note",
]);

function readBlock(value: Record<string, unknown>, around: Within): RichBlock {
  const { type } = value;
  if (type === undefined) throw unreadable(`Can't find field "type"`);
  if (typeof type !== "string") throw mistyped("type", "String");
  if (!Object.hasOwn(FIELDS, type)) throw unreadable(`type "${type}" is unsupported`);
  // Only a draft that a bot streams may hold it.
  if (type === "thinking") throw badRequest("RICH_VALIDATE_CTOR_NOT_ALLOWED");
  around.reading.countBlocks(1);
  around.reading.checkDepth(around.depth);
  const read = readFields(value, FIELDS[type as Input["type"]], `a block of the type ${type}`, around);
  if (MEDIA.has(type)) {
    const { content, covered } = read[type] as ReadMedia;
    return { type, ...read, [type]: content, ...(covered ? { has_spoiler: true } : {}) } as unknown as RichBlock;
  }
  const block = { type, ...read } as unknown as RichBlock;
  checkContent(block);
  if (block.type === "anchor") around.reading.anchors.add(block.name);
  return block.type === "map" ? mapOf(block, around) : block;
}

/** What holds nothing is refused; seen in the server's answers of headings, collages and details. */
function checkContent(block: RichBlock): void {
  const isEmpty =
    (block.type !== "buttons" && "text" in block && isBlank(block.text as RichText)) ||
    (block.type === "details" && isBlank(block.summary)) ||
    ("blocks" in block && block.blocks.length === 0) ||
    (block.type === "mathematical_expression" && block.expression.trim() === "");
  if (isEmpty) throw badRequest("RICH_MESSAGE_CONTENT_REQUIRED");
}

/** `get_web_page_blocks` in tdlib/td WebPageBlock.cpp; people see no map from farther or nearer than 13 to 20. */
function mapOf(map: RichBlock & { type: "map" }, { reading }: Within): RichBlock {
  const { width, height, zoom } = map;
  if (width + height > 10_000 || width > height * 20 || height > width * 20) throw badRequest(wrongMap);
  reading.show();
  return { ...map, zoom: Math.min(20, Math.max(13, zoom)) as typeof zoom };
}

function location(...[value, name]: Parameters<Reader>): { latitude: number; longitude: number } {
  const { latitude, longitude } = objectOf(value, name);
  if (typeof latitude !== "number" || typeof longitude !== "number") throw badRequest("Invalid location specified");
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest("Invalid location specified");
  return { latitude, longitude };
}

function buttons(...[value, name, around]: Parameters<Reader>): unknown {
  const list = listOf(value, name);
  if (list.length < 1 || list.length > 8) throw badRequest("RICH_MESSAGE_BUTTONS_INVALID");
  return list.map((button) => readButton(button, name, around));
}

const ITEM: Fields<Omit<InputRichBlockListItem<string>, "type">> & { readonly type: Optional } = {
  blocks: needed(within),
  has_checkbox: optional(flag),
  is_checked: optional(flag),
  value: optional(integer(-MOST, MOST, "Invalid list item value specified")),
  type: optional(oneOf(["a", "A", "i", "I", "1"], "Invalid list item type specified")),
};

/**
 * Items with the labels that Telegram writes. Only a type makes an item numbered, and a number without a type is lost:
 * `WebPageBlockList::Item::get_item` in tdlib/td WebPageBlock.cpp.
 */
function items(...[value, name, around]: Parameters<Reader>): unknown {
  const list = listOf(value, name).map((item) => objectOf(item, name));
  if (list.length === 0) throw badRequest("List must be non-empty");
  around.reading.countBlocks(list.length);
  const read = list.map((item) => readFields(item, ITEM, "a list item", around));
  if (read.some(({ type }) => (type === undefined) !== (read[0]?.type === undefined))) {
    throw badRequest("List must be either ordered or unordered");
  }
  if (read.some((item) => (item.blocks as RichBlock[]).length === 0)) throw badRequest("RICH_MESSAGE_CONTENT_REQUIRED");
  return read.map(({ value: number, ...item }, i) => {
    if (item.type === undefined) return { label: "•", ...item };
    const place = typeof number === "number" ? number : i + 1;
    return { label: orderedLabel(place, item.type as string), ...item, value: place };
  });
}
