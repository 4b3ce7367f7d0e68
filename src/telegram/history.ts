import type { Message, MessageEntity, RichMessage } from "@grammyjs/types";
import { type Api, GrammyError, HttpError } from "grammy";
import type { Logger } from "pino";
import type { ForwardedCopies, ForwardedCopy } from "../archive/forwarded-copies.ts";
import type { Figure } from "../post/post.ts";

/** A message that stands in a channel, as far as it can be compared with what was sent. */
export interface PastMessage {
  readonly messageId: number;
  /** Milliseconds, whole seconds. */
  readonly postedAt: number;
  /** The text or the caption, "" where there is none. */
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** The names of its file, for a photo those of all its sizes; null where it has none. */
  readonly figure: { readonly kind: Figure["kind"] | "other"; readonly uniqueIds: readonly string[] } | null;
  /** The file as this bot may send it again; left out where there is none, or one of another kind. */
  readonly file?: Figure;
  readonly rich: RichMessage | null;
  /** "Somebody pinned a message" and the like: nothing that anybody wrote. */
  readonly service: boolean;
}

/** `closed`: this way does not work for this channel, now. `unreachable`: Telegram did not answer; later it may. */
export type Closed = "closed" | "unreachable";

/** The past of a channel, as far as a bot can see it. Nothing that it does is seen in the channel. */
export interface ChannelHistory {
  /**
   * The last posts, whole, of at most 20, oldest first, from the profile of a person who shows the channel. `all`: the
   * channel has no older ones.
   */
  recent(chatId: number): Promise<{ readonly messages: readonly PastMessage[]; readonly all: boolean } | Closed>;
  /** Whether there is a message with this id, looked up without any effect. */
  has(chatId: number, messageId: number): Promise<boolean | Closed>;
  /**
   * Reads one message by a silent forward into a private chat, where the copy is deleted at once. `absent`: there is
   * none; `closed`: the channel protects its content, or there is no chat to forward to.
   */
  read(chatId: number, messageId: number): Promise<PastMessage | "absent" | Closed>;
  /** Deletes the copies that were not deleted when they had been read: the process ended, or Telegram did not answer. */
  clear(): Promise<void>;
}

export interface HistoryParts {
  /** The chat's: it may try again, since nothing here is a post. */
  readonly api: Pick<Api, "getChat" | "forwardMessage" | "deleteMessage"> & {
    readonly raw: Pick<Api["raw"], "getUserPersonalChatMessages" | "getGameHighScores">;
  };
  readonly botId: number;
  /** Who may show the channel in their profile: its authors and admins. */
  readonly people: () => readonly number[];
  /** A private chat, or one that only the admins are in, into which messages may be forwarded for a moment. */
  readonly serviceChat: () => number | null;
  /** Where copies stand until they are deleted. Null: nothing is written down, and what is not deleted stays. */
  readonly copies: ForwardedCopies | null;
  readonly log: Logger;
}

/** `limit` of getUserPersonalChatMessages, https://core.telegram.org/bots/api#getuserpersonalchatmessages */
const RECENT = 20;

/**
 * A channel's past by three ways that bots have, none of which is meant for it; so each may be closed. Sources: the Bot
 * API, and check_message in tdlib/telegram-bot-api, Client.cpp.
 */
