import type { ApiMethods, Opts } from "@grammyjs/types";

/** How a parameter comes over the wire: as JSON of this kind, or as a string that holds it. */
export type Kind = "integer" | "boolean" | "string" | "id" | "json";

type KindOf<T> = [T] extends [number]
  ? "integer"
  : [T] extends [boolean]
    ? "boolean"
    : [T] extends [string]
      ? "string"
      : [T] extends [number | string]
        ? "id"
        : "json";

type Args<M extends keyof ApiMethods<string>> = Opts<string>[M];

/** Every parameter of a method with its kind, or "refused" where the stand-in does not know what it does. */
type Spec<M extends keyof ApiMethods<string>> = {
  readonly [P in keyof Args<M>]-?: KindOf<NonNullable<Args<M>[P]>> | "refused";
};

const WHERE = {
  business_connection_id: "refused",
  chat_id: "id",
  message_thread_id: "refused",
  direct_messages_topic_id: "refused",
} as const;

const HOW = {
  disable_notification: "boolean",
  protect_content: "boolean",
  allow_paid_broadcast: "refused",
  suggested_post_parameters: "refused",
  message_effect_id: "refused",
  reply_parameters: "json",
  reply_markup: "json",
} as const;

const EPHEMERAL = { ephemeral_message_parameters: "refused" } as const;
const OLD_REPLY = { reply_to_message_id: "integer" } as const;
const CAPTION = { caption: "string", parse_mode: "string", caption_entities: "json" } as const;
const ABOVE = { show_caption_above_media: "boolean" } as const;
const VIDEO = { duration: "integer", width: "integer", height: "integer", thumbnail: "string" } as const;
const EDITED = {
  business_connection_id: "refused",
  chat_id: "id",
  message_id: "integer",
  inline_message_id: "refused",
  reply_markup: "json",
} as const;
const FORWARD = {
  chat_id: "id",
  message_thread_id: "refused",
  direct_messages_topic_id: "refused",
  from_chat_id: "id",
  disable_notification: "boolean",
  protect_content: "boolean",
} as const;
const COMMANDS = { scope: "json", language_code: "string" } as const;

