import { z } from "zod";

export type ScheduledState = "waiting" | "late" | "asked" | "released" | "out" | "cancelled";

/** Why people are asked about a post whose time has come. */
export type Why = "too-late" | "quiet-hours" | "edited" | "changed" | "refused" | "restored" | "damaged";

/** What the check ahead of the time found. */
export type Problem =
  /** The post schema's finding, or one that the layout made, by its key. */
  | { readonly code: "schema" }
  /** The bot may not post in the channel. */
  | { readonly code: "rights" }
  /** Telegram does not give out this figure any more; counted from 1. */
  | { readonly code: "figure"; readonly number: number }
  /** A post on the same paper came out since this one was planned. */
  | { readonly code: "paper-out"; readonly title: string }
  /** It was changed by somebody who may not publish. */
  | { readonly code: "edited" };

/** A draft that has, or had, a time. Times are instants, ms. */
export interface Scheduled {
  readonly draftId: number;
  readonly channelId: number;
  readonly state: ScheduledState;
  /** The wall clock that was chosen, with offset and zone. */
  readonly written: string;
  readonly due: number;
  /** With "late": when it goes out. */
  readonly goAt: number | null;
  /** The draft's version that goes out. */
  readonly version: number;
  readonly by: number;
  readonly at: number;
  /** Grows with every change. */
  readonly revision: number;
  readonly why: Why | null;
  readonly problems: readonly Problem[];
  /** For which `due` it was checked; null if it was not. */
  readonly checkedFor: number | null;
  readonly publicationId: number | null;
  /** What the publisher told last, as JSON. */
  readonly outcome: string | null;
  readonly releasedAt: number | null;
  /** The receipts do not show it yet. */
  readonly untold: boolean;
  /** Something of the row could not be read, and stands here as nothing: a person is to give it its time anew. */
  readonly damaged: boolean;
}

/** As SQLite has it. */
export interface ScheduledRow {
  readonly draft_id: number;
  readonly channel_id: number;
  readonly state: ScheduledState;
  readonly written: string;
  readonly due_at: number;
  readonly go_at: number | null;
  readonly version: number;
  readonly scheduled_by: number;
  readonly scheduled_at: number;
  readonly revision: number;
  readonly why: Why | null;
  readonly problems: string;
  readonly checked_for: number | null;
  readonly publication_id: number | null;
  readonly outcome: string | null;
  readonly released_at: number | null;
  readonly untold: number;
}

/** The columns that `toScheduled` reads. */
export const SCHEDULED_COLUMNS = `draft_id, channel_id, state, written, due_at, go_at, version, scheduled_by, scheduled_at, revision,
  why, problems, checked_for, publication_id, outcome, released_at, untold`;

/**
 * A row as what it means. Where something of it is no such thing, what was to go out is asked about, with what can be
 * read: nothing goes out by a guess, and no other post waits because of it.
 */
export function toScheduled(row: ScheduledRow): Scheduled {
  const problems = valid(() => Problems.parse(JSON.parse(row.problems)));
  const outcome = valid(() => (row.outcome === null ? null : Outcome.parse(JSON.parse(row.outcome)) && row.outcome));
  const why = valid(() => Reason.parse(row.why));
  const due = Math.abs(row.due_at) <= LAST ? row.due_at : undefined;
  const written = valid(() => Temporal.ZonedDateTime.from(row.written, { offset: "prefer" }) && row.written);
  const damaged = [problems, outcome, why, due, written].includes(undefined);
  const open = row.state === "waiting" || row.state === "late" || row.state === "asked";
  const known = due ?? row.scheduled_at;
  return {
    draftId: row.draft_id,
    channelId: row.channel_id,
    state: damaged && open ? "asked" : row.state,
    written:
      written ??
      Temporal.Instant.fromEpochMilliseconds(known).toZonedDateTimeISO("UTC").toString({ smallestUnit: "minute" }),
    due: known,
    goAt: damaged && open ? null : row.go_at,
    version: row.version,
    by: row.scheduled_by,
    at: row.scheduled_at,
    revision: row.revision,
    why: damaged && open ? "damaged" : (why ?? null),
    problems: problems ?? [],
    checkedFor: row.checked_for,
    publicationId: row.publication_id,
    outcome: outcome ?? null,
    releasedAt: row.released_at,
    untold: row.untold === 1,
    damaged,
  };
}

/** The last instant that JavaScript knows, ms. */
const LAST = 8.64e15;
const Reason = z.enum(["too-late", "quiet-hours", "edited", "changed", "refused", "restored", "damaged"]).nullable();
const Outcome = z.looseObject({ status: z.string() });
const Problems: z.ZodType<readonly Problem[]> = z.array(
  z.discriminatedUnion("code", [
    z.object({ code: z.enum(["schema", "rights", "edited"]) }),
    z.object({ code: z.literal("figure"), number: z.number() }),
    z.object({ code: z.literal("paper-out"), title: z.string() }),
  ]),
);

/** Undefined where it cannot be read. */
function valid<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
