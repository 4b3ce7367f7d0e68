import { type Db, inTransaction } from "./database.ts";
import { SCHEDULED_COLUMNS as columns, type Scheduled, type ScheduledRow, toScheduled } from "./schedule-rows.ts";

export type { Problem, Scheduled, ScheduledState, Why } from "./schedule-rows.ts";

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
  /** The papers of the drafts that `queue` has, by draft; drafts without papers are left out. */
  papers(channelId: number): ReadonlyMap<number, readonly number[]>;
  /** Gives a draft its time, anew or another one; whatever was of the old time is forgotten. */
  plan(plan: Plan): void;
  /** Changes a row; does nothing where there is none. `quietly`: nothing that people see, and their buttons stay good. */
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
  const byDraft = db.prepare<[number], ScheduledRow>(`SELECT ${columns} FROM scheduled WHERE draft_id = ?`);
  const inQueue = db.prepare<[number], ScheduledRow>(
    `SELECT ${columns}
       FROM scheduled
      WHERE channel_id = ?
        AND state IN ('waiting', 'late', 'asked', 'released')
      ORDER BY COALESCE(go_at, due_at), due_at, draft_id`,
  );
  const papersInQueue = db.prepare<[number], { draft_id: number; paper_ids: string }>(
    `SELECT draft_id,
            json_group_array(paper_id ORDER BY position) AS paper_ids
       FROM scheduled
       JOIN draft_paper USING (draft_id)
      WHERE channel_id = ?
        AND state IN ('waiting', 'late', 'asked', 'released')
      GROUP BY draft_id`,
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
            revision = revision + @seen,
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
    papers: (channelId) =>
      new Map(papersInQueue.all(channelId).map(({ draft_id, paper_ids }) => [draft_id, JSON.parse(paper_ids)])),
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
        seen: options.quietly === true ? 0 : 1,
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
