import type { MessageEntity, RichMessage } from "@grammyjs/types";
import { z } from "zod";
import { DATE_TIME_FORMAT, TELEGRAM_USER } from "../entity.ts";
import { RICH, RICH_BUTTONS_IN_ROW } from "../limits.ts";
import { type Button, FIGURE_TYPES, type FigureType, type Inline, type RichDocument } from "./document.ts";

/** Blocks and formatting lie in objects and lists: no document within Telegram's bound is nested deeper in JSON. */
const JSON_DEPTH = RICH.depth * 5;

/** Formatting that holds nothing but a text. */
export const PLAIN_INLINE = [
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "subscript",
  "superscript",
  "marked",
  "code",
] as const;

const text = z.lazy((): z.ZodType<Inline> => Text);

const INLINE = [
  z.looseObject({ type: z.enum(PLAIN_INLINE), text }),
  z.looseObject({
    type: z.literal("date_time"),
    text,
    unix_time: z.number().int(),
    date_time_format: DATE_TIME_FORMAT as z.ZodType<MessageEntity.DateTimeMessageEntity["date_time_format"]>,
  }),
  z.looseObject({ type: z.literal("text_mention"), text, user: TELEGRAM_USER }),
  z.looseObject({
    type: z.literal("custom_emoji"),
    custom_emoji_id: z.string().regex(/^-?\d+$/),
    alternative_text: z.string(),
  }),
  z.looseObject({ type: z.literal("mathematical_expression"), expression: z.string() }),
  z.looseObject({ type: z.literal("url"), text, url: z.string() }),
  z.looseObject({ type: z.literal("email_address"), text, email_address: z.string() }),
  z.looseObject({ type: z.literal("phone_number"), text, phone_number: z.string() }),
  z.looseObject({ type: z.literal("bank_card_number"), text, bank_card_number: z.string() }),
  z.looseObject({ type: z.literal("mention"), text, username: z.string() }),
  z.looseObject({ type: z.literal("hashtag"), text, hashtag: z.string() }),
  z.looseObject({ type: z.literal("cashtag"), text, cashtag: z.string() }),
  z.looseObject({ type: z.literal("bot_command"), text, bot_command: z.string() }),
  z.looseObject({ type: z.literal("button"), button: z.lazy(() => AnyButton) }),
  z.looseObject({ type: z.literal("anchor"), name: z.string() }),
  z.looseObject({ type: z.literal("anchor_link"), text, anchor_name: z.string() }),
  z.looseObject({ type: z.literal("reference"), text, name: z.string() }),
  z.looseObject({ type: z.literal("reference_link"), text, reference_name: z.string() }),
] as const;

const caption = z.looseObject({ text, credit: text.optional() });
const flag = z.literal(true).optional();

/** A button with a label and something that it does. */
const AnyButton = z
  .looseObject({ text, style: z.enum(["danger", "success", "primary", "link"]).optional() })
  .refine((button) => Object.keys(button).some((key) => key !== "text" && key !== "style"), {
    message: "The button does nothing.",
  }) as unknown as z.ZodType<Button>;

function blockSchemas(blocks: z.ZodType, figures: readonly z.ZodObject[]) {
  return [
    z.looseObject({ type: z.enum(["paragraph", "footer", "thinking"]), text }),
    z.looseObject({ type: z.literal("heading"), text, size: z.number().int().min(1).max(6) }),
    z.looseObject({ type: z.literal("pre"), text, language: z.string().optional() }),
    z.looseObject({ type: z.literal("divider") }),
    z.looseObject({ type: z.literal("mathematical_expression"), expression: z.string() }),
    z.looseObject({ type: z.literal("anchor"), name: z.string() }),
    z.looseObject({
      type: z.literal("list"),
      items: z.array(
        z.looseObject({
          blocks,
          has_checkbox: flag,
          is_checked: flag,
          value: z.number().int().optional(),
          type: z.enum(["a", "A", "i", "I", "1"]).optional(),
        }),
      ),
    }),
    z.looseObject({ type: z.literal("blockquote"), blocks, credit: text.optional() }),
    z.looseObject({ type: z.enum(["expandable_blockquote", "pullquote"]), text, credit: text.optional() }),
    z.looseObject({ type: z.enum(["collage", "slideshow"]), blocks, caption: caption.optional() }),
    z.looseObject({
      type: z.literal("table"),
      cells: z.array(
        z.array(
          z.looseObject({
            text: text.optional(),
            is_header: flag,
            colspan: z.number().int().min(1).optional(),
            rowspan: z.number().int().min(1).optional(),
            align: z.enum(["left", "center", "right"]),
            valign: z.enum(["top", "middle", "bottom"]),
          }),
        ),
      ),
      is_bordered: flag,
      is_striped: flag,
      is_compact: flag,
      caption: text.optional(),
    }),
    z.looseObject({ type: z.literal("details"), summary: text, blocks, is_open: flag }),
    z.looseObject({
      type: z.literal("map"),
      location: z.looseObject({ latitude: z.number(), longitude: z.number() }),
      zoom: z.number(),
      width: z.number(),
      height: z.number(),
      caption: caption.optional(),
    }),
    ...figures,
    z.looseObject({
      type: z.literal("buttons"),
      buttons: z.array(AnyButton).min(1).max(RICH_BUTTONS_IN_ROW),
      align: z.enum(["left", "center", "right"]).optional(),
    }),
  ] as const;
}

