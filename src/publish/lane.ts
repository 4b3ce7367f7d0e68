import type { Publication } from "../archive/publications.ts";
import { createCalls } from "./calls.ts";
import type { Endings } from "./endings.ts";
import { createPins } from "./pins.ts";
import type { PublisherPorts } from "./ports.ts";

/** Makes the calls, one at a time, in the order in which publications are due. */
export interface Lane {
  /** Something is due, or may be: looks at once, and again when the next is. Does nothing before `open`. */
  pump(): void;
  open(): void;
  /** Resolves when the publication needs no call of this lane any more, or is put off; rejects where the disk failed. */
  rest(publicationId: number): Promise<void>;
  isCalling(publicationId: number): boolean;
  /** No further call is begun; resolves when the last has ended. */
  stop(): Promise<void>;
  /** Resolves when nothing is due; tells whether anything was. */
  idle(): Promise<boolean>;
}

type LanePorts = Pick<
  PublisherPorts,
  | "publications"
  | "attempts"
  | "drafts"
  | "posts"
  | "channels"
  | "sending"
  | "now"
  | "timers"
  | "held"
  | "failing"
  | "log"
>;

/** What happens beside the lane when a publication comes to rest. */
interface LaneEvents {
  readonly changed: () => void;
  readonly doubted: (publicationId: number) => void;
}

/** Timers of Node hold 24 days, ms; what is later is looked at again before. */
const LONGEST_TIMER = 86_400_000;
/** The clock is looked at so often while something waits for its time, ms. */
const GLANCE = 60_000;

export function createLane(ports: LanePorts, endings: Endings, { changed, doubted }: LaneEvents): Lane {
  const { publications, now, timers, held = () => false, failing = () => {}, log } = ports;
  const { readable } = endings;
  let opened = false;
  let again = false;
  let working: Promise<void> | null = null;
  let calling: number | null = null;
  let cancelTimer = (): void => {};
  let cancelGlance = (): void => {};
  let armedFor: number | null = null;
  /** Publications whose record failed: only the next press, or the next start, tries them again. */
  const broken = new Set<number>();
  /** Those whose time has come by the timer, whatever the clock says meanwhile. */
  const ripe = new Set<number>();
  const waiters = new Map<number, { resolve: () => void; reject: (error: unknown) => void }[]>();

  const calls = createCalls(ports, endings, { goesOn: () => opened, doubted });
  const pins = createPins(ports, endings, changed);

  const release = (id: number, error?: unknown): void => {
    const waiting = waiters.get(id) ?? [];
    waiters.delete(id);
    for (const { resolve, reject } of waiting) error === undefined ? resolve() : reject(error);
  };

  const whole = (): readonly Publication[] => readable(publications.intended().filter((id) => !broken.has(id)));

  /** The next that is due, or null; and when the next of the others is, as far as is known. */
  const next = (): { readonly publication: Publication | null; readonly wakeAt: number | null } => {
    const paused = new Set<number>();
    const times: number[] = [];
    const going = whole().filter(({ refusal, retryAt }) => refusal === null || retryAt !== null);
    const isLater = (id: number, at: number | null, exact: boolean): at is number =>
      at !== null && at > now() && (exact || !ripe.has(id));
    // What Telegram asked to wait for, and what cannot be reached, holds its whole channel: so the order stays.
    for (const { id, channel, retryAt } of going) {
      if (!isLater(id, retryAt, false)) continue;
      paused.add(channel.id);
      times.push(retryAt);
    }
    let found: Publication | null = null;
    for (const publication of going) {
      const { id, channel, releaseAt, retryAt, origin } = publication;
      // A clock that was set back does not keep a press waiting; what is scheduled goes by the clock.
      if (retryAt === null && isLater(id, releaseAt, origin === "schedule")) times.push(releaseAt);
      else if (!paused.has(channel.id)) found ??= publication;
    }
    return { publication: found, wakeAt: times.length === 0 ? null : Math.min(...times) };
  };

  const work = async (): Promise<void> => {
    // Whoever has just written an intent finishes first.
    await Promise.resolve();
    try {
      while (again && opened) {
        again = false;
        for (let { publication } = next(); publication !== null && opened && !held(); { publication } = next()) {
          await run(publication.id);
        }
      }
      if (opened) {
        // Whatever else has been asked for waits behind something, or for its time.
        for (const id of [...waiters.keys()]) release(id);
        await pins.pinAll();
        arm();
      }
    } catch (error) {
      log.error({ err: error }, "what is to be published could not be read");
      failing(error);
      for (const id of [...waiters.keys()]) release(id, error);
    } finally {
      working = null;
      // A change that came during the last step has found this run still there.
      if (again && opened) pump();
    }
  };

  const arm = (): void => {
    cancelGlance();
    const { publication, wakeAt } = next();
    const isFar = wakeAt !== null && wakeAt - now() > GLANCE;
    // While Telegram pinned, something became due: no other timer is set for it.
    if (publication !== null && !held()) cancelGlance = timers.after(0, pump);
    // A clock that goes ahead makes things due before the timer comes; what is not pinned yet is tried again.
    else if (isFar || pins.isLeft()) cancelGlance = timers.after(GLANCE, pump);
    // A timer that runs already is kept: no clock moves it.
    if (wakeAt === armedFor) return;
    cancelTimer();
    armedFor = wakeAt;
    if (wakeAt === null || wakeAt - now() > LONGEST_TIMER) return;
    cancelTimer = timers.after(Math.max(0, wakeAt - now()), () => {
      armedFor = null;
      for (const { id, releaseAt, retryAt } of whole()) if ((retryAt ?? releaseAt ?? 0) <= wakeAt) ripe.add(id);
      pump();
    });
  };

  const pump = (): void => {
    again = true;
    if (opened) working ??= work();
  };

  const run = async (id: number): Promise<void> => {
    calling = id;
    try {
      await calls.send(id);
      calling = null;
      ripe.delete(id);
      release(id);
    } catch (error) {
      calling = null;
      broken.add(id);
      log.error({ err: error, publicationId: id }, "the record of a publication failed");
      failing(error);
      release(id, error);
    }
    changed();
  };

  return {
    pump,
    open: () => {
      opened = true;
      broken.clear();
      pump();
    },
    rest: (id) => {
      broken.delete(id);
      if (!opened) return Promise.resolve();
      return new Promise((resolve, reject) => {
        waiters.set(id, [...(waiters.get(id) ?? []), { resolve, reject }]);
        pump();
      });
    },
    idle: async () => {
      const busy = working !== null;
      while (working !== null) await working;
      return busy;
    },
    isCalling: (id) => calling === id,
    stop: async () => {
      opened = false;
      cancelTimer();
      cancelGlance();
      armedFor = null;
      while (working !== null) await working;
      for (const id of [...waiters.keys()]) release(id);
    },
  };
}
