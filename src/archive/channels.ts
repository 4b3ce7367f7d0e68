import type { ChannelSettings } from "../post/settings.ts";

/** A channel that the bot serves. */
export interface Channel {
  readonly id: number;
  /** Telegram's id, with its -100 prefix. */
  readonly chatId: number;
  readonly title: string;
  /** Without `@`; null for a private channel. */
  readonly username: string | null;
  /** IANA zone, for example Europe/Moscow. */
  readonly zone: string;
  readonly settings: ChannelSettings;
}

/** The link that opens a message of the channel. https://core.telegram.org/api/links#message-links */
export function messageLink(channel: Pick<Channel, "chatId" | "username">, messageId: number): string {
  return channel.username === null
    ? `https://t.me/c/${String(channel.chatId).replace(/^-100/, "")}/${messageId}`
    : `https://t.me/${channel.username}/${messageId}`;
}
