import type { Channel } from "../../archive/channels.ts";
import type { Draft } from "../../archive/drafts.ts";
import type { Publication } from "../../archive/publications.ts";
import type { Scheduled, Why } from "../../archive/schedule.ts";
import { CHECK_AHEAD, examine } from "./checks.ts";
import { judge, lateRules, ON_TIME } from "./late.ts";
import type { SchedulerPorts, Told } from "./ports.ts";
import { createQueueReading } from "./queue-reading.ts";
import { fromWritten } from "./zone.ts";

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
  const { db, schedule, drafts, publications, channels, publisher, now, timers, log } = ports;
  const atOnce = <T>(change: () => T): T => db.transaction(change).immediate();
  let started = false;
  let stopped = false;
  let cancel: (() => void) | null = null;
  let looking: Promise<void> | null = null;
  let again = false;
  /** The wall clock at the last look, and what it should show at least at the next one. */
  let expected: { readonly last: number; readonly wait: number } | null = null;
  let unsteady = false;
  const { queue: queueOf, draft: draftOf, change, forget, waited } = createQueueReading(schedule, drafts);

  const look = async (): Promise<void> => {
    const at = now();
    forget();
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
    const untold = schedule.untold();
    if (untold.length > 0) await waited(tellAll(untold));
  };

  /** What people did elsewhere: drafts that are gone or published, and zones whose rules have changed. */
  const follow = (channel: Channel, at: number): void => {
    for (const row of queueOf(channel.id)) {
      const draft = draftOf(row.draftId);
      const alive = publications.alive(row.draftId);
      if (row.state === "released") {
        if (alive === null && draft?.state === "open") back(row, at);
        else if (alive?.state === "sent") change(row.draftId, { state: "out" });
      } else if (draft === null || draft.state === "deleted") change(row.draftId, { state: "cancelled" });
      else if (draft.state === "published" || (alive !== null && !hasStopped(alive))) {
        const state = alive === null || alive.state === "sent" ? "out" : "released";
        change(row.draftId, { state, publicationId: alive?.id ?? null, goAt: null, why: null });
      } else if (row.state === "waiting") {
        const due = fromWritten(row.written);
        if (due !== row.due) change(row.draftId, { due, checkedFor: null });
      }
    }
  };

  /** The publisher has it no longer: it keeps its time where that is still to come. */
  const back = (row: Scheduled, at: number, outcome: string | null = row.outcome): void => {
    const waits = row.due > at;
    change(row.draftId, {
      state: waits ? "waiting" : "asked",
      why: waits ? null : "refused",
      goAt: null,
      publicationId: null,
      outcome,
    });
  };

  const editedOf = (channel: Channel) =>
    queueOf(channel.id).flatMap((row) => {
      const draft = row.state === "released" ? null : draftOf(row.draftId);
      return draft === null || draft.version === row.version ? [] : [{ row, draft }];
    });

  /** An edit by somebody who may publish goes out as it is; any other is asked about. */
  const judgeEdits = async (edited: readonly { row: Scheduled; draft: Draft }[]): Promise<void> => {
    for (const { row, draft } of edited) {
      const mayPublish = await ports.mayPublish(draft.personId);
      if (mayPublish === null || schedule.find(row.draftId)?.revision !== row.revision) continue;
      if (mayPublish) {
        followEdit(row, draft);
      } else if (!row.problems.some(({ code }) => code === "edited")) {
        change(row.draftId, { problems: [...row.problems, { code: "edited" }] });
      }
    }
  };

  const followEdit = (row: Scheduled, draft: Draft): void => {
    const problems = row.problems.filter(({ code }) => code !== "edited");
    // What was asked because of the edit alone may wait on.
    const free = row.why === "edited" ? ({ state: "waiting", why: null } as const) : {};
    change(row.draftId, { ...free, version: draft.version, checkedFor: null, problems });
  };

  const uncheckedOf = (channel: Channel, at: number) =>
    queueOf(channel.id).filter(
      ({ state, checkedFor, due }) => state === "waiting" && checkedFor !== due && due - at <= CHECK_AHEAD,
    );

  const check = async (rows: readonly Scheduled[], channel: Channel): Promise<void> => {
    for (const row of rows) {
      const draft = drafts.load(row.draftId);
      if (draft === null) continue;
      const found = await examine(ports, row, draft, channel);
      if (found === null || schedule.find(row.draftId)?.revision !== row.revision) continue;
      const problems = [...found, ...row.problems.filter(({ code }) => code === "edited")];
      const same = JSON.stringify(problems) === JSON.stringify(row.problems);
      change(row.draftId, { problems, checkedFor: row.due }, { quietly: same });
    }
  };

  /** In one turn, so that nothing changes between what is seen and what is done. */
  const letOut = (channel: Channel): void => {
    const at = now();
    const queue = queueOf(channel.id);
    // What is late already keeps its place, unless that has passed as well.
    const places = queue.filter(({ state, goAt }) => state === "late" && goAt !== null && at - goAt <= ON_TIME);
    for (const row of places) if ((row.goAt ?? 0) <= at) release(row, row.goAt ?? at);
    const kept = new Set(places.map(({ draftId }) => draftId));
    const due = queue.filter(({ state, draftId }) => (state === "waiting" || state === "late") && !kept.has(draftId));
    const last = Math.max(...places.map(({ goAt }) => goAt ?? 0), schedule.lastRelease(channel.id) ?? 0);
    const rules = lateRules(channel.settings);
    for (const verdict of judge(due, at, channel.zone, last === 0 ? null : last, rules)) {
      const row = due.find(({ draftId }) => draftId === verdict.draftId);
      if (row === undefined) continue;
      if (verdict.go === "ask") ask(row, verdict.why);
      else if (verdict.go === "now" || verdict.at <= at) release(row, Math.min(at, row.due));
      else change(row.draftId, { state: "late", goAt: verdict.at });
    }
  };

  const release = (row: Scheduled, due: number): void => {
    const draft = drafts.load(row.draftId);
    if (draft !== null && draft.version !== row.version) {
      // Without an answer to whose edit it is, the post waits for one, as long as the grace lasts.
      if (row.problems.some(({ code }) => code === "edited")) ask(row, "edited");
      return;
    }
    const releasedAt = now();
    const released = publisher.release({
      draftId: row.draftId,
      version: row.version,
      by: row.by,
      due,
      alongside: (publicationId) =>
        change(row.draftId, {
          state: "released",
          publicationId,
          releasedAt,
          outcome: null,
          why: null,
          goAt: null,
        }),
    });
    if (released.status === "changed") ask(row, "changed");
    if (released.status === "refused") ask(row, "refused", { status: "refused", refusal: released.refusal });
    // "already" is found by the next look at what people did elsewhere.
  };

  const ask = (row: Scheduled, why: Why, outcome?: object): void => {
    const told = outcome === undefined ? {} : { outcome: JSON.stringify(outcome) };
    change(row.draftId, { state: "asked", why, goAt: null, publicationId: null, ...told });
  };

  const tellAll = async (untold: readonly number[]): Promise<void> => {
    for (const draftId of untold) {
      const row = schedule.find(draftId);
      if (row === null) continue;
      try {
        await ports.tell(draftId);
        schedule.told(draftId, row.revision);
      } catch (error) {
        log.warn({ err: error, draftId }, "a receipt was not shown; it is tried again");
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
      }
    } while (again && !stopped);
    looking = null;
    if (!stopped) sleep();
  };

  const sleep = (): void => {
    const at = now();
    const channel = channels.served();
    const next = channel === null ? [] : queueOf(channel.id).flatMap((row) => momentsOf(row, at));
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

/** The channel took a part of it and no more: nothing is on its way. */
function hasStopped(publication: Publication): boolean {
  return publication.state === "intended" && publication.refusal !== null;
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
