import { type Db, inTransaction } from "./database.ts";

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

/** A time that is given to a draft. */
export interface Plan {
  readonly draftId: number;
  readonly channelId: number;
  readonly written: string;
  readonly due: number;
  readonly version: number;
  readonly by: number;
}

type Changeable = Pick<
  Scheduled,
  | "state"
  | "written"
  | "due"
  | "goAt"
  | "version"
  | "why"
  | "problems"
  | "checkedFor"
  | "publicationId"
  | "outcome"
  | "releasedAt"
>;

/** The queue as rows. No rule of the schedule stands here. */
export interface Schedule {
  find(draftId: number): Scheduled | null;
  /** What waits, is asked about, or is on its way, in the order in which it goes out. */
  queue(channelId: number): readonly Scheduled[];
  /** Gives a draft its time, anew or another one; whatever was of the old time is forgotten. */
  plan(plan: Plan): void;
  /** Changes a row; does nothing where there is none. `quietly`: nothing that people are told of. */
  change(draftId: number, change: Partial<Changeable>, options?: { readonly quietly?: boolean }): void;
  untold(): readonly number[];
  /** The receipts show this revision. Does nothing if there is a newer one. */
  told(draftId: number, revision: number): void;
  /** When the last post was let out of the queue, ms. */
  lastRelease(channelId: number): number | null;
  pausedSince(channelId: number): number | null;
  /** @param by null: the program itself. Does nothing where it pauses already. */
  pause(channelId: number, by: number | null): void;
  resume(channelId: number): void;
  /** What came out from one instant up to another. */
  published(channelId: number, from: number, to: number): readonly PublishedLine[];
}

export interface PublishedLine {
  readonly title: string;
  readonly messageId: number;
  readonly at: number;
}

export function createSchedule(db: Db, now: () => number): Schedule {
  const columns = `draft_id, channel_id, state, written, due_at, go_at, version, scheduled_by, scheduled_at, revision, why,
    problems, checked_for, publication_id, outcome, released_at, untold`;
  const byDraft = db.prepare<[number], Row>(`SELECT ${columns} FROM scheduled WHERE draft_id = ?`);
  const inQueue = db.prepare<[number], Row>(
    `SELECT ${columns}
       FROM scheduled
      WHERE channel_id = ?
        AND state IN ('waiting', 'late', 'asked', 'released')
      ORDER BY COALESCE(go_at, due_at), due_at, draft_id`,
  );
  const upsert = db.prepare(
    `INSERT INTO scheduled (draft_id, channel_id, state, written, due_at, version, scheduled_by, scheduled_at, revision)
     VALUES (@draftId, @channelId, 'waiting', @written, @due, @version, @by, @at, 1)
         ON CONFLICT (draft_id) DO UPDATE
        SET channel_id = excluded.channel_id,
            state = 'waiting',
            written = excluded.written,
            due_at = excluded.due_at,
            go_at = NULL,
            version = excluded.version,
            scheduled_by = excluded.scheduled_by,
            scheduled_at = excluded.scheduled_at,
            revision = revision + 1,
            why = NULL,
            problems = '[]',
            checked_for = NULL,
            publication_id = NULL,
            outcome = NULL,
            released_at = NULL,
            untold = 1`,
  );
  const update = db.prepare(
    `UPDATE scheduled
        SET state = @state,
            written = @written,
            due_at = @due,
            go_at = @goAt,
            version = @version,
            revision = revision + 1,
            why = @why,
            problems = @problems,
            checked_for = @checkedFor,
            publication_id = @publicationId,
            outcome = @outcome,
            released_at = @releasedAt,
            untold = MAX(untold, @untold)
      WHERE draft_id = @draftId`,
  );
  const selectUntold = db
    .prepare<[], number>("SELECT draft_id FROM scheduled WHERE untold = 1 ORDER BY draft_id")
    .pluck();
  const setTold = db.prepare("UPDATE scheduled SET untold = 0 WHERE draft_id = ? AND revision = ?");
  const last = db
    .prepare<[number], number | null>("SELECT MAX(released_at) FROM scheduled WHERE channel_id = ?")
    .pluck();
  const since = db.prepare<[number], number>("SELECT since FROM queue_pause WHERE channel_id = ?").pluck();
  const insertPause = db.prepare("INSERT OR IGNORE INTO queue_pause (channel_id, since, paused_by) VALUES (?, ?, ?)");
  const deletePause = db.prepare("DELETE FROM queue_pause WHERE channel_id = ?");
  const selectPublished = db.prepare<
    [number, number, number],
    { title: string; message_id: number; published_at: number }
  >(
    `SELECT title,
            message_id,
            published_at
       FROM post
      WHERE channel_id = ?
        AND published_at >= ?
        AND published_at < ?
      ORDER BY published_at, id`,
  );
  const find = (draftId: number): Scheduled | null => {
    const row = byDraft.get(draftId);
    return row === undefined ? null : toScheduled(row);
  };
  return {
    find,
    queue: (channelId) => inQueue.all(channelId).map(toScheduled),
    plan: (plan) => {
      upsert.run({ ...plan, at: now() });
    },
    change: inTransaction(db, (draftId: number, change: Partial<Changeable>, options: { quietly?: boolean } = {}) => {
      const row = find(draftId);
      if (row === null) return;
      const next = { ...row, ...change };
      update.run({
        draftId,
        state: next.state,
        written: next.written,
        due: next.due,
        goAt: next.goAt,
        version: next.version,
        why: next.why,
        problems: JSON.stringify(next.problems),
        checkedFor: next.checkedFor,
        publicationId: next.publicationId,
        outcome: next.outcome,
        releasedAt: next.releasedAt,
        untold: options.quietly === true ? 0 : 1,
      });
    }),
    untold: () => selectUntold.all(),
    told: (draftId, revision) => {
      setTold.run(draftId, revision);
    },
    lastRelease: (channelId) => last.get(channelId) ?? null,
    pausedSince: (channelId) => since.get(channelId) ?? null,
    pause: (channelId, by) => {
      insertPause.run(channelId, now(), by);
    },
    resume: (channelId) => {
      deletePause.run(channelId);
    },
    published: (channelId, from, to) =>
      selectPublished
        .all(channelId, from, to)
        .map((row) => ({ title: row.title, messageId: row.message_id, at: row.published_at })),
  };
}

interface Row {
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

function toScheduled(row: Row): Scheduled {
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
