import type { Message } from "@grammyjs/types";
import type { Context, MiddlewareFn } from "grammy";
import type { Attempts } from "../../archive/attempts.ts";
import type { Channels } from "../../archive/channels.ts";
import type { Publisher } from "../../publish/publisher.ts";
import { pastMessage } from "../../telegram/history.ts";
import type { PaperboyContext } from "../context.ts";

interface WatchDeps {
  readonly channels: Pick<Channels, "served" | "findByChatId">;
  readonly attempts: Pick<Attempts, "noteForeign">;
  readonly publisher: Pick<Publisher, "noticed">;
}

/**
 * Notes which messages of the channel are not the bot's: a bot is told of no post of its own. A message that was pinned
 * may be one of its own, and tells whether it is out. Goes on in any case.
 */
export function noticeChannel({ channels, attempts, publisher }: WatchDeps): MiddlewareFn<Context> {
  return async (ctx, next) => {
    const post = ctx.channelPost;
    const channel = post === undefined ? null : channels.findByChatId(post.chat.id);
    if (post !== undefined && channel !== null) {
      attempts.noteForeign(channel.id, post.message_id);
      const pinned = post.pinned_message;
      if (pinned !== undefined && "date" in pinned && pinned.date > 0) {
        publisher.noticed(channel.chatId, pastMessage(pinned as Message));
      }
    }
    await next();
  };
}

/** A post that a person, or the channel's group, brings along tells that it is out. Goes on in any case. */
export function noticeForwards({ channels, publisher }: WatchDeps): MiddlewareFn<PaperboyContext> {
  return async (ctx, next) => {
    for (const message of ctx.together) {
      const origin = message.forward_origin;
      if (origin?.type !== "channel" || origin.chat.id !== channels.served()?.chatId) continue;
      const past = pastMessage(message);
      publisher.noticed(origin.chat.id, { ...past, messageId: origin.message_id, postedAt: origin.date * 1_000 });
    }
    await next();
  };
}
