import type { Message } from "@grammyjs/types";

/**
 * The command that a message begins with, without `/` and the bot's name; null if it begins with none. Telegram marks
 * only commands of Latin letters: a `/помощь` is known by its look, and so is none of this bot's.
 */
export function commandIn(message: Message): string | null {
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  const marked = entities.find(({ type, offset }) => type === "bot_command" && offset === 0);
  if (marked !== undefined) return text.slice(1, marked.length).split("@")[0] ?? "";
  return /^\/(\p{L}[\p{L}\p{M}\p{N}_]{1,31})(?=\s|$)/u.exec(text)?.[1] ?? null;
}
