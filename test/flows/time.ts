import { systemTimers } from "../../src/telegram/timers.ts";
import type { Time } from "./driver.ts";

/** A clock that runs like the real one from a moment of the test's choice, and that the test can put ahead. */
export function startTime(start: number): Time & {
  /** So much time passes at once: what was to come in it comes now, in its order. */
  readonly pass: (ms: number) => void;
} {
  let ahead = start - Date.now();
  const now = () => Date.now() + ahead;
  const waiting = new Set<{ readonly at: number; readonly run: () => void; readonly cancel: () => void }>();
  return {
    now,
    timers: {
      after: (ms, run) => {
        const timer = {
          at: now() + ms,
          run: () => {
            timer.cancel();
            run();
          },
          cancel: () => {
            waiting.delete(timer);
            stop();
          },
        };
        waiting.add(timer);
        const stop = systemTimers.after(ms, timer.run);
        return timer.cancel;
      },
    },
    pass: (ms) => {
      ahead += ms;
      const due = [...waiting].filter(({ at }) => at <= now()).sort((a, b) => a.at - b.at);
      for (const timer of due) if (waiting.has(timer)) timer.run();
    },
  };
}

/**
 * So much time passes, and what is planned for its end goes out: the clock goes to just before the moment first, since
 * one that leaps is not trusted for a minute.
 */
export async function comeTo(
  time: ReturnType<typeof startTime>,
  scheduler: { readonly look: () => Promise<unknown> },
  ms: number,
): Promise<void> {
  time.pass(ms - 5_000);
  await scheduler.look();
  time.pass(61_000);
  await scheduler.look();
}
