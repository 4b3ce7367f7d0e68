import { type Chance, createChance } from "./chance.ts";
import { FATES, type FateName, LATEST_EFFECT } from "./faults.ts";
import { drawMore, drawStill } from "./plan-more.ts";

/** A post that somebody is going to write. */
export interface PlannedPost {
  readonly number: number;
  readonly author: number;
  readonly shape: "text" | "caption" | "album" | "long-caption" | "long-album" | "mixed" | "rich";
  /** ms after the start. */
  readonly writtenAt: number;
  /** ms after it was saved. */
  readonly pressedAfter: number;
  /** It is scheduled for so many ms after the press would come; null: it is published at once. */
  readonly scheduledFor: number | null;
  /** A second person presses so many ms after the first; null if nobody does. */
  readonly pressedAgainAfter: number | null;
  /** The post that it adds to; it is written when that one is out. */
  readonly follows: number | null;
  /** How it is to go out where the channel does it otherwise. */
  readonly silent?: boolean;
  readonly pin?: boolean;
  readonly protect?: boolean;
}

/** What people do to planned posts; "press" is left to those that are not planned. */
export const TINKERING = ["move", "with", "up", "down", "out", "off", "rewrite"] as const;
export type Tinkering = (typeof TINKERING)[number];

/** A time at which nothing reaches Telegram, or nothing is allowed there. */
export interface Weather {
  readonly from: number;
  readonly to: number;
  readonly fate: FateName;
}

