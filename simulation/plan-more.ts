import { createChance } from "./chance.ts";
import { type Plan, ROUGH, TINKERING } from "./plan.ts";

const MINUTE = 60_000;

/**
 * Draws what else befalls half of the seeds. It has a chance of its own, so that what was drawn before lives the same
 * course as ever.
 */
export function drawMore(plan: Plan): Plan {
  const chance = createChance(plan.seed + OWN * 2 ** 32);
  if (chance.happens(0.5)) return plan;
  const some = <T>(probability: number, most: number, make: () => T): T[] =>
    chance.happens(probability) ? Array.from({ length: chance.between(1, most) }, make) : [];
  const moment = () => chance.between(0, ROUGH);
  const more = {
    posts: plan.posts.map((post) => ({ ...post, silent: chance.happens(0.2), pin: chance.happens(0.2) })),
    edited: some(0.3, 8, moment),
    banned: some(0.2, 2, () => {
      const from = moment();
      return { from, to: from + chance.between(MINUTE, 40 * MINUTE) };
    }),
    migratedAt: chance.happens(0.1) ? moment() : null,
    latestEffect: chance.happens(0.5) ? 509_000 : plan.latestEffect,
    quiet: chance.happens(0.2) ? ([13, 14] as const) : null,
  };
  const tinkered = some(0.6, 12, () => ({ at: moment(), how: chance.pick(TINKERING) }));
  const paused = some(0.2, 2, () => ({ at: moment(), ms: chance.between(MINUTE, 40 * MINUTE) }));
  // What people had changed and an older database does not know, nobody could judge.
  return plan.restored === null ? { ...plan, ...more, tinkered, paused } : { ...plan, ...more };
}

/** The same for a third of the seeds. */
export function drawStill(plan: Plan): Plan {
  const chance = createChance(plan.seed + STILL * 2 ** 32);
  if (chance.happens(0.67)) return plan;
  const protects = chance.happens(0.3);
  return {
    ...plan,
    posts: plan.posts.map((post) => ({
      ...post,
      shape: chance.happens(0.3) ? "rich" : post.shape,
      protect: protects && chance.happens(0.5),
    })),
    crowds: chance.happens(0.3) ? [{ at: chance.between(0, ROUGH), messages: chance.between(15, 40) }] : [],
    deleted: [...plan.deleted, ...(chance.happens(0.3) ? [chance.between(0, ROUGH)] : [])],
    losesSight: chance.happens(0.5),
    rewrites: plan.restored === null && chance.happens(0.5),
    // What happened before an older database came back, or how long ago it is, it does not know.
    thrownAway: plan.restored === null && chance.happens(0.12) ? [chance.between(0, ROUGH / 2)] : [],
    hasty: plan.restored === null && plan.jumps.length === 0 && chance.happens(0.15),
  };
}

/** Any numbers: with these, seeds that are kept as tests stay as they were. */
const OWN = 9;
const STILL = 48;
