import { LATE_RULES, ON_TIME } from "../../src/publish/schedule/late.ts";
import type { MakeRule } from "./rule.ts";

/** The channel's zone, Europe/Moscow, ms. */
const ZONE_AHEAD = 3 * 3_600_000;
/** No plan has more posts that could be missed at once. */
const MISSED = 5;
/** Whatever is due goes out at once while the bot runs: the scheduler needs no longer than this, ms. */
const AT_ONCE = 45_000;

/** A process that runs for so long, ms, has looked at its queue. */
const AWAKE = 120_000;

interface Release {
  readonly id: number;
  readonly due: number;
  readonly at: number;
}

/**
 * Planned posts are let out in time, those that were missed apart from each other and not in quiet hours, and none while
 * the queue rests. Where the bot's clock jumps or an older database comes back, what the rows say of time is not the
 * truth; then nothing is watched.
 */
export const releases: MakeRule = ({ plan, clock, disk, people, upSince }, complain) => {
  const unsure = plan.jumps.length > 0 || plan.restored !== null;
  const known = new Map<number, number>();
  /** When posts that had been missed were let out. */
  const missed: number[] = [];
  let planned = new Set<string>();

  const judge = ({ id, due, at }: Release): void => {
    const late = at - due;
    if (late < 0) complain(`the planned post of draft ${id} is let out early`);
    const up = upSince();
    const isAwake = up !== null && up < due - AT_ONCE && plan.paused.length === 0;
    if (late > AT_ONCE && isAwake && planned.has(`${id} ${due}`))
      complain(
        `the planned post of draft ${id} was due while the bot ran, and is let out ${Math.round(late / 1_000)} s late`,
      );
    if (late <= ON_TIME) return;
    if (late > LATE_RULES.grace + MISSED * LATE_RULES.apart + ON_TIME)
      complain(`the planned post of draft ${id} is let out ${Math.round(late / 60_000)} min late`);
    if (missed.some((other) => Math.abs(at - other) < LATE_RULES.apart))
      complain(`the planned post of draft ${id} was missed, and is let out too soon after another such`);
    const hour = new Date(at + ZONE_AHEAD).getUTCHours();
    if (plan.quiet !== null && plan.quiet[0] <= hour && hour < plan.quiet[1])
      complain(`the planned post of draft ${id} was missed, and is let out in quiet hours`);
    missed.push(at);
  };

  return {
    watch: () => {
      if (unsure) return;
      const rows = disk.rows<Release>(
        "SELECT draft_id AS id, due_at AS due, released_at AS at FROM scheduled WHERE released_at IS NOT NULL",
      );
      for (const row of rows) {
        if (known.get(row.id) === row.at) continue;
        known.set(row.id, row.at);
        judge(row);
        const paused = disk.value<number>("SELECT since FROM queue_pause");
        if (paused !== null && paused < row.at)
          complain(`the planned post of draft ${row.id} is let out while the queue rests`);
      }
      // Which were planned for what while their time was still to come.
      const coming = disk.rows<{ id: number; due: number }>(
        "SELECT draft_id AS id, due_at AS due FROM scheduled WHERE state = 'waiting' AND due_at > ?",
        clock.now(),
      );
      planned = new Set([...planned, ...coming.map(({ id, due }) => `${id} ${due}`)]);
    },
    heard: (told) => {
      if (unsure || told.by !== "event" || told.outcome.status !== "refused") return;
      const { outcome, publicationId } = told;
      if (outcome.refusal.code !== "interrupted") return;
      const planned = disk.value<number>(
        `SELECT release_at
           FROM publication
          WHERE id = ?
            AND origin = 'schedule'
            AND NOT EXISTS (SELECT 1 FROM attempt WHERE publication_id = publication.id)`,
        publicationId,
      );
      if (planned !== null && clock.now() - planned <= LATE_RULES.grace)
        complain(`publication ${publicationId} was planned and in time, and needs a press after a restart`);
    },
    atRest: () => {
      const up = upSince();
      if (unsure || up === null || clock.now() - up < AWAKE) return;
      const left = disk.value<number>(
        `SELECT draft_id
           FROM scheduled
           JOIN draft ON draft.id = draft_id
          WHERE draft.state = 'deleted' AND scheduled.state IN ('waiting', 'late', 'asked')`,
      );
      if (left !== null) complain(`draft ${left} was thrown away, and stands in the queue`);
    },
    requested: ({ number }) => {
      if (people.isRestoring()) complain(`request ${number} was made though nobody had confirmed the restore`);
    },
  };
};
