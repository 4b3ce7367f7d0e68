import { setTimeout as pause } from "node:timers/promises";
import type { PeopleMethods } from "../contract.ts";
import { TelegramError } from "./errors.ts";

export type Fault = Parameters<PeopleMethods["fault"]>[0]["fault"];

/** The connection is to be cut instead of answering. */
export class Dropped extends Error {}

export interface Faults {
  add(method: string, times: number, fault: Fault): void;
  clear(): void;
  /** Runs an act of a method under the next fault that is meant for it, if any. */
  run<T>(method: string, act: () => Promise<T>): Promise<T>;
}

export function createFaults(): Faults {
  let waiting: { readonly method: string; times: number; readonly fault: Fault }[] = [];

  function take(method: string): Fault | undefined {
    const name = method.toLowerCase();
    const next = waiting.find(
      (one) => one.method.toLowerCase() === name || (one.method === "*" && name !== "getupdates"),
    );
    if (next === undefined) return undefined;
    next.times--;
    waiting = waiting.filter((one) => one.times > 0);
    return next.fault;
  }

  return {
    add(method, times, fault) {
      waiting.push({ method, times, fault });
    },
    clear() {
      waiting = [];
    },
    async run(method, act) {
      const fault = take(method);
      switch (fault?.kind) {
        case "error": {
          const { code, description, retryAfter } = fault;
          throw new TelegramError(
            code,
            description,
            retryAfter === undefined ? undefined : { retry_after: retryAfter },
          );
        }
        case "drop-before":
          throw new Dropped();
        case "drop-after":
          await act();
          throw new Dropped();
        case "slow":
          await pause(fault.ms);
          return act();
        default:
          return act();
      }
    },
  };
}
