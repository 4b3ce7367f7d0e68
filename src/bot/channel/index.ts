import type { Message, MessageReactionCountUpdated } from "@grammyjs/types";
import { Composer, type Context } from "grammy";
import type { Authors } from "../../archive/authors.ts";
import type { Channel, Channels } from "../../archive/channels.ts";
import type { Effects } from "../../archive/effects.ts";
import type { Papers } from "../../archive/papers.ts";
import type { ArchivedPost, Posts } from "../../archive/posts.ts";
import type { Reactions } from "../../archive/reactions.ts";
import type { Revisions } from "../../archive/revisions.ts";
import type { ClassicDocument } from "../../document/document.ts";
import { guessKind } from "../../post/schema.ts";
import { figuresOfParts, type PostPart, textOfParts } from "../../post/standing.ts";
import { nameOf } from "../../post/title.ts";
import type { Editor } from "../../publish/editing/editor.ts";
import { isSameText } from "../../publish/editing/plan.ts";
import { toldBy } from "../draft/fill.ts";
import { partOf, saidBy } from "./part.ts";
import { following } from "./told.ts";

export interface ChannelDeps {
  readonly channels: Pick<Channels, "findByChatId">;
  readonly posts: Posts;
  readonly papers: Papers;
  readonly authors: Pick<Authors, "ensureNamed" | "list">;
  readonly revisions: Pick<Revisions, "parts" | "setParts" | "last">;
  readonly reactions: Reactions;
  readonly editor: Pick<Editor, "snapshot" | "record">;
  readonly effects: Effects;
  /** A post has a paper of which nothing is known yet. */
  readonly wanted: (paperId: number) => void;
  /** The messages that came as one, in their order. */
  readonly together: (ctx: Context) => readonly Message[];
}

/** A message that answers a figure without a text so soon after it is the post's text, ms. */
const SAME_POST = 600_000;

/**
 * What people do in the channel comes into the archive, as far as Telegram tells a bot: posts made by hand, their edits,
 * and the counts of reactions. Of the bot's own posts, of deletions, and of what is older than a day it tells nothing.
 */
export function createChannelWatch(deps: ChannelDeps): Composer<Context> {
  const { channels, effects } = deps;
  const composer = new Composer<Context>();

  composer.on("channel_post", (ctx) => {
    const channel = channels.findByChatId(ctx.chat.id);
    if (channel === null) return;
    effects.once(ctx.update.update_id, "channel", () => posted(deps, channel, deps.together(ctx)));
  });
  composer.on("edited_channel_post", (ctx) => {
    const channel = channels.findByChatId(ctx.chat.id);
    if (channel === null) return;
    effects.once(ctx.update.update_id, "channel", () => edited(deps, channel, ctx.editedChannelPost));
  });
  composer.on("message_reaction_count", (ctx) => {
    const channel = channels.findByChatId(ctx.chat.id);
    if (channel === null) return;
    effects.once(ctx.update.update_id, "channel", () => counted(deps, channel, ctx.messageReactionCount));
  });
  return composer;
}

function posted(deps: ChannelDeps, channel: Channel, messages: readonly Message[]): null {
  const { posts, papers, revisions } = deps;
  const fresh = messages.filter((message) => posts.byMessage(channel.id, message.message_id) === null);
  const parts = fresh.flatMap((message) => partOf(message) ?? []);
  const [first, ...rest] = parts;
  const message = fresh.find(({ message_id }) => message_id === first?.messageId);
  if (first === undefined || message === undefined) return null;
  const at = message.date * 1_000;
  const whole = wholeOf(deps, channel, message, at);
  if (whole !== null) {
    grow(deps, whole, channel, parts);
    return null;
  }
  const document = parts.every(({ form }) => form === "other") ? saidBy(message) : textOfParts(parts);
  const told = toldBy(document, channel.settings);
  const paperIds = told.papers.map(papers.ensure);
  const answered = message.reply_to_message;
  const follows = answered === undefined ? null : posts.byMessage(channel.id, answered.message_id);
  const content = { title: null, style: "verbatim", text: document, papers: [] } as const;
  const kind = guessKind({
    papers: told.papers.map((identifier) => ({ identifier, title: null, byline: null })),
    follows: follows === null ? null : { postId: follows.id, title: follows.title, messageId: follows.messageId },
  });
  const id = posts.add({
    channelId: channel.id,
    kind,
    title: nameOf(content),
    document,
    paperIds: paperIds.length === 0 && follows !== null ? follows.papers.map((paper) => paper.id) : paperIds,
    tags: told.tags,
    authorIds: authorOf(deps, channel, message),
    figures: figuresOfParts(parts),
    followsPostId: follows?.id ?? null,
    publishedAt: at,
    messageIds: [first.messageId, ...rest.map(({ messageId }) => messageId)],
  });
  revisions.setParts(id, parts);
  for (const paperId of paperIds) if (papers.get(paperId)?.title === null) deps.wanted(paperId);
  return null;
}

