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

/**
 * Telegram did not say: `out` means that the bot may not ask (it is no administrator of the channel, was removed from
 * it, or the channel is gone), `unreachable` that asking failed (network, 429, 5xx) and may work later.
 */
export class MembershipUnknown extends Error {
  override name = "MembershipUnknown";
  readonly code: "out" | "unreachable";
  constructor(code: "out" | "unreachable", cause: unknown) {
    super(`Telegram did not tell of a membership: ${code}`, { cause });
    this.code = code;
  }
}

export interface ChatPort {
  /** @throws MembershipUnknown */
  membership(chatId: number, personId: number): Promise<Membership>;
}

/** How long Telegram may take to answer, in ms: a person is waiting for what follows. */
const PATIENCE = 10_000;

export const NO_MEMBERSHIP: Membership = { status: "none", mayPost: false, mayEdit: false };

export function createChat(api: Pick<Api, "getChatMember">): ChatPort {
  return {
    membership: async (chatId, personId) => {
      try {
        return toMembership(await api.getChatMember(chatId, personId, patience()));
      } catch (error) {
        if (error instanceof GrammyError) return refused(error);
        if (error instanceof HttpError) throw new MembershipUnknown("unreachable", error);
        throw error;
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
function refused(error: GrammyError): Membership {
  const ofTheBot = /member list is inaccessible|chat not found|CHAT_ADMIN_REQUIRED|CHANNEL_PRIVATE|CHANNEL_INVALID/i;
  if (error.error_code === 403 || (error.error_code === 400 && ofTheBot.test(error.description))) {
    throw new MembershipUnknown("out", error);
  }
  if (error.error_code === 400) return NO_MEMBERSHIP;
  throw new MembershipUnknown("unreachable", error);
}
