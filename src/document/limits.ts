// What Telegram takes from a bot. Lengths are UTF-16 code units after entity parsing, as Telegram's apps count them.
// TDLib, in a bot's server, counts code points (MessageContent.cpp, utf8_length), which are never more: what fits here
// fits there.

/** Units of a text message. https://core.telegram.org/bots/api#sendmessage */
export const MESSAGE_LENGTH = 4096;

/** Units of a caption that a bot sends; people with Premium have 2,048. https://core.telegram.org/bots/api#sendphoto */
export const CAPTION_LENGTH = 1024;

/** Units of a caption that a person with Premium sends. https://limits.tginfo.me */
export const PREMIUM_CAPTION_LENGTH = 2048;

/**
 * Formatted entities of one message: links, quotations and code first, then bold and its like; what is beyond loses its
 * formatting without an error. What Telegram finds by itself does not count, nor do custom emoji, which have a hundred
 * of their own. TDLib, MessageEntity.cpp, get_input_message_entities; https://github.com/rubenlagus/TelegramBots/issues/854
 */
export const FORMATTED_ENTITIES = 100;

/** Items of an album. https://core.telegram.org/bots/api#sendmediagroup */
export const ALBUM_SIZE = { min: 2, max: 10 } as const;

/** Bytes of a button's callback data. https://core.telegram.org/bots/api#inlinekeyboardbutton */
export const CALLBACK_DATA_BYTES = 64;

/**
 * Units of a button's text that are surely shown on a phone in a row of one. Telegram documents no bound; its apps cut
 * what does not fit.
 */
export const BUTTON_TEXT_LENGTH = 64;

/** Code points of a hashtag without `#` and without `@username`. TDLib, MessageEntity.cpp (observed with 1.8.65) */
export const HASHTAG_LENGTH = 256;

/** Bytes that a bot can download from Telegram's own server. https://core.telegram.org/bots/api#getfile */
export const DOWNLOAD_BYTES = 20 * 1024 * 1024;

/** Bytes that a bot can upload through Telegram's own server. https://core.telegram.org/bots/api#sending-files */
export const UPLOAD_BYTES = 50 * 1024 * 1024;

/**
 * What a rich message holds. Characters are code points of everything that is read, alternative texts and formulas
 * included; blocks count nested ones, items and table rows too. https://core.telegram.org/bots/api#rich-message-limits
 */
export const RICH = {
  characters: 32_768,
  blocks: 500,
  depth: 16,
  media: 50,
  columns: 20,
} as const;

/** Buttons in a row of a rich message. https://core.telegram.org/bots/api#inputrichblockbuttons */
export const RICH_BUTTONS_IN_ROW = 8;

/** A map's width and height together, and how much longer one may be. https://core.telegram.org/bots/api#inputrichblockmap */
export const MAP = { sides: 10_000, ratio: 20 } as const;

/** Buttons of an inline keyboard in all, and in a row. https://core.telegram.org/method/messages.sendMessage (REPLY_MARKUP_TOO_LONG), observed */
export const KEYBOARD = { buttons: 100, row: 8 } as const;

/**
 * Units of Markdown or HTML that are read: room for a whole rich message, its markup and long links. Our own bound,
 * because the parser needs more than linear time for some texts (bench/document.ts).
 */
export const SOURCE_LENGTH = 65_536;

/**
 * What one paragraph of Markdown may hold of the signs that the parser pairs in quadratic time (brackets; asterisks,
 * tildes, backticks and their like), and how many lines may begin a block. Our own bounds; no review comes near them.
 */
export const TANGLE = { brackets: 1_500, signs: 3_000, blocks: 1_000 } as const;

/** Levels of tags or lists in a source, beyond which nobody reads it: what Telegram shows is at most `RICH.depth`. */
export const SOURCE_DEPTH = 64;
