import type { Attempt } from "../archive/attempts.ts";
import type { Publication, PublicationMessage } from "../archive/publications.ts";
import type { PastMessage } from "../telegram/history.ts";
import type { Endings } from "./endings.ts";
import { type Look, lookFor } from "./look.ts";
import { findSent } from "./match.ts";
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
  "publications" | "attempts" | "posts" | "history" | "now" | "timers" | "log"
>;

/**
 * How long a request that nobody answered may still be acted on, ms: grammY and the Bot API server give up after 500 s
 * (`timeoutSeconds` in grammY's ApiClientOptions; the server's own HTTP time-out).
 */
export const MAY_STILL_LAND = 510_000;
/** Looks before that, ms after the one before: a post that is out is mostly found by the first. */
const SOON = [15_000, 45_000] as const;
/** Between the looks of which the last decides, ms. */
const APART = 5_000;
/** Telegram is asked again after so much when it did not answer, ms, and people are asked when that lasts. */
const AGAIN = 30_000;
const PATIENCE = 30 * 60_000;
const KNOWN = 1_000;
const CONTROLS = 5;

/** A publication in doubt, the message that is, and the attempt that left it so. */
interface Doubtful {
  readonly publication: Publication;
  readonly message: PublicationMessage;
  readonly attempt: Attempt;
}

