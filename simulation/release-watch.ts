import type { Db } from "../src/archive/database.ts";
import { LATE_RULES, ON_TIME } from "../src/publish/schedule/late.ts";
import type { Plan } from "./plan.ts";
import type { SimulatedTelegram } from "./telegram.ts";

export interface ReleaseWatchOptions {
  readonly plan: Plan;
  readonly db: () => Db;
  readonly telegram: SimulatedTelegram;
  readonly complain: (text: string) => void;
}

/** The channel's zone, Europe/Moscow, ms. */
const ZONE_AHEAD = 3 * 3_600_000;
/** No plan has more posts that could be missed at once. */
const MISSED = 5;

/**
 * Watches in which order calls are made, and when planned posts are let out. Where the bot's clock jumps or an older
 * database comes back, what the rows say of time is not the truth; then it watches nothing.
 */
export function createReleaseWatch({ plan, db, telegram, complain }: ReleaseWatchOptions): { watch(): void } {
  let seen = 0;
  const known = new Map<number, number>();
  /** When posts that had been missed were let out. */
  const missed: number[] = [];

  /**
   * What was due earlier, is not held back by a person and had not been called, was called first. Of what a person let
   * out again after a refusal, no row says when it became due.
   */
  const order = (wall: number): void => {
    const waiting = db()
      .prepare<[number, number], { id: number; next: number }>(
        `SELECT earlier.id, calling.id AS next
           FROM publication AS earlier
           JOIN publication AS calling ON calling.id <> earlier.id
           JOIN publication_message AS message ON message.publication_id = calling.id AND message.state = 'calling'
          WHERE earlier.state = 'intended'
            AND NOT EXISTS (SELECT 1 FROM publication_message AS begun
                             WHERE begun.publication_id = calling.id AND begun.state = 'sent')
            AND (earlier.refusal IS NULL OR earlier.retry_at IS NOT NULL)
            AND (earlier.retry_at IS NOT NULL
                 OR NOT EXISTS (SELECT 1 FROM attempt
                                 WHERE attempt.publication_id = earlier.id AND attempt.outcome = 'refused'))
            AND earlier.intended_at < ?
            AND coalesce(earlier.release_at, earlier.intended_at) < ?
            AND coalesce(earlier.release_at, earlier.intended_at) < coalesce(calling.release_at, calling.intended_at)`,
      )
      .get(wall - 1_000, wall - 1_000);
    if (waiting !== undefined)
      complain(`publication ${waiting.next} is called before ${waiting.id}, which was due before it`);
  };

  const lateness = (): void => {
    const rows = db()
      .prepare<[], { id: number; due: number; at: number }>(
        "SELECT draft_id AS id, due_at AS due, released_at AS at FROM scheduled WHERE released_at IS NOT NULL",
      )
      .all();
    for (const { id, due, at } of rows) {
      if (known.get(id) === at) continue;
      known.set(id, at);
      const late = at - due;
      if (late < 0) complain(`the planned post of draft ${id} is let out early`);
      if (late <= ON_TIME) continue;
      if (late > LATE_RULES.grace + MISSED * LATE_RULES.apart + ON_TIME)
        complain(`the planned post of draft ${id} is let out ${Math.round(late / 60_000)} min late`);
      if (missed.some((other) => Math.abs(at - other) < LATE_RULES.apart))
        complain(`the planned post of draft ${id} was missed, and is let out too soon after another such`);
      const hour = new Date(at + ZONE_AHEAD).getUTCHours();
      if (plan.quiet !== null && plan.quiet[0] <= hour && hour < plan.quiet[1])
        complain(`the planned post of draft ${id} was missed, and is let out in quiet hours`);
      missed.push(at);
    }
  };

  return {
    watch: () => {
      const last = telegram.requests().at(-1);
      if (last === undefined || last.number === seen || plan.jumps.length > 0 || plan.restored !== null) return;
      seen = last.number;
      order(last.wall);
      lateness();
    },
  };
}