const KNOWN_INLINE = namesIn(INLINE);
const KNOWN_BLOCKS = namesIn(
  blockSchemas(
    z.unknown(),
    FIGURE_TYPES.map((type) => z.looseObject({ type: z.literal(type) })),
  ),
);

/** Whether this program knows formatting of this type. */
export function isKnownInline(type: string): boolean {
  return KNOWN_INLINE.has(type);
}

/** Whether this program knows blocks of this type. */
export function isKnownBlock(type: string): boolean {
  return KNOWN_BLOCKS.has(type);
}

/** What a newer Bot API may bring is kept as it is. */
const unknown = (known: (type: string) => boolean) =>
  z.looseObject({ type: z.string().refine((type) => !known(type)) });

const Text: z.ZodType<Inline> = z.union([
  z.string(),
  z.array(text),
  z.discriminatedUnion("type", INLINE as unknown as [(typeof INLINE)[0]]),
  unknown(isKnownInline),
]) as unknown as z.ZodType<Inline>;

/** Blocks of every type, with figures as they are sent or received. */
function blockSchema(fileOf: (type: FigureType) => z.ZodType): z.ZodType {
  const blocks: z.ZodType = z.lazy(() => z.array(AnyBlock));
  const figures = FIGURE_TYPES.map((type) =>
    z.looseObject({ type: z.literal(type), [type]: fileOf(type), caption: caption.optional() }),
  );
  const known = blockSchemas(blocks, figures);
  const AnyBlock: z.ZodType = z.union([
    z.discriminatedUnion("type", known as unknown as [(typeof known)[0]]),
    unknown(isKnownBlock),
  ]);
  return z
    .unknown()
    .refine((value) => isShallow(value, JSON_DEPTH), { message: "It is nested too deeply.", abort: true })
    .pipe(z.looseObject({ blocks, is_rtl: z.boolean().optional() }));
}

/**
 * A rich document as it is stored and imported. Every type is checked; what has an unknown one is kept. Unknown fields
 * of a known type are kept too. How much of everything Telegram takes, `richFindings` says.
 */
export const Rich = blockSchema((type) =>
  z.looseObject({ type: z.literal(type), media: z.string().min(1) }),
) as z.ZodType<RichDocument>;

/** Whether `Rich` takes the document's depth: what was read may be nested deeper than anything that Telegram takes. */
export function isStorable(document: RichDocument): boolean {
  return isShallow(document, JSON_DEPTH);
}

const size = z.looseObject({ file_id: z.string().min(1), width: z.number(), height: z.number() });

/** A rich message as Telegram sends it, for `toSendable`. https://core.telegram.org/bots/api#richmessage */
export const ReceivedRich = blockSchema((type) =>
  type === "photo" ? z.array(size).min(1) : z.looseObject({ file_id: z.string().min(1) }),
) as z.ZodType<RichMessage>;

/** Looks level by level, so that no depth overflows the stack. */
function isShallow(value: unknown, depth: number): boolean {
  let level: unknown[] = [value];
  for (let i = 0; i <= depth && level.length > 0; i++) {
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
  }
  return level.length === 0;
}

function namesIn(schemas: readonly z.ZodObject[]): ReadonlySet<string> {
  return new Set(
    schemas.flatMap((schema) => [...((schema.shape.type as unknown as z.ZodEnum | z.ZodLiteral)._zod.values ?? [])]),
  ) as ReadonlySet<string>;
}
