import type { Clock } from "./clock.ts";

/** Thrown by every port of a process that was killed: whoever catches it is dead as well. */
export class Killed extends Error {
  override name = "Killed";
}

/**
 * One process of the bot. Each of its ports calls `step` before it does something, and again after it did: these are
 * the places at which it may be killed.
 */
export interface Life {
  readonly number: number;
  isAlive(): boolean;
  /** How many places it came by. */
  steps(): number;
  /** @throws Killed if this is where the process dies, or if it is dead */
  step(place: string): void;
  /**
   * What only reads is no place of its own: killed there, the process leaves behind what it does at the next place.
   *
   * @throws Killed if it is dead
   */
  look(place: string): void;
  kill(place: string): void;
  /** Stops the process until it is woken; what the world has for it waits. */
  suspend(ms: number): void;
  /** Runs it in this process, as soon as that is awake; never where it is dead. */
  enter(run: () => void): void;
}

export interface LifeOptions {
  readonly number: number;
  readonly clock: Clock;
  /** The place, counted from 1, at which it is killed; null if at none. */
  readonly killAt: number | null;
  /** Called once, while the process is still on the stack. */
  readonly onDeath: (life: Life, place: string) => void;
}

export function createLife({ number, clock, killAt, onDeath }: LifeOptions): Life {
  let alive = true;
  let steps = 0;
  let wakesAt = 0;
  const kill = (place: string): void => {
    if (!alive) return;
    alive = false;
    onDeath(life, place);
  };
  const enter = (run: () => void): void => {
    if (!alive) return;
    if (clock.now() < wakesAt) clock.after(wakesAt - clock.now(), () => enter(run));
    else run();
  };
  const life: Life = {
    number,
    isAlive: () => alive,
    steps: () => steps,
    step: (place) => {
      if (!alive) throw new Killed(place);
      steps += 1;
      if (steps !== killAt) return;
      kill(place);
      throw new Killed(place);
    },
    look: (place) => {
      if (!alive) throw new Killed(place);
    },
    kill,
    suspend: (ms) => {
      wakesAt = Math.max(wakesAt, clock.now() + ms);
    },
    enter,
  };
  return life;
}
