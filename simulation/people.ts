import type { PublishOutcome } from "../src/publish/publisher.ts";
import type { Act } from "./act.ts";
import type { Chance } from "./chance.ts";
import type { TrueChannel } from "./channel.ts";
import type { Clock } from "./clock.ts";
import { createDoing } from "./doing.ts";
import type { PlannedPost, Tinkering } from "./plan.ts";
import { createRecovery } from "./recovery.ts";
import type { SimulatedTelegram } from "./telegram.ts";
import { createTinkering } from "./tinkering.ts";
import type { Told } from "./told.ts";
import { isOver, newWish, type Wish } from "./wish.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export interface PeopleOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  /** Decides what people do on a whim. */
  readonly whim: Chance;
  /** Whether people change what waits to go out. */
  readonly rewrites: boolean;
  /** Whether people say at once that what they are asked about is not there. */
  readonly hasty: boolean;
  readonly channel: TrueChannel;
  readonly telegram: SimulatedTelegram;
  readonly posts: readonly PlannedPost[];
  /** The clock on the wall, as the bot's machine shows it. */
  readonly now: () => number;
  readonly send: (person: number, act: Act) => void;
  /** The version of the draft that its card shows. */
  readonly versionOf: (draftId: number) => number | null;
  /** The messages of the channel that the bot surely knows to be the publication's. */
  readonly knownIds: (publicationId: number) => readonly number[];
  /** Whether the draft exists, and is neither published nor put away. */
  readonly isOpen: (draftId: number) => boolean;
  readonly note: (line: string) => void;
}

/** The authors and admins: they write, press, are told, and do what a patient person would. */
export interface People {
  readonly wishes: readonly Wish[];
  hear(told: Told): void;
  /** Somebody changes a planned post. */
  tinker(how: Tinkering): void;
  /** Somebody throws a draft away that is not out. */
  throwAway(): void;
  /** The database is an older one now: an admin looks through the drafts, and confirms. */
  restored(): void;
  /** Whether nobody has confirmed yet that publishing may go on after it. */
  isRestoring(): boolean;
  wishOf(draftId: number): Wish | null;
  wishOfPublication(publicationId: number): Wish | null;
}

