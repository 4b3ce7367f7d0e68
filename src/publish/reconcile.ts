import type { PastMessage } from "../telegram/history.ts";
import { createDoubts, type Doubtful } from "./doubts.ts";
import type { Endings } from "./endings.ts";
import { createLandings, MAY_STILL_LAND, mayLandUntil, PATIENCE } from "./landing.ts";
import { type Look, lookFor } from "./look.ts";
import { createNoticing } from "./noticing.ts";
import type { PublisherPorts } from "./ports.ts";

/** Finds out what became of messages in doubt. */
export interface Reconciler {
  /** Looks at what is due, and again when the next is. Does nothing before `open`. */
  pump(): void;
  open(): void;
  /** At start, before `open`: everything in doubt is to be looked at, also what a person was asked about. */
  lookAgain(): void;
  /** A call has just ended without an answer: it may still be acted on for a while, whatever the clock says. */
  doubted(publicationId: number): void;
  /** Whether so much time has passed in this process that no request for it can be acted on any more. */
  isOver(publicationId: number): boolean;
  /** An update told of a message of the channel, which may be one in doubt. */
  noticed(chatId: number, message: PastMessage): void;
  stop(): Promise<void>;
  /** Resolves when nothing is due; tells whether anything was. */
  idle(): Promise<boolean>;
}

type ReconcilerPorts = Pick<
  PublisherPorts,
  "publications" | "attempts" | "posts" | "history" | "now" | "timers" | "failing" | "log"
>;

/**
 * Looks while a request may still be acted on, ms after the one before: a post that is out is mostly found by the first.
 */
const SOON = [15_000, 45_000] as const;
/** Between the looks of which the last decides, ms. */
const APART = 5_000;
/** Telegram is asked again after so much when it did not answer, ms. */
const AGAIN = 30_000;

