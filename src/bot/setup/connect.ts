import type { ChatMemberUpdated } from "@grammyjs/types";
import { type Api, GrammyError, HttpError } from "grammy";
import type { Logger } from "pino";
import type { Channel, ChannelChat, Channels } from "../../archive/channels.ts";
import type { Person } from "../../archive/people.ts";
import type { Desk } from "../../desk/desk.ts";
import { type ChatPort, ChatUnavailable, type Membership, toMembership } from "../../telegram/chat.ts";
import type { SideChats } from "../../telegram/side-chats.ts";
import type { Announcer } from "./announce.ts";
import { connectedNotice, rightsNotice, secondNotice } from "./notices.ts";

export interface ConnectDeps {
  readonly channels: Channels;
  readonly desk: Desk;
  readonly chat: ChatPort;
  readonly api: Pick<Api, "leaveChat">;
  readonly announcer: Announcer;
  /** The channel for rehearsals, if one is named: it is never offered as the channel to serve. */
  readonly sides?: Pick<SideChats, "isTest" | "check">;
  readonly me: { readonly id: number; readonly username: string };
  readonly log: Logger;
}

export type Switch =
  | { readonly status: "switched"; readonly channel: Channel; readonly former: Channel | null }
  | { readonly status: "not-there" | "unreachable" };

/**
 * Learns the channel from what Telegram tells of the bot's own membership.
 *
 * The owner and the admins connect a channel by adding the bot to it. A second one is left as it is until one of them
 * wants it instead. Before there is an owner, the bot stays and remembers who added it, since this will mostly be the
 * owner, who has not opened the link yet. Everybody else's channels it leaves: it would be sent all their posts.
 */
export interface Connecting {
  /** The bot's own membership in a channel was changed by this person. */
  changed(update: ChatMemberUpdated, by: Person): Promise<void>;
  /**
   * Connects the channel to which this person, now the owner, had added the bot before, and leaves it to the caller to
   * say so. Null if there is none.
   */
  connectRemembered(personId: number): Promise<{ readonly channel: Channel; readonly rights: Membership } | null>;
  /** Serves this channel instead of the one that is served, if the bot is an administrator there. */
  switchTo(chatId: number): Promise<Switch>;
}

export function createConnecting(deps: ConnectDeps): Connecting {
  const { channels, desk, chat, api, announcer, me, log } = deps;

  const connect = (found: ChannelChat, rights: Membership): Channel => {
    const channel = channels.serve(found);
    desk.forget();
    log.info({ chatId: found.chatId, rights }, "a channel is connected");
    return channel;
  };

  const refuse = async (found: ChannelChat, by: Person): Promise<void> => {
    log.info({ chatId: found.chatId, by: by.id }, "somebody else's channel is left");
    await announcer.tell(by, (say) => ({ html: say.html("setup-stranger", { channel: found.title }) }));
    await api.leaveChat(found.chatId).catch((error: unknown) => {
      // Whoever added the bot may have removed it meanwhile.
      if (!(error instanceof GrammyError)) throw error;
      log.warn({ err: error, chatId: found.chatId }, "the channel could not be left");
    });
  };

  const added = async (found: ChannelChat, rights: Membership, by: Person): Promise<void> => {
    const { admin } = await desk.standing(by.id);
    // Nothing is awaited between this look and what follows from it: of two channels at once, one is the first.
    const served = channels.served();
    if (admin && (served === null || !channels.isPresent(served.id))) {
      const channel = connect(found, rights);
      await announcer.tellAdmins((say) => connectedNotice(say, channel, rights, me.username));
    } else if (admin && served !== null) {
      await announcer.tell(by, (say) => secondNotice(say, served, found));
    } else if (served === null && desk.admins().length === 0) {
      channels.remember(found, by.id);
      await announcer.tell(by, (say) => ({ html: say.html("setup-ownerless", { channel: found.title }) }));
    } else {
      await refuse(found, by);
    }
  };

  return {
    changed: async (update, by) => {
      if (update.chat.type !== "channel") return;
      if (deps.sides?.isTest(update.chat) === true) {
        // Its rights may have come or gone.
        await deps.sides.check().catch((error: unknown) => {
          if (!(error instanceof GrammyError || error instanceof HttpError)) throw error;
          log.warn({ err: error, chatId: update.chat.id }, "the channel for rehearsals could not be checked");
        });
        return;
      }
      const found = { chatId: update.chat.id, title: update.chat.title, username: update.chat.username ?? null };
      const [before, after] = [toMembership(update.old_chat_member), toMembership(update.new_chat_member)];
      const served = channels.served();
      if (served?.chatId !== found.chatId) {
        if (after.status === "none") channels.setPresence(found.chatId, false);
        const isNew = before.status !== "administrator" && after.status === "administrator";
        if (isNew) await added(found, after, by);
        return;
      }
      channels.rename(found);
      channels.setPresence(found.chatId, after.status === "administrator");
      desk.forget();
      log.info({ chatId: found.chatId, before, after, by: by.id }, "the bot's rights have changed");
      const change = { channel: { ...served, ...found }, before, after, who: by.name, bot: me.username };
      await announcer.tellAdmins((say) => rightsNotice(say, change));
    },

    connectRemembered: async (personId) => {
      for (const found of channels.takeRemembered(personId)) {
        const rights = await chat.membership(found.chatId, me.id).catch((error: unknown) => {
          if (!(error instanceof ChatUnavailable)) throw error;
          log.warn({ err: error, chatId: found.chatId }, "a channel from before there was an owner is out of reach");
          return null;
        });
        if (rights?.status === "administrator") return { channel: connect(found, rights), rights };
      }
      return null;
    },

    switchTo: async (chatId) => {
      try {
        const rights = await chat.membership(chatId, me.id);
        const name = await chat.name(chatId);
        if (rights.status !== "administrator" || name.type !== "channel") return { status: "not-there" };
        const former = channels.served();
        const channel = connect(name, rights);
        return { status: "switched", channel, former: former?.id === channel.id ? null : former };
      } catch (error) {
        if (!(error instanceof ChatUnavailable)) throw error;
        log.warn({ err: error, chatId }, "the channel to switch to is out of reach");
        return { status: error.code === "out" ? "not-there" : "unreachable" };
      }
    },
  };
}
