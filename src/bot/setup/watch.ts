import type { Context, MiddlewareFn } from "grammy";
import type { Logger } from "pino";
import type { Channels } from "../../archive/channels.ts";

/** Takes over a channel's new title or name from whatever Telegram sends from it. Goes on in any case. */
export function noticeRenaming(deps: {
  readonly channels: Pick<Channels, "rename">;
  readonly log: Logger;
}): MiddlewareFn<Context> {
  return async (ctx, next) => {
    const chat = ctx.chat;
    if (chat?.type === "channel") {
      const named = { chatId: chat.id, title: chat.title, username: chat.username ?? null };
      if (deps.channels.rename(named)) deps.log.info(named, "the channel has a new name");
    }
    await next();
  };
}
