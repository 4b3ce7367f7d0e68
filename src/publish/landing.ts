import type { Attempt } from "../archive/attempts.ts";
import type { Timers } from "../telegram/timers.ts";

/**
 * How long a request that nobody answered may still be acted on, ms: grammY and the Bot API server give up after 500 s
 * (`timeoutSeconds` in grammY's ApiClientOptions; the server's own HTTP time-out).
 */
export const MAY_STILL_LAND = 510_000;
/** People are asked about what is in doubt for so long where Telegram does not answer, ms. */
export const PATIENCE = 30 * 60_000;

/** Until when the request of an attempt may still be acted on, by the wall clock, ms. */
export function mayLandUntil({ beganAt }: Pick<Attempt, "beganAt">, now: number): number {
  return Math.min(beganAt, now) + MAY_STILL_LAND;
}

/** Waits for requests without an answer, by the time that passes in this process, wherever the clock is set meanwhile. */
export interface Landings {
  /** Begins to wait, anew where it did already. */
  wait(publicationId: number): void;
  /** Begins to wait where it never did. */
  begin(publicationId: number): void;
  /** Whether no request for it can be acted on any more. */
  isOver(publicationId: number): boolean;
  /** Whether it has been waited for so long that people are to be asked. */
  isLong(publicationId: number): boolean;
  stop(): void;
}

export function createLandings(timers: Timers, onOver: (publicationId: number) => void): Landings {
  const waits = new Map<number, () => void>();
  const over = new Set<number>();
  const long = new Set<number>();
  const wait = (id: number): void => {
    waits.get(id)?.();
    over.delete(id);
    long.delete(id);
    const calls = [
      timers.after(MAY_STILL_LAND, () => {
        over.add(id);
        onOver(id);
      }),
      timers.after(PATIENCE, () => void long.add(id)),
    ];
    waits.set(id, () => {
      for (const cancel of calls) cancel();
    });
  };
  return {
    wait,
    begin: (id) => {
      if (!waits.has(id)) wait(id);
    },
    isOver: (id) => over.has(id),
    isLong: (id) => long.has(id),
    stop: () => {
      for (const cancel of waits.values()) cancel();
    },
  };
}