export function createHistory({ api, botId, people, serviceChat, copies, log }: HistoryParts): ChannelHistory {
  /** Who was seen to show the channel, so that they are asked first. */
  let shower: number | null = null;

  const shows = async (personId: number, chatId: number): Promise<boolean> => {
    try {
      const chat = await api.getChat(personId);
      return chat.type === "private" && chat.personal_chat?.id === chatId;
    } catch (error) {
      // Whoever never wrote to the bot, and is no administrator of the channel, is not known to it.
      if (closedOf(error) === "closed") return false;
      throw error;
    }
  };

  const remove = async (copy: ForwardedCopy): Promise<void> => {
    try {
      await api.deleteMessage(copy.chatId, copy.messageId);
    } catch (error) {
      if (closedOf(error) === "unreachable") {
        log.warn({ err: error, ...copy }, "a copy is not deleted from the service chat yet");
        return;
      }
      // It is gone already, the chat is, or the two days are over in which Telegram deletes.
      log.warn({ err: error, ...copy }, "a copy may not be deleted from the service chat");
    }
    copies?.remove(copy);
  };

  const clear = async (): Promise<void> => {
    for (const copy of copies?.list() ?? []) await remove(copy);
  };

  return {
    clear,
    recent: async (chatId) => {
      try {
        const first = shower === null ? [] : [shower];
        for (const personId of new Set([...first, ...people()])) {
          if (!(await shows(personId, chatId))) continue;
          const messages = await api.raw.getUserPersonalChatMessages({ user_id: personId, limit: RECENT });
          if (messages.some(({ chat }) => chat.id !== chatId)) continue;
          shower = personId;
          const past = messages.map(pastMessage).sort((a, b) => a.messageId - b.messageId);
          return { messages: past, all: messages.length < RECENT };
        }
        return "closed";
      } catch (error) {
        return closedOf(error);
      }
    },
    has: async (chatId, messageId) => {
      try {
        await api.raw.getGameHighScores({ chat_id: chatId, message_id: messageId, user_id: botId });
        return true;
      } catch (error) {
        if (isAbsent(error)) return false;
        const closed = closedOf(error);
        // A message that is no game is refused by another word than one that is not there.
        return closed === "closed" && error instanceof GrammyError && isOfMessage(error) ? true : closed;
      }
    },
    read: async (chatId, messageId) => {
      const to = serviceChat();
      if (to === null) return "closed";
      try {
        await clear();
        const copy = await api.forwardMessage(to, chatId, messageId, { disable_notification: true });
        const noted = { chatId: to, messageId: copy.message_id };
        try {
          copies?.add(noted);
        } finally {
          await remove(noted);
        }
        const { forward_origin: origin } = copy;
        const postedAt = origin?.date ?? copy.date;
        return { ...pastMessage(copy), messageId, postedAt: postedAt * 1_000 };
      } catch (error) {
        return isAbsent(error) ? "absent" : closedOf(error);
      }
    },
  };
}

/** A message as Telegram gives it, as far as it can be compared. */
export function pastMessage(message: Message): PastMessage {
  const { photo, video, animation, document } = message;
  const figure =
    animation !== undefined
      ? ({ kind: "animation", uniqueIds: [animation.file_unique_id] } as const)
      : photo !== undefined
        ? ({ kind: "photo", uniqueIds: photo.map(({ file_unique_id }) => file_unique_id) } as const)
        : video !== undefined
          ? ({ kind: "video", uniqueIds: [video.file_unique_id] } as const)
          : document !== undefined
            ? ({ kind: "document", uniqueIds: [document.file_unique_id] } as const)
            : null;
  const sent = animation ?? photo?.at(-1) ?? video ?? document;
  const file =
    figure === null || sent === undefined
      ? {}
      : {
          file: {
            kind: figure.kind,
            fileId: sent.file_id,
            fileUniqueId: sent.file_unique_id,
            size: sent.file_size ?? null,
          },
        };
  const { text, caption, rich_message: rich } = message;
  const wrote = text !== undefined || caption !== undefined || rich !== undefined || figure !== null;
  const other = OTHER_FILES.some((kind) => message[kind] !== undefined);
  return {
    messageId: message.message_id,
    postedAt: message.date * 1_000,
    text: text ?? caption ?? "",
    entities: message.entities ?? message.caption_entities ?? [],
    ...file,
    figure: figure ?? (other ? { kind: "other", uniqueIds: [] } : null),
    rich: rich ?? null,
    service: !wrote && !other,
  };
}

const OTHER_FILES = [
  "audio",
  "voice",
  "video_note",
  "sticker",
  "poll",
  "location",
  "contact",
  "dice",
  "story",
] as const;

function isAbsent(error: unknown): boolean {
  return error instanceof GrammyError && /\bmessage to \w[\w ]* not found\b/i.test(error.description);
}

/** A refusal that tells of the message, and so that there is one: it is no game, or not the bot's. */
function isOfMessage({ error_code: code, description }: GrammyError): boolean {
  return code === 400 && !/\b(chat not found|method|user|CHAT_|CHANNEL_|PEER_|member list)\b/i.test(description);
}

function closedOf(error: unknown): Closed {
  if (error instanceof HttpError) return "unreachable";
  if (!(error instanceof GrammyError)) throw error;
  return error.error_code === 429 || error.error_code >= 500 ? "unreachable" : "closed";
}
