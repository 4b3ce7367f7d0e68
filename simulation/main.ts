// Proves the publisher by deterministic simulation: npm run simulate -- --help
import { parseArgs } from "node:util";
import { DEFECTS } from "./defects.ts";
import { FATES } from "./faults.ts";
import { drawPlan } from "./plan.ts";
import { PAPERBOY } from "./program.ts";
import { createProgress } from "./progress.ts";
import { killedAt, SCENARIOS, type Scenario, withFault } from "./scenarios.ts";
import { type Figures, live, type Outcome } from "./world.ts";

const HELP = `Usage: npm run simulate -- [--seeds 1000] [--from 1] [--no-scenarios | --deep]
       npm run simulate -- --seed N[,N …] [--story]
       npm run simulate -- --scenario N [--fault FATE@CALL] [--at PLACE] [--story] [--sweep]
       npm run simulate -- --defects [--seeds 200]

Drives the real publisher, scheduler and SQLite through their ports, with a clock, a Telegram and people of its own:
the network fails in every way, requests take effect late, processes are killed at any place, suspended and started
twice, people post, edit and delete beside the bot. After every step, what must never happen is looked for.

  --seeds N      how many seeds, each of which draws its own faults        (1000)
  --from N       the first one                                             (1)
  --no-scenarios leaves out the sweep of the fixed scenarios: each of them with the process killed at each place that it
                 comes by, and with every fault at each of its calls, in turn; the runs are counted
  --deep         kills the process at each place also with every fault at each call, which takes hours
  --no-seeds     the scenarios alone
  --seed N       lives through one seed, or through several: 3,14,159
  --scenario N   lives through one scenario, counted from 1; --fault gives one of its calls another fate, --at kills the process
                 at that place, --sweep does all of that in turn
  --story        prints what happened, a line each
  --defects      lives with publishers that are wrong in one way each, until a scenario or a seed catches them
  --by NAME      lives through one seed or scenario with that wrong publisher
  --keep-going   does not stop at the first seed that fails

Exits with 1 if anything went wrong, and prints the story of the first failure and how to replay it.
`;

