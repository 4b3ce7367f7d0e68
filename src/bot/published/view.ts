import type { Channel } from "../../archive/channels.ts";
import type { ArchivedPost, Posts } from "../../archive/posts.ts";
import type { Revision, Revisions } from "../../archive/revisions.ts";
import type { PostPart } from "../../post/standing.ts";

/** Everything that a card shows of a published post. */
export interface PostView {
  readonly post: ArchivedPost;
  readonly channel: Channel;
  readonly parts: readonly PostPart[];
  /** Whether its text is kept as a rich document, whichever way it stands in the channel. */
  readonly rich: boolean;
  /** The post's last revision; 0 where nothing was changed yet. */
  readonly base: number;
  readonly revisions: readonly Revision[];
  /** A change that is on its way to the channel. */
  readonly pending: Revision | null;
  /** Posts that add to it, the oldest first. */
  readonly followUps: readonly ArchivedPost[];
  /** The post that it adds to. */
  readonly follows: ArchivedPost | null;
}

export interface ViewParts {
  readonly posts: Pick<Posts, "get" | "followUps" | "rich">;
  readonly revisions: Pick<Revisions, "parts" | "list" | "intended" | "last">;
}

/** Null where the channel has no such post. */
export function viewOf({ posts, revisions }: ViewParts, postId: number, channel: Channel): PostView | null {
  const post = posts.get(postId);
  if (post === null || post.channelId !== channel.id) return null;
  return {
    post,
    channel,
    parts: revisions.parts(post),
    rich: posts.rich(postId) !== null,
    base: revisions.last(postId),
    revisions: revisions.list(postId),
    pending: revisions.intended(postId),
    followUps: posts.followUps(postId),
    follows: post.followsPostId === null ? null : posts.get(post.followsPostId),
  };
}
