import type { Act } from "./act.ts";
import type { Chance } from "./chance.ts";
import { postOf, type TrueChannel } from "./channel.ts";
import type { Clock } from "./clock.ts";
import { LATEST_EFFECT } from "./faults.ts";
import { textOf } from "./posts.ts";
import { isOver, type Wish } from "./wish.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export interface DoingOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly channel: TrueChannel;
  /** The clock on the wall, as the bot's machine shows it. */
  readonly now: () => number;
  readonly send: (person: number, act: Act) => void;
  /** The version of the draft that its card shows. */
  readonly versionOf: (draftId: number) => number | null;
  /** The messages of the channel that the bot surely knows to be the publication's. */
  readonly knownIds: (publicationId: number) => readonly number[];
  readonly note: (line: string) => void;
}

/** What people do for what they want, by their own hands. */
export interface Doing {
  write(wish: Wish, followsPostId: number | null): void;
  /** Says it in new words. */
  rewrite(wish: Wish): void;
  press(wish: Wish, person?: number): void;
  /** Presses after some time between the two, ms. */
  again(wish: Wish, from: number, to: number): void;
  /** @param ahead ms from now */
  schedule(wish: Wish, ahead: number): void;
  /** Looks into the channel, late enough that nothing can still arrive, and says what is there. */
  lookInto(publicationId: number, wish: Wish): void;
  /** Looks into the channel soon, and says at once where nothing is there. */
  glanceAt(publicationId: number, wish: Wish): void;
  /** Throws one draft away, of a post that is not out. */
  throwAway(wishes: readonly Wish[]): void;
  /** Removes a part of an older wording that is in the way: the post begins anew. */
  clear(wish: Wish, publicationId: number, ids: readonly number[]): void;
}

export function createDoing(options: DoingOptions): Doing {
  const { clock, chance, channel, now, send, versionOf, knownIds, note } = options;

  const write = (wish: Wish, followsPostId: number | null): void => {
    send(wish.person, { kind: "write", post: wish.post, text: wish.text, followsPostId });
  };

  const press = (wish: Wish, person = wish.person): void => {
    if (isOver(wish) || wish.draftId === null) return;
    const shown = versionOf(wish.draftId) ?? 0;
    const version = chance.happens(0.03) ? shown - 1 : shown;
    wish.approvedAt ??= clock.now();
    // Whoever presses wants it now, whatever was planned.
    wish.firstDueAt = null;
    if (wish.state === "written" || wish.state === "refused") Object.assign(wish, { state: "asked", owedAt: now() });
    wish.pressed.push(version);
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

  const isAsked = (publicationId: number, wish: Wish): boolean =>
    wish.state === "flagged" && wish.flaggedOf === publicationId && !isOver(wish);

  /** What stands in the channel of it and is not known to the bot. */
  const unknownOf = (publicationId: number, wish: Wish): readonly number[] => {
    const known = new Set(knownIds(publicationId));
    return channel
      .all()
      .filter(({ part, deletedAt }) => part !== null && postOf(part) === wish.post.number && deletedAt === null)
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => id);
  };

  const glanceAt = (publicationId: number, wish: Wish): void => {
    clock.after(SECOND, () => {
      if (!isAsked(publicationId, wish) || unknownOf(publicationId, wish).length > 0) return;
      note(`person ${wish.person} says at once that post ${wish.post.number} is not there`);
      wish.cleared = true;
      send(wish.person, { kind: "settle", publicationId, messageIds: null });
    });
  };

  const throwAway = (wishes: readonly Wish[]): void => {
    const open = wishes.filter((each) => !isOver(each) && each.draftId !== null);
    const [wish] = open.length === 0 ? [] : [chance.pick(open)];
    if (wish === undefined || wish.draftId === null) return;
    note(`person ${wish.person} throws the draft of post ${wish.post.number} away`);
    send(wish.person, { kind: "throw-away", draftId: wish.draftId });
  };

  const lookInto = (publicationId: number, wish: Wish): void => {
    clock.after(LATEST_EFFECT + chance.between(MINUTE, 30 * MINUTE), () => {
      if (!isAsked(publicationId, wish)) return;
      const there = unknownOf(publicationId, wish);
      note(`person ${wish.person} looked for post ${wish.post.number}: ${there.length === 0 ? "not there" : there}`);
      wish.owedAt = now();
      if (there.length === 0) wish.cleared = true;
      send(wish.person, { kind: "settle", publicationId, messageIds: there.length === 0 ? null : there });
    });
  };

  const again = (wish: Wish, from: number, to: number): void => {
    clock.after(chance.between(from, to), () => press(wish));
  };

  const clear = (wish: Wish, publicationId: number, ids: readonly number[]): void => {
    clock.after(chance.between(LATEST_EFFECT, LATEST_EFFECT + 10 * MINUTE), () => {
      if (wish.state !== "refused" || wish.clearedOf === publicationId) return;
      wish.clearedOf = publicationId;
      for (const id of ids) channel.remove(id);
      Object.assign(wish, { deleted: true, cleared: true });
      note(`person ${wish.person} removes ${ids.join(", ")} by hand`);
      send(wish.person, { kind: "settle", publicationId, messageIds: null, anew: true });
    });
  };

  const rewrite = (wish: Wish): void => {
    if (wish.draftId === null) return;
    wish.wording += 1;
    send(wish.person, { kind: "rewrite", draftId: wish.draftId, text: textOf(wish.post, wish.wording) });
  };

  return { write, rewrite, press, again, schedule, lookInto, glanceAt, throwAway, clear };
}
