import type { Logger } from "pino";
import type { Channel } from "../../archive/channels.ts";
import type { Db } from "../../archive/database.ts";
import type { Effects } from "../../archive/effects.ts";
import type { ArchivedPost, Posts } from "../../archive/posts.ts";
import type { Revision, RevisionKind, Revisions } from "../../archive/revisions.ts";
import type { UnreadableError } from "../../archive/unreadable.ts";
import type { EditRefusal, Snapshot } from "../../post/standing.ts";
import type { Editing } from "../../telegram/editing.ts";
import type { Timers } from "../../telegram/timers.ts";

/** How a change of a published post ended; plain JSON. */
export type EditOutcome =
  /** `channel`: whether it changed what stands in the channel, and not the archive alone. */
  | { readonly status: "made"; readonly revisionId: number; readonly channel: boolean }
  /** Nothing differs. */
  | { readonly status: "same" }
  /** `partly`: some of the messages were changed before. */
  | { readonly status: "refused"; readonly refusal: EditRefusal; readonly partly: boolean }
  /** Telegram asked to wait or did not answer: the change is on disk and is tried again by itself. */
  | { readonly status: "later"; readonly revisionId: number }
  /** Another change was made, or is being made, since the person saw the post. */
  | { readonly status: "changed" };

export interface EditRequest {
  readonly postId: number;
  /** The post's last revision that the person saw. */
  readonly base: number;
  readonly kind: Exclude<RevisionKind, "first" | "by-hand">;
  /** The post as it is to become; without parts its messages are deleted. */
  readonly wanted: Snapshot;
  readonly by: number;
  readonly updateId: number;
}

/** Changes published posts: the change is on disk before the first call, and recorded after the last. */
export interface Editor {
  snapshot(post: ArchivedPost): Snapshot;
  edit(request: EditRequest): Promise<EditOutcome>;
  /** Whether this update's edit is on disk: it is handled again, and `edit` goes on with what was wanted then. */
  begun(updateId: number): boolean;
  /** The post was changed in the channel by hand, or stands there otherwise than was known: that is recorded. */
  record(post: ArchivedPost, now: Snapshot, signature: string | null, at: number): void;
  /** At start: what was begun and not ended goes on. An edit made twice is the same edit. */
  recover(): void;
  /** No further call is begun; resolves when the one that is being made has ended. */
  stop(): Promise<void>;
}

export interface EditorPorts {
  readonly db: Db;
  readonly posts: Posts;
  readonly revisions: Revisions;
  readonly effects: Effects;
  readonly editing: Editing;
  readonly channel: () => Channel | null;
  readonly now: () => number;
  readonly timers: Timers;
  /** While true, nothing is changed in the channel: the database was restored, and may be older than the channel. */
  readonly held: () => boolean;
  /** A change that had to wait has ended. */
  readonly onEnded?: (revision: Revision, outcome: EditOutcome) => void;
  /** A change that was begun cannot be read, and was given up. Default: nothing. */
  readonly unreadable?: (error: UnreadableError) => void;
  /** What going on with a change threw. Default: nothing. */
  readonly failing?: (error: unknown) => void;
  readonly log: Logger;
}
