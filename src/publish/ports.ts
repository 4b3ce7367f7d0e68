import type { Logger } from "pino";
import type { Attempts } from "../archive/attempts.ts";
import type { Channel, Channels } from "../archive/channels.ts";
import type { Db } from "../archive/database.ts";
import type { Drafts } from "../archive/drafts.ts";
import type { Effects } from "../archive/effects.ts";
import type { Papers } from "../archive/papers.ts";
import type { Posts } from "../archive/posts.ts";
import type { Publications } from "../archive/publications.ts";
import type { UnreadableError } from "../archive/unreadable.ts";
import type { ChannelHistory } from "../telegram/history.ts";
import type { Sending } from "../telegram/publishing.ts";
import type { Timers } from "../telegram/timers.ts";
import type { PublishOutcome } from "./publisher.ts";

/**
 * Everything that the publisher reaches outside of itself. It knows no other clock, network or timer, so that a
 * simulation can drive it through these alone.
 */
export interface PublisherPorts {
  readonly db: Db;
  readonly publications: Publications;
  readonly attempts: Attempts;
  readonly drafts: Pick<Drafts, "load" | "published">;
  readonly posts: Pick<Posts, "add" | "byMessage">;
  readonly papers: Pick<Papers, "ensure">;
  readonly effects: Effects;
  readonly channels: Pick<Channels, "migrate">;
  /** The channel that is served now. */
  readonly channel: () => Channel | null;
  /** Each call is made once and never repeated below this port. */
  readonly sending: Sending;
  readonly history: ChannelHistory;
  /** Wall clock, ms. It may jump. */
  readonly now: () => number;
  /** Time that passes whatever the clock does. */
  readonly timers: Timers;
  /**
   * Tells people what became of a publication, after it is on disk. What is rejected, or not told because the process
   * ended, is told again at the next start; so the same may be told twice.
   */
  readonly tell: (event: PublicationEvent) => Promise<void>;
  /** While true, no call is begun; `start` goes on afterwards. Default: never. */
  readonly held?: () => boolean;
  /** A publication, or its draft, is there and cannot be read; told at each look. Default: nothing. */
  readonly unreadable?: (error: UnreadableError) => void;
  /** What reading or recording threw, beside the calls. Default: nothing. */
  readonly failing?: (error: unknown) => void;
  readonly log: Logger;
}

/** What became of a publication; plain JSON. */
export interface PublicationEvent {
  readonly publicationId: number;
  readonly draftId: number;
  /** Who pressed "publish", or scheduled the post. */
  readonly requestedBy: number;
  readonly outcome: PublishOutcome;
}
