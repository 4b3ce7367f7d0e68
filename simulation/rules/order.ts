import type { MakeRule } from "./rule.ts";

/**
 * What waits is called within so much, ms, while nothing else is called and nothing has to be waited for: only posts are
 * being pinned, each of which may take a minute where Telegram does not answer.
 */
const IDLE = 10 * 60_000;
/** Readiness is seen after each step; what became ready in the moment of a call was no earlier, ms. */
const MOMENT = 1_000;

interface Waiting {
  readonly id: number;
  /** Its place in the order. */
  readonly place: number;
  /** When it goes on, on the bot's clock. */
  readonly due: number;
}

/**
 * What was due earlier is called earlier, and what is due is called. A post that Telegram put off keeps its place; the
 * rest of one that stopped halfway, let out again by a person, goes in front, so that its parts stand together; a post
 * that was refused whole takes a new place with the new press.
 *
 * Where the bot's clock jumps or an older database comes back, what the rows say of time is not the truth; then nothing
 * is watched.
 */
export const order: MakeRule = ({ plan, clock, wall, disk, telegram, upSince }, complain) => {
  const unsure = plan.jumps.length > 0 || plan.restored !== null;
  /** Since when each has waited to be called, ms. */
  let ready = new Map<number, number>();
  let last: { readonly publication: number; readonly life: number } | null = null;
  const onTheirWay = () =>
    disk.rows<Waiting>(
      `SELECT id,
              coalesce(release_at, intended_at) AS place,
              coalesce(retry_at, release_at, intended_at) AS due
         FROM publication
        WHERE state = 'intended'
          AND (refusal IS NULL OR retry_at IS NOT NULL)
          AND EXISTS (SELECT 1 FROM publication_message WHERE publication_id = id AND state = 'intended')`,
    );
  const calling = () =>
    disk.row<Waiting>(
      `SELECT id, coalesce(release_at, intended_at) AS place, 0 AS due
         FROM publication
         JOIN publication_message ON publication_id = id AND publication_message.state = 'calling'`,
    );

  return {
    requested: ({ life, at }) => {
      const called = calling();
      if (called === null || unsure) return;
      const goesOn = last?.publication === called.id && last.life === life;
      last = { publication: called.id, life };
      const before = onTheirWay().find(
        ({ id, place }) => id !== called.id && place < called.place && at - (ready.get(id) ?? at) > MOMENT,
      );
      if (!goesOn && before !== undefined)
        complain(`publication ${called.id} is called before ${before.id}, which was due before it`);
    },
    watch: () => {
      if (unsure) return;
      const [time, shown] = [clock.now(), wall()];
      const rows = onTheirWay();
      const waiting = rows.filter(({ due }) => due <= shown);
      ready = new Map(waiting.map(({ id }) => [id, ready.get(id) ?? time]));
      const holds = rows.length > waiting.length && rows.some(({ due, place }) => due > shown && due > place);
      const [up, made] = [upSince(), telegram.requests().at(-1)];
      if (up === null || holds || waiting.length === 0) return;
      const idle = Math.max(up, made?.at ?? 0, Math.min(...ready.values()));
      if (time - idle > IDLE && calling() === null)
        complain(`publication ${waiting[0]?.id} is due, and nobody calls it`);
    },
  };
};
