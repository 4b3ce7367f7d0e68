import type { Chance } from "./chance.ts";
import { postOf, type Standing, type TrueChannel } from "./channel.ts";
import type { Clock } from "./clock.ts";
import { CHAT } from "./fresh-database.ts";
import type { Machine } from "./machine.ts";
import type { People } from "./people.ts";
import type { Plan } from "./plan.ts";
import type { Wish } from "./wish.ts";

export interface HappeningsOptions {
  readonly plan: Plan;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly channel: TrueChannel;
  readonly people: People;
  readonly machine: Machine;
  readonly note: (line: string) => void;
}

/** Whose updates those of the channel are. */
const NOBODY = 0;
/** Between the messages of a crowd, ms. */
const BREATH = 700;

/** Lets everything befall the bot that the plan has for it. `last`: when the last of it does, ms after the start. */
export function createHappenings(options: HappeningsOptions): { readonly last: number } {
  const { plan, clock, chance, channel, people, machine, note } = options;
  let last = 0;
  const at = (time: number, run: () => void): void => {
    last = Math.max(last, time);
    clock.after(time, run);
  };
  const seconds = (ms: number) => `${Math.round(ms / 1000)} s`;

  at(0, machine.start);
  for (const time of plan.killedAt) at(time, machine.kill);
  for (const time of plan.startedTwice) at(time, machine.start);
  for (const { at: time, ms } of plan.suspended) {
    at(time, () => {
      note(`the process is suspended for ${seconds(ms)}`);
      machine.suspend(ms);
    });
  }
  for (const { at: time, ms } of plan.jumps) {
    at(time, () => {
      note(`the clock jumps by ${seconds(ms)}`);
      machine.jump(ms);
    });
  }

  const write = (heard: () => boolean) => (): void => {
    const written = channel.write("A note by hand");
    note(`a person writes message ${written.id}`);
    if (heard()) machine.send(NOBODY, { kind: "noticed", message: channel.shown(written) });
  };
  for (const time of plan.written)
    at(
      time,
      write(() => chance.happens(0.8)),
    );
  // Of a crowd nobody tells the bot: then only the channel itself knows.
  for (const { at: time, messages } of plan.crowds)
    for (let i = 0; i < messages; i++)
      at(
        time + i * BREATH,
        write(() => false),
      );

  /** Something that people do to a message of the bot's, whichever. */
  const touch = (time: number, run: (message: Standing, wish: Wish | undefined) => void): void => {
    at(time, () => {
      const there = channel.all().filter(({ part, deletedAt }) => part !== null && deletedAt === null);
      if (there.length === 0) return;
      const message = chance.pick(there);
      const number = postOf(message.part ?? "");
      run(
        message,
        people.wishes.find(({ post }) => post.number === number),
      );
    });
  };
  for (const time of plan.deleted) {
    touch(time, ({ id, part }, wish) => {
      if (wish !== undefined) wish.deleted = true;
      note(`a person deletes message ${id} (${part})`);
      channel.remove(id);
    });
  }
  for (const time of plan.edited) {
    touch(time, ({ id, part, text }, wish) => {
      if (wish !== undefined) wish.edited = true;
      note(`a person mends message ${id} (${part})`);
      channel.edit(id, text === "" ? "Words by hand" : `${text} Mended.`);
    });
  }

  for (const { from, to } of plan.banned) {
    at(from, () => note(`the bot's rights are withdrawn for ${seconds(to - from)}`));
    last = Math.max(last, to);
  }
  if (plan.migratedAt !== null) {
    at(plan.migratedAt, () => {
      note("the channel has another id");
      channel.migrate(CHAT - 1);
    });
  }
  for (const time of plan.thrownAway) at(time, people.throwAway);
  for (const { at: time, how } of plan.tinkered) at(time, () => people.tinker(how));
  for (const { at: time, ms } of plan.paused) {
    const queue = (verb: "pause" | "resume") => () => {
      note(`person 2 presses "${verb}"`);
      machine.send(2, { kind: "queue", verb, draftId: 0, other: null });
    };
    at(time, queue("pause"));
    at(time + ms, queue("resume"));
  }

  if (plan.restored !== null) {
    let kept: Buffer | null = null;
    at(plan.restored.keptAt, () => {
      note("a copy of the database is made");
      kept = machine.copy();
    });
    at(plan.restored.broughtBackAt, () => {
      if (kept === null) return;
      note("the database is brought back from the copy");
      machine.restore(kept);
      people.restored();
    });
  }
  return { last };
}