/** The post of which this message is a further part: its album's, or the figure's that it answers with the text. */
function wholeOf(
  { posts, revisions }: ChannelDeps,
  channel: Channel,
  message: Message,
  at: number,
): ArchivedPost | null {
  const group = message.media_group_id;
  if (group !== undefined) {
    // A late part of an album: the ids of one album follow each other.
    for (const id of [message.message_id - 1, message.message_id + 1]) {
      const near = posts.byMessage(channel.id, id);
      const part = near === null ? undefined : revisions.parts(near).find(({ messageId }) => messageId === id);
      if (near !== null && part?.form === "figure" && part.album && Math.abs(at - near.publishedAt) <= 2_000)
        return near;
    }
  }
  const answered = message.reply_to_message;
  const before = answered === undefined ? null : posts.byMessage(channel.id, answered.message_id);
  const wordless = before !== null && before.document.text === "" && before.figures.length > 0;
  return wordless && at - before.publishedAt <= SAME_POST && message.text !== undefined ? before : null;
}

function grow(deps: ChannelDeps, post: ArchivedPost, channel: Channel, parts: readonly PostPart[]): void {
  const { posts, papers, revisions, editor } = deps;
  const all = [...revisions.parts(post), ...parts].toSorted((a, b) => a.messageId - b.messageId);
  const document = textOfParts(all);
  const named =
    post.document.text === "" ? nameOf({ title: null, style: "verbatim", text: document, papers: [] }) : post.title;
  const told = following({ papers }, editor.snapshot(post), post.document, document, channel.settings);
  revisions.setParts(post.id, all);
  posts.change(post.id, { ...told, title: named, parts: all });
  for (const paperId of told.paperIds) if (papers.get(paperId)?.title === null) deps.wanted(paperId);
}

function edited(deps: ChannelDeps, channel: Channel, message: Message): null {
  const { posts, papers, editor } = deps;
  const post = posts.byMessage(channel.id, message.message_id);
  const part = partOf(message);
  // It was posted while nobody listened, and is told of for the first time.
  if (post === null) return posted(deps, channel, [message]);
  if (part === null || post.takenDownAt !== null) return null;
  if (part.form === "other" && post.messageIds.length === 1) return resaid(deps, channel, post, saidBy(message));
  const before = editor.snapshot(post);
  const parts = before.parts.map((each) => (each.messageId === part.messageId ? changed(each, part) : each));
  // The first reaction under a post arrives as an edit of it: tdlib/telegram-bot-api#773.
  if (parts.every((each, i) => each === before.parts[i])) return null;
  const known = before.parts.some(({ form }) => form !== "other");
  const [old, document] = [known ? textOfParts(before.parts) : post.document, textOfParts(parts)];
  const next = { ...following({ papers }, before, old, document, channel.settings), parts };
  editor.record(post, next, message.author_signature ?? null, (message.edit_date ?? message.date) * 1_000);
  for (const paperId of next.paperIds) if (papers.get(paperId)?.title === null) deps.wanted(paperId);
  return null;
}

/** A poll, a song and the like: the archive knows what it says, and a bot could not bring that back. */
function resaid(
  { posts, papers, editor }: ChannelDeps,
  channel: Channel,
  post: ArchivedPost,
  now: ClassicDocument,
): null {
  if (isSameText(post.document, now)) return null;
  const before = editor.snapshot(post);
  const told = following({ papers }, before, post.document, now, channel.settings);
  posts.setText(post.id, told.title, now);
  posts.change(post.id, { ...before, ...told });
  return null;
}

/** The part as it stands now; the very same where a reader sees no difference. */
function changed(before: PostPart, now: PostPart): PostPart {
  if (before.form === "other" || now.form === "other") return before.form === now.form ? before : now;
  const sameText = before.form === now.form && isSameText(before.document, now.document);
  const file = (part: PostPart) => (part.form === "figure" ? part.figure.fileUniqueId : null);
  if (sameText && (file(before) === file(now) || file(before) === "")) return before;
  if (now.form === "rich") return now;
  const on = before.continues === undefined ? {} : { continues: before.continues };
  return { ...now, ...on };
}

function counted({ posts, reactions }: ChannelDeps, channel: Channel, update: MessageReactionCountUpdated): null {
  const post = posts.byMessage(channel.id, update.message_id);
  if (post === null) return null;
  const counts = update.reactions.map(({ type, total_count: count }) => ({
    emoji: type.type === "emoji" ? type.emoji : type.type === "paid" ? "⭐" : `custom:${type.custom_emoji_id}`,
    count,
  }));
  reactions.set(post.id, update.message_id, counts);
  return null;
}

/** Whoever the channel names under the post: an author of that name, or of that @username. */
function authorOf({ authors }: ChannelDeps, channel: Channel, { author_signature: name }: Message): number[] {
  if (name === undefined) return [];
  const known = authors.list(channel.id).find((author) => author.name === name);
  return [(known ?? authors.ensureNamed(channel.id, { name, username: null, rubric: null })).id];
}
