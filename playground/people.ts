import type { PeopleMethods } from "./contract.ts";
import { createActing } from "./people-acting.ts";
import { createBelonging } from "./people-channel.ts";
import { openChat, viewChat, viewWorld } from "./people-views.ts";
import { createWriting } from "./people-writing.ts";
import type { Telegram } from "./server/calling.ts";
import type { CallLog } from "./server/calls.ts";
import type { Faults } from "./server/faults.ts";
import type { Upload } from "./server/files.ts";

/** The side of the people, in the process. Every function throws an Error with a sentence when it cannot be done. */
export type People = {
  readonly [M in keyof PeopleMethods]: (...p: Parameters<PeopleMethods[M]>) => Promise<ReturnType<PeopleMethods[M]>>;
};

/** Makes the people's functions for a request with these files; tests in the process have none. */
export type PeopleOf = (uploads?: ReadonlyMap<string, Upload>) => People;

export function createPeople(
  telegram: Telegram,
  { faults, calls }: { readonly faults: Faults; readonly calls: CallLog },
): PeopleOf {
  const { world } = telegram;
  const writing = createWriting(telegram);
  const acting = createActing(telegram);
  const belonging = createBelonging(telegram);

  return (uploads = new Map()) => ({
    ...writing(uploads),
    ...acting,
    ...belonging,

    async world() {
      return structuredClone(viewWorld(telegram));
    },
    async look(p) {
      return structuredClone(viewChat(telegram, openChat(world, p.person, p.chat), p.person, p.limit));
    },
    async fault(p) {
      faults.add(p.method, p.times ?? 1, p.fault);
      return true;
    },
    async clearFaults() {
      faults.clear();
      return true;
    },
    async advance(p) {
      if (!(p.ms >= 0)) throw new Error("the clock goes forward only");
      world.state.clockAhead += p.ms;
      world.tell({ type: "other" });
      return true;
    },
    async calls(p) {
      return calls.since(p.since ?? 0);
    },
  });
}
