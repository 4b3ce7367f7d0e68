import type { RichText, User } from "@grammyjs/types";
import { badRequest, TelegramError } from "../errors.ts";
import { checkUrl } from "../text-engine.ts";
import { readButton } from "./buttons.ts";
import { type Fields, mistyped, needed, objectOf, type Reader, readFields, string, unreadable } from "./fields.ts";
import { withFound } from "./found.ts";

type Formatted = Exclude<RichText, string | readonly RichText[]>;
type FieldsByType = { readonly [T in Formatted["type"]]: Fields<Extract<Formatted, { type: T }>> };

/** A text with formatting, as people receive it: plain texts that touch are one, what Telegram finds is formatting. */
export const text: Reader = (value, _, within): RichText => {
  if (typeof value === "string") {
    const plain = string(value, "text", within) as string;
    within.reading.countCharacters(plain);
    return within.detects ? joined(withFound(plain)) : plain;
  }
  if (Array.isArray(value)) return joined(value.map((part) => text(part, "text", within) as RichText));
  return formatted(objectOf(value, "text"), within);
};

const reading: Reader = (value, name, within) => text(value, name, { ...within, detects: false });
const plain = { text: needed(text) };
const verbatim = { text: needed(reading) };

const FIELDS: FieldsByType = {
  bold: plain,
  italic: plain,
  underline: plain,
  strikethrough: plain,
  spoiler: plain,
  subscript: plain,
  superscript: plain,
  marked: plain,
  code: verbatim,
  date_time: { ...verbatim, unix_time: needed(unixTime), date_time_format: needed(dateTimeFormat) },
  text_mention: { ...verbatim, user: needed(user) },
  custom_emoji: { custom_emoji_id: needed(emojiId), alternative_text: needed(emoji) },
  mathematical_expression: { expression: needed(counted) },
  url: { ...verbatim, url: needed(url) },
  email_address: {
    ...verbatim,
    email_address: needed(matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "RICH_MESSAGE_EMAIL_INVALID")),
  },
  phone_number: { ...verbatim, phone_number: needed(matching(/^\+?[\d() -]{3,}$/, "RICH_MESSAGE_PHONE_INVALID")) },
  bank_card_number: { ...plain, bank_card_number: needed(string) },
  mention: { ...plain, username: needed(string) },
  hashtag: { ...plain, hashtag: needed(string) },
  cashtag: { ...plain, cashtag: needed(string) },
  bot_command: { ...plain, bot_command: needed(string) },
  button: { button: needed(readButton) },
  anchor: { name: needed(string) },
  anchor_link: { ...verbatim, anchor_name: needed(string) },
  reference: { ...plain, name: needed(string) },
  reference_link: { ...verbatim, reference_name: needed(string) },
};

/** Telegram looks for these itself and reads only the text of those that are sent: `get_rich_text` in WebPageBlock.cpp. */
const FOUND: ReadonlySet<string> = new Set(["bank_card_number", "mention", "hashtag", "cashtag", "bot_command"]);

function formatted(value: Record<string, unknown>, within: Parameters<Reader>[2]): RichText {
  const { type } = value;
  // Seen in the server's answers: a text without a type is spoken of as a block.
  if (type === undefined) throw unreadable(`Can't find field "type"`);
  if (typeof type !== "string" || !Object.hasOwn(FIELDS, type)) throw unreadable("Unsupported rich text type");
  const depth = within.depth + 1;
  within.reading.checkDepth(depth);
  const fields = FIELDS[type as Formatted["type"]];
  const read = { type, ...readFields(value, fields, `a text of the type ${type}`, { ...within, depth }) } as Formatted;
  if (FOUND.has(type)) return (read as { text: RichText }).text;
  if (read.type === "anchor") within.reading.anchors.add(read.name);
  if (read.type === "reference") within.reading.references.add(read.name);
  return read;
}

/** Parts without lists in lists and empty strings; plain texts that touch are one, and a single part stands alone. */
export function joined(parts: readonly RichText[]): RichText {
  const flat: Exclude<RichText, readonly RichText[]>[] = [];
  for (const part of parts.flat() as Exclude<RichText, readonly RichText[]>[]) {
    const last = flat.at(-1);
    if (typeof part === "string" && typeof last === "string") flat[flat.length - 1] = last + part;
    else if (part !== "") flat.push(part);
  }
  return flat.length > 1 ? flat : (flat[0] ?? "");
}

/** Something that is read and counts as text: a formula. */
export function counted(...[value, name, within]: Parameters<Reader>): unknown {
  const read = string(value, name, within) as string;
  within.reading.countCharacters(read);
  return read;
}

function unixTime(value: unknown, name: string): unknown {
  if (typeof value !== "number" || !Number.isInteger(value)) throw mistyped(name, "Number");
  return value;
}

function dateTimeFormat(value: unknown, name: string): unknown {
  if (typeof value !== "string") throw mistyped(name, "String");
  if (!/^(r|w?[dD]?[tT]?)$/.test(value)) throw unreadable("Invalid date-time format specified");
  return value;
}

function user(...[value, name, { reading }]: Parameters<Reader>): User {
  const { id } = objectOf(value, name);
  if (typeof id !== "number") throw unreadable(`Can't find field "id"`);
  const found = reading.world.findUser(id);
  if (found === undefined) throw badRequest("User not found");
  return found;
}

function emojiId(value: unknown): unknown {
  if (typeof value !== "string" || !/^-?\d{1,19}$/.test(value)) {
    throw unreadable('Field "custom_emoji_id" must be a valid Number');
  }
  return value;
}

/** A word in the place of the emoji is refused; none is not. */
function emoji(...given: Parameters<Reader>): unknown {
  const read = counted(...given) as string;
  if (!/^(\p{RGI_Emoji})?$/v.test(read)) throw badRequest("RICH_MESSAGE_EMOJI_INVALID");
  return read;
}

function url(...given: Parameters<Reader>): unknown {
  const read = string(...given) as string;
  if (read.startsWith("#")) return read;
  try {
    checkUrl(read, "rich text");
  } catch (error) {
    if (error instanceof TelegramError) throw badRequest("RICH_MESSAGE_URL_INVALID");
    throw error;
  }
  return read;
}

function matching(pattern: RegExp, refusal: string): Reader {
  return (...given) => {
    const read = string(...given) as string;
    if (!pattern.test(read)) throw badRequest(refusal);
    return read;
  };
}
