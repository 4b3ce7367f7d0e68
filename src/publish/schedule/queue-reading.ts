import type { Draft, Drafts } from "../../archive/drafts.ts";
import type { Schedule, Scheduled } from "../../archive/schedule.ts";

/** The queue and its drafts of one look: read once, and again only after they may have changed. */
export interface QueueReading {
  /** What `Schedule.queue` tells. */
  queue(channelId: number): readonly Scheduled[];
  /** What `Drafts.load` tells. */
  draft(id: number): Draft | null;
  /** As `Schedule.change`. */
  readonly change: Schedule["change"];
  /** What was read counts no longer. */
  forget(): void;
  /** From now until `begin`, the queue is read without this post: something of it cannot be read. */
  leaveOut(draftId: number): void;
  /** A look begins: nothing is known, and nothing left out. */
  begin(): void;
  /** Waits for an answer, while others may change the queue. */
  waited<T>(answer: Promise<T>): Promise<T>;
}

/** Reads the queue of one channel, as long as nothing is waited for that is not told to it. */
export function createQueueReading(
  schedule: Pick<Schedule, "queue" | "change">,
  drafts: Pick<Drafts, "load">,
): QueueReading {
  let known: readonly Scheduled[] | null = null;
  const loaded = new Map<number, Draft | null>();
  const leftOut = new Set<number>();
  const forget = (): void => {
    known = null;
    loaded.clear();
  };
  return {
    queue: (channelId) => {
      known ??= schedule.queue(channelId).filter(({ draftId }) => !leftOut.has(draftId));
      return known;
    },
    draft: (id) => {
      const draft = loaded.has(id) ? (loaded.get(id) ?? null) : drafts.load(id);
      loaded.set(id, draft);
      return draft;
    },
    change: (...what) => {
      known = null;
      schedule.change(...what);
    },
    forget,
    leaveOut: (draftId) => {
      leftOut.add(draftId);
      known = null;
    },
    begin: () => {
      forget();
      leftOut.clear();
    },
    waited: async (answer) => {
      try {
        return await answer;
      } finally {
        forget();
      }
    },
  };
}