export function createReconciler(ports: ReconcilerPorts, endings: Endings, onChange: () => void): Reconciler {
  const { publications, attempts, posts, history, now, timers, failing = () => {}, log } = ports;
  const { find, readable, atOnce, complete, doubtNext } = endings;
  const doubts = createDoubts(ports, endings);
  let opened = false;
  let again = false;
  let working: Promise<void> | null = null;
  let cancelTimer = (): void => {};
  /** Whose time to be looked at has come by the timer. */
  const ripe = new Set<number>();
  const broken = new Set<number>();
  /** Of which people have been asked already, in an earlier process. */
  const asked = new Set<number>();

  const pump = (): void => {
    again = true;
    if (opened) working ??= work();
  };

  const work = async (): Promise<void> => {
    await Promise.resolve();
    try {
      while (again && opened) {
        again = false;
        for (const id of publications.unknown()) {
          const [publication] = broken.has(id) ? [] : readable([id]);
          if (!opened || publication === undefined) continue;
          const { lookAt } = publication;
          if (asked.has(id) || (lookAt !== null && (lookAt <= now() || ripe.has(id)))) await visit(id);
        }
      }
      if (opened) arm();
    } catch (error) {
      log.error({ err: error }, "what is in doubt could not be read");
      failing(error);
    } finally {
      working = null;
      if (again && opened) pump();
    }
  };

  const arm = (): void => {
    cancelTimer();
    const times = readable(publications.doubted()).flatMap(({ id, lookAt }) => (broken.has(id) ? [] : (lookAt ?? [])));
    if (times.length === 0) return;
    const next = Math.min(...times);
    cancelTimer = timers.after(Math.max(0, next - now()), () => {
      for (const { id, lookAt } of readable(publications.doubted()))
        if (lookAt !== null && lookAt <= next) ripe.add(id);
      pump();
    });
  };

  const landings = createLandings(timers, (id) => {
    ripe.add(id);
    pump();
  });

  const visit = async (id: number): Promise<void> => {
    // Where the record of a call failed, nothing has begun to wait for it.
    landings.begin(id);
    try {
      const doubt = doubts.find(id);
      // From before attempts were kept: only a person can tell.
      if (doubt === null) {
        publications.looked(id, { lookAt: null, looks: 0, candidates: [], tell: !asked.delete(id) });
        return onChange();
      }
      // A request may be acted on while a slow look is under way, where it has looked already.
      const over = landings.isOver(id);
      const look = await lookFor(history, doubts.toLookFor(doubt)).catch((error: unknown): Look => {
        log.error({ err: error, publicationId: id }, "a look at the channel failed in an unforeseen way");
        return { result: "unreachable" };
      });
      // A time that came while the channel was looked at is that of this look: the next one stands apart from it.
      ripe.delete(id);
      atOnce(() => {
        const still = doubts.find(id);
        if (still?.attempt.number === doubt.attempt.number && still.message.position === doubt.message.position)
          take(still, look, over);
      });
      log.info({ publicationId: id, look }, "the channel was looked at for a message in doubt");
    } catch (error) {
      broken.add(id);
      log.error({ err: error, publicationId: id }, "what a look at the channel told could not be recorded");
      failing(error);
    }
    onChange();
  };

  /** @param over whether no request could be acted on any more when the look began */
  const take = (doubt: Doubtful, look: Look, over: boolean): void => {
    const { publication, attempt } = doubt;
    const { id, looks } = publication;
    asked.delete(id);
    switch (look.result) {
      case "found":
        found(doubt, look.messageIds, look.postedAt);
        break;
      case "absent":
        absent(doubt, over);
        break;
      case "undecidable": {
        const same = publication.lookAt === null && String(publication.candidates) === String(look.candidates);
        publications.looked(id, { lookAt: null, looks, candidates: look.candidates, tell: !same });
        break;
      }
      case "unreachable": {
        const lasts = now() - attempt.beganAt >= PATIENCE || landings.isLong(id);
        publications.looked(id, { lookAt: lasts ? null : now() + AGAIN, looks, candidates: [], tell: lasts });
      }
    }
  };

  /** Twice absent, the second time when no request can land any more: it is sent again. */
  const absent = ({ publication, message, attempt }: Doubtful, over: boolean): void => {
    const { id, looks } = publication;
    if (over && looks >= 1) {
      attempts.end(id, attempt.number, "absent");
      publications.mark(id, message.position, "intended");
      if (!doubtNext(id)) publications.goOn(id);
      return;
    }
    const soon = SOON[looks];
    const lands = mayLandUntil(attempt, now());
    const last = lands > now() ? lands : now() + MAY_STILL_LAND;
    // By the time that this process waited: the clock may have been set since the request was made.
    const lookAt = landings.isOver(id) ? now() + APART : soon === undefined ? last : Math.min(now() + soon, last);
    publications.looked(id, { lookAt, looks: looks + 1, candidates: [], tell: false });
  };

  const found = ({ publication, message, attempt }: Doubtful, ids: readonly number[], postedAt: number): void => {
    const { id, channel, looks } = publication;
    // Another post may have claimed it meanwhile: then it is looked for again.
    if (ids.some((messageId) => posts.byMessage(channel.id, messageId) !== null)) {
      publications.looked(id, { lookAt: now(), looks, candidates: [], tell: false });
      return;
    }
    attempts.end(id, attempt.number, "found");
    publications.mark(id, message.position, "sent", ids);
    if (find(id).messages.every(({ state }) => state === "sent")) complete(id, postedAt);
    else if (!doubtNext(id)) publications.goOn(id);
  };

  const noticing = createNoticing(ports, endings, doubts, {
    found,
    changed: () => {
      onChange();
      pump();
    },
  });

  return {
    pump,
    lookAgain: () => {
      for (const { id, lookAt, looks, candidates, untold } of readable(publications.unknown())) {
        landings.wait(id);
        // What people are asked stays as it is until the look is done; where nobody was told before the process ended,
        // they are asked anew.
        if (lookAt === null && untold === 0) asked.add(id);
        else publications.looked(id, { lookAt: now(), looks, candidates, tell: false });
      }
    },
    open: () => {
      opened = true;
      broken.clear();
      pump();
    },
    doubted: (id) => {
      landings.wait(id);
      noticing.doubted(id);
      pump();
    },
    isOver: landings.isOver,
    noticed: noticing.noticed,
    idle: async () => {
      const busy = working !== null;
      while (working !== null) await working;
      return busy;
    },
    stop: async () => {
      opened = false;
      cancelTimer();
      landings.stop();
      while (working !== null) await working;
    },
  };
}
