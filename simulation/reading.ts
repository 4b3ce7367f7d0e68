import type { Message } from "@grammyjs/types";
import type { BotCall, TrueChannel } from "./channel.ts";

export const MOVED = "Bad Request: group chat was upgraded to a supergroup chat";
const NO_MEMBER = "Forbidden: bot is not a member of the channel chat";

export interface ReadingOptions {
  readonly channel: TrueChannel;
  readonly inProfile: () => boolean;
  readonly banned: () => boolean;
  readonly losesSight: () => boolean;
}

/** What is told to a bot: its result, or code and description of an error. */
export type Answer = object | true | [number, string];

/** Telegram's answers to calls that put nothing into the channel. */
export function createReading({ channel, inProfile, banned, losesSight }: ReadingOptions): (call: BotCall) => Answer {
  const copies = new Map<number, number>();

  /** What Telegram answers to a call that changes nothing in the channel. */
  return ({ method, payload }: BotCall): Answer => {
    const ofChannel = channel.isCalled(payload.chat_id) || channel.isCalled(payload.from_chat_id);
    if (ofChannel && banned()) return losesSight() ? nothing(method) : [403, NO_MEMBER];
    if (ofChannel && (payload.from_chat_id ?? payload.chat_id) !== channel.chatId()) return [400, MOVED];
    switch (method) {
      case "getUserPersonalChatMessages": {
        if (!inProfile()) return [];
        const there = channel.all().filter(({ deletedAt }) => deletedAt === null);
        return there.slice(-Number(payload.limit)).map(channel.shown).reverse();
      }
      case "getGameHighScores":
        return channel.at(Number(payload.message_id)) === null
          ? nothing(method)
          : [400, "Bad Request: message is not a game"];
      case "forwardMessage": {
        const message = channel.at(Number(payload.message_id));
        if (message === null) return nothing(method);
        if (message.protected) return [400, "Bad Request: message has protected content and can't be forwarded"];
        const copy = 5_000 + copies.size;
        copies.set(copy, message.id);
        const { message_id, sender_chat, chat, ...rest } = channel.shown(message) as Message & Record<string, unknown>;
        const origin = { type: "channel", chat, message_id, date: rest.date };
        return { ...rest, message_id: copy, chat: { id: payload.chat_id, type: "private" }, forward_origin: origin };
      }
      case "pinChatMessage":
        channel.pin(Number(payload.message_id));
        return true;
      case "deleteMessage":
        copies.delete(Number(payload.message_id));
        return true;
      case "getChat":
        return channel.isCalled(payload.chat_id)
          ? { id: channel.chatId(), type: "channel", title: "Simulated" }
          : { id: payload.chat_id, type: "private", ...(inProfile() && { personal_chat: { id: channel.chatId() } }) };
      default:
        throw new Error(`The simulation knows no ${method}.`);
    }
  };
}

/** That there is no such message; the Bot API server's own words. */
function nothing(method: string): [number, string] {
  const what = method === "forwardMessage" ? "forward" : "get game high scores";
  return [400, `Bad Request: message to ${what} not found`];
}
