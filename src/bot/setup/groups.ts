import type { Message } from "@grammyjs/types";
import { GrammyError, type MiddlewareFn } from "grammy";
import type { Logger } from "pino";
import type { PaperboyContext } from "../context.ts";

/**
 * The bot talks in private chats. In a group it is silent unless somebody addresses it, by a command with its name, a
 * mention or a reply, and then says where it answers. Nothing of a group goes on to what follows.
 */
export function keepToPrivateChats(log: Logger): MiddlewareFn<PaperboyContext> {
  return async (ctx, next) => {
    const message = ctx.message ?? ctx.editedMessage;
    if (message === undefined || message.chat.type === "private") return await next();
    const { username, id } = ctx.me;
    if (ctx.message === undefined || !addresses(ctx.message, username, id)) return;
    try {
      await ctx.reply(ctx.say.plain("unhandled-group", { bot: username }), {
        reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true },
        link_preview_options: { is_disabled: true },
      });
    } catch (error) {
      // Groups may forbid the bot to write, or have put it out meanwhile.
      if (!(error instanceof GrammyError)) throw error;
      log.info({ err: error, chatId: message.chat.id }, "a group could not be answered");
    }
  };
}

function addresses(message: Message, username: string, id: number): boolean {
  if (message.from?.is_bot === true) return false;
  const text = message.text ?? message.caption ?? "";
  const named = new RegExp(`@${username}\\b`, "i").test(text);
  // A service message (somebody joined, a topic was made) may be a reply as well, and is addressed to nobody.
  return named || (text !== "" && message.reply_to_message?.from?.id === id);
}
