import type {
  ChatFullInfo,
  ChatMember,
  ChatMemberAdministrator,
  ChatMemberOwner,
  Message,
  User,
} from "@grammyjs/types";
import type { Methods } from "../calling.ts";
import { badRequest } from "../errors.ts";
import { describeFile } from "../files.ts";
import type { Membership, StoredChat } from "../state.ts";
import { channelOf, chatForBot, checkAccess, findMessage, isIn, membershipOf, type World } from "../world.ts";
import { personalChat } from "./personal.ts";

const NO_GIFTS = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
};

/** A membership as the Bot API tells it. */
export function describeMember(membership: Membership, user: User, me: number): ChatMember {
  switch (membership.status) {
    case "creator":
      return { status: "creator", user, is_anonymous: false };
    case "administrator":
      return {
        status: "administrator",
        user,
        can_be_edited: membership.by === me,
        is_anonymous: false,
        ...membership.rights,
      };
    case "kicked":
      return { status: "kicked", user, until_date: 0 };
    default:
      return { status: membership.status, user };
  }
}

function administratorsOnly(world: World, stored: StoredChat): void {
  const { status } = membershipOf(stored, world.state.bot.id);
  if (stored.chat.type === "channel" && status !== "administrator" && status !== "creator") {
    throw badRequest("member list is inaccessible");
  }
}

export const describing = {
  getChat(p, call) {
    const stored = chatForBot(call.world, p.chat_id ?? "");
    checkAccess(call.world, stored, "read");
    const pinned = stored.pinned[0] === undefined ? undefined : findMessage(stored, stored.pinned[0]);
    return {
      ...stored.chat,
      ...(stored.chat.username === undefined ? {} : { active_usernames: [stored.chat.username] }),
      accent_color_id: 0,
      max_reaction_count: 11,
      accepted_gift_types: NO_GIFTS,
      ...personalChat(call.world, stored),
      ...(pinned === undefined ? {} : { pinned_message: pinned.message }),
    } as ChatFullInfo;
  },

  getChatMember(p, call) {
    const { world } = call;
    const stored = chatForBot(world, p.chat_id ?? "");
    checkAccess(world, stored, "read");
    const id = p.user_id ?? 0;
    const user = world.findUser(id);
    if (user === undefined) throw badRequest(id > 0 ? "PARTICIPANT_ID_INVALID" : "Invalid user_id specified");
    if (stored.chat.type === "private") {
      if (id !== stored.chat.id && id !== world.state.bot.id) throw badRequest("user not found");
      return { status: "member", user };
    }
    if (id !== world.state.bot.id) administratorsOnly(world, stored);
    return describeMember(membershipOf(stored, id), user, world.state.bot.id);
  },

  getChatAdministrators(p, call) {
    const { world } = call;
    const stored = chatForBot(world, p.chat_id ?? "");
    checkAccess(world, stored, "read");
    if (stored.chat.type === "private") throw badRequest("there are no administrators in the private chat");
    administratorsOnly(world, stored);
    return Object.entries(stored.members).flatMap(([id, membership]) => {
      const user = world.findUser(Number(id));
      const leads = membership.status === "creator" || membership.status === "administrator";
      // Other bots are left out unless asked for; this one is always told of itself.
      if (user === undefined || !leads || (user.is_bot && user.id !== world.state.bot.id)) return [];
      return [describeMember(membership, user, world.state.bot.id) as ChatMemberOwner | ChatMemberAdministrator];
    });
  },

  getChatMemberCount(p, call) {
    const stored = chatForBot(call.world, p.chat_id ?? "");
    checkAccess(call.world, stored, "read");
    return stored.chat.type === "private" ? 2 : Object.values(stored.members).filter(isIn).length;
  },

  getFile: (p, call) => describeFile(call.world, p.file_id),

  /** The last posts of the channel that its creator shows in the profile. */
  getUserPersonalChatMessages(p, call) {
    const stored = channelOf(call.world);
    const limit = p.limit ?? 0;
    if (limit < 1 || limit > 20) throw badRequest("LIMIT_INVALID");
    if (call.world.findUser(p.user_id ?? 0) === undefined) throw badRequest("user not found");
    if (membershipOf(stored, p.user_id ?? 0).status !== "creator") return [];
    return stored.messages
      .slice(-limit)
      .reverse()
      .map((kept): Message => kept.message);
  },

  /** No message here is a game; whether there is a message at all shows in the refusal. */
  getGameHighScores(p, call) {
    const stored = chatForBot(call.world, p.chat_id ?? "");
    checkAccess(call.world, stored, "read");
    const found = findMessage(stored, p.message_id ?? 0) !== undefined;
    throw badRequest(found ? "MESSAGE_ID_INVALID" : "message to get game high scores not found");
  },

  leaveChat(p, call) {
    const stored = chatForBot(call.world, p.chat_id ?? "");
    if (stored.chat.type === "private") throw badRequest("chat member status can't be changed in private chats");
    checkAccess(call.world, stored, "write");
    stored.members[call.world.state.bot.id] = { status: "left" };
    call.world.tell({ type: "chat", chatId: stored.chat.id });
    return true;
  },
} satisfies Partial<Methods>;
