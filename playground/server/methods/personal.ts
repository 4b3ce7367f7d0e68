import type { Chat } from "@grammyjs/types";
import type { StoredChat } from "../state.ts";
import { channelOf, membershipOf, type World } from "../world.ts";

/** The channel that a person shows in their profile: its creator does. Part of getChat for a private chat. */
export function personalChat(world: World, stored: StoredChat): { personal_chat?: Chat.ChannelChat } {
  if (stored.chat.type !== "private") return {};
  const channel = channelOf(world);
  const shows = membershipOf(channel, stored.chat.id).status === "creator";
  return shows ? { personal_chat: channel.chat } : {};
}
