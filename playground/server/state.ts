import type {
  BotCommand,
  BotCommandScope,
  Chat,
  ChatAdministratorRights,
  Message,
  MessageReactionCountUpdated,
  Update,
  UserFromGetMe,
} from "@grammyjs/types";
import type { Actor } from "../contract.ts";

export type UpdateKind = Exclude<keyof Update, "update_id">;

/** A message as Telegram's servers hold it. */
export interface StoredMessage {
  message: Message;
  /** "bot", or the id of the person who wrote it. */
  readonly author: "bot" | number;
  /** Emoji by the id of the person (or of the bot) who reacted. */
  reactions: Record<string, string>;
  /** Reactions of people outside the scene, by emoji. */
  readonly otherReactions: Record<string, number>;
  /** Views by people outside the scene. */
  readonly otherViews: number;
  viewers: number[];
}

export type Rights = Omit<ChatAdministratorRights, "is_anonymous">;

export type Membership =
  | { readonly status: "creator" }
  | { readonly status: "administrator"; readonly rights: Rights; readonly by: number }
  | { readonly status: "member" | "left" | "kicked" };

/** A chat of the bot: the channel, or a person's private chat with the bot. */
export interface StoredChat {
  readonly chat: Chat.PrivateChat | Chat.ChannelChat;
  messages: StoredMessage[];
  /** Ids, newest first, as Telegram shows them. */
  pinned: number[];
  /** By the person's or the bot's id; only channels have members. */
  members: Record<string, Membership>;
  /** A person has written to the bot. Always true for a channel. */
  started: boolean;
  /** A person has blocked the bot. */
  blocked: boolean;
  nextMessageId: number;
}

export interface StoredFile {
  readonly uniqueId: string;
  readonly kind: "photo" | "video" | "animation" | "document" | "sticker" | "voice" | "audio";
  readonly name: string | null;
  readonly mime: string;
  readonly size: number;
  readonly width: number;
  readonly height: number;
  readonly duration: number;
  /** Of a music file. */
  readonly performer?: string;
  readonly title?: string;
}

export interface PendingUpdate {
  readonly update: Update;
  /** Seconds; an update is dropped when it is a day old. */
  readonly date: number;
}

export interface WebhookState {
  readonly url: string;
  readonly secret: string | null;
  readonly maxConnections: number;
  lastError: { readonly date: number; readonly message: string } | null;
}

export interface CommandList {
  readonly scope: BotCommandScope;
  readonly language: string;
  readonly commands: readonly BotCommand[];
}

/** Everything that outlives the process but the bytes of files. Plain JSON. */
export interface WorldState {
  readonly format: 1;
  /** Milliseconds by which people have moved the clock on. */
  clockAhead: number;
  readonly token: string;
  readonly bot: UserFromGetMe;
  actors: Actor[];
  /** By chat id; a private chat has the person's id. */
  chats: Record<string, StoredChat>;
  readonly channelId: number;
  /** The channel prints its authors' names under posts. */
  readonly signatures: boolean;
  /** One sequence for all private chats of the bot, as an account has it. */
  nextPrivateMessageId: number;
  nextUpdateId: number;
  nextFileNumber: number;
  nextQueryNumber: number;
  updates: PendingUpdate[];
  allowedUpdates: UpdateKind[] | null;
  webhook: WebhookState | null;
  commands: CommandList[];
  texts: Record<string, string>;
  files: Record<string, StoredFile>;
}

export type ReactionCounts = MessageReactionCountUpdated["reactions"];

/** The state of a stand-in: the world as JSON, and the bytes of its files by `file_unique_id`. */
export interface Snapshot {
  readonly world: WorldState;
  readonly bytes: ReadonlyMap<string, Uint8Array>;
}
