import type { FateName } from "./faults.ts";
import { type Plan, type PlannedPost, QUIET } from "./plan.ts";

/** One fixed course of events; the sweep kills the process at each of its places in turn. */
export interface Scenario {
  readonly name: string;
  readonly plan: Plan;
}

const MINUTE = 60_000;

function post(number: number, shape: PlannedPost["shape"], more: Partial<PlannedPost> = {}): PlannedPost {
  return {
    number,
    author: 1,
    shape,
    writtenAt: 1_000 * number,
    pressedAfter: 2_000,
    scheduledFor: null,
    pressedAgainAfter: null,
    follows: null,
    ...more,
  };
}

function scenario(name: string, posts: readonly PlannedPost[], more: Partial<Plan> = {}): Scenario {
  return { name, plan: { ...QUIET, healedAfter: 20 * MINUTE, posts, ...more } };
}

/** The first calls meet these fates, all later ones are taken. */
const script = (...fates: readonly FateName[]) => ({ script: fates });
const BLIND = { ways: { profile: false, lookup: false, forward: false } };
const BY_IDS = { ways: { profile: false, lookup: true, forward: true } };

/** Courses that every publisher has to survive, wherever the process dies. */
export const SCENARIOS: readonly Scenario[] = [
  scenario("a text, and all goes well", [post(1, "text")]),
  scenario("a figure with its text in reply", [post(1, "long-caption")]),
  scenario("an album with its text in reply", [post(1, "long-album")]),
  scenario("figures that make three messages", [post(1, "mixed")]),
  scenario("a follow-up after its post", [post(1, "text"), post(2, "caption", { follows: 1 })]),
  scenario("a scheduled post", [post(1, "album", { scheduledFor: 3 * MINUTE })]),
  scenario("two posts scheduled for the same minute", [
    post(1, "text", { scheduledFor: 2 * MINUTE }),
    post(2, "caption", { author: 2, scheduledFor: 2 * MINUTE }),
  ]),
  scenario("two people press at once", [post(1, "caption", { pressedAgainAfter: 0 })]),
  scenario(
    "a flood, and another post behind",
    [post(1, "text"), post(2, "text", { author: 2 })],
    script("flood", "flood"),
  ),
  scenario("a refusal of the second part", [post(1, "long-album")], script("taken", "refused")),
  scenario("requests that never left", [post(1, "caption")], script("not-reached", "not-reached")),
  scenario("a failure without effect", [post(1, "text")], script("failed")),
  scenario("a failure after the effect", [post(1, "text")], { ...script("failed-after"), ...BY_IDS }),
  scenario("a failure whose effect comes late", [post(1, "album")], script("failed-late")),
  scenario("a dropped answer in the second part", [post(1, "mixed")], {
    ...script("taken", "dropped-after"),
    ...BY_IDS,
  }),
  scenario("a time-out whose effect comes late", [post(1, "long-caption")], script("timeout-late")),
  scenario("a dropped answer where nothing can be looked up", [post(1, "caption")], {
    ...script("dropped-after"),
    ...BLIND,
  }),
  scenario("a lost request where nothing can be looked up", [post(1, "long-caption")], {
    ...script("taken", "timeout"),
    ...BLIND,
  }),
  scenario("people who write while the outcome is unknown", [post(1, "text")], {
    ...script("timeout-after"),
    ...BY_IDS,
    written: [3_000, 33_500, 34_000, 36_000, 2 * MINUTE],
  }),
  scenario("a second process while the first is suspended in a call", [post(1, "caption")], {
    ...script("slow"),
    startedTwice: [34_000, 3 * MINUTE],
    suspended: [{ at: 33_200, ms: 5 * MINUTE }],
  }),
  scenario(
    "two planned posts that are missed",
    [post(1, "text", { scheduledFor: 2 * MINUTE }), post(2, "text", { author: 2, scheduledFor: 4 * MINUTE })],
    { suspended: [{ at: MINUTE, ms: 12 * MINUTE }] },
  ),
  scenario("a planned post that is missed by far", [post(1, "caption", { scheduledFor: 2 * MINUTE })], {
    suspended: [{ at: MINUTE, ms: 130 * MINUTE }],
  }),
  scenario("a rich post whose answer is dropped", [post(1, "rich"), post(2, "rich", { author: 2 })], {
    ...script("dropped-after"),
    ...BY_IDS,
  }),
  scenario(
    "a protected post whose answer is dropped",
    [post(1, "caption", { protect: true })],
    script("dropped-after"),
  ),
  scenario("a post that a person takes away before the last look, with another behind it", [post(1, "text")], {
    ...script("dropped-late"),
    ...BY_IDS,
    written: [538_000],
    deleted: [540_000],
  }),
  scenario("a crowd that writes while the outcome is unknown", [post(1, "long-caption")], {
    ...script("taken", "timeout-after"),
    ways: { profile: true, lookup: false, forward: false },
    suspended: [{ at: 36_000, ms: 10 * MINUTE }],
    crowds: [{ at: 2 * MINUTE, messages: 30 }],
  }),
  scenario("a post that is pressed in time and changed while it waits", [post(1, "text"), post(2, "caption")], {
    rewrites: true,
  }),
  scenario("rights that are withdrawn while the outcome is unknown", [post(1, "text")], {
    ...script("dropped-after"),
    ...BY_IDS,
    banned: [{ from: 33_500, to: 10 * MINUTE }],
    losesSight: true,
  }),
  scenario("planned posts while the queue rests", [post(1, "text", { scheduledFor: 3 * MINUTE }), post(2, "text")], {
    paused: [{ at: MINUTE, ms: 8 * MINUTE }],
  }),
  scenario(
    "an older database, and a post that went out since",
    [post(1, "long-album"), post(2, "text", { author: 2 })],
    {
      ...script("slow"),
      restored: { keptAt: 20_000, broughtBackAt: 4 * MINUTE },
    },
  ),
  scenario("a crowd in a channel of which no message was known, and the outcome is unknown", [post(1, "text")], {
    ...script("timeout-after"),
    ways: { profile: true, lookup: false, forward: false },
    newcomer: true,
    suspended: [{ at: 36_000, ms: 10 * MINUTE }],
    crowds: [{ at: 2 * MINUTE, messages: 30 }],
  }),
  scenario("people who say at once that a lost post is not there", [post(1, "text")], {
    ...script("failed-late"),
    ...BLIND,
    newcomer: true,
    hasty: true,
  }),
  scenario(
    "drafts that are thrown away while they wait",
    [post(1, "text"), post(2, "text", { writtenAt: MINUTE, scheduledFor: 3 * MINUTE })],
    { ...script("flood"), thrownAway: [33_500, 2 * MINUTE] },
  ),
  scenario(
    "a process that dies in a call while another planned post is behind it",
    [post(1, "text", { scheduledFor: 2 * MINUTE }), post(2, "text", { author: 2, scheduledFor: 2 * MINUTE })],
    { ...script("slow"), killedAt: [3 * MINUTE + 100] },
  ),
];

/** One call that sends, counted from 1, meets another fate than the scenario has for it. */
export interface Fault {
  readonly fate: FateName;
  readonly call: number;
}

export function withFault(scenario: Scenario, { fate, call }: Fault): Scenario {
  const own = scenario.plan.script;
  const before = Array.from({ length: call - 1 }, (_, i): FateName => own[i] ?? "taken");
  const plan = { ...scenario.plan, script: [...before, fate, ...own.slice(call)] };
  return { name: `${scenario.name}, with "${fate}" for call ${call}`, plan };
}

/** The scenario with the first process killed at one place, and the second, if wanted, at another. */
export function killedAt({ plan }: Scenario, places: readonly (number | null)[]): Plan {
  return { ...plan, seed: places.reduce<number>((sum, place) => sum * 1_009 + (place ?? 0), 1), killedAtStep: places };
}
