import { isDeepStrictEqual } from "node:util";
import type { InlineKeyboardMarkup, Message } from "@grammyjs/types";
import type { Call, Methods } from "../calling.ts";
import { badRequest, NOT_MODIFIED } from "../errors.ts";
import { mediaContent, resolveFile, type Shape } from "../files.ts";
import { readKeyboard } from "../keyboard.ts";
import { type Content, changeMessage, contentOf } from "../messages.ts";
import type { StoredChat, StoredMessage } from "../state.ts";
import { chatForBot, checkAccess, findMessage, may, type World } from "../world.ts";
import { captionContent, richContent, textContent } from "./content.ts";

interface Target {
  readonly chat_id?: number | string;
  readonly message_id?: number;
  readonly reply_markup?: InlineKeyboardMarkup;
}

/** `can_edit_message` in tdlib/td MessagesManager.cpp: never a forward, in a channel also posts of others. */
function canEdit(world: World, stored: StoredChat, kept: StoredMessage): boolean {
  if (kept.message.forward_origin !== undefined) return false;
  if (stored.chat.type === "private") return kept.author === "bot";
  const { id } = world.state.bot;
  return may(stored, id, "can_edit_messages") || (kept.author === "bot" && may(stored, id, "can_post_messages"));
}

function open(call: Call, p: Target): { stored: StoredChat; kept: StoredMessage } {
  const stored = chatForBot(call.world, p.chat_id ?? "");
  checkAccess(call.world, stored, "write");
  if (p.message_id === undefined) throw badRequest("Message identifier is not specified");
  const kept = findMessage(stored, p.message_id);
  if (kept === undefined) throw badRequest("message to edit not found");
  if (!canEdit(call.world, stored, kept)) throw badRequest("Message can't be edited");
  return { stored, kept };
}

function change(call: Call, target: ReturnType<typeof open>, content: Content, p: Target): Message {
  const markup = readKeyboard(p.reply_markup);
  const { message } = target.kept;
  const same =
    isDeepStrictEqual(withoutFileIds(contentOf(message)), withoutFileIds(content)) &&
    isDeepStrictEqual(message.reply_markup, markup);
  if (same) throw badRequest(NOT_MODIFIED);
  return changeMessage(call.world, target.stored, target.kept, content, markup);
}

/** Two names of one file are the same content. */
function withoutFileIds(content: unknown): unknown {
  return JSON.parse(JSON.stringify(content, (key, value) => (key === "file_id" ? undefined : value)));
}

export const editing = {
  editMessageText(p, call) {
    if (p.rich_message !== undefined && p.text !== undefined) {
      throw badRequest("The stand-in does not know what a text does beside a rich message");
    }
    const content = p.rich_message === undefined ? textContent(call, p) : richContent(call, p.rich_message);
    const target = open(call, p);
    if (!("text" in target.kept.message) && !("rich_message" in target.kept.message)) {
      throw badRequest("There is no text in the message to edit");
    }
    return change(call, target, content, p) as Message.TextMessage & { edit_date: number };
  },

  editMessageCaption(p, call) {
    const caption = captionContent(call, p);
    const target = open(call, p);
    const {
      caption: _,
      caption_entities: __,
      show_caption_above_media: ___,
      ...media
    } = contentOf(target.kept.message);
    const hasMedia = ["photo", "video", "animation", "document", "voice"].some((kind) => kind in media);
    if (!hasMedia) throw badRequest("There is no caption in the message to edit");
    return change(call, target, { ...media, ...caption }, p) as Message.CaptionableMessage & { edit_date: number };
  },

  editMessageMedia(p, call) {
    const { media } = p;
    if (media === undefined) throw badRequest("Can't parse input media JSON object");
    const { type } = media;
    if (type !== "photo" && type !== "video" && type !== "animation" && type !== "document") {
      throw badRequest(`The stand-in cannot put a ${type} into a message`);
    }
    const target = open(call, p);
    const { message } = target.kept;
    const fitsAlbum = "document" in message ? type === "document" : type === "photo" || type === "video";
    if (message.media_group_id !== undefined && !fitsAlbum) {
      throw badRequest("Can't use the media of the specified type in the album");
    }
    const file = resolveFile(call.world, media.media, type, call.uploads, media as Shape);
    const content = { ...mediaContent(call.world, file, type), ...captionContent(call, media) };
    return change(call, target, content, p) as Message & { edit_date: number };
  },

  editMessageReplyMarkup(p, call) {
    const target = open(call, p);
    return change(call, target, contentOf(target.kept.message), p) as Message & { edit_date: number };
  },
} satisfies Partial<Methods>;
