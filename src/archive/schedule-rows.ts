export type ScheduledState = "waiting" | "late" | "asked" | "released" | "out" | "cancelled";

/** Why people are asked about a post whose time has come. */
export type Why = "too-late" | "quiet-hours" | "edited" | "changed" | "refused" | "restored";

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

export function toScheduled(row: ScheduledRow): Scheduled {
  return {
    draftId: row.draft_id,
    channelId: row.channel_id,
    state: row.state,
    written: row.written,
    due: row.due_at,
    goAt: row.go_at,
    version: row.version,
    by: row.scheduled_by,
    at: row.scheduled_at,
    revision: row.revision,
    why: row.why,
    problems: JSON.parse(row.problems),
    checkedFor: row.checked_for,
    publicationId: row.publication_id,
    outcome: row.outcome,
    releasedAt: row.released_at,
    untold: row.untold === 1,
  };
}