export function createReconciler(ports: ReconcilerPorts, endings: Endings, onChange: () => void): Reconciler {
  const { publications, attempts, posts, history, now, timers, log } = ports;
  const { find, atOnce, complete } = endings;
  let opened = false;
  let again = false;
  let working: Promise<void> | null = null;
  let cancelTimer = (): void => {};
  /** Whose request this process made, and may still be acted on by a timer that no clock moves. */
  const fresh = new Set<number>();
  const waits = new Map<number, () => void>();
  /** Whose request cannot be acted on any more, by the time that has passed, wherever the clock was set meanwhile. */
  const outwaited = new Set<number>();
  /** Who has been in doubt for so long that people are asked where Telegram does not answer. */
  const tired = new Set<number>();
  /** Whose time to be looked at has come by the timer. */
  const ripe = new Set<number>();
  const broken = new Set<number>();
  /** Of which people have been asked already, in an earlier process. */
  const asked = new Set<number>();

  const doubtful = (id: number): Doubtful | null => {
    const publication = find(id);
    const message = publication.messages.find(({ state }) => state === "unknown");
    const made = attempts.list(id);
    // After a restore parts are in doubt whose calls the copy does not know: they came after the ones that it knows.
    const attempt = made.findLast(({ position }) => position === message?.position) ?? made.at(-1);
    if (publication.state !== "unknown" || message === undefined || attempt === undefined) return null;
    return { publication, message, attempt };
  };

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
          if (!opened || broken.has(id)) continue;
          const { lookAt } = find(id);
          if (asked.has(id) || (lookAt !== null && (lookAt <= now() || ripe.has(id)))) await visit(id);
        }
      }
      if (opened) arm();
    } catch (error) {
      log.error({ err: error }, "what is in doubt could not be read");
    } finally {
      working = null;
      if (again && opened) pump();
    }
  };

  const arm = (): void => {
    cancelTimer();
    const times = publications.doubted().flatMap((id) => (broken.has(id) ? [] : (find(id).lookAt ?? [])));
    if (times.length === 0) return;
    const next = Math.min(...times);
    cancelTimer = timers.after(Math.max(0, next - now()), () => {
      for (const id of publications.doubted()) if ((find(id).lookAt ?? Number.POSITIVE_INFINITY) <= next) ripe.add(id);
      pump();
    });
  };

  const outwait = (id: number): void => {
    waits.get(id)?.();
    outwaited.delete(id);
    const over = (): void => {
      fresh.delete(id);
      outwaited.add(id);
      ripe.add(id);
      pump();
    };
    tired.delete(id);
    const calls = [timers.after(MAY_STILL_LAND, over), timers.after(PATIENCE, () => void tired.add(id))];
    waits.set(id, () => {
      for (const cancel of calls) cancel();
    });
  };

  const visit = async (id: number): Promise<void> => {
    ripe.delete(id);
    try {
      const doubt = doubtful(id);
      // From before attempts were kept: only a person can tell.
      if (doubt === null) {
        publications.looked(id, { lookAt: null, looks: 0, candidates: [], tell: !asked.delete(id) });
        return onChange();
      }
      const look = await lookFor(history, doubtOf(doubt)).catch((error: unknown): Look => {
        log.error({ err: error, publicationId: id }, "a look at the channel failed in an unforeseen way");
        return { result: "unreachable" };
      });
      atOnce(() => {
        const still = doubtful(id);
        if (still?.attempt.number === doubt.attempt.number && still.message.position === doubt.message.position)
          take(still, look);
      });
      log.info({ publicationId: id, look }, "the channel was looked at for a message in doubt");
    } catch (error) {
      broken.add(id);
      log.error({ err: error, publicationId: id }, "what a look at the channel told could not be recorded");
    }
    onChange();
  };

  const doubtOf = ({ publication, message, attempt }: Doubtful) => {
    const { channel, content } = publication;
    return {
      chatId: channel.chatId,
      outgoing: message.outgoing,
      figures: content.figures,
      others: () => unrecorded(publication),
      after: attempt.lastMessageId,
      beganAt: attempt.beganAt,
      restored: attempt.restored,
      explained: () => new Set(attempts.known(channel.id, attempt.lastMessageId ?? 0, KNOWN)),
      controls: attempts.known(channel.id, 0, CONTROLS),
    };
  };

  /** What other publications may have put into the same channel without its being recorded. */
  const unrecorded = ({ id, channel }: Publication) =>
    [...publications.intended(), ...publications.unknown()]
      .filter((other) => other !== id)
      .map(find)
      .filter((other) => other.channel.id === channel.id)
      .flatMap(({ content, messages }) =>
        messages
          .filter(({ state }) => state === "calling" || state === "unknown")
          .map(({ outgoing }) => ({ outgoing, figures: content.figures })),
      );

  const take = (doubt: Doubtful, look: Look): void => {
    const { publication, attempt } = doubt;
    const { id, looks } = publication;
    asked.delete(id);
    switch (look.result) {
      case "found":
        found(doubt, look.messageIds, look.postedAt);
        break;
      case "absent":
        absent(doubt);
        break;
      case "undecidable": {
        const same = publication.lookAt === null && String(publication.candidates) === String(look.candidates);
        publications.looked(id, { lookAt: null, looks, candidates: look.candidates, tell: !same });
        break;
      }
      case "unreachable": {
        const lasts = now() - attempt.beganAt >= PATIENCE || tired.has(id);
        publications.looked(id, { lookAt: lasts ? null : now() + AGAIN, looks, candidates: [], tell: lasts });
      }
    }
  };

  /** Twice absent, the second time when no request can land any more: it is sent again. */
  const absent = ({ publication, message, attempt }: Doubtful): void => {
    const { id, looks } = publication;
    // By the time that this process waited: the clock may have been set since the request was made.
    const over = outwaited.has(id) && !fresh.has(id);
    if (over && looks >= 1) {
      attempts.end(id, attempt.number, "absent");
      publications.mark(id, message.position, "intended");
      // After a restore the parts behind it are in doubt as well: each is looked for before any is called.
      if (find(id).messages.some(({ state }) => state === "unknown"))
        publications.looked(id, { lookAt: now(), looks: 0, candidates: [], tell: false });
      else publications.goOn(id);
      return;
    }
    const soon = SOON[looks];
    const lands = Math.min(attempt.beganAt, now()) + MAY_STILL_LAND;
    const last = lands > now() ? lands : now() + MAY_STILL_LAND;
    const lookAt = over ? now() + APART : soon === undefined ? last : Math.min(now() + soon, last);
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
    const { messages } = find(id);
    if (messages.every(({ state }) => state === "sent")) complete(id, postedAt);
    else if (messages.some(({ state }) => state === "unknown")) {
      publications.looked(id, { lookAt: now(), looks: 0, candidates: [], tell: false });
    } else publications.goOn(id);
  };

  const noticed = (chatId: number, past: PastMessage): void => {
    for (const id of publications.unknown()) {
      const doubt = doubtful(id);
      if (doubt === null || doubt.publication.channel.chatId !== chatId) continue;
      const { publication, message, attempt } = doubt;
      const after = attempt.lastMessageId;
      const isLater = after === null ? past.postedAt >= attempt.beganAt - SLACK : past.messageId > after;
      const explained = attempts.known(publication.channel.id, past.messageId - 1, KNOWN).includes(past.messageId);
      if (!isLater || explained) continue;
      const sent = findSent(message.outgoing, publication.content.figures, [past]);
      if (!("found" in sent) && sent.perhaps.length === 0) continue;
      atOnce(() => {
        if ("found" in sent) found(doubt, sent.found, past.postedAt);
        else publications.looked(id, { lookAt: now(), looks: publication.looks, candidates: [], tell: false });
      });
      onChange();
      pump();
    }
  };

  return {
    pump,
    lookAgain: () => {
      for (const id of publications.unknown()) {
        const { lookAt, looks, candidates, untold } = find(id);
        outwait(id);
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
      fresh.add(id);
      outwait(id);
      pump();
    },
    isOver: (id) => outwaited.has(id),
    noticed,
    idle: async () => {
      const busy = working !== null;
      while (working !== null) await working;
      return busy;
    },
    stop: async () => {
      opened = false;
      cancelTimer();
      for (const cancel of waits.values()) cancel();
      while (working !== null) await working;
    },
  };
}

/** Telegram's clock and this one may differ by so much, ms. */
const SLACK = 60_000;
