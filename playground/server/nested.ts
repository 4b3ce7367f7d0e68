import type {
  BotCommand,
  InlineKeyboardButton,
  InlineKeyboardMarkup,
  InputMediaAnimation,
  InputMediaDocument,
  InputMediaPhoto,
  InputMediaVideo,
  LinkPreviewOptions,
  MessageEntity,
} from "@grammyjs/types";
import { badRequest } from "./errors.ts";

/** Every field that any member of a union has. A field that the Bot API gains or loses does not compile. */
type Fields<T> = Readonly<Record<T extends unknown ? keyof T : never, true>>;

const entity: Fields<MessageEntity> = {
  type: true,
  offset: true,
  length: true,
  url: true,
  user: true,
  language: true,
  custom_emoji_id: true,
  unix_time: true,
  date_time_format: true,
};

const preview: Fields<LinkPreviewOptions> = {
  is_disabled: true,
  url: true,
  prefer_small_media: true,
  prefer_large_media: true,
  show_above_text: true,
};

const button: Fields<InlineKeyboardButton> = {
  text: true,
  icon_custom_emoji_id: true,
  style: true,
  url: true,
  callback_data: true,
  web_app: true,
  login_url: true,
  disabled: true,
  switch_inline_query: true,
  switch_inline_query_current_chat: true,
  switch_inline_query_chosen_chat: true,
  copy_text: true,
  callback_game: true,
  pay: true,
};

const keyboard: Fields<InlineKeyboardMarkup> = { inline_keyboard: true, force_reply: true };

const captioned = { type: true, media: true, caption: true, parse_mode: true, caption_entities: true } as const;
const photo: Fields<InputMediaPhoto<string>> = { ...captioned, show_caption_above_media: true, has_spoiler: true };
const document: Fields<InputMediaDocument<string>> = {
  ...captioned,
  thumbnail: true,
  disable_content_type_detection: true,
};
const animation: Fields<InputMediaAnimation<string>> = {
  ...photo,
  thumbnail: true,
  width: true,
  height: true,
  duration: true,
};
const video: Fields<InputMediaVideo<string>> = {
  ...animation,
  cover: true,
  start_timestamp: true,
  supports_streaming: true,
};
const media = { photo, document, animation, video } as const;

const command: Fields<BotCommand> = { command: true, description: true, is_ephemeral: true };

/**
 * The first field inside a parameter that the Bot API does not have there, as "media[1].captoin". Throws a bad request
 * where there is something else than an object.
 */
export function strangeField(parameter: string, value: unknown): string | undefined {
  switch (parameter) {
    case "entities":
    case "caption_entities":
      return strange(parameter, value, () => entity);
    case "link_preview_options":
      return strange(parameter, value, () => preview);
    case "commands":
      return strange(parameter, value, () => command);
    case "media":
      return strange(parameter, value, (item) => media[item.type as keyof typeof media]);
    case "reply_markup":
      return strangeInKeyboard(parameter, value);
    default:
      return undefined;
  }
}

function strange(
  path: string,
  value: unknown,
  fieldsOf: (item: Record<string, unknown>) => Readonly<Record<string, true>> | undefined,
): string | undefined {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      const found = strange(`${path}[${i}]`, item, fieldsOf);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof value !== "object" || value === null) throw badRequest(`expected an Object as ${path}`);
  const fields = fieldsOf(value as Record<string, unknown>);
  const name = fields === undefined ? undefined : Object.keys(value).find((key) => !Object.hasOwn(fields, key));
  return name === undefined ? undefined : `${path}.${name}`;
}

function strangeInKeyboard(path: string, value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || !("inline_keyboard" in value)) return undefined;
  const rows = `${path}.inline_keyboard`;
  return strange(path, value, () => keyboard) ?? strange(rows, value.inline_keyboard, () => button);
}
