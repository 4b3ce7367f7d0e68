import { createChance } from "./chance.ts";
import { createTrueChannel } from "./channel.ts";
import { createClock, settle } from "./clock.ts";
import { drawFate, type Fate } from "./faults.ts";
import { CHAT, START } from "./fresh-database.ts";
import { createHappenings } from "./happenings.ts";
import { createMachine } from "./machine.ts";
import { createOracle } from "./oracle.ts";
import { createPeople } from "./people.ts";
import type { Plan } from "./plan.ts";
import type { Program } from "./program.ts";
import { createTelegram } from "./telegram.ts";
import type { Told } from "./told.ts";

const MINUTE = 60_000;
/** Nothing takes longer than this to come to rest, ms after the weather is fine. */
const END = 8 * 60 * MINUTE;
/** When all is quiet, it is watched for so much longer, ms. */
const AFTERMATH = 12 * MINUTE;
const MOST_EVENTS = 20_000;

/** What became of one simulated life of the bot. */
export interface Outcome {
  readonly violations: readonly string[];
  /** What happened, a line each. */
  readonly story: readonly string[];
  /** How many places each process came by at which it could have been killed. */
  readonly places: readonly number[];
  readonly figures: Figures;
}

export interface Figures {
  readonly processes: number;
  readonly kills: number;
  readonly requests: number;
  readonly posts: number;
  readonly flagged: number;
}

/** Lives through a plan with a program. The same plan and program give the same outcome. */
export async function live(plan: Plan, program: Program): Promise<Outcome> {
  const clock = createClock(START);
  const chance = createChance(plan.seed + 0.5 * 2 ** 32);
  const story: string[] = [];
  const note = (line: string): void => {
    story.push(`${new Date(clock.now() - START).toISOString().slice(11, 23)}  ${line}`);
  };
  const channel = createTrueChannel(CHAT, clock.now);
  for (let i = 0; i < 3; i++) channel.write(`An older post ${i}`);
  const passed = () => clock.now() - START;
  const isFine = () => passed() >= plan.healedAfter;
  const isWithin = (times: readonly { readonly from: number; readonly to: number }[]) =>
    times.find(({ from, to }) => from <= passed() && passed() < to);
  let sends = 0;
  const fate = ({ method }: { readonly method: string }): Fate => {
    if (isFine()) return drawFate("taken", chance, plan.latestEffect);
    const scripted = method.startsWith("send") ? plan.script[sends++] : undefined;
    if (scripted !== undefined) return drawFate(scripted, chance, plan.latestEffect);
    const weather = isWithin(plan.weather) as Plan["weather"][number] | undefined;
    return drawFate(weather?.fate ?? chance.weighed(plan.fates), chance, plan.latestEffect);
  };
  const wall = () => machine.wall();
  const telegram = createTelegram({
    clock,
    channel,
    wall,
    fate,
    lookFails: () => plan.looksFail && !isFine(),
    inProfile: () => plan.ways.profile,
    banned: () => isWithin(plan.banned) !== undefined,
    losesSight: () => plan.losesSight,
    note,
  });

  let flagged = 0;
  const tell = (told: Told): void => {
    if (told.by === "event" && told.outcome.status === "unknown" && told.outcome.lookAt === null) flagged += 1;
    const { by, ...rest } = told;
    note(`told (${by}): ${JSON.stringify(rest)}`);
    oracle.heard(told);
    people.hear(told);
  };
  const machine = createMachine({ plan, program, clock, chance, telegram, isFine, tell, note });
  const { disk } = machine;
  const people = createPeople({
    clock,
    chance,
    whim: createChance(plan.seed + 0.25 * 2 ** 32),
    rewrites: plan.rewrites,
    hasty: plan.hasty,
    channel,
    telegram,
    posts: plan.posts,
    now: wall,
    send: machine.send,
    versionOf: (draftId) => disk.value<number>("SELECT version FROM draft WHERE id = ?", draftId),
    knownIds: (publicationId) =>
      disk
        .values<string>("SELECT message_ids FROM publication_message WHERE publication_id = ?", publicationId)
        .flatMap((ids) => JSON.parse(ids) as number[]),
    isOpen: (draftId) => disk.value("SELECT 1 FROM draft WHERE id = ? AND state = 'open'", draftId) === 1,
    note,
  });
  const { upSince, bornAt } = machine;
  const oracle = createOracle({ plan, clock, wall, disk, channel, telegram, people, upSince, bornAt });
  const { last } = createHappenings({ plan, clock, chance, channel, people, machine, note });

  /** Nothing more will befall the bot, and everybody has said what they want. */
  const isUneventful = () => passed() > last && people.wishes.length === plan.posts.length;
  /** Everybody has what they wanted, and nothing is under way. */
  const isQuiet = () =>
    (isFine() || isUneventful()) &&
    machine.isIdle() &&
    people.wishes.every(({ state, withdrawn }) => state === "sent" || withdrawn) &&
    telegram.requests().every(({ effectAt }) => effectAt === null || effectAt < clock.now());
  let quietSince: number | null = null;
  let events = 0;
  const restless: string[] = [];
  const isWrong = () => oracle.violations.length + machine.failures.length + restless.length > 0;
  while (passed() < plan.healedAfter + END && clock.step()) {
    await settle();
    oracle.watch();
    if (isWrong()) break;
    quietSince = isQuiet() ? (quietSince ?? clock.now()) : null;
    if (quietSince !== null && clock.now() - quietSince > AFTERMATH) break;
    if (++events > MOST_EVENTS) restless.push("it never came to rest");
  }
  if (!isWrong()) oracle.atRest();
  const { processes, kills, places } = await machine.stop();
  return {
    violations: [...oracle.violations, ...machine.failures, ...restless],
    story,
    places,
    figures: { processes, kills, requests: telegram.requests().length, posts: people.wishes.length, flagged },
  };
}
