import type { ChatView, MessageView, WorldEvent, World as WorldView } from "./contract.ts";
import type { Telegram } from "./server/calling.ts";
import { commandsFor } from "./server/methods/naming.ts";
import type { StoredChat, StoredMessage } from "./server/state.ts";
import { botUser, channelOf, findActor, type Happening, isIn, may, membershipOf, type World } from "./server/world.ts";

/** The id under which a person knows a chat: the bot's for the private one. */
export function chatIdFor(world: World, stored: StoredChat): number {
  return stored.chat.type === "private" ? world.state.bot.id : stored.chat.id;
}

/** The chat that a person names, as far as they may see it. Throws a sentence otherwise. */
export function openChat(world: World, person: number, chat: number): StoredChat {
  findActor(world, person);
  if (chat === world.state.bot.id || chat === person) return world.state.chats[person] as StoredChat;
  const stored = world.state.chats[chat];
  if (stored === undefined || stored.chat.type === "private") throw new Error(`there is no chat ${chat}`);
  if (stored.chat.username === undefined && !isIn(membershipOf(stored, person))) {
    throw new Error("this channel is private, and the person is not in it");
  }
  return stored;
}

export function viewMessage(kept: StoredMessage, person: number): MessageView {
  const counts = countReactions(kept);
  const mine = kept.reactions[person];
  return {
    message: kept.message,
    mine: kept.author === person,
    reactions: [...counts].map(([emoji, count]) => ({ emoji, count, mine: emoji === mine })),
    views: kept.message.chat.type === "channel" ? kept.otherViews + kept.viewers.length : null,
  };
}

/** How often each emoji stands under a message, most frequent first. */
export function countReactions(kept: StoredMessage): Map<string, number> {
  const counts = new Map(Object.entries(kept.otherReactions));
  for (const emoji of Object.values(kept.reactions)) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}

export function viewHeader(telegram: Telegram, stored: StoredChat, person: number): Omit<ChatView, "messages"> {
  const { world, actions } = telegram;
  const { user } = findActor(world, person);
  const isPrivate = stored.chat.type === "private";
  const action = actions.get(stored.chat.id);
  return {
    key: `${person}:${chatIdFor(world, stored)}`,
    chat: stored.chat,
    personId: person,
    commands: isPrivate ? commandsFor(world.state, person, user.language_code) : [],
    pinned: stored.pinned,
    action: action === undefined || action.until <= world.now() ? null : action.action,
    mayPost: isPrivate ? !stored.blocked : may(stored, person, "can_post_messages"),
  };
}

/** What a chat shows one person: its last `limit` messages, oldest first. Counts as a view of each. */
export function viewChat(
  telegram: Telegram,
  stored: StoredChat,
  person: number,
  limit = Number.MAX_SAFE_INTEGER,
): ChatView {
  const shown = limit <= 0 ? [] : stored.messages.slice(-limit);
  for (const kept of shown) if (!kept.viewers.includes(person)) kept.viewers.push(person);
  return { ...viewHeader(telegram, stored, person), messages: shown.map((kept) => viewMessage(kept, person)) };
}

/** The whole scene. People who are not in a private channel do not see it. */
export function viewWorld(telegram: Telegram): WorldView {
  const { world } = telegram;
  const channel = channelOf(world);
  const chats = world.state.actors.flatMap(({ user }) => [
    viewChat(telegram, world.state.chats[user.id] as StoredChat, user.id),
    ...(sees(channel, user.id) ? [viewChat(telegram, channel, user.id)] : []),
  ]);
  return { bot: botUser(world.state), channel: channel.chat, actors: world.state.actors, chats };
}

/** What the page is told of a happening, for everybody whom it concerns. */
export function eventsOf(telegram: Telegram, happening: Happening): WorldEvent[] {
  const { world } = telegram;
  if (happening.type === "people") return [{ type: "reset" }];
  if (happening.type === "other") return [];
  const stored = world.state.chats[happening.chatId];
  if (stored === undefined) return [];
  const people =
    stored.chat.type === "private"
      ? [stored.chat.id]
      : world.state.actors.map((actor) => actor.user.id).filter((id) => sees(stored, id));
  return people.map((person): WorldEvent => {
    const key = `${person}:${chatIdFor(world, stored)}`;
    if (happening.type === "message") return { type: "message", key, message: viewMessage(happening.stored, person) };
    if (happening.type === "deleted") return { type: "deleted", key, messageId: happening.messageId };
    return { type: "chat", key, chat: viewHeader(telegram, stored, person) };
  });
}

function sees(stored: StoredChat, person: number): boolean {
  return stored.chat.username !== undefined || isIn(membershipOf(stored, person));
}
