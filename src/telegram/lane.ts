import type { Update } from "@grammyjs/types";

/**
 * The updates that the bot asks Telegram for. All that it handles must stand here: Telegram leaves out `chat_member`
 * and the reactions unless they are named. https://core.telegram.org/bots/api#getupdates
 */
export const ALLOWED_UPDATES = [
  "message",
  "edited_message",
  "channel_post",
  "edited_channel_post",
  "callback_query",
  "inline_query",
  "chosen_inline_result",
  "my_chat_member",
  "chat_member",
  "message_reaction",
  "message_reaction_count",
] as const satisfies readonly Exclude<keyof Update, "update_id">[];

/** The lane in which an update is handled: its chat's, its person's where there is no chat, or else a common one. */
export function laneOf(update: Update): string {
  const chat =
    update.message?.chat ??
    update.edited_message?.chat ??
    update.channel_post?.chat ??
    update.edited_channel_post?.chat ??
    update.callback_query?.message?.chat ??
    update.my_chat_member?.chat ??
    update.chat_member?.chat ??
    update.message_reaction?.chat ??
    update.message_reaction_count?.chat;
  if (chat !== undefined) return `chat:${chat.id}`;
  const person = update.callback_query?.from ?? update.inline_query?.from ?? update.chosen_inline_result?.from;
  return person === undefined ? "other" : `person:${person.id}`;
}
