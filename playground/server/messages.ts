import type {
  Chat,
  InlineKeyboardMarkup,
  Message,
  MessageOrigin,
  ReplyParameters,
  TextQuote,
  User,
} from "@grammyjs/types";
import { badRequest } from "./errors.ts";
import { renameFiles } from "./files.ts";
import type { StoredChat, StoredMessage } from "./state.ts";
import type { UpdateQueue } from "./updates.ts";
import { botUser, findMessage, isIn, membershipOf, takeMessageId, type World } from "./world.ts";

/** What a message says, apart from who wrote it, where and when. */
export type Content = Partial<Message>;

/** The fields of a message that a copy or a forward takes along. */
const CONTENT_FIELDS = [
  "text",
  "entities",
  "link_preview_options",
  "rich_message",
  "photo",
  "video",
  "animation",
  "document",
  "sticker",
  "voice",
  "caption",
  "caption_entities",
  "show_caption_above_media",
  "has_media_spoiler",
] as const satisfies readonly (keyof Message)[];

export function contentOf(message: Message): Content {
  return Object.fromEntries(CONTENT_FIELDS.flatMap((key) => (key in message ? [[key, message[key]]] : []))) as Content;
}

export interface NewMessage {
  readonly author: "bot" | number;
  readonly content: Content;
  readonly replyTo?: Message | undefined;
  readonly quote?: TextQuote | undefined;
  readonly markup?: InlineKeyboardMarkup | undefined;
  readonly origin?: MessageOrigin | undefined;
  readonly protect?: boolean | undefined;
}

/**
 * Puts a message into a chat and, when a person wrote it, an update into the bot's queue. A bot is told nothing of its
 * own messages.
 */
export function putMessage(world: World, updates: UpdateQueue, stored: StoredChat, draft: NewMessage): Message {
  const message = {
    message_id: takeMessageId(world, stored),
    ...senderOf(world, stored.chat, draft.author),
    chat: stored.chat,
    date: world.date(),
    ...(draft.origin === undefined ? {} : { forward_origin: draft.origin }),
    ...(draft.replyTo === undefined ? {} : { reply_to_message: withoutReply(draft.replyTo) }),
    ...(draft.quote === undefined ? {} : { quote: draft.quote }),
    ...draft.content,
    ...(draft.markup === undefined ? {} : { reply_markup: draft.markup }),
    ...(draft.protect === true ? { has_protected_content: true } : {}),
  } as Message;
  const kept = {
    message,
    author: draft.author,
    reactions: {},
    otherReactions: {},
    otherViews: 0,
    viewers: draft.author === "bot" ? [] : [draft.author],
  } satisfies StoredMessage;
  stored.messages.push(kept);
  world.tell({ type: "message", chatId: stored.chat.id, stored: kept });
  if (draft.author !== "bot") announce(world, updates, stored, message, "new");
  return message;
}

/** Tells the bot of a person's message, new or edited, as far as Telegram does. */
export function announce(
  world: World,
  updates: UpdateQueue,
  stored: StoredChat,
  message: Message,
  what: "new" | "edited",
): void {
  const date = message.edit_date ?? message.date;
  if (stored.chat.type === "private") {
    if (!stored.blocked) updates.add(what === "new" ? "message" : "edited_message", message as never, date);
  } else if (isIn(membershipOf(stored, world.state.bot.id))) {
    updates.add(what === "new" ? "channel_post" : "edited_channel_post", message as never, date);
  }
}

/** Replaces what a message says. Whoever calls it has checked that this may be done. */
export function changeMessage(
  world: World,
  stored: StoredChat,
  kept: StoredMessage,
  content: Content,
  markup: InlineKeyboardMarkup | undefined,
): Message {
  const { reply_markup: _, ...rest } = kept.message;
  const bare = Object.fromEntries(
    Object.entries(rest).filter(([key]) => !(CONTENT_FIELDS as readonly string[]).includes(key)),
  );
  kept.message = {
    ...bare,
    edit_date: world.date(),
    ...content,
    ...(markup === undefined ? {} : { reply_markup: markup }),
  } as Message;
  world.tell({ type: "message", chatId: stored.chat.id, stored: kept });
  return kept.message;
}

/** Takes messages away; nobody is told. Ids that are not there are passed over. */
export function removeMessages(world: World, stored: StoredChat, ids: readonly number[]): void {
  stored.messages = stored.messages.filter((kept) => !ids.includes(kept.message.message_id));
  stored.pinned = stored.pinned.filter((id) => !ids.includes(id));
  for (const messageId of ids) world.tell({ type: "deleted", chatId: stored.chat.id, messageId });
}

/** Where a forwarded message came from; a forward of a forward keeps the first origin. */
export function originOf(world: World, kept: StoredMessage): MessageOrigin {
  const { message, author } = kept;
  if (message.forward_origin !== undefined) return message.forward_origin;
  if (message.chat.type === "channel") {
    return {
      type: "channel",
      date: message.date,
      chat: message.chat,
      message_id: message.message_id,
      ...(message.author_signature === undefined ? {} : { author_signature: message.author_signature }),
    };
  }
  const sender = author === "bot" ? botUser(world.state) : (world.findUser(author) as User);
  return { type: "user", date: message.date, sender_user: sender };
}

/** The same content with files named anew, for a copy or a forward. */
export function copyContent(world: World, message: Message): Content {
  return renameFiles(world, structuredClone(contentOf(message)));
}

const REPLY_FIELDS = ["message_id", "chat_id", "allow_sending_without_reply", "quote", "quote_position"];

/** The message that a bot answers. Throws Telegram's "message to be replied not found" unless told not to. */
export function readReply(
  stored: StoredChat,
  reply: ReplyParameters | undefined,
): { replyTo?: Message; quote?: TextQuote } {
  if (reply === undefined) return {};
  if (typeof reply !== "object" || reply === null) throw badRequest("Object expected as reply parameters");
  const strange = Object.keys(reply).find((name) => !REPLY_FIELDS.includes(name));
  if (strange !== undefined) throw badRequest(`The stand-in does not know what a reply does with "${strange}"`);
  const { chat_id: chat = stored.chat.id } = reply;
  if (![String(stored.chat.id), `@${stored.chat.username}`].includes(String(chat))) {
    throw badRequest("The stand-in knows no replies to other chats");
  }
  const kept = findMessage(stored, reply.message_id ?? 0);
  if (kept === undefined) {
    if (reply.allow_sending_without_reply === true) return {};
    throw badRequest("message to be replied not found");
  }
  if (reply.quote === undefined) return { replyTo: kept.message };
  const text = kept.message.text ?? kept.message.caption ?? "";
  const position = text.indexOf(reply.quote, reply.quote_position ?? 0);
  if (position === -1) throw badRequest("QUOTE_TEXT_INVALID");
  return { replyTo: kept.message, quote: { text: reply.quote, position, is_manual: true } };
}

function senderOf(world: World, chat: Chat.PrivateChat | Chat.ChannelChat, author: "bot" | number): Content {
  const user = author === "bot" ? botUser(world.state) : world.findUser(author);
  if (user === undefined) throw new Error(`there is no person ${author}`);
  if (chat.type === "private") return { from: user };
  const name = [user.first_name, user.last_name].filter((part) => part !== undefined).join(" ");
  return { sender_chat: chat, ...(world.state.signatures ? { author_signature: name } : {}) };
}

function withoutReply(message: Message): Message {
  const { reply_to_message: _, ...rest } = message;
  return rest as Message;
}
