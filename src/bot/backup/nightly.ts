import type { Timers } from "../../telegram/timers.ts";

export interface NightlyOptions {
  /** From 0 to 23. */
  readonly hour: number;
  /** The IANA zone that the hour is in. */
  readonly zone: () => string;
  /** When it was last done, ms; null: never. */
  readonly last: () => number | null;
  /** Does it. Rejects only on a defect. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly now: () => number;
  readonly timers: Timers;
  readonly onDefect: (error: unknown) => void;
}

/** Something that is done once a night. */
export interface Nightly {
  start(): void;
  /** Resolves when what is being done has broken off. */
  stop(): Promise<void>;
}

/** A start has better things to do than to catch up at once. */
const CATCH_UP = 10 * 60_000;
/** The clock may jump meanwhile, so it is looked at again. */
const GLANCE = 3_600_000;

/** Does it at the hour of each night; what a night without the bot has missed, soon after the start. */
export function createNightly({ hour, zone, last, run, now, timers, onDefect }: NightlyOptions): Nightly {
  const over = new AbortController();
  let cancel = () => {};
  let running: Promise<void> = Promise.resolve();

  const wait = (due: number): void => {
    if (over.signal.aborted) return;
    cancel = timers.after(Math.max(0, Math.min(due - now(), GLANCE)), () => {
      if (now() < due) return wait(due);
      running = run(over.signal)
        .catch(onDefect)
        .then(() => wait(nextNight(now(), hour, zone())));
    });
  };
  return {
    start: () => {
      const before = last();
      const due = before === null ? now() : nextNight(Math.min(before, now()), hour, zone());
      wait(Math.max(due, now() + (due <= now() ? CATCH_UP : 0)));
    },
    stop: async () => {
      over.abort();
      cancel();
      await running;
    },
  };
}

/** The first moment after `after` at which it is this hour in the zone; where a clock change skips it, the next one. ms */
export function nextNight(after: number, hour: number, zone: string): number {
  const day = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate();
  for (let days = 0; ; days += 1) {
    const night = day.add({ days }).toZonedDateTime({ timeZone: zone, plainTime: new Temporal.PlainTime(hour) });
    if (night.epochMilliseconds > after) return night.epochMilliseconds;
  }
}