export function createPeople(options: PeopleOptions): People {
  const { clock, chance, channel, telegram, posts, now, send, versionOf, knownIds, isOpen, note } = options;
  const { whim, rewrites, hasty } = options;
  const wishes: Wish[] = [];
  const begun = new Set<PlannedPost>();
  const publications = new Map<number, number>();
  const wishOf = (draftId: number) => wishes.find((wish) => wish.draftId === draftId) ?? null;
  const wishOfPublication = (id: number) => wishOf(publications.get(id) ?? 0);

  const doing = createDoing({ clock, chance, channel, now, send, versionOf, knownIds, note });
  const { press, schedule, lookInto, glanceAt, throwAway, again, clear, rewrite } = doing;
  const write = (post: PlannedPost, followsPostId: number | null): void => {
    const wish = newWish(post);
    wishes.push(wish);
    doing.write(wish, followsPostId);
  };

  const learn = (wish: Wish, outcome: PublishOutcome): void => {
    if (isOver(wish) && outcome.status !== "sent") return;
    if ("publicationId" in outcome) publications.set(outcome.publicationId, wish.draftId ?? 0);
    switch (outcome.status) {
      case "sent":
        Object.assign(wish, { state: "sent", owedAt: null, postId: outcome.postId, messageIds: outcome.messageIds });
        for (const post of posts) {
          if (post.follows !== wish.post.number || begun.has(post)) continue;
          begun.add(post);
          clock.after(chance.between(SECOND, 20 * MINUTE), () => write(post, outcome.postId));
        }
        return;
      case "waiting":
        Object.assign(wish, { state: "waiting", owedAt: outcome.until });
        if (chance.happens(0.1)) {
          clock.after(chance.between(0, 40 * SECOND), () => {
            if (wish.state !== "waiting") return;
            note(`person ${wish.person} takes post ${wish.post.number} back`);
            send(wish.person, { kind: "withdraw", publicationId: outcome.publicationId });
          });
        }
        if (rewrites && whim.happens(0.4)) {
          clock.after(whim.between(0, 40 * SECOND), () => {
            if (wish.state !== "waiting") return;
            note(`person ${wish.person} changes post ${wish.post.number} while it waits`);
            rewrite(wish);
          });
        }
        return;
      case "delayed":
        Object.assign(wish, { state: "delayed", owedAt: outcome.lasts ? null : outcome.until });
        return;
      case "unknown":
        if (outcome.lookAt != null) {
          Object.assign(wish, { state: "doubtful", owedAt: outcome.lookAt });
          return;
        }
        if (wish.state !== "flagged") {
          Object.assign(wish, { state: "flagged", flaggedOf: outcome.publicationId, owedAt: null });
          if (hasty) glanceAt(outcome.publicationId, wish);
          lookInto(outcome.publicationId, wish);
        }
        return;
      case "refused": {
        const { refusal, partly } = outcome;
        Object.assign(wish, { state: "refused", owedAt: null });
        if (partly !== undefined) {
          wish.messageIds = partly.messageIds;
          publications.set(partly.publicationId, wish.draftId ?? 0);
        }
        if (refusal.code === "partly-sent" && partly !== undefined)
          clear(wish, partly.publicationId, partly.messageIds);
        else if (refusal.code === "too-many-requests") {
          const wait = Math.max(refusal.retryAfterSeconds * SECOND, telegram.floodUntil() - clock.now());
          again(wish, wait + SECOND, wait + 2 * MINUTE);
        } else {
          if (chance.happens(0.3)) rewrite(wish);
          again(wish, 5 * SECOND, 30 * MINUTE);
        }
        return;
      }
      case "already":
        if (wish.state === "asked") wish.owedAt = now();
        return;
      case "changed":
        wish.owedAt = null;
        again(wish, SECOND, MINUTE);
        return;
    }
  };

  const recovery = createRecovery({ clock, chance, channel, wishes, send, versionOf, isOpen, again, note });

  const tinkering = createTinkering({
    clock,
    chance,
    telegram,
    wishes,
    now,
    send,
    again: (wish) => press(wish),
    note,
  });

  for (const post of posts) if (post.follows === null) clock.after(post.writtenAt, () => write(post, null));

  return {
    wishes,
    ...recovery,
    tinker: tinkering.tinker,
    throwAway: () => throwAway(wishes),
    wishOf,
    wishOfPublication,
    hear: (told) => {
      switch (told.by) {
        case "saved": {
          const wish = wishes.find(({ post }) => post.number === told.post);
          if (wish === undefined || wish.draftId !== null) return;
          wish.draftId = told.draftId;
          const { pressedAfter, pressedAgainAfter, scheduledFor, author } = wish.post;
          if (scheduledFor !== null) {
            clock.after(pressedAfter, () => schedule(wish, scheduledFor));
            return;
          }
          clock.after(pressedAfter, () => press(wish));
          if (pressedAgainAfter !== null) clock.after(pressedAfter + pressedAgainAfter, () => press(wish, 3 - author));
          return;
        }
        case "rewritten": {
          const wish = wishOf(told.draftId);
          if (wish !== null && told.changed) wish.text = told.text;
          return;
        }
        case "scheduled": {
          const wish = wishOf(told.draftId);
          if (wish === null) return;
          // Taken out of the queue and given another time while the bot did not answer: the time came last.
          if (wish.state === "refused" && wish.approvedAt === null && told.planned) {
            Object.assign(wish, { state: "scheduled", approvedAt: clock.now(), firstDueAt: told.due });
          }
          if (wish.state !== "scheduled") return;
          tinkering.hear(told);
          if (!told.planned) again(wish, SECOND, MINUTE);
          return;
        }
        case "queue":
          return tinkering.hear(told);
        case "receipt": {
          const wish = wishOf(told.draftId);
          if (wish === null || isOver(wish)) return;
          if (told.state === "late") wish.owedAt = told.goAt;
          if (told.state !== "asked" || wish.state !== "scheduled") return;
          // The admins are asked: that is the flag. They publish it, or give it another time.
          Object.assign(wish, { state: "refused", owedAt: null, dueAt: null });
          if (chance.happens(0.5)) again(wish, MINUTE, 30 * MINUTE);
          else
            clock.after(chance.between(MINUTE, 30 * MINUTE), () => schedule(wish, chance.between(MINUTE, 30 * MINUTE)));
          return;
        }
        case "answer":
        case "event": {
          const wish = wishOf(told.draftId);
          if (wish !== null) learn(wish, told.outcome);
          return;
        }
        case "thrown-away": {
          const wish = wishOf(told.draftId);
          if (wish !== null && told.done)
            Object.assign(wish, { withdrawn: true, thrownAwayAt: clock.now(), owedAt: null });
          return;
        }
        case "withdrawal":
        case "settlement": {
          const wish = wishOfPublication(told.publicationId);
          if (wish === null) return;
          if (told.outcome.status === "early")
            return lookInto(told.publicationId, Object.assign(wish, { cleared: false }));
          if (told.outcome.status !== "released") return learn(wish, told.outcome);
          Object.assign(wish, { state: "refused", owedAt: null, messageIds: [] });
          again(wish, SECOND, 5 * MINUTE);
        }
      }
    },
  };
}
