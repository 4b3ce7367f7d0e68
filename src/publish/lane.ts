import type { Publication, PublicationMessage } from "../archive/publications.ts";
import { answeredBy } from "../post/outgoing.ts";
import type { Refusal } from "../post/refusal.ts";
import type { Sent } from "../telegram/publishing.ts";
import { type Endings, sentOf } from "./endings.ts";
import { fingerprintOf } from "./fingerprint.ts";
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
  "publications" | "attempts" | "drafts" | "channels" | "sending" | "now" | "timers" | "held" | "log"
>;

/** How often a channel's new id is followed in one go. */
const MIGRATIONS = 2;
/** A network that fails is tried again after 1, 2, 4 … seconds, at most so many ms. */
const LONGEST_BACKOFF = 60_000;

/** What happens beside the lane when a publication comes to rest. */
interface LaneEvents {
  readonly changed: () => void;
  readonly doubted: (publicationId: number) => void;
}

export function createLane(ports: LanePorts, endings: Endings, { changed, doubted }: LaneEvents): Lane {
  const { publications, attempts, drafts, channels, sending, now, timers, held = () => false, log } = ports;
  const { find, atOnce, halt, doubt, complete } = endings;
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

  const release = (id: number, error?: unknown): void => {
    const waiting = waiters.get(id) ?? [];
    waiters.delete(id);
    for (const { resolve, reject } of waiting) error === undefined ? resolve() : reject(error);
  };

  /** A row that cannot be read keeps no other from going out. */
  const readable = (): readonly Publication[] =>
    publications
      .intended()
      .filter((id) => !broken.has(id))
      .flatMap((id) => {
        try {
          return [find(id)];
        } catch (error) {
          broken.add(id);
          log.error({ err: error, publicationId: id }, "a publication could not be read");
          return [];
        }
      });

  /** The next that is due, or null; and when the next of the others is, as far as is known. */
  const next = (): { readonly publication: Publication | null; readonly wakeAt: number | null } => {
    const paused = new Set<number>();
    const times: number[] = [];
    const going = readable().filter(({ refusal, retryAt }) => refusal === null || retryAt !== null);
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
        await pinAll();
        arm();
      }
    } catch (error) {
      log.error({ err: error }, "what is to be published could not be read");
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
    else if (isFar || publications.toPin().length > 0) cancelGlance = timers.after(GLANCE, pump);
    // A timer that runs already is kept: no clock moves it.
    if (wakeAt === armedFor) return;
    cancelTimer();
    armedFor = wakeAt;
    if (wakeAt === null || wakeAt - now() > LONGEST_TIMER) return;
    cancelTimer = timers.after(Math.max(0, wakeAt - now()), () => {
      armedFor = null;
      for (const { id, releaseAt, retryAt } of readable()) if ((retryAt ?? releaseAt ?? 0) <= wakeAt) ripe.add(id);
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
      await send(id);
      calling = null;
      ripe.delete(id);
      release(id);
    } catch (error) {
      calling = null;
      broken.add(id);
      log.error({ err: error, publicationId: id }, "the record of a publication failed");
      release(id, error);
    }
    changed();
  };

  const send = async (id: number): Promise<void> => {
    const publication = find(id);
    const stale = staleness(publication);
    if (stale !== null) return halt(publication, stale);
    const earlier = sentOf(publication).flatMap(({ messageIds }) => messageIds[0] ?? []);
    let { channel } = publication;
    let migrations = 0;
    for (let i = 0; i < publication.messages.length && opened; i++) {
      const message = publication.messages[i] as PublicationMessage;
      if (message.state === "sent") continue;
      const number = begin(publication, channel.chatId, message);
      const sent = await call(id, channel.chatId, message, answeredBy(message.outgoing, earlier));
      if (sent.ok) {
        atOnce(() => {
          publications.mark(id, message.position, "sent", sent.messageIds);
          attempts.end(id, number, "sent");
        });
        earlier.push(sent.messageIds[0]);
      } else if (!("refusal" in sent)) {
        doubt(find(id));
        return doubted(id);
      } else if (sent.refusal.code === "chat-migrated" && migrations++ < MIGRATIONS) {
        const { refusal } = sent;
        atOnce(() => {
          refuse(id, number, message, refusal);
          channels.migrate(channel.chatId, refusal.chatId);
        });
        channel = { ...channel, chatId: refusal.chatId };
        i--;
      } else {
        return put(publication, number, message, sent.refusal);
      }
    }
    if (find(id).messages.every(({ state }) => state === "sent")) complete(id);
  };

  /** Writes the attempt, so that the disk knows of the call before it is made. */
  const begin = ({ id, channel }: Publication, chatId: number, { position, outgoing }: PublicationMessage): number =>
    atOnce(() => {
      publications.mark(id, position, "calling");
      const lastMessageId = attempts.lastKnown(channel.id);
      return attempts.begin(id, { position, lastMessageId, fingerprint: fingerprintOf(chatId, outgoing) });
    });

  const call = async (id: number, chatId: number, message: PublicationMessage, replyTo: number | null) => {
    try {
      return await sending.send(chatId, message.outgoing, replyTo);
    } catch (error) {
      log.error({ err: error, publicationId: id, position: message.position }, "a call failed in an unforeseen way");
      return { ok: false, unknown: true } satisfies Sent;
    }
  };

  const refuse = (id: number, number: number, { position }: PublicationMessage, refusal: Refusal): void => {
    publications.mark(id, position, "intended");
    attempts.end(id, number, "refused", refusal);
  };

  /** The channel did not take this message: it is tried again later where that can help, and otherwise no more. */
  const put = (publication: Publication, number: number, message: PublicationMessage, refusal: Refusal): void =>
    atOnce(() => {
      const { id } = publication;
      refuse(id, number, message, refusal);
      const wait = waitOf(id, refusal);
      if (wait === null) halt(find(id), refusal);
      else publications.delay(id, refusal, now() + wait);
    });

  const waitOf = (id: number, refusal: Refusal): number | null => {
    if (refusal.code === "too-many-requests") return Math.max(1, refusal.retryAfterSeconds) * 1_000;
    if (refusal.code !== "not-reached") return null;
    const made = attempts.list(id);
    const since = made.findLastIndex((attempt) => attempt.refusal?.code !== "not-reached");
    return Math.min(1_000 * 2 ** Math.min(made.length - since - 2, 10), LONGEST_BACKOFF);
  };

  /**
   * Why a publication of which nothing is sent must not go out any more: its draft was put away or, where a person
   * pressed, changed while it waited.
   */
  const staleness = (publication: Publication): Refusal | null => {
    const { messages, draftId, origin, version, retryAt } = publication;
    if (messages.some(({ state }) => state === "sent")) return null;
    const draft = drafts.load(draftId);
    if (draft?.state !== "open") return { code: "withdrawn" };
    const changed = draft.version !== version;
    return changed && origin === "press" && retryAt === null && attempts.list(publication.id).length === 0
      ? { code: "changed" }
      : null;
  };

  const pinAll = async (): Promise<void> => {
    for (const id of publications.toPin()) {
      const { channel, messages } = find(id);
      const [first] = messages.flatMap(({ messageIds }) => messageIds);
      const pinned = first === undefined ? "refused" : await sending.pin(channel.chatId, first);
      // It stays to be pinned, under the new id at the next glance.
      if (typeof pinned === "object") channels.migrate(channel.chatId, pinned.movedTo);
      else if (pinned === "unreachable") log.warn({ publicationId: id }, "a post is not pinned yet");
      else publications.pinned(id);
      if (pinned === "refused") log.warn({ publicationId: id }, "a post may not be pinned");
    }
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

/** Timers of Node hold 24 days, ms; what is later is looked at again before. */
const LONGEST_TIMER = 86_400_000;
/** The clock is looked at so often while something waits for its time, ms. */
const GLANCE = 60_000;
