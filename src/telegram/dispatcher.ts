import { randomInt } from "node:crypto";
import type { Update } from "@grammyjs/types";
import type { Logger } from "pino";
import type { Inbox, WaitingUpdate } from "../archive/inbox.ts";
import { type Gathering, gather, type Patience } from "./gather.ts";
import type { UpdateHandler } from "./handler.ts";
import { pause, type Timers } from "./timers.ts";

export interface DispatcherOptions {
  readonly inbox: Inbox;
  readonly handler: UpdateHandler;
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Logger;
  /** Default: 700 ms of quiet, at most 5 s. */
  readonly patience?: Patience;
  /**
   * After how many ms a handler that has not returned loses its lane. Default 150,000: publishing two messages may
   * rightly take twice the 60 s that one call to Telegram has.
   */
  readonly hangAfter?: number;
  /** How often an update may bring the process down before it is set aside. Default 3. */
  readonly attempts?: number;
  /** How many lanes are handled side by side. Default 32. */
  readonly lanesAtOnce?: number;
  /** The handler threw, or hangs: tell the person, with the code that the log has. */
  readonly onFailure: (batch: readonly [Update, ...Update[]], code: string) => Promise<void>;
  /** An update was set aside: tell the owner. */
  readonly onSetAside: (update: Pick<Update, "update_id">) => Promise<void>;
  /** Whether an error tells that the disk does not take or give what it should. */
  readonly isDiskTrouble: (error: unknown) => boolean;
  /** The disk took nothing while this was handled: tell the person that it waits. It stays in the inbox. */
  readonly onHeld: (batch: readonly [Update, ...Update[]]) => Promise<void>;
  /** The inbox itself failed, or the disk: nothing can go on. */
  readonly onFatal: (error: unknown) => void;
  /** A code that a person can read out. */
  readonly code?: () => string;
}

