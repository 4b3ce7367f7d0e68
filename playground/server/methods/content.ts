import type {
  InputRichMessage,
  LinkPreviewOptions,
  Message,
  MessageEntity,
  ParseMode,
  ReplyParameters,
} from "@grammyjs/types";
import type { Call } from "../calling.ts";
import { badRequest } from "../errors.ts";
import { resolveFile } from "../files.ts";
import { readKeyboard } from "../keyboard.ts";
import { type Content, type NewMessage, putMessage, readReply } from "../messages.ts";
import { readRichMessage } from "../rich/message.ts";
import type { StoredChat } from "../state.ts";
import { formatText } from "../text-engine.ts";
import { chatForBot, checkMayPost } from "../world.ts";

/** UTF-16 units after entity parsing: sendMessage and sendPhoto in the Bot API. */
export const TEXT_LIMIT = 4096;
export const CAPTION_LIMIT = 1024;

/** The text of a message as a bot gives it. Throws Telegram's refusals of an empty, blank, overlong or broken one. */
export function textContent(
  call: Call,
  p: {
    readonly text?: string;
    readonly parse_mode?: ParseMode;
    readonly entities?: MessageEntity[];
    readonly link_preview_options?: LinkPreviewOptions;
  },
): Content {
  if (p.text === undefined || p.text === "") throw badRequest("Message text is empty");
  const { text, entities } = format(call, p.text, p.parse_mode, p.entities);
  if (text === "") throw badRequest("Text must be non-empty");
  if (text.length > TEXT_LIMIT) throw badRequest("Message is too long");
  return {
    text,
    ...(entities.length === 0 ? {} : { entities }),
    ...(p.link_preview_options === undefined ? {} : { link_preview_options: p.link_preview_options }),
  };
}

/** A rich message as a bot gives it. Throws Telegram's refusals. */
export function richContent({ world, uploads }: Call, input: InputRichMessage<string>): Content {
  return {
    rich_message: readRichMessage(world, input, (media, kind, shape) =>
      resolveFile(world, media, kind, uploads, shape),
    ),
  };
}

/** The caption of a figure; nothing for none. */
export function captionContent(
  call: Call,
  p: {
    readonly caption?: string;
    readonly parse_mode?: ParseMode;
    readonly caption_entities?: MessageEntity[];
    readonly show_caption_above_media?: boolean;
    readonly has_spoiler?: boolean;
  },
): Content {
  const { text, entities } = format(call, p.caption ?? "", p.parse_mode, p.caption_entities);
  if (text.length > CAPTION_LIMIT) throw badRequest("Message caption is too long");
  return {
    ...(text === "" ? {} : { caption: text }),
    ...(entities.length === 0 ? {} : { caption_entities: entities }),
    ...(p.show_caption_above_media === true ? { show_caption_above_media: true } : {}),
    ...(p.has_spoiler === true ? { has_media_spoiler: true } : {}),
  };
}

function format(call: Call, text: string, mode: ParseMode | undefined, entities: MessageEntity[] | undefined) {
  if (entities !== undefined && !Array.isArray(entities)) throw badRequest("Expected an Array of MessageEntity");
  return formatText(
    { text, ...(mode === undefined ? {} : { mode }), ...(entities === undefined ? {} : { entities }) },
    call.world.findUser,
  );
}

export interface Sending {
  readonly chat_id?: number | string;
  readonly reply_parameters?: ReplyParameters;
  readonly reply_to_message_id?: number;
  readonly reply_markup?: unknown;
  readonly protect_content?: boolean;
}

/** What surrounds a message's content. */
export type Frame = Pick<NewMessage, "replyTo" | "quote" | "markup" | "protect">;

/** The chat of a send and what is common to all sends, checked. */
export function openChat(call: Call, p: Sending): { stored: StoredChat; frame: Frame } {
  const markup = readKeyboard(p.reply_markup);
  const stored = chatForBot(call.world, p.chat_id ?? "");
  checkMayPost(call.world, stored);
  const old = p.reply_to_message_id === undefined ? undefined : { message_id: p.reply_to_message_id };
  const reply = readReply(stored, p.reply_parameters ?? old);
  return { stored, frame: { ...reply, markup, protect: p.protect_content } };
}

/** Puts a bot's message into a chat. What the bot was "typing" there is over. */
export function send(call: Call, p: Sending, content: Content): Message {
  const { stored, frame } = openChat(call, p);
  return put(call, stored, { content, ...frame });
}

export function put(call: Call, stored: StoredChat, draft: Omit<NewMessage, "author">): Message {
  if (call.actions.delete(stored.chat.id)) call.world.tell({ type: "chat", chatId: stored.chat.id });
  return putMessage(call.world, call.updates, stored, { author: "bot", ...draft });
}
