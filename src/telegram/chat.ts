import type { ChatMember } from "@grammyjs/types";
import { type Api, GrammyError, HttpError } from "grammy";

/** What somebody may do in a channel, as Telegram says it now. */
export interface Membership {
  readonly status: "creator" | "administrator" | "member" | "none";
  /** May post messages. A creator may do everything. */
  readonly mayPost: boolean;
  /** May edit messages of others. */
  readonly mayEdit: boolean;
}

/** A chat as Telegram names it now. */
export interface ChatName {
  readonly chatId: number;
  readonly type: "private" | "group" | "supergroup" | "channel";
  /** Empty for a private chat. */
  readonly title: string;
  /** Without `@`. */
  readonly username: string | null;
}

/**
 * Telegram did not say: `out` means that the bot may not ask (it is no administrator of the channel, was removed from
 * it, or there is no such chat), `unreachable` that asking failed (network, 429, 5xx) and may work later.
 */
export class ChatUnavailable extends Error {
  override name = "ChatUnavailable";
  readonly code: "out" | "unreachable";
  constructor(code: "out" | "unreachable", cause: unknown) {
    super(`Telegram did not tell of a chat: ${code}`, { cause });
    this.code = code;
  }
}

export interface ChatPort {
  /** @throws ChatUnavailable */
  membership(chatId: number, personId: number): Promise<Membership>;
  /** By id, or by `@name` for a public chat. @throws ChatUnavailable */
  name(chat: number | string): Promise<ChatName>;
  /** The link to the group in which a channel is discussed; null where it has none that the bot can tell. @throws ChatUnavailable */
  discussion(channelId: number): Promise<string | null>;
}

/** How long Telegram may take to answer, in ms: a person is waiting for what follows. */
const PATIENCE = 10_000;

export const NO_MEMBERSHIP: Membership = { status: "none", mayPost: false, mayEdit: false };

export function createChat(api: Pick<Api, "getChatMember" | "getChat">): ChatPort {
  const ask = async (chat: number | string) => {
    try {
      return await api.getChat(chat, patience());
    } catch (error) {
      const failure = failureOf(error);
      throw new ChatUnavailable(failure === "nobody" ? "out" : failure, error);
    }
  };
  return {
    membership: async (chatId, personId) => {
      try {
        return toMembership(await api.getChatMember(chatId, personId, patience()));
      } catch (error) {
        const failure = failureOf(error);
        if (failure === "nobody") return NO_MEMBERSHIP;
        throw new ChatUnavailable(failure, error);
      }
    },
    name: async (chat) => {
      const { id, type, title, username } = await ask(chat);
      return { chatId: id, type, title: title ?? "", username: username ?? null };
    },
    discussion: async (channelId) => {
      const { linked_chat_id: linked } = await ask(channelId);
      if (linked === undefined) return null;
      try {
        const { username, invite_link } = await ask(linked);
        return username === undefined ? (invite_link ?? null) : `https://t.me/${username}`;
      } catch (error) {
        // The bot is not in the group, which is private.
        if (!(error instanceof ChatUnavailable) || error.code === "unreachable") throw error;
        return null;
      }
    },
  };
}

export function toMembership(member: ChatMember): Membership {
  if (member.status === "creator") return { status: "creator", mayPost: true, mayEdit: true };
  if (member.status === "administrator") {
    return {
      status: "administrator",
      mayPost: member.can_post_messages === true,
      mayEdit: member.can_edit_messages === true,
    };
  }
  const inside = member.status === "member" || (member.status === "restricted" && member.is_member);
  return inside ? { ...NO_MEMBERSHIP, status: "member" } : NO_MEMBERSHIP;
}

/** Node's own signal works with grammY, whose types name the one of the package "abort-controller". */
function patience(): Parameters<Api["getChatMember"]>[2] {
  return AbortSignal.timeout(PATIENCE) as unknown as Parameters<Api["getChatMember"]>[2];
}

/**
 * Telegram answers a question about a stranger with 400 as well; of the descriptions of a 400, only those that tell of
 * the bot's own place in the chat mean that nothing is known. "member list is inaccessible" is a channel whose
 * administrator the bot is not (https://core.telegram.org/bots/api#getchatmember).
 */
function failureOf(error: unknown): "out" | "unreachable" | "nobody" {
  if (error instanceof HttpError) return "unreachable";
  if (!(error instanceof GrammyError)) throw error;
  if (error.error_code === 403) return "out";
  if (error.error_code !== 400) return "unreachable";
  const ofTheBot = /member list is inaccessible|chat not found|CHAT_ADMIN_REQUIRED|CHANNEL_PRIVATE|CHANNEL_INVALID/i;
  return ofTheBot.test(error.description) ? "out" : "nobody";
}
