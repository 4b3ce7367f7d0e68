import type { Scheduled } from "../../archive/schedule.ts";
import { UnreadableError } from "../../archive/unreadable.ts";
import { CHECK_AHEAD, createChecking } from "./checks.ts";
import { createFollowing } from "./following.ts";
import { createLettingOut } from "./letting-out.ts";
import type { SchedulerPorts, Told } from "./ports.ts";
import { createQueueReading } from "./queue-reading.ts";

export interface Scheduler {
  /** Begins to let posts out. The queue is on disk: nothing has to be told to it but that something changed. */
  start(): void;
  /** Something changed: looks at once instead of within half a minute. Does nothing before `start`. */
  wake(): void;
  /** The same, for whoever waits for it: resolves when everything that was due at the call has been seen to. */
  look(): Promise<void>;
  /** What the publisher tells of any publication; those that are of no planned post are passed over. */
  heard(told: Told): void;
  /** Nothing more is let out; resolves when the look that is under way has ended. */
  stop(): Promise<void>;
}

/** How often the scheduler looks at the wall clock, ms: timers run on, whatever that does. */
const LOOK = 30_000;
/** A clock that went on by so much more than passed was set, or the process slept, ms. */
const JUMP = 60_000;
/** How long such a clock has to run evenly before anything goes out, ms. */
const STEADY = 60_000;

/**
 * Lets planned posts out when their time comes. All it knows stands in rows, so it may end at any moment: each look
 * finds what is due, makes its changes in short transactions, and tells people of what is on disk.
 */
export function createScheduler(ports: SchedulerPorts): Scheduler {
  const { db, schedule, drafts, channels, now, timers, failing = () => {}, log } = ports;
  const atOnce = <T>(change: () => T): T => db.transaction(change).immediate();
  let started = false;
  let stopped = false;
  let cancel: (() => void) | null = null;
  let looking: Promise<void> | null = null;
  let again = false;
  /** The wall clock at the last look, and what it should show at least at the next one. */
  let expected: { readonly last: number; readonly wait: number } | null = null;
  let unsteady = false;
  const reading = createQueueReading(schedule, drafts);
  const { queue: queueOf, change, begin: beginReading, waited } = reading;
  const { follow, back, editedOf, judgeEdits } = createFollowing(ports, reading);
  const { uncheckedOf, check } = createChecking(ports, reading);
  const { letOut } = createLettingOut(ports, reading);

  const look = async (): Promise<void> => {
    const at = now();
    beginReading();
    const wasUnsteady = unsteady;
    unsteady = expected !== null && at - expected.last > expected.wait + JUMP;
    expected = null;
    if (unsteady) log.warn({ at }, "the clock went ahead of the time that passed: the queue waits a minute");
    else if (wasUnsteady) log.info({ at }, "the clock runs evenly again");
    const channel = channels.served();
    if (channel !== null) {
      follow(channel, at);
      const edited = editedOf(channel);
      if (edited.length > 0) await waited(judgeEdits(edited));
      const unchecked = uncheckedOf(channel, at);
      if (unchecked.length > 0) await waited(check(unchecked, channel));
      const held = schedule.pausedSince(channel.id) !== null || ports.held?.() === true;
      if (!unsteady && !stopped && !held) letOut(channel);
    }
    ports.looked?.();
    const untold = schedule.untold();
    if (untold.length > 0) await waited(tellAll(untold));
  };

  const tellAll = async (untold: readonly number[]): Promise<void> => {
    for (const draftId of untold) {
      const row = schedule.find(draftId);
      if (row === null) continue;
      try {
        await ports.tell(draftId);
        schedule.told(draftId, row.revision);
      } catch (error) {
        if (error instanceof UnreadableError) {
          ports.unreadable?.(error);
          schedule.told(draftId, row.revision);
        } else log.warn({ err: error, draftId }, "a receipt was not shown; it is tried again");
      }
    }
  };

  const run = async (): Promise<void> => {
    do {
      again = false;
      try {
        await look();
      } catch (error) {
        log.error({ err: error }, "a look at the queue failed; it is repeated");
        failing(error);
      }
    } while (again && !stopped);
    looking = null;
    if (!stopped) sleep();
  };

  const momentsAfter = (at: number): readonly number[] => {
    try {
      const channel = channels.served();
      return channel === null ? [] : queueOf(channel.id).flatMap((row) => momentsOf(row, at));
    } catch (error) {
      log.error({ err: error }, "when the next post is due could not be read");
      failing(error);
      return [];
    }
  };

  const sleep = (): void => {
    const at = now();
    const next = momentsAfter(at);
    const wait = unsteady ? STEADY : Math.min(LOOK, ...next.map((moment) => moment - at));
    expected = { last: at, wait };
    cancel = timers.after(wait, () => {
      cancel = null;
      begin();
    });
  };

  const begin = (): void => {
    if (!started || stopped) return;
    if (looking !== null) {
      again = true;
      return;
    }
    if (cancel !== null) {
      cancel();
      cancel = null;
    }
    looking = run();
  };

  return {
    start: () => {
      started = true;
      begin();
    },
    wake: begin,
    look: async () => {
      begin();
      await looking;
    },
    heard: ({ draftId, publicationId, outcome }) => {
      atOnce(() => {
        const row = schedule.find(draftId);
        if (row === null || row.state === "cancelled" || row.state === "out") return;
        const told = { outcome: JSON.stringify(outcome), publicationId };
        if (outcome.status === "sent") change(draftId, { ...told, state: "out" });
        else if (outcome.status === "refused") back(row, now(), told.outcome);
        else if (row.state === "released") change(draftId, told);
      });
      begin();
    },
    stop: async () => {
      stopped = true;
      cancel?.();
      await looking;
    },
  };
}

/** When there is something to do about a row, after `at`. */
function momentsOf(row: Scheduled, at: number): readonly number[] {
  const moments =
    row.state === "late" && row.goAt !== null
      ? [row.goAt]
      : row.state === "waiting"
        ? [row.due, row.due - CHECK_AHEAD]
        : [];
  return moments.filter((moment) => moment > at);
}