/** Takes updates from the inbox and calls the handler: lanes side by side, each in inbox order. */
export interface Dispatcher {
  /** Takes up what an earlier process left, which is late, and whatever `wake` tells of from now on. */
  start(): void;
  /** Something new may wait in these lanes. Does nothing before `start` and after `stop`. */
  wake(lanes: readonly string[]): void;
  /** Begins nothing new, and waits up to so many ms for what is in hand. Returns whether all of it finished. */
  stop(deadline: number): Promise<boolean>;
  /** Resolves when nothing is in hand and nothing waits for its quiet time. */
  idle(): Promise<void>;
}

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** More than a paste or an album ever holds; the rest of a lane is read after them. */
const READ_AHEAD = 200;

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { inbox, handler, now, timers, log, onFailure, onSetAside, onHeld } = options;
  const { patience = { quiet: 700, cap: 5_000 }, hangAfter = 150_000, attempts = 3, lanesAtOnce = 32 } = options;
  const code = options.code ?? readableCode;
  const inHand = new Map<string, Promise<void>>();
  const quiet = new Map<string, () => void>();
  const queued = new Set<string>();
  // Of the updates that an earlier process had in hand when it ended, one may be why. They are handled one at a time, so
  // that the next end blames no more than one of them.
  let suspect: string | null = null;
  const idlers: (() => void)[] = [];
  let state: "new" | "running" | "stopped" = "new";
  let startedAt = 0;
  let cancelSweep = () => {};

  const look = (lane: string): void => {
    if (state !== "running" || inHand.has(lane)) return;
    quiet.get(lane)?.();
    quiet.delete(lane);
    const waiting = inbox.waiting(lane, READ_AHEAD).map(sinceStart);
    if (!isFilled(waiting)) return;
    const { batch, readyAt } = together(waiting);
    const wait = readyAt - now();
    if (wait > 0) {
      quiet.set(
        lane,
        timers.after(wait, () => guarded(() => look(lane))),
      );
    } else if (inHand.size >= lanesAtOnce || (suspected(batch, waiting) && suspect !== null)) queued.add(lane);
    else begin(lane, batch, waiting);
  };

  // An update of a shape that nobody expected is left to the handler, whose failure is told, instead of stopping its lane.
  const together = (waiting: readonly [WaitingUpdate, ...WaitingUpdate[]]): Gathering => {
    try {
      return gather(waiting, patience);
    } catch (err) {
      const [{ update, receivedAt }] = waiting;
      log.error({ err, update_id: update.update_id }, "An update could not be gathered");
      return { batch: [update], readyAt: receivedAt };
    }
  };

  // The rest of a paste that an earlier process left may still be on its way, so that it gets its quiet time again.
  const sinceStart = (row: WaitingUpdate): WaitingUpdate => ({
    ...row,
    receivedAt: Math.max(row.receivedAt, startedAt),
  });

  /** Whether a process ended while it had one of these in hand. */
  const suspected = (batch: readonly Update[], waiting: readonly WaitingUpdate[]): boolean =>
    waiting.some((row) => row.attempts > 0 && batch.includes(row.update));

  const begin = (lane: string, batch: readonly [Update, ...Update[]], waiting: readonly WaitingUpdate[]): void => {
    const ids = batch.map((update) => update.update_id);
    const late = waiting.some((row) => row.late && ids.includes(row.update.update_id));
    if (suspected(batch, waiting)) suspect = lane;
    inbox.begin(ids);
    const handling = handle(lane, batch, late)
      .then(() => inbox.finish(ids))
      .catch(fail)
      .finally(() => {
        inHand.delete(lane);
        if (suspect === lane) suspect = null;
        guarded(() => {
          const next = [...queued];
          queued.clear();
          look(lane);
          for (const other of next) {
            if (inHand.size < lanesAtOnce) look(other);
            else queued.add(other);
          }
        });
        rest();
      });
    inHand.set(lane, handling);
  };

  /** @throws only what the disk did not take: then the updates are not finished. */
  const handle = async (lane: string, batch: readonly [Update, ...Update[]], late: boolean): Promise<void> => {
    const updates = batch.map((update) => update.update_id);
    const alarm = new AbortController();
    const work = (async () => handler(batch, { late }))();
    work.catch(() => {}); // what a handler throws after it lost its lane was told already
    try {
      const outcome = await Promise.race([
        work.then(() => "done" as const),
        pause(timers, hangAfter, alarm.signal).then(() => "hangs" as const),
      ]);
      if (outcome === "hangs") throw new Error(`The handler has not returned after ${hangAfter} ms.`);
    } catch (error) {
      if (options.isDiskTrouble(error)) {
        await onHeld(batch).catch((err) => log.error({ err, lane }, "The person could not be told"));
        throw error;
      }
      const id = code();
      log.error({ err: error, code: id, lane, updates }, "An update was not handled");
      await onFailure(batch, id).catch((err) => log.error({ err, code: id }, "The person could not be told"));
    } finally {
      alarm.abort();
    }
  };

  const sweep = (): void => {
    const gone = inbox.sweep(now() - DAY);
    if (gone > 0) log.debug({ gone }, "Finished updates were forgotten");
    cancelSweep = timers.after(HOUR, () => guarded(sweep));
  };

  const guarded = (run: () => void): void => {
    try {
      run();
    } catch (error) {
      fail(error);
    }
  };

  /** Begins nothing more: what is in hand would only fail again. */
  const fail = (error: unknown): void => {
    state = "stopped";
    options.onFatal(error);
  };

  const rest = (): void => {
    if (inHand.size + quiet.size + queued.size > 0) return;
    for (const resolve of idlers.splice(0)) resolve();
  };

  return {
    start: () => {
      state = "running";
      startedAt = now();
      sweep();
      inbox.markLate();
      const setAside = (update: Pick<Update, "update_id">, why: string): void => {
        log.error({ update_id: update.update_id }, why);
        onSetAside(update).catch((err) => log.error({ err }, "The owner could not be told"));
      };
      for (const id of inbox.setAsideUnreadable())
        setAside({ update_id: id }, "An update that cannot be read was set aside");
      for (const update of inbox.setAside(attempts))
        setAside(update, "An update brought the process down and was set aside");
      for (const lane of inbox.lanes()) look(lane);
    },
    wake: (lanes) => guarded(() => lanes.forEach(look)),
    stop: async (deadline) => {
      state = "stopped";
      cancelSweep();
      for (const cancel of quiet.values()) cancel();
      quiet.clear();
      queued.clear();
      const over = new AbortController();
      const finished = await Promise.race([
        Promise.all(inHand.values()).then(() => true),
        pause(timers, deadline, over.signal).then(() => false),
      ]);
      over.abort();
      return finished;
    },
    idle: () =>
      new Promise((resolve) => {
        idlers.push(resolve);
        rest();
      }),
  };
}

function isFilled<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0;
}

/** Four signs, none of which is taken for another. */
function readableCode(): string {
  const signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  return Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join("");
}
