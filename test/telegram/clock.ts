import type { Timers } from "../../src/telegram/timers.ts";

/** A clock that a test moves by hand. */
export function createClock(start = 1_000_000) {
  let time = start;
  let due: { readonly at: number; readonly run: () => void }[] = [];
  const timers: Timers = {
    after: (ms, run) => {
      const timer = { at: time + ms, run };
      due.push(timer);
      return () => {
        due = due.filter((other) => other !== timer);
      };
    },
  };
  return {
    now: () => time,
    timers,
    /** Somebody set the clock: timers run on as they did. */
    set: (to: number) => {
      const by = to - time;
      due = due.map(({ at, run }) => ({ at: at + by, run }));
      time = to;
    },
    /** How many timers wait. */
    waiting: () => due.length,
    /** Moves on, runs what comes due in its order, and lets promises settle after each. */
    move: async (ms: number): Promise<void> => {
      const end = time + ms;
      for (;;) {
        const [next] = due.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        due = due.filter((timer) => timer !== next);
        time = Math.max(time, next.at);
        next.run();
        await settle();
      }
      time = end;
      await settle();
    },
  };
}

/** Lets everything run that is already due, without waiting for any time to pass. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
