import type { Chat, User } from "@grammyjs/types";
import type { Actor } from "../contract.ts";
import { badRequest, forbidden } from "./errors.ts";
import type { Membership, Rights, StoredChat, StoredMessage, WorldState } from "./state.ts";

/** What has happened, for those who watch: the page, waiting tests, the file that keeps the state. */
export type Happening =
  | { readonly type: "message"; readonly chatId: number; readonly stored: StoredMessage }
  | { readonly type: "deleted"; readonly chatId: number; readonly messageId: number }
  | { readonly type: "chat"; readonly chatId: number }
  | { readonly type: "people" }
  | { readonly type: "other" };

/** The state with the questions that every part asks of it. */
export interface World {
  readonly state: WorldState;
  readonly bytes: Map<string, Uint8Array>;
  /** Milliseconds: the given clock and what people have moved it on by. */
  now(): number;
  /** Seconds, as Telegram dates everything. */
  date(): number;
  tell(happening: Happening): void;
  watch(watcher: (happening: Happening) => void): () => void;
  findUser(id: number): User | undefined;
}

export function createWorld(state: WorldState, bytes: Map<string, Uint8Array>, clock: () => number): World {
  const watchers = new Set<(happening: Happening) => void>();
  const now = (): number => clock() + state.clockAhead;
  return {
    state,
    bytes,
    now,
    date: () => Math.floor(now() / 1000),
    tell(happening) {
      for (const watcher of [...watchers]) watcher(happening);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    findUser(id) {
      if (id === state.bot.id) return botUser(state);
      return state.actors.find((actor) => actor.user.id === id)?.user;
    },
  };
}

/** The bot as others see it: without what only getMe tells. */
export function botUser(state: WorldState): User {
  const { id, first_name, username } = state.bot;
  return { id, is_bot: true, first_name, username };
}

export function findActor(world: World, id: number): Actor {
  const actor = world.state.actors.find((one) => one.user.id === id);
  if (actor === undefined) throw new Error(`there is no person ${id}`);
  return actor;
}

export function channelOf(world: World): StoredChat & { chat: Chat.ChannelChat } {
  return world.state.chats[world.state.channelId] as StoredChat & { chat: Chat.ChannelChat };
}

/** The chat that a bot names by id or @username. Throws "chat not found". */
export function chatForBot(world: World, id: number | string): StoredChat {
  const text = String(id).trim();
  if (text === "") throw badRequest("chat_id is empty");
  const name = text.startsWith("@") ? text.slice(1).toLowerCase() : null;
  const found = Object.values(world.state.chats).find((stored) =>
    name === null ? String(stored.chat.id) === text : nameOf(stored) === name && stored.chat.type === "channel",
  );
  if (found === undefined || !knows(world, found)) throw badRequest("Chat not found");
  return found;
}

/** A bot knows its channels' administrators and who has written to it; to others it has no way at all. */
function knows(world: World, stored: StoredChat): boolean {
  if (stored.chat.type === "channel" || stored.started) return true;
  const channel = channelOf(world);
  const { status } = membershipOf(channel, stored.chat.id);
  return isIn(membershipOf(channel, world.state.bot.id)) && (status === "creator" || status === "administrator");
}

function nameOf(stored: StoredChat): string | undefined {
  return stored.chat.username?.toLowerCase();
}

export function membershipOf(stored: StoredChat, id: number): Membership {
  return stored.members[id] ?? { status: "left" };
}

export function isIn(membership: Membership): boolean {
  return membership.status !== "left" && membership.status !== "kicked";
}

/** Whether a member of a channel has a right; its creator has all. */
export function may(stored: StoredChat, id: number, right: keyof Rights): boolean {
  const membership = membershipOf(stored, id);
  if (membership.status === "creator") return true;
  return membership.status === "administrator" && membership.rights[right] === true;
}

/** `check_chat_access` in tdlib/telegram-bot-api Client.cpp: whom the Bot API server lets in before TDLib is asked. */
export function checkAccess(world: World, stored: StoredChat, access: "read" | "write"): void {
  if (stored.chat.type === "private") {
    if (access === "write" && stored.blocked) throw forbidden("bot was blocked by the user");
    if (access === "write" && !stored.started) throw forbidden("bot can't initiate conversation with a user");
    return;
  }
  const membership = membershipOf(stored, world.state.bot.id);
  if (membership.status === "kicked") throw forbidden("bot was kicked from the channel chat");
  const isPublic = stored.chat.username !== undefined;
  if (!isIn(membership) && (access === "write" || !isPublic)) {
    throw forbidden("bot is not a member of the channel chat");
  }
}

/** `can_send_message_to_dialog` in tdlib/td DialogManager.cpp. */
export function checkMayPost(world: World, stored: StoredChat): void {
  checkAccess(world, stored, "write");
  if (stored.chat.type === "channel" && !may(stored, world.state.bot.id, "can_post_messages")) {
    throw badRequest("Need administrator rights in the channel chat");
  }
}

export function findMessage(stored: StoredChat, id: number): StoredMessage | undefined {
  return stored.messages.find((one) => one.message.message_id === id);
}

/** The next id of a message in this chat. */
export function takeMessageId(world: World, stored: StoredChat): number {
  return stored.chat.type === "private" ? world.state.nextPrivateMessageId++ : stored.nextMessageId++;
}
