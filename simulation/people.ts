import type { PublishOutcome } from "../src/publish/publisher.ts";
import type { Chance } from "./chance.ts";
import { postOf, type TrueChannel } from "./channel.ts";
import type { Clock } from "./clock.ts";
import { LATEST_EFFECT } from "./faults.ts";
import type { PlannedPost, Tinkering } from "./plan.ts";
import { textOf } from "./posts.ts";
import type { Act } from "./process.ts";
import type { SimulatedTelegram } from "./telegram.ts";
import { createTinkering } from "./tinkering.ts";
import type { Told } from "./told.ts";
import type { Wish } from "./wish.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export interface PeopleOptions {
  readonly clock: Clock;
  readonly chance: Chance;
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
  /** The database is an older one now: an admin looks through the drafts, and confirms. */
  restored(): void;
  wishOf(draftId: number): Wish | null;
  wishOfPublication(publicationId: number): Wish | null;
}

export function createPeople(options: PeopleOptions): People {
  const { clock, chance, channel, telegram, posts, now, send, versionOf, knownIds, isOpen, note } = options;
  const wishes: Wish[] = [];
  const begun = new Set<PlannedPost>();
  const publications = new Map<number, number>();
  const wishOf = (draftId: number) => wishes.find((wish) => wish.draftId === draftId) ?? null;
  const wishOfPublication = (id: number) => wishOf(publications.get(id) ?? 0);
  const isOver = (wish: Wish): boolean => wish.state === "sent" || wish.withdrawn;

  const write = (post: PlannedPost, followsPostId: number | null): void => {
    const wish: Wish = {
      post,
      person: post.author,
      text: textOf(post),
      wording: 1,
      draftId: null,
      approvedAt: null,
      dueAt: null,
      firstDueAt: null,
      owedAt: null,
      overdueSince: null,
      state: "written",
      postId: null,
      messageIds: [],
      deleted: false,
      edited: false,
      withdrawn: false,
    };
    wishes.push(wish);
    send(post.author, { kind: "write", post, text: wish.text, followsPostId });
  };

  const press = (wish: Wish, person = wish.person): void => {
    if (isOver(wish) || wish.draftId === null) return;
    const shown = versionOf(wish.draftId) ?? 0;
    const version = chance.happens(0.03) ? shown - 1 : shown;
    wish.approvedAt ??= clock.now();
    // Whoever presses wants it now, whatever was planned.
    wish.firstDueAt = null;
    if (wish.state === "written" || wish.state === "refused") Object.assign(wish, { state: "asked", owedAt: now() });
    note(`person ${person} presses "publish" on post ${wish.post.number}`);
    send(person, { kind: "press", draftId: wish.draftId, version });
    // Whoever hears nothing for long presses again.
    clock.after(40 * MINUTE, () => {
      if (wish.state === "asked") press(wish, person);
    });
  };

  const schedule = (wish: Wish, ahead: number): void => {
    if (isOver(wish) || wish.draftId === null || (wish.state !== "written" && wish.state !== "refused")) return;
    const due = Math.ceil((now() + ahead) / MINUTE) * MINUTE;
    if (wish.approvedAt === null || wish.firstDueAt !== null) wish.firstDueAt = due;
    wish.approvedAt ??= clock.now();
    Object.assign(wish, { dueAt: due, state: "scheduled", owedAt: due });
    note(`person ${wish.person} schedules post ${wish.post.number} for ${new Date(due).toISOString()}`);
    send(wish.person, { kind: "schedule", draftId: wish.draftId, due });
  };

  /** A person looks into the channel, late enough that nothing can still arrive, and says what is there. */
  const lookInto = (publicationId: number, wish: Wish): void => {
    clock.after(LATEST_EFFECT + chance.between(MINUTE, 30 * MINUTE), () => {
      if (wish.state !== "flagged" || isOver(wish)) return;
      const known = new Set(knownIds(publicationId));
      const there = channel
        .all()
        .filter(({ part, deletedAt }) => part !== null && postOf(part) === wish.post.number && deletedAt === null)
        .filter(({ id }) => !known.has(id))
        .map(({ id }) => id);
      note(`person ${wish.person} looked for post ${wish.post.number}: ${there.length === 0 ? "not there" : there}`);
      wish.owedAt = now();
      send(wish.person, { kind: "settle", publicationId, messageIds: there.length === 0 ? null : there });
    });
  };

  const again = (wish: Wish, from: number, to: number): void => {
    clock.after(chance.between(from, to), () => press(wish));
  };

  /** A part of an older wording is in the way: it is removed by hand, and the post begins anew. */
  let clearedFor: number | null = null;
  const clear = (wish: Wish, publicationId: number, ids: readonly number[]): void => {
    clock.after(chance.between(LATEST_EFFECT, LATEST_EFFECT + 10 * MINUTE), () => {
      if (wish.state !== "refused" || clearedFor === publicationId) return;
      clearedFor = publicationId;
      for (const id of ids) channel.remove(id);
      wish.deleted = true;
      note(`person ${wish.person} removes ${ids.join(", ")} by hand`);
      send(wish.person, { kind: "settle", publicationId, messageIds: null, anew: true });
    });
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
          Object.assign(wish, { state: "flagged", owedAt: null });
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
          if (chance.happens(0.3) && wish.draftId !== null) {
            wish.wording += 1;
            const text = textOf(wish.post, wish.wording);
            send(wish.person, { kind: "rewrite", draftId: wish.draftId, text });
          }
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

  const isOut = (wish: Wish): boolean =>
    channel.all().some(({ part, deletedAt }) => part !== null && postOf(part) === wish.post.number && !deletedAt);

  /** What is newer than the copy is lost with it, as everybody knows; what the copy has goes on. */
  const restored = (): void => {
    clearedFor = null;
    for (const wish of wishes) {
      const known = wish.draftId !== null && versionOf(wish.draftId) !== null;
      if (!known || !isOpen(wish.draftId ?? 0)) {
        Object.assign(wish, { withdrawn: true, owedAt: null, postId: null, ...(known ? {} : { draftId: null }) });
      } else Object.assign(wish, { state: "asked", owedAt: null, postId: null, messageIds: [] });
    }
    // Late enough that nothing of before can still arrive.
    clock.after(LATEST_EFFECT + chance.between(MINUTE, 30 * MINUTE), () => {
      const done: number[] = [];
      for (const wish of wishes) {
        if (wish.draftId === null || wish.withdrawn || !isOpen(wish.draftId)) continue;
        if (isOut(wish)) {
          done.push(wish.draftId);
          Object.assign(wish, { withdrawn: true, owedAt: null });
        } else if (wish.state === "asked") {
          wish.state = "refused";
          again(wish, MINUTE, 10 * MINUTE);
        }
      }
      note(`an admin looked at the channel after the restore; drafts that are out: ${done.join(", ") || "none"}`);
      send(1, { kind: "confirm", done });
    });
  };

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
    restored,
    tinker: tinkering.tinker,
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
        case "withdrawal":
        case "settlement": {
          const wish = wishOfPublication(told.publicationId);
          if (wish === null) return;
          if (told.outcome.status === "early") return lookInto(told.publicationId, wish);
          if (told.outcome.status !== "released") return learn(wish, told.outcome);
          Object.assign(wish, { state: "refused", owedAt: null, messageIds: [] });
          again(wish, SECOND, 5 * MINUTE);
        }
      }
    },
  };
}
