import type { MessageEntity, User } from "@grammyjs/types";
import { badRequest } from "./errors.ts";

/** Finds who stands behind `tg://user?id=` and `text_mention`; an unknown person's entity is dropped, as Telegram does. */
export type FindUser = (id: number) => User | undefined;

/** An entity as TDLib's JSON has it. */
export interface TdEntity {
  readonly offset: number;
  readonly length: number;
  readonly type: Readonly<Record<string, unknown>> & { readonly _: string };
}

type PlainType = MessageEntity.CommonMessageEntity["type"] | "bank_card_number";

const PLAIN: Readonly<Record<PlainType, string>> = {
  mention: "textEntityTypeMention",
  hashtag: "textEntityTypeHashtag",
  cashtag: "textEntityTypeCashtag",
  bot_command: "textEntityTypeBotCommand",
  url: "textEntityTypeUrl",
  email: "textEntityTypeEmailAddress",
  phone_number: "textEntityTypePhoneNumber",
  bank_card_number: "textEntityTypeBankCardNumber",
  bold: "textEntityTypeBold",
  italic: "textEntityTypeItalic",
  underline: "textEntityTypeUnderline",
  strikethrough: "textEntityTypeStrikethrough",
  spoiler: "textEntityTypeSpoiler",
  blockquote: "textEntityTypeBlockQuote",
  expandable_blockquote: "textEntityTypeExpandableBlockQuote",
  code: "textEntityTypeCode",
};

const BY_TDLIB = new Map(Object.entries(PLAIN).map(([type, tdlib]) => [tdlib, type as PlainType]));

/** TDLib's entity as the Bot API tells it; nothing for what the Bot API has no word for (media timestamps). */
export function fromTdlib(entity: TdEntity, findUser: FindUser): MessageEntity[] {
  const { offset, length } = entity;
  const plain = BY_TDLIB.get(entity.type._);
  if (plain !== undefined) return [{ type: plain, offset, length } as MessageEntity];
  switch (entity.type._) {
    case "textEntityTypePre":
      return [{ type: "pre", offset, length }];
    case "textEntityTypePreCode":
      return [{ type: "pre", offset, length, language: String(entity.type.language) }];
    case "textEntityTypeTextUrl":
      return [{ type: "text_link", offset, length, url: String(entity.type.url) }];
    case "textEntityTypeMentionName": {
      const user = findUser(Number(entity.type.user_id));
      return user === undefined ? [] : [{ type: "text_mention", offset, length, user }];
    }
    case "textEntityTypeCustomEmoji":
      return [{ type: "custom_emoji", offset, length, custom_emoji_id: String(entity.type.custom_emoji_id) }];
    case "textEntityTypeDateTime":
      return [{ type: "date_time", offset, length, ...dateTime(entity.type) } as MessageEntity];
    default:
      return [];
  }
}

/** A Bot API entity for TDLib. Throws a bad request for a type that Telegram does not know. */
export function toTdlib(entity: MessageEntity): TdEntity[] {
  const { offset, length } = entity;
  if (!Number.isInteger(offset) || !Number.isInteger(length)) {
    throw badRequest('Can\'t parse MessageEntity: Field "offset" must be of type Number');
  }
  const of = (type: TdEntity["type"]): TdEntity[] => [{ _: "textEntity", offset, length, type } as TdEntity];
  const plain = PLAIN[entity.type as PlainType];
  if (plain !== undefined) return of({ _: plain });
  switch (entity.type) {
    case "pre":
      return of(
        entity.language === undefined || entity.language === ""
          ? { _: "textEntityTypePre" }
          : { _: "textEntityTypePreCode", language: entity.language },
      );
    case "text_link":
      return of({ _: "textEntityTypeTextUrl", url: entity.url });
    case "text_mention":
      return of({ _: "textEntityTypeMentionName", user_id: entity.user.id });
    case "custom_emoji":
      return of({ _: "textEntityTypeCustomEmoji", custom_emoji_id: entity.custom_emoji_id });
    case "date_time":
      return of({
        _: "textEntityTypeDateTime",
        unix_time: entity.unix_time,
        formatting_type: formattingType(entity.date_time_format),
      });
    default:
      throw badRequest("Can't parse MessageEntity: Unsupported type specified");
  }
}

const PRECISION = { dateTimePartPrecisionShort: "short", dateTimePartPrecisionLong: "long" } as const;

function dateTime(type: TdEntity["type"]): { unix_time: number; date_time_format?: string } {
  const unix_time = Number(type.unix_time);
  const formatting = type.formatting_type as Record<string, unknown> | undefined;
  if (formatting === undefined || formatting === null) return { unix_time };
  if (formatting._ === "dateTimeFormattingTypeRelative") return { unix_time, date_time_format: "r" };
  const part = (name: string, short: string, long: string): string => {
    const precision = (formatting[name] as { _?: keyof typeof PRECISION } | undefined)?._;
    const length = precision === undefined ? undefined : PRECISION[precision];
    return length === "short" ? short : length === "long" ? long : "";
  };
  const week = formatting.show_day_of_week === true ? "w" : "";
  return { unix_time, date_time_format: week + part("date_precision", "d", "D") + part("time_precision", "t", "T") };
}

function formattingType(format: string | undefined): object | null {
  if (format === undefined || format === "") return null;
  if (format.toLowerCase() === "r") return { _: "dateTimeFormattingTypeRelative" };
  if (/[^wWdDtT]/.test(format)) throw badRequest("Can't parse MessageEntity: Invalid date-time format specified");
  const precision = (short: string, long: string): object | null =>
    format.includes(long)
      ? { _: "dateTimePartPrecisionLong" }
      : format.includes(short)
        ? { _: "dateTimePartPrecisionShort" }
        : null;
  return {
    _: "dateTimeFormattingTypeAbsolute",
    date_precision: precision("d", "D"),
    time_precision: precision("t", "T"),
    show_day_of_week: /w/i.test(format),
  };
}