/** Everything that a seed decides before it runs; what is drawn while it runs comes from `chance`. */
export interface Plan {
  readonly seed: number;
  /** After so many ms the weather is fine and nobody is killed. */
  readonly healedAfter: number;
  readonly posts: readonly PlannedPost[];
  /** How often each fate befalls a call. */
  readonly fates: Readonly<Partial<Record<FateName, number>>>;
  /** Fates of the first calls that send, in their order, before any is drawn. */
  readonly script: readonly FateName[];
  readonly weather: readonly Weather[];
  /** At which of its steps the nth process dies. */
  readonly killedAtStep: readonly (number | null)[];
  /** When whatever process is alive is killed, ms after the start. */
  readonly killedAt: readonly number[];
  /** When a second process is started by mistake. */
  readonly startedTwice: readonly number[];
  readonly suspended: readonly { readonly at: number; readonly ms: number }[];
  /** When people write beside the bot, or delete one of its posts. */
  readonly written: readonly number[];
  readonly deleted: readonly number[];
  /** When many people write one after the other, of which no update tells. */
  readonly crowds: readonly { readonly at: number; readonly messages: number }[];
  /** Whether people change what waits to be taken back. */
  readonly rewrites: boolean;
  /** When somebody throws the draft of a post away that is not out. */
  readonly thrownAway: readonly number[];
  /** Whether people say at once that a post is not there when they are asked about it. */
  readonly hasty: boolean;
  /** When people mend a post of the bot's in the channel. */
  readonly edited: readonly number[];
  /** When the bot's rights in the channel are withdrawn, and given back. */
  readonly banned: readonly { readonly from: number; readonly to: number }[];
  /** Whether it is told of every message then that there is none. */
  readonly losesSight: boolean;
  /** When the channel gets another id; null if it keeps its own. */
  readonly migratedAt: number | null;
  /** As late as this a request is acted on that nobody waits for any more, ms. */
  readonly latestEffect: number;
  /** When people change a planned post, or the queue. */
  readonly tinkered: readonly { readonly at: number; readonly how: Tinkering }[];
  /** When people stop the queue, and for how long. */
  readonly paused: readonly { readonly at: number; readonly ms: number }[];
  /** The channel's quiet hours; null: those of all channels. */
  readonly quiet: readonly [number, number] | null;
  /** When the clock of the machine jumps, and how far, ms. */
  readonly jumps: readonly { readonly at: number; readonly ms: number }[];
  /** When a copy of the database is kept, and brought back. */
  readonly restored: { readonly keptAt: number; readonly broughtBackAt: number } | null;
  /** Whether calls that only look at the channel fail as often as those that send. */
  readonly looksFail: boolean;
  /** The bot knows of no message that stands in the channel already. */
  readonly newcomer: boolean;
  /** Which ways there are to read the channel's past. */
  readonly ways: { readonly profile: boolean; readonly lookup: boolean; readonly forward: boolean };
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How long a drawn plan is rough, ms. */
export const ROUGH = 2 * HOUR;

/** What a quiet day looks like; scenarios change parts of it. */
export const QUIET: Plan = {
  seed: 0,
  healedAfter: ROUGH,
  posts: [],
  fates: { taken: 1 },
  script: [],
  weather: [],
  killedAtStep: [],
  killedAt: [],
  startedTwice: [],
  suspended: [],
  written: [],
  deleted: [],
  crowds: [],
  rewrites: false,
  thrownAway: [],
  hasty: false,
  edited: [],
  banned: [],
  losesSight: false,
  migratedAt: null,
  latestEffect: LATEST_EFFECT,
  tinkered: [],
  paused: [],
  quiet: null,
  jumps: [],
  restored: null,
  looksFail: false,
  newcomer: false,
  ways: { profile: true, lookup: true, forward: true },
};

/** Draws a plan. Some seeds are calm, some are rough; each fault is absent in many, so that it is also seen alone. */
export function drawPlan(seed: number): Plan {
  const chance = createChance(seed);
  const some = <T>(probability: number, most: number, make: () => T): T[] =>
    chance.happens(probability) ? Array.from({ length: chance.between(1, most) }, make) : [];
  const moment = () => chance.between(0, ROUGH);
  const posts = Array.from(
    { length: chance.between(1, 5) },
    (_, i): PlannedPost => ({
      number: i + 1,
      author: chance.between(1, 2),
      shape: chance.pick(["text", "text", "caption", "album", "long-caption", "long-album", "mixed"]),
      writtenAt: chance.between(0, chance.pick([MINUTE, HOUR])),
      pressedAfter: chance.between(SECOND, 10 * MINUTE),
      scheduledFor: chance.happens(0.35) ? chance.between(MINUTE, chance.pick([10 * MINUTE, HOUR])) : null,
      pressedAgainAfter: chance.happens(0.3) ? chance.pick([0, 50, 3 * SECOND, 5 * MINUTE]) : null,
      follows: i > 0 && chance.happens(0.2) ? chance.between(1, i) : null,
    }),
  );
  const rough = chance.happens(0.8);
  const fates: Partial<Record<FateName, number>> = { taken: chance.between(2, 40) };
  if (rough) for (const fate of FATES) if (chance.happens(0.5)) fates[fate] = (fates[fate] ?? 0) + chance.between(1, 4);
  return drawStill(
    drawMore({
      ...QUIET,
      seed,
      posts,
      fates,
      weather: some(0.3, 3, () => {
        const from = moment();
        const fate = chance.pick([
          "refused",
          "flood",
          "failed",
          "failed-late",
          "not-reached",
          "timeout-late",
          "dropped",
        ] as const);
        return { from, to: from + chance.between(MINUTE, 40 * MINUTE), fate };
      }),
      killedAtStep: some(0.6, 4, () => (chance.happens(0.8) ? chance.between(1, chance.pick([10, 40, 200])) : null)),
      killedAt: some(0.4, 4, moment),
      startedTwice: some(0.2, 3, moment),
      suspended: some(0.2, 3, () => ({ at: moment(), ms: chance.between(SECOND, 20 * MINUTE) })),
      written: some(0.4, 12, () => chance.between(0, ROUGH)),
      deleted: some(0.15, 3, moment),
      jumps: some(0.15, 3, () => ({ at: moment(), ms: chance.between(-3 * HOUR, 3 * HOUR) })),
      restored: restore(createChance(seed + 2 ** 40)),
      looksFail: chance.happens(0.4),
      newcomer: chance.happens(0.1),
      ways: {
        profile: chance.happens(0.4),
        lookup: chance.happens(0.7),
        forward: chance.happens(0.6),
      },
    }),
  );
}

function restore(chance: Chance): Plan["restored"] {
  if (!chance.happens(0.1)) return null;
  const keptAt = chance.between(0, ROUGH / 2);
  return { keptAt, broughtBackAt: keptAt + chance.between(MINUTE, ROUGH / 2) };
}
