// The properties of the tests, tried far more often than npm test has time for.
import { parseArgs } from "node:util";
import fc from "fast-check";
import { PROPERTIES } from "./document/properties.ts";

const HELP = `Usage: npm run nightly -- [--runs 10000] [--seed=NUMBER] [--only WORDS]

Tries every property of documents with --runs generated cases (about ten minutes for 10,000), and prints for each how
many held and how long it took. Fails if one does not hold, and prints the smallest case, and the seed that repeats it.
`;

const options = parseArgs({
  options: {
    runs: { type: "string", default: "10000" },
    seed: { type: "string" },
    only: { type: "string", default: "" },
    help: { type: "boolean", short: "h", default: false },
  },
}).values;
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const runs = Number(options.runs);
const seed = options.seed === undefined ? undefined : Number(options.seed);
if (!Number.isInteger(runs) || runs < 1 || (seed !== undefined && !Number.isInteger(seed))) {
  process.stderr.write("--runs must be a whole number from 1 on, --seed a whole number.\n");
  process.exit(1);
}

for (const { name, property } of PROPERTIES.filter((each) => each.name.includes(options.only))) {
  const started = performance.now();
  const result = await fc.check(property as fc.IAsyncProperty<unknown>, {
    numRuns: runs,
    ...(seed === undefined ? {} : { seed }),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (!result.failed) process.stdout.write(`held ${result.numRuns} times in ${seconds} s: ${name}\n`);
  else {
    process.exitCode = 1;
    process.stdout.write(`failed after ${result.numRuns} (--seed=${result.seed}): ${name}\n`);
    process.stdout.write(`  ${JSON.stringify(result.counterexample)}\n  ${String(result.errorInstance)}\n`);
  }
}
