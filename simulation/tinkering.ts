import type { Act } from "./act.ts";
import type { Chance } from "./chance.ts";
import { postOf } from "./channel.ts";
import type { Clock } from "./clock.ts";
import type { Tinkering } from "./plan.ts";
import { textOf } from "./posts.ts";
import type { SimulatedTelegram } from "./telegram.ts";
import type { Told } from "./told.ts";
import type { Wish } from "./wish.ts";

const MINUTE = 60_000;

export interface TinkeringOptions {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly telegram: SimulatedTelegram;
  readonly wishes: readonly Wish[];
  /** The clock on the wall. */
  readonly now: () => number;
  readonly send: (person: number, act: Act) => void;
  /** The person presses "publish" in a while. */
  readonly again: (wish: Wish) => void;
  readonly note: (line: string) => void;
}

/** People who change planned posts. */
export interface TinkeringPeople {
  tinker(how: Tinkering): void;
  hear(told: Extract<Told, { by: "queue" | "scheduled" }>): void;
}

export function createTinkering(options: TinkeringOptions): TinkeringPeople {
  const { clock, chance, telegram, wishes, now, send, again, note } = options;
  const wasCalled = ({ post }: Wish): boolean =>
    telegram.requests().some(({ parts }) => parts.some((part) => postOf(part) === post.number));
  const planned = () => wishes.filter((wish) => wish.state === "scheduled" && wish.draftId !== null && !wish.withdrawn);
  const wishOf = (draftId: number) => wishes.find((wish) => wish.draftId === draftId);

  /** Until it is told to be so, either time may hold. */
  const maybe = (wish: Wish, due: number): void => {
    if (wish.firstDueAt !== null) wish.firstDueAt = Math.min(wish.firstDueAt, due);
    wish.owedAt = Math.max(wish.owedAt ?? 0, due);
  };

  const settle = (draftId: number, due: number): void => {
    const wish = wishOf(draftId);
    if (wish?.state !== "scheduled") return;
    Object.assign(wish, { dueAt: due, owedAt: due });
    if (wish.firstDueAt !== null && !wasCalled(wish)) wish.firstDueAt = due;
  };

  return {
    tinker: (how) => {
      const there = planned();
      const [wish] = there.length === 0 ? [] : [chance.pick(there)];
      if (wish === undefined || wish.draftId === null) return;
      const { draftId, person } = wish;
      note(`person ${person} changes planned post ${wish.post.number}: ${how}`);
      switch (how) {
        case "move": {
          const due = Math.ceil((now() + chance.between(MINUTE, 40 * MINUTE)) / MINUTE) * MINUTE;
          maybe(wish, due);
          return send(person, { kind: "schedule", draftId, due });
        }
        case "rewrite":
          wish.wording += 1;
          return send(person, { kind: "rewrite", draftId, text: textOf(wish.post, wish.wording) });
        case "out":
          maybe(wish, Math.floor(now() / MINUTE) * MINUTE);
          return send(person, { kind: "queue", verb: how, draftId, other: null });
        case "off":
          if (wasCalled(wish)) return;
          return send(person, { kind: "queue", verb: how, draftId, other: null });
        default: {
          // Whoever stands beside it may be any of the others.
          const least = Math.min(...there.map(({ firstDueAt }) => firstDueAt ?? Number.POSITIVE_INFINITY));
          for (const each of there) maybe(each, Math.min(least, each.firstDueAt ?? least));
          const other = there.find((each) => each !== wish)?.draftId ?? draftId;
          return send(person, { kind: "queue", verb: how, draftId, other });
        }
      }
    },
    hear: (told) => {
      if (told.by === "scheduled") {
        if (told.planned) settle(told.draftId, told.due);
        return;
      }
      for (const { draftId, due } of told.planned) settle(draftId, due);
      const wish = wishOf(told.draftId);
      if (told.verb !== "off" || !told.done || wish?.state !== "scheduled") return;
      // It goes out when somebody presses, and not before.
      Object.assign(wish, { state: "refused", approvedAt: null, firstDueAt: null, dueAt: null, owedAt: null });
      note(`post ${wish.post.number} is no longer planned`);
      clock.after(chance.between(MINUTE, 20 * MINUTE), () => again(wish));
    },
  };
}
