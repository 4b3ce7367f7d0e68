import type { ChatView, MessageView, World, WorldEvent } from "../contract.ts";

/** An event about one chat. */
export type SceneEvent = Exclude<WorldEvent, { type: "reset" }>;

/** A chat as one person has it, with its messages by id. */
export interface Conversation {
  view: Omit<ChatView, "messages">;
  readonly messages: Map<number, MessageView>;
}

export interface Scene {
  readonly world: World;
  readonly chats: ReadonlyMap<string, Conversation>;
}

/** "PERSON:CHAT" taken apart. */
export function parseKey(key: string): { person: number; chat: number } {
  const [person, chat] = key.split(":");
  return { person: Number(person), chat: Number(chat) };
}

export function createScene(world: World): Scene {
  const chats = new Map<string, Conversation>();
  for (const { messages, ...view } of world.chats) {
    chats.set(view.key, { view, messages: new Map(messages.map((each) => [each.message.message_id, each])) });
  }
  return { world, chats };
}

/** Messages in the order of the chat, oldest first. */
export function inOrder(conversation: Conversation): MessageView[] {
  return [...conversation.messages.values()].sort((a, b) => a.message.message_id - b.message.message_id);
}

/** Applies an event; false means that the scene does not know this chat and the world must be read again. */
export function apply(scene: Scene, event: SceneEvent): boolean {
  const conversation = scene.chats.get(event.key);
  if (!conversation) return false;
  if (event.type === "message") conversation.messages.set(event.message.message.message_id, event.message);
  else if (event.type === "deleted") conversation.messages.delete(event.messageId);
  else conversation.view = event.chat;
  return true;
}
