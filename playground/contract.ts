// What the playground's page and the tests say to the Bot API stand-in beside the Bot API itself: the side of the
// people. Every route is JSON over HTTP on loopback. `in-process` tests call the same functions without HTTP.

import type { Chat, InputRichBlock, Message, MessageEntity, User } from "@grammyjs/types";

/** A person of the playground. `role` only says who they are in the scene. */
export interface Actor {
  readonly user: User;
  readonly role: "author" | "admin" | "subscriber";
  /** Colour of the avatar, as a CSS colour. */
  readonly colour: string;
}

/** What one person sees of one chat. */
export interface ChatView {
  /** "PERSON:CHAT": the private chat with the bot is CHAT = bot's id, the channel is its -100… id. */
  readonly key: string;
  readonly chat: Chat.PrivateChat | Chat.ChannelChat;
  readonly personId: number;
  readonly messages: readonly MessageView[];
  /** Commands that Telegram's menu would show this person here. */
  readonly commands: readonly { readonly command: string; readonly description: string }[];
  readonly pinned: readonly number[];
  /** What the bot is doing now ("typing"), or null. */
  readonly action: string | null;
  /** Whether the person may post here by hand. */
  readonly mayPost: boolean;
}

/** A message as Telegram's apps have it. */
export interface MessageView {
  readonly message: Message;
  /** Written by the person who looks. */
  readonly mine: boolean;
  readonly reactions: readonly { readonly emoji: string; readonly count: number; readonly mine: boolean }[];
  readonly views: number | null;
}

export interface World {
  readonly bot: User;
  readonly channel: Chat.ChannelChat;
  readonly actors: readonly Actor[];
  readonly chats: readonly ChatView[];
}

/** Server-sent events of GET /people/events: the whole of what changed, never a difference. */
export type WorldEvent =
  | { readonly type: "message"; readonly key: string; readonly message: MessageView }
  | { readonly type: "deleted"; readonly key: string; readonly messageId: number }
  | { readonly type: "chat"; readonly key: string; readonly chat: Omit<ChatView, "messages"> }
  | { readonly type: "reset" };

/**
 * POST /people/METHOD with the parameters as JSON (or multipart, with files in fields that `attach://field` names).
 * Answers `{ ok: true, result }` or `{ ok: false, error }` with a sentence.
 */
export interface PeopleMethods {
  /** GET /people/world */
  world(): World;
  /** Adds a person; `administrator` gives them the channel's right to post. */
  addPerson(p: {
    id?: number;
    name: string;
    username?: string;
    language?: string;
    premium?: boolean;
    role?: Actor["role"];
    administrator?: boolean;
  }): Actor;
  /**
   * Says a text, or a rich message in its place. Entities that Telegram finds itself (links, hashtags) are added as in
   * its apps.
   */
  say(p: {
    person: number;
    chat: number;
    text?: string;
    /** Blocks as a bot sends them; a file's `media` is "attach://field", a "data:" URL, or a file_id. */
    rich?: readonly InputRichBlock<string>[];
    entities?: readonly MessageEntity[];
    /** "markdown": what Telegram's apps make of **bold**, __italic__, `code`, [text](url) while typing. */
    typed?: "plain" | "markdown";
    replyTo?: number;
  }): Message;
  /** Says a text of any length: where it is too long for one message, Telegram's apps cut it into several. */
  paste(p: {
    person: number;
    chat: number;
    text: string;
    entities?: readonly MessageEntity[];
    typed?: "plain" | "markdown";
  }): readonly Message[];
  /** Sends one file, or several as an album (2–10). `file` is "attach://field", a "data:" URL, or a file_id. */
  sendFiles(p: {
    person: number;
    chat: number;
    files: readonly {
      kind: "photo" | "video" | "animation" | "document" | "sticker" | "voice";
      file: string;
      name?: string;
    }[];
    caption?: string;
    captionEntities?: readonly MessageEntity[];
    /** Order in which the album's updates reach the bot, as positions; default is in order. */
    arrival?: readonly number[];
    replyTo?: number;
  }): readonly Message[];
  /** Forwards messages; their origin is told as Telegram tells it. */
  forward(p: { person: number; chat: number; from: number; messages: readonly number[] }): readonly Message[];
  /** Edits one's own message (text, caption, or blocks as in `say`). */
  edit(p: {
    person: number;
    chat: number;
    message: number;
    text?: string;
    rich?: readonly InputRichBlock<string>[];
    entities?: readonly MessageEntity[];
    typed?: "plain" | "markdown";
  }): Message;
  /** Deletes a message; a bot is told nothing of it. */
  delete(p: { person: number; chat: number; message: number }): true;
  /** Presses an inline button by its text or callback data; waits for the bot's answer up to `wait` ms (10,000). */
  press(p: { person: number; chat: number; message: number; button?: string; data?: string; wait?: number }): {
    answered: boolean;
    text: string | null;
    alert: boolean;
    url: string | null;
  };
  /** Types "@bot query" in any chat. */
  inlineQuery(p: { person: number; query: string; offset?: string }): unknown;
  react(p: { person: number; chat: number; message: number; emoji: string | null }): true;
  /** Opens t.me/BOT?start=payload. */
  start(p: { person: number; payload?: string }): Message;
  /** Joins or leaves the channel, blocks or unblocks the bot, changes administrators' rights, adds or removes the bot. */
  join(p: { person: number }): true;
  leave(p: { person: number }): true;
  blockBot(p: { person: number; blocked: boolean }): true;
  setAdministrator(p: {
    person: number;
    by?: number;
    rights: { can_post_messages?: boolean; can_edit_messages?: boolean; can_delete_messages?: boolean } | null;
  }): true;
  setBotRights(p: {
    by: number;
    rights: {
      can_post_messages?: boolean;
      can_edit_messages?: boolean;
      can_delete_messages?: boolean;
      can_pin_messages?: boolean;
    } | null;
  }): true;
  /** What a chat shows one person, oldest first. */
  look(p: { person: number; chat: number; limit?: number }): ChatView;
  /** The next `times` calls of `method` ("*" is any but getUpdates) fail so. "drop-after" acts and then cuts the connection. */
  fault(p: {
    method: string;
    times?: number;
    fault:
      | { kind: "error"; code: number; description: string; retryAfter?: number }
      | { kind: "drop-before" }
      | { kind: "drop-after" }
      | { kind: "slow"; ms: number };
  }): true;
  clearFaults(): true;
  /** Moves the stand-in's clock on, for updates older than 24 h and the like. */
  advance(p: { ms: number }): true;
  /** The bot's last thousand calls but getUpdates, oldest first; those after `since`, a sequence number. */
  calls(p: {
    since?: number;
  }): readonly { seq: number; method: string; payload: unknown; ok: boolean; description?: string }[];
}