/** The methods that the stand-in has. A parameter that the Bot API gains, loses or changes does not compile. */
export const PARAMETERS = {
  getUpdates: { offset: "integer", limit: "integer", timeout: "integer", allowed_updates: "json" },
  setWebhook: {
    url: "string",
    certificate: "refused",
    ip_address: "string",
    max_connections: "integer",
    allowed_updates: "json",
    drop_pending_updates: "boolean",
    secret_token: "string",
  },
  deleteWebhook: { drop_pending_updates: "boolean" },
  getWebhookInfo: {},
  getMe: {},
  logOut: {},
  close: {},
  sendMessage: {
    ...WHERE,
    ...HOW,
    ...EPHEMERAL,
    ...OLD_REPLY,
    text: "string",
    parse_mode: "string",
    entities: "json",
    link_preview_options: "json",
  },
  sendRichMessage: { ...WHERE, ...HOW, ...EPHEMERAL, rich_message: "json" },
  sendPhoto: {
    ...WHERE,
    ...HOW,
    ...EPHEMERAL,
    ...OLD_REPLY,
    ...CAPTION,
    ...ABOVE,
    photo: "string",
    has_spoiler: "boolean",
  },
  sendVideo: {
    ...WHERE,
    ...HOW,
    ...EPHEMERAL,
    ...OLD_REPLY,
    ...CAPTION,
    ...ABOVE,
    ...VIDEO,
    video: "string",
    cover: "refused",
    start_timestamp: "refused",
    has_spoiler: "boolean",
    supports_streaming: "boolean",
  },
  sendAnimation: {
    ...WHERE,
    ...HOW,
    ...EPHEMERAL,
    ...OLD_REPLY,
    ...CAPTION,
    ...ABOVE,
    ...VIDEO,
    animation: "string",
    has_spoiler: "boolean",
  },
  sendDocument: {
    ...WHERE,
    ...HOW,
    ...EPHEMERAL,
    ...OLD_REPLY,
    ...CAPTION,
    document: "string",
    thumbnail: "string",
    disable_content_type_detection: "boolean",
  },
  sendMediaGroup: {
    ...WHERE,
    ...OLD_REPLY,
    media: "json",
    disable_notification: "boolean",
    protect_content: "boolean",
    allow_paid_broadcast: "refused",
    message_effect_id: "refused",
    reply_parameters: "json",
  },
  sendChatAction: { business_connection_id: "refused", chat_id: "id", message_thread_id: "refused", action: "string" },
  copyMessage: {
    ...FORWARD,
    ...HOW,
    ...OLD_REPLY,
    ...CAPTION,
    ...ABOVE,
    message_id: "integer",
    video_start_timestamp: "refused",
  },
  copyMessages: { ...FORWARD, message_ids: "json", remove_caption: "boolean" },
  forwardMessage: {
    ...FORWARD,
    message_id: "integer",
    video_start_timestamp: "refused",
    message_effect_id: "refused",
    suggested_post_parameters: "refused",
  },
  forwardMessages: { ...FORWARD, message_ids: "json" },
  editMessageText: {
    ...EDITED,
    text: "string",
    parse_mode: "string",
    entities: "json",
    link_preview_options: "json",
    rich_message: "json",
  },
  editMessageCaption: { ...EDITED, ...CAPTION, ...ABOVE },
  editMessageMedia: { ...EDITED, media: "json" },
  editMessageReplyMarkup: EDITED,
  deleteMessage: { chat_id: "id", message_id: "integer" },
  deleteMessages: { chat_id: "id", message_ids: "json" },
  pinChatMessage: {
    business_connection_id: "refused",
    chat_id: "id",
    message_id: "integer",
    disable_notification: "boolean",
  },
  unpinChatMessage: { business_connection_id: "refused", chat_id: "id", message_id: "integer" },
  unpinAllChatMessages: { chat_id: "id" },
  answerCallbackQuery: {
    callback_query_id: "string",
    text: "string",
    show_alert: "boolean",
    url: "string",
    cache_time: "integer",
  },
  answerInlineQuery: {
    inline_query_id: "string",
    results: "json",
    cache_time: "integer",
    is_personal: "boolean",
    next_offset: "string",
    button: "json",
  },
  setMessageReaction: { chat_id: "id", message_id: "integer", reaction: "json", is_big: "boolean" },
  getFile: { file_id: "string" },
  setMyCommands: { commands: "json", ...COMMANDS },
  getMyCommands: COMMANDS,
  deleteMyCommands: COMMANDS,
  setMyName: { name: "string", language_code: "string" },
  getMyName: { language_code: "string" },
  setMyDescription: { description: "string", language_code: "string" },
  getMyDescription: { language_code: "string" },
  setMyShortDescription: { short_description: "string", language_code: "string" },
  getMyShortDescription: { language_code: "string" },
  getChat: { chat_id: "id" },
  getChatMember: { chat_id: "id", user_id: "integer" },
  getChatAdministrators: { chat_id: "id", return_bots: "boolean" },
  getChatMemberCount: { chat_id: "id" },
  leaveChat: { chat_id: "id" },
  getUserPersonalChatMessages: { user_id: "integer", limit: "integer" },
  getGameHighScores: {
    user_id: "integer",
    chat_id: "integer",
    message_id: "integer",
    inline_message_id: "refused",
  },
} as const satisfies { readonly [M in keyof ApiMethods<string>]?: Spec<M> };

export type MethodName = keyof typeof PARAMETERS;

/** Names in the table that the Bot API does not have: always none, or this does not compile. */
type Unknown = { [M in MethodName]: Exclude<keyof (typeof PARAMETERS)[M], keyof Args<M>> }[MethodName];
const NONE_UNKNOWN: [Unknown] extends [never] ? true : Unknown = true;
void NONE_UNKNOWN;

/** A method's parameters after reading; files are strings: `attach://`, a file_id or a URL. */
export type Parameters<M extends MethodName> = Args<M>;
export type Result<M extends MethodName> = ReturnType<ApiMethods<string>[M]>;
