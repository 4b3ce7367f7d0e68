import { type Channel, messageLink } from "../../archive/channels.ts";
import type { Undos } from "../../archive/draft-undo.ts";
import type { Draft } from "../../archive/drafts.ts";
import type { Papers } from "../../archive/papers.ts";
import type { ArchivedPost, Posts } from "../../archive/posts.ts";
import type { Publication, Publications } from "../../archive/publications.ts";
import type { Schedule, Scheduled } from "../../archive/schedule.ts";
import type { TagCount, Tags } from "../../archive/tags.ts";
import { foldTag } from "../../archive/tags.ts";
import type { Delivery } from "../../post/delivery.ts";
import { type Finding, findingKey } from "../../post/finding.ts";
import type { Author } from "../../post/post.ts";
import { check } from "../../post/schema.ts";
import { fitting, type LayoutName, layout, type Reason } from "../../publish/layout.ts";
import { isMarkdown, mayBeMarkdown } from "./markdown.ts";

/** A post that has reviewed the draft's paper before. */
export interface Earlier {
  readonly postId: number;
  readonly title: string;
  readonly link: string;
  readonly author: string | null;
  /** Milliseconds. */
  readonly at: number;
  readonly reactions: number;
}

/** Everything that a card shows of a draft. */
export interface DraftView {
  readonly draft: Draft;
  /** Not waved aside. */
  readonly findings: readonly Finding[];
  readonly earlier: Earlier | null;
  /** Null where the post cannot go out as it is. */
  readonly layout: LayoutName | null;
  readonly reason: Reason | null;
  /** How many messages it becomes, an album counting as one. */
  readonly calls: number;
  /** The layouts that fit this post, the most classic first. */
  readonly fitting: readonly LayoutName[];
  /** Whether the code of one of its papers is known. */
  readonly code: boolean;
  /** The publication that is on its way, done, or in doubt. */
  readonly publication: Publication | null;
  /** Its place in the queue; null where it has none. */
  readonly planned: Scheduled | null;
  readonly published: { readonly postId: number; readonly link: string; readonly at: number } | null;
  readonly zone: string;
  /** How it goes out. */
  readonly delivery: Delivery;
  /** When it is looked at, ms. */
  readonly now: number;
  /** Whether the last change was made for the author and can be taken back. */
  readonly undoable: boolean;
  /** Whether taking it back leaves the text as it came, where it is read as Markdown now. */
  readonly literal: boolean;
  /** The channel's tags that the draft lacks, most used first. */
  readonly suggested: readonly TagCount[];
  /** Whether it is to be asked if the text is Markdown. */
  readonly mayBeMarkdown: boolean;
  /** Whoever writes for the channel. */
  readonly authors: readonly Author[];
}

export interface ViewParts {
  readonly posts: Pick<Posts, "byPaper" | "get">;
  readonly papers: Pick<Papers, "get">;
  readonly tags: Pick<Tags, "list">;
  readonly authors: { list(channelId: number): readonly Author[] };
  readonly publications: Pick<Publications, "alive">;
  readonly schedule: Pick<Schedule, "find">;
  readonly now: () => number;
  readonly undos: Pick<Undos, "find">;
}

/** The key under which a note of an earlier post is waved aside. */
export function earlierKey(postId: number): string {
  return `earlier:${postId}`;
}

export function viewOf(parts: ViewParts, draft: Draft, channel: Channel): DraftView {
  const { content } = draft;
  const laidOut = layout(content, channel.settings);
  const publication = parts.publications.alive(draft.id);
  const post =
    publication?.state === "sent" && publication.postId !== null ? parts.posts.get(publication.postId) : null;
  const used = new Set(content.tags.map(foldTag));
  const before = parts.undos.find(draft.id, draft.version);
  return {
    draft,
    findings: check(content, channel.settings).filter(
      (finding) => finding.severity === "error" || !draft.waved.includes(findingKey(finding)),
    ),
    earlier: earlierOf(parts, draft, channel),
    layout: laidOut.ok ? laidOut.name : null,
    reason: laidOut.ok ? laidOut.reason : null,
    calls: laidOut.ok ? laidOut.messages.length : 0,
    fitting: fitting(content, channel.settings).map(({ name }) => name),
    code: draft.paperIds.some((id) => parts.papers.get(id)?.code != null),
    publication,
    planned: plannedOf(parts, draft),
    published:
      post === null ? null : { postId: post.id, link: messageLink(channel, post.messageId), at: post.publishedAt },
    zone: channel.zone,
    delivery: { ...channel.settings.delivery, ...draft.options },
    now: parts.now(),
    undoable: before !== null,
    literal: before !== null && isMarkdown(draft) && before.pieces.every(({ format }) => format === null),
    suggested: parts.tags.list(channel.id, 24).filter(({ name }) => !used.has(foldTag(name))),
    mayBeMarkdown: mayBeMarkdown(draft),
    authors: parts.authors.list(channel.id),
  };
}

function plannedOf({ schedule }: ViewParts, draft: Draft): Scheduled | null {
  const row = schedule.find(draft.id);
  return row !== null && (row.state === "waiting" || row.state === "late" || row.state === "asked") ? row : null;
}

function earlierOf(parts: ViewParts, draft: Draft, channel: Channel): Earlier | null {
  const post = draft.content.papers
    .flatMap(({ identifier }) => parts.posts.byPaper(channel.id, identifier))
    .find(({ id }) => id !== draft.content.follows?.postId && !draft.waved.includes(earlierKey(id)));
  return post === undefined ? null : toEarlier(post, channel);
}

function toEarlier(post: ArchivedPost, channel: Channel): Earlier {
  const [author] = post.authors;
  return {
    postId: post.id,
    title: post.title,
    link: messageLink(channel, post.messageId),
    author: author === undefined ? null : nameOf(author),
    at: post.publishedAt,
    reactions: post.reactions.reduce((sum, { count }) => sum + count, 0),
  };
}

/** How an author is named in a line. */
export function nameOf({ name, username }: Author): string {
  return username === null ? name : `@${username}`;
}
