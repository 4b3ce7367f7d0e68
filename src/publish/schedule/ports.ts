import type { Logger } from "pino";
import type { Channels } from "../../archive/channels.ts";
import type { Db } from "../../archive/database.ts";
import type { Drafts } from "../../archive/drafts.ts";
import type { Publications } from "../../archive/publications.ts";
import type { Schedule } from "../../archive/schedule.ts";
import type { UnreadableError } from "../../archive/unreadable.ts";
import type { Timers } from "../../telegram/timers.ts";
import type { CheckPorts } from "./checks.ts";

/** What the scheduler needs of the publisher. */
export interface Releasing {
  /** Takes over a post that is due; synchronous. `alongside` runs in the transaction that writes the intent. */
  release(request: {
    readonly draftId: number;
    readonly version: number;
    readonly by: number;
    readonly due: number;
    readonly alongside?: (publicationId: number) => void;
  }):
    | { readonly status: "taken"; readonly publicationId: number }
    | { readonly status: "already" | "changed" }
    | { readonly status: "refused"; readonly refusal: object };
}

/** What the publisher tells of a publication. */
export interface Told {
  readonly publicationId: number;
  readonly draftId: number;
  readonly outcome: { readonly status: string };
}

/** Everything that the scheduler reaches outside of itself, so that a simulation can drive it through these alone. */
export interface SchedulerPorts extends CheckPorts {
  readonly db: Pick<Db, "transaction">;
  readonly schedule: Schedule;
  readonly drafts: Pick<Drafts, "load">;
  readonly publications: Pick<Publications, "alive">;
  readonly channels: Pick<Channels, "served">;
  readonly publisher: Releasing;
  /** Whether this person may publish now; null where Telegram does not say. */
  readonly mayPublish: (personId: number) => Promise<boolean | null>;
  /** Brings the receipts of this post to what is on disk. What is rejected is told again later. */
  readonly tell: (draftId: number) => Promise<void>;
  /** What was due has been let out: whoever shows the queue may look at it. Returns at once. */
  readonly looked?: () => void;
  /** Whether nothing may go out now for a reason of its own: a restore that nobody has confirmed. Default: no. */
  readonly held?: () => boolean;
  /** A planned post's draft or publication is there and cannot be read; told at each look. Default: nothing. */
  readonly unreadable?: (error: UnreadableError) => void;
  /** What a look, or something beside it, threw; it is repeated. Default: nothing. */
  readonly failing?: (error: unknown) => void;
  /** Wall clock, ms. It may jump. */
  readonly now: () => number;
  /** Time that passes whatever the clock does. */
  readonly timers: Timers;
  readonly log: Logger;
}
