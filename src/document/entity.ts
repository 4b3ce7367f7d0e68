import type { MessageEntity, User } from "@grammyjs/types";
import { z } from "zod";
import type { ClassicDocument } from "./document.ts";

const place = { offset: z.number().int().min(0), length: z.number().int().min(1) };

/** What Telegram finds by itself in every text. https://core.telegram.org/bots/api#messageentity */
export const FOUND_TYPES = ["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"] as const;

/** Formatting that needs nothing beside its place. */
export const PLAIN_TYPES = [
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "blockquote",
  "expandable_blockquote",
  "code",
] as const;

/** How a moment is shown. https://core.telegram.org/bots/api#date-time-entity-formatting */
export const DATE_TIME_FORMAT = z.custom<MessageEntity.DateTimeMessageEntity["date_time_format"]>(
  (value) => typeof value === "string" && /^(r|w?[dD]?[tT]?)$/.test(value),
);

/** A person, of whom a bot needs no more than the id to mention them. */
export const TELEGRAM_USER = z.custom<User>(
  (value) => z.looseObject({ id: z.number().int() }).safeParse(value).success,
);

/** Every entity that a bot can receive and send. Unknown fields of a known type are kept. */
export const Entity: z.ZodType<MessageEntity> = z.discriminatedUnion("type", [
  z.looseObject({ type: z.enum([...FOUND_TYPES, ...PLAIN_TYPES]), ...place }),
  z.looseObject({ type: z.literal("pre"), language: z.string().optional(), ...place }),
  z.looseObject({ type: z.literal("text_link"), url: z.string().min(1), ...place }),
  z.looseObject({
    type: z.literal("text_mention"),
    user: TELEGRAM_USER,
    ...place,
  }),
  z.looseObject({ type: z.literal("custom_emoji"), custom_emoji_id: z.string().regex(/^-?\d+$/), ...place }),
  z.looseObject({
    type: z.literal("date_time"),
    unix_time: z.number().int(),
    date_time_format: DATE_TIME_FORMAT,
    ...place,
  }),
]);

/** What a newer Bot API may bring. It is kept; a bot that does not know it cannot send it ("Unsupported type"). */
const Unknown = z.looseObject({ type: z.string().refine((type) => !isKnown({ type })), ...place });

/** Well-formed text whose entities lie within it. */
export const Document: z.ZodType<ClassicDocument> = z
  .object({ text: z.string(), entities: z.array(z.union([Entity, Unknown as unknown as typeof Entity])).readonly() })
  .readonly()
  .refine(({ text }) => text.isWellFormed(), { message: "The text cuts a character." })
  .refine(({ text, entities }) => entities.every(({ offset, length }) => offset + length <= text.length), {
    message: "An entity lies beyond the text.",
  });

const KNOWN: ReadonlySet<string> = new Set([
  ...FOUND_TYPES,
  ...PLAIN_TYPES,
  "pre",
  "text_link",
  "text_mention",
  "custom_emoji",
  "date_time",
]);

/** Whether a bot may name an entity of this type in what it sends. */
export function isKnown({ type }: { readonly type: string }): boolean {
  return KNOWN.has(type);
}

/** Whether Telegram finds entities of this type by itself, whether they are sent or not. */
export function isFound(entity: MessageEntity): boolean {
  return (FOUND_TYPES as readonly string[]).includes(entity.type);
}
