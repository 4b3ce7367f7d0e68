import { delivery, wholeness } from "./rules/channel.ts";
import { doubt } from "./rules/doubt.ts";
import { keeping, recording } from "./rules/keeping.ts";
import { order } from "./rules/order.ts";
import { releases } from "./rules/releases.ts";
import type { MakeRule, Sight } from "./rules/rule.ts";
import { earliness, patience, promptness } from "./rules/time.ts";
import { questions, truth } from "./rules/truth.ts";
import type { Told } from "./told.ts";

/** Knows the truth, and says what the bot did wrong: one sentence for each. */
export interface Oracle {
  /** After every step. */
  watch(): void;
  /** Whenever a person is told something, before anything else happens. */
  heard(told: Told): void;
  /** When all is quiet. */
  atRest(): void;
  readonly violations: readonly string[];
}

const RULES: readonly MakeRule[] = [
  wholeness,
  doubt,
  earliness,
  patience,
  order,
  releases,
  promptness,
  truth,
  questions,
  keeping,
  recording,
  delivery,
];

export function createOracle(sight: Sight): Oracle {
  const violations: string[] = [];
  const complain = (text: string): void => {
    if (!violations.includes(text)) violations.push(text);
  };
  const rules = RULES.map((make) => make(sight, complain));
  let seen = 0;
  return {
    violations,
    watch: () => {
      const requests = sight.telegram.requests();
      for (const request of requests.slice(seen)) for (const rule of rules) rule.requested?.(request);
      seen = requests.length;
      for (const rule of rules) rule.watch?.();
    },
    heard: (told) => {
      for (const rule of rules) rule.heard?.(told);
    },
    atRest: () => {
      for (const rule of rules) rule.atRest?.();
    },
  };
}
