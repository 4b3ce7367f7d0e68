import { postOf, type Standing, type TrueChannel } from "../channel.ts";
import type { Clock } from "../clock.ts";
import type { Disk } from "../disk.ts";
import type { People } from "../people.ts";
import type { Plan } from "../plan.ts";
import type { Request, SimulatedTelegram } from "../telegram.ts";
import type { Told } from "../told.ts";
import type { Wish } from "../wish.ts";

/** Everything that the rules know: the truth, what the bot wrote down, and what it told people. */
export interface Sight {
  readonly plan: Plan;
  readonly clock: Clock;
  /** What the bot's clock shows. */
  readonly wall: () => number;
  readonly disk: Disk;
  readonly channel: TrueChannel;
  readonly telegram: SimulatedTelegram;
  readonly people: People;
  /** Since when a process runs and is awake, ms; null while none does. */
  readonly upSince: () => number | null;
  /** When the nth process was started, ms. */
  readonly bornAt: (life: number) => number;
}

/** One thing that must never happen. Each complains in one sentence of what did. */
export interface Rule {
  /** After every step. */
  watch?(): void;
  /** For each request that was made in this step, before `watch`. */
  requested?(request: Request): void;
  /** Whenever a person is told something, before anything else happens. */
  heard?(told: Told): void;
  /** When all is quiet. */
  atRest?(): void;
}

export type MakeRule = (sight: Sight, complain: (text: string) => void) => Rule;

/** What stands of a post in the channel. */
export function copiesOf({ channel }: Pick<Sight, "channel">, { post }: Wish): readonly Standing[] {
  return channel
    .all()
    .filter(({ part, deletedAt }) => part !== null && postOf(part) === post.number && deletedAt === null);
}

/** Whose post a request is for; null where it is nobody's. */
export function wishOfRequest({ people }: Pick<Sight, "people">, { parts }: Request): Wish | null {
  return people.wishes.find(({ post }) => parts.some((part) => postOf(part) === post.number)) ?? null;
}

/** What a person is told of a publication. */
export type OfPublication = Extract<Told, { by: "answer" | "event" | "withdrawal" | "settlement" }>;

export function isOfPublication(told: Told): told is OfPublication {
  return told.by === "answer" || told.by === "event" || told.by === "withdrawal" || told.by === "settlement";
}

export function wishOfTold({ people }: Pick<Sight, "people">, told: OfPublication): Wish | null {
  return told.by === "answer" || told.by === "event"
    ? people.wishOf(told.draftId)
    : people.wishOfPublication(told.publicationId);
}
