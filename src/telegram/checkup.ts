import { type Api, GrammyError } from "grammy";

/** What a channel is to the bot, as Telegram tells it. */
export type ChannelCheck =
  | { readonly status: "ready" | "not-admin" | "lacks-post" | "lacks-edit"; readonly chat: CheckedChat }
  | { readonly status: "not-found" | "not-a-channel" };

export interface CheckedChat {
  readonly chatId: number;
  readonly title: string;
  readonly username: string | null;
}

/**
 * Asks whether the channel exists and what the bot may do there. It needs the right to post; without the right to
 * edit it publishes, but cannot correct what others posted.
 *
 * @throws GrammyError, HttpError where Telegram could not tell
 */
export async function checkChannel(
  api: Pick<Api, "getChat" | "getChatMember">,
  channel: number | string,
  botId: number,
): Promise<ChannelCheck> {
  const chat = await refusedAs(api.getChat(channel), null);
  if (chat === null) return { status: "not-found" };
  if (chat.type !== "channel") return { status: "not-a-channel" };
  const known: CheckedChat = { chatId: chat.id, title: chat.title, username: chat.username ?? null };
  const member = await refusedAs(api.getChatMember(chat.id, botId), null);
  if (member?.status !== "administrator") return { status: "not-admin", chat: known };
  if (member.can_post_messages !== true) return { status: "lacks-post", chat: known };
  if (member.can_edit_messages !== true) return { status: "lacks-edit", chat: known };
  return { status: "ready", chat: known };
}

/** The link by which the bot is made an administrator of a channel. https://core.telegram.org/api/links#bot-links */
export function startChannelLink(username: string): string {
  return `https://t.me/${username}?startchannel&admin=post_messages+edit_messages`;
}

/** 400 and 403 are answers: there is no such chat, or the bot is not in it. */
export async function refusedAs<T, F>(call: Promise<T>, fallback: F): Promise<T | F> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)) return fallback;
    throw error;
  }
}
