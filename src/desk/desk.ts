import type { Logger } from "pino";
import type { Channel, Channels } from "../archive/channels.ts";
import type { Roles } from "../archive/roles.ts";
import { type ChatPort, ChatUnavailable, type Membership, NO_MEMBERSHIP } from "../telegram/chat.ts";

/** What a person may do, for one channel. */
export interface Standing {
  /** May draft. */
  readonly author: boolean;
  /** May publish to the channel. */
  readonly publisher: boolean;
  /** May set the channel up. */
  readonly admin: boolean;
  readonly owner: boolean;
}

/** Knows who may do what, by the bot's own roles and by the channel's administrators as Telegram names them. */
export interface Desk {
  /**
   * Without `live`, an answer of Telegram that is at most a minute old will do, and where Telegram does not answer,
   * the last one that is known, or the bot's own roles alone. With `live`, Telegram is asked.
   *
   * The owner and the admins may do everything, and draft and publish once there is a channel: Telegram is not asked
   * about them. Where the bot is no administrator of the channel, nobody else has a right.
   *
   * @throws ChatUnavailable ("unreachable") only with `live`
   */
  standing(personId: number, options?: { readonly live?: boolean }): Promise<Standing>;
  /** Telegram told that somebody's rights have changed, or, without a person, everybody's: they are asked for anew. */
  forget(personId?: number): void;
  /** Whoever sets the bot up and is told of its troubles: the owner first, then the admins. */
  admins(): readonly number[];
}

/** How long an answer of Telegram is good, in ms. */
const FRESH = 60_000;
/** How many people's answers are kept: the channel's authors, and the readers of the last minutes. */
const KEPT = 10_000;

interface Known {
  readonly membership: Membership;
  readonly askedAt: number;
}

export function createDesk(deps: {
  readonly roles: Roles;
  readonly channels: Pick<Channels, "served">;
  readonly chat: ChatPort;
  /** Telegram ids of admins that were named in the environment. */
  readonly adminIds?: readonly number[];
  readonly now: () => number;
  readonly log: Logger;
}): Desk {
  const { roles, channels, chat, now, log } = deps;
  const adminIds = deps.adminIds ?? [];
  const known = new Map<string, Known>();
  const asked = new Map<string, Promise<Membership>>();
  let forgotten = 0;

  const ask = async (channel: Channel, personId: number): Promise<Membership> => {
    const key = `${channel.chatId}:${personId}`;
    const askedAt = now();
    const forgottenBefore = forgotten;
    const membership = await chat.membership(channel.chatId, personId).catch((error: unknown) => {
      if (!(error instanceof ChatUnavailable) || error.code !== "out") throw error;
      log.warn({ err: error, chatId: channel.chatId }, "the bot may not ask who the channel's administrators are");
      return NO_MEMBERSHIP;
    });
    // An answer from before a change, or before a younger question's answer, is not kept.
    if (forgotten !== forgottenBefore || (known.get(key)?.askedAt ?? 0) > askedAt) return membership;
    known.delete(key);
    known.set(key, { membership, askedAt });
    const oldest = known.keys().next();
    if (known.size > KEPT && oldest.done === false) known.delete(oldest.value);
    return membership;
  };

  const recent = async (channel: Channel, personId: number): Promise<Membership> => {
    const key = `${channel.chatId}:${personId}`;
    const last = known.get(key);
    if (last !== undefined && now() - last.askedAt < FRESH) return last.membership;
    // Several updates of one person at once ask once.
    const asking = asked.get(key) ?? ask(channel, personId).finally(() => asked.delete(key));
    asked.set(key, asking);
    return asking.catch((error: unknown) => {
      if (!(error instanceof ChatUnavailable)) throw error;
      log.warn({ err: error, personId }, "Telegram did not say what a person may do; what was known last stands");
      return last?.membership ?? NO_MEMBERSHIP;
    });
  };

  return {
    standing: async (personId, options = {}) => {
      const channel = channels.served();
      const owner = roles.owner() === personId;
      const admin =
        owner || adminIds.includes(personId) || (channel !== null && roles.has(channel.id, personId, "admin"));
      if (channel === null) return { author: false, publisher: false, admin, owner };
      if (admin) return { author: true, publisher: true, admin, owner };
      const membership = await (options.live === true ? ask : recent)(channel, personId);
      const mayPublish = membership.mayPost && channel.settings.publishers === "channel-administrators";
      const author = membership.mayPost || roles.has(channel.id, personId, "author");
      return { author, publisher: mayPublish, admin, owner };
    },
    forget: (personId) => {
      forgotten += 1;
      asked.clear();
      if (personId === undefined) known.clear();
      for (const key of known.keys()) if (key.endsWith(`:${personId}`)) known.delete(key);
    },
    admins: () => {
      const owner = roles.owner();
      const channel = channels.served();
      const granted = channel === null ? [] : roles.holders(channel.id, "admin");
      return [...new Set([...(owner === null ? [] : [owner]), ...adminIds, ...granted])];
    },
  };
}