const read = () =>
  parseArgs({
    options: {
      seeds: { type: "string", default: "1000" },
      from: { type: "string", default: "1" },
      "no-scenarios": { type: "boolean", default: false },
      deep: { type: "boolean", default: false },
      "no-seeds": { type: "boolean", default: false },
      seed: { type: "string" },
      scenario: { type: "string" },
      at: { type: "string" },
      fault: { type: "string" },
      sweep: { type: "boolean", default: false },
      defects: { type: "boolean", default: false },
      story: { type: "boolean", default: false },
      by: { type: "string" },
      "keep-going": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  }).values;

const options = understood(read);
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
/** What was typed, or why it cannot be understood and how it is used. */
function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : error}\n\n${HELP}`);
  }
}
function refuse(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}
const whole = (name: string, text: string, least: number): number => {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isInteger(number) && number >= least
    ? number
    : refuse(`--${name} must be a whole number from ${least} on.`);
};

const totals: Figures = { processes: 0, kills: 0, requests: 0, posts: 0, flagged: 0 };
let failed = 0;
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Notes what a run came to; prints the first failure whole. */
function judge({ violations, story, figures }: Outcome, name: string, replay: string, single = false): void {
  for (const key of Object.keys(totals) as (keyof Figures)[])
    Object.assign(totals, { [key]: totals[key] + figures[key] });
  if (violations.length === 0) {
    if (single) say(`${name} passes.`);
    return;
  }
  failed += 1;
  say(`\n${name} fails:\n  ${violations.join("\n  ")}\nReplay: npm run simulate -- ${replay} --story`);
  if (failed === 1 && !options.story) say(story.join("\n"));
}

const isOver = (): boolean => failed > 0 && !options["keep-going"];

async function one(): Promise<void> {
  const program = options.by === undefined ? PAPERBOY : DEFECTS.find(({ name }) => name === options.by);
  if (program === undefined) return refuse(`--by is one of those that --defects names, like "${DEFECTS[0]?.name}".`);
  const by = options.by === undefined ? "" : `--by "${options.by}" `;
  if (options.scenario !== undefined) {
    const number = whole("scenario", options.scenario, 1);
    const scenario = SCENARIOS[number - 1];
    if (scenario === undefined) return refuse(`There are ${SCENARIOS.length} scenarios.`);
    if (options.sweep) return await sweep([number], true);
    const [, fate, call] = /^([\w-]+)@(\d+)$/.exec(options.fault ?? "") ?? [];
    const known = FATES.find((each) => each === fate);
    if (options.fault !== undefined && known === undefined)
      return refuse(`--fault is one of ${FATES.join(", ")}, and @N.`);
    const faulted = known === undefined ? scenario : withFault(scenario, { fate: known, call: Number(call) });
    const place = options.at === undefined ? null : whole("at", options.at, 1);
    const outcome = await live(killedAt(faulted, [place]), program);
    if (options.story) say(outcome.story.join("\n"));
    const fault = known === undefined ? "" : ` --fault ${known}@${call}`;
    return judge(
      outcome,
      faulted.name,
      `${by}--scenario ${number}${fault}${place === null ? "" : ` --at ${place}`}`,
      true,
    );
  }
  for (const text of (options.seed ?? "").split(",")) {
    const seed = whole("seed", text, 0);
    const outcome = await live(drawPlan(seed), program);
    if (options.story) say(outcome.story.join("\n"));
    judge(outcome, `Seed ${seed}`, `${by}--seed ${seed}`, true);
    if (isOver()) return;
  }
}

/**
 * Each of these scenarios with the process killed at each of its places, and with each fault at each call that it makes;
 * `deep`ly, killed at each of the places then as well.
 */
async function sweep(numbers: readonly number[], deep: boolean): Promise<void> {
  let [faults, places] = [0, 0];
  const progress = createProgress("scenarios", numbers.length);
  const start = performance.now();
  /** Returns how many calls were made that send. */
  const run = async (scenario: Scenario, replay: string, killed: boolean): Promise<number> => {
    const calm = await live(killedAt(scenario, [null]), PAPERBOY);
    judge(calm, scenario.name, replay);
    for (let place = 1; killed && place <= (calm.places[0] ?? 0) && !isOver(); place++) {
      const outcome = await live(killedAt(scenario, [place]), PAPERBOY);
      judge(outcome, `${scenario.name}, killed at place ${place}`, `${replay} --at ${place}`);
      places += 1;
    }
    return calm.figures.requests;
  };
  for (const [done, number] of numbers.entries()) {
    const scenario = SCENARIOS[number - 1] as Scenario;
    const calls = await run(scenario, `--scenario ${number}`, true);
    for (const fate of FATES) {
      for (let call = 1; call <= calls && !isOver(); call++) {
        if (fate === (scenario.plan.script[call - 1] ?? "taken")) continue;
        await run(withFault(scenario, { fate, call }), `--scenario ${number} --fault ${fate}@${call}`, deep);
        faults += 1;
      }
    }
    progress.show(done + 1);
    if (isOver()) break;
  }
  progress.end();
  const [runs, seconds] = [numbers.length + faults + places, (performance.now() - start) / 1000];
  say(
    `${numbers.length} scenarios as they are, with ${faults} faults in their calls, and killed at each of ${places} places: ` +
      `${runs} runs, ${failed} failed, ${(runs / seconds).toFixed(1)} runs a second.`,
  );
}

async function many(seeds: number, from: number): Promise<void> {
  const progress = createProgress("seeds", seeds);
  const start = performance.now();
  let done = 0;
  for (let seed = from; seed < from + seeds && !isOver(); seed++) {
    judge(await live(drawPlan(seed), PAPERBOY), `Seed ${seed}`, `--seed ${seed}`);
    progress.show(++done);
  }
  progress.end();
  const seconds = (performance.now() - start) / 1000;
  const { processes, kills, requests, posts, flagged } = totals;
  say(`Seeds ${from} to ${from + done - 1}: ${failed} failed, ${(done / seconds).toFixed(1)} seeds a second.`);
  say(`${posts} posts, ${requests} requests, ${processes} processes of which ${kills} were killed, ${flagged} flags.`);
}

/** Fails where a wrong publisher goes unnoticed. */
async function defects(): Promise<void> {
  const [seeds, from] = [whole("seeds", options.seeds, 1), whole("from", options.from, 0)];
  for (const defect of DEFECTS) {
    let caught: string | null = null;
    const notice = (name: string, { violations: [first] }: Outcome): void => {
      if (first !== undefined) caught ??= `${name}: ${first.split("\n", 1)[0]}`;
    };
    const { shownBy } = defect;
    if (shownBy !== undefined) notice(`seed ${shownBy}`, await live(drawPlan(shownBy), defect));
    for (const scenario of SCENARIOS) {
      if (caught === null) notice(scenario.name, await live(killedAt(scenario, [null]), defect));
    }
    for (let seed = from; seed < from + seeds && caught === null; seed++) {
      notice(`seed ${seed}`, await live(drawPlan(seed), defect));
    }
    if (caught === null) failed += 1;
    say(
      `${caught === null ? "NOT CAUGHT" : "caught"}: a publisher that ${defect.name} (${caught ?? `${seeds} seeds`})`,
    );
  }
}

if (options.defects) await defects();
else if (options.seed !== undefined || options.scenario !== undefined) await one();
else {
  const [seeds, from] = [whole("seeds", options.seeds, 1), whole("from", options.from, 0)];
  if (!options["no-scenarios"])
    await sweep(
      SCENARIOS.map((_, i) => i + 1),
      options.deep,
    );
  if (!options["no-seeds"] && !isOver()) await many(seeds, from);
}
process.exit(failed === 0 ? 0 : 1);
