import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Chat, Message } from "@grammyjs/types";
import { messageLink } from "../../src/archive/channels.ts";
import type { ClassicDocument } from "../../src/document/document.ts";
import type { Figure } from "../../src/post/post.ts";
import { mediaContent, storeUpload } from "../server/files.ts";
import type { Content } from "../server/messages.ts";
import type { StoredChat, StoredMessage } from "../server/state.ts";
import { channelOf, findMessage, type World } from "../server/world.ts";
import { nameOf } from "./channel.ts";
import { documentOf } from "./document.ts";
import { type DemoPost, publishedAt, readPosts } from "./post.ts";

/** A post of the demo as it stands in the channel. */
export interface PlacedPost {
  readonly post: DemoPost;
  readonly document: ClassicDocument;
  readonly messageIds: readonly [number, ...number[]];
  readonly figures: readonly Figure[];
  /** Milliseconds. */
  readonly publishedAt: number;
}

/**
 * Puts the demo's posts into the channel as if their authors had posted them by hand over the last months, with
 * reactions and views, and pins the note. The bot is told nothing: all of it is older than a day. Does nothing, and
 * returns nothing, where the channel has messages already.
 */
export function fillChannel(world: World): readonly PlacedPost[] {
  const channel = channelOf(world);
  if (channel.messages.length > 0) return [];
  const now = world.now();
  const placed: PlacedPost[] = [];
  const posts = readPosts();
  const ids = takeIds(channel, posts);
  const linkTo = (name: string): string => messageLink(addressOf(channel.chat), firstOf(ids, name));
  for (const post of posts) {
    const document = documentOf(post, linkTo);
    const messageIds = ids.get(post.name) as [number, ...number[]];
    const date = publishedAt(post, now);
    const figures = post.figures.map((path) => photoOf(world, path));
    const contents: Content[] =
      figures.length === 0
        ? [{ text: document.text, entities: [...document.entities] }]
        : figures.map((photo, i) => ({
            photo,
            ...(figures.length > 1 ? { media_group_id: `demo-${post.name}` } : {}),
            ...(i === 0 ? { caption: document.text, caption_entities: [...document.entities] } : {}),
          }));
    const replyTo = post.follows === null ? undefined : messageById(channel, firstOf(ids, post.follows));
    for (const [i, content] of contents.entries()) {
      put(world, channel, post, { id: messageIds[i] as number, date, content, ...(replyTo && { replyTo }) });
    }
    placed.push({ post, document, messageIds, figures: figures.map(figureOf), publishedAt: date });
  }
  const note = placed.find(({ post }) => post.kind === "note");
  if (note !== undefined) channel.pinned.unshift(note.messageIds[0]);
  return placed;
}

interface Placing {
  readonly id: number;
  readonly date: number;
  readonly content: Content;
  readonly replyTo?: Message;
}

function put(world: World, channel: StoredChat, post: DemoPost, placing: Placing): void {
  const { id, date, content, replyTo } = placing;
  const first = !("media_group_id" in content) || "caption" in content;
  const stored: StoredMessage = {
    message: {
      message_id: id,
      sender_chat: channel.chat,
      ...(world.state.signatures ? { author_signature: nameOf(post.author) } : {}),
      chat: channel.chat,
      date: Math.floor(date / 1000),
      ...(replyTo === undefined ? {} : { reply_to_message: replyTo }),
      ...content,
    } as Message,
    author: post.author.id,
    reactions: {},
    otherReactions: first ? Object.fromEntries(post.reactions.map(({ emoji, count }) => [emoji, count])) : {},
    otherViews: post.views,
    viewers: [post.author.id],
  };
  channel.messages.push(stored);
  world.tell({ type: "message", chatId: channel.chat.id, stored });
}

/** Ids for all posts beforehand, since posts link to later ones too. */
function takeIds(channel: StoredChat, posts: readonly DemoPost[]): ReadonlyMap<string, readonly number[]> {
  return new Map(
    posts.map((post) => {
      const count = Math.max(1, post.figures.length);
      const ids = Array.from({ length: count }, () => channel.nextMessageId++);
      return [post.name, ids];
    }),
  );
}

function firstOf(ids: ReadonlyMap<string, readonly number[]>, name: string): number {
  const first = ids.get(name)?.[0];
  if (first === undefined) throw new Error(`There is no post "${name}" in the demo.`);
  return first;
}

function messageById(channel: StoredChat, id: number): Message {
  const stored = findMessage(channel, id);
  if (stored === undefined) throw new Error(`Message ${id} is not in the channel yet.`);
  const { reply_to_message: _, ...message } = stored.message;
  return message as Message;
}

function photoOf(world: World, path: string) {
  const file = storeUpload(world, { name: basename(path), mime: "image/png", bytes: readFileSync(path) }, "photo");
  return mediaContent(world, file, "photo").photo as NonNullable<Message["photo"]>;
}

function figureOf(sizes: NonNullable<Message["photo"]>): Figure {
  const largest = sizes.at(-1) as (typeof sizes)[number];
  const { file_id: fileId, file_unique_id: fileUniqueId, file_size: size = null } = largest;
  return { kind: "photo", fileId, fileUniqueId, size };
}

function addressOf(chat: Chat.ChannelChat) {
  return { chatId: chat.id, username: chat.username ?? null };
}
