import { databaseTrouble, lockDatabase } from "./archive/database.ts";
import type { Say } from "./bot/words.ts";
import type { Config } from "./config.ts";
import type { IntroduceOptions } from "./introduce.ts";
import { pause } from "./telegram/timers.ts";
import { Unable } from "./unable.ts";
import type { Door } from "./web/door.ts";
import type { Standing } from "./web/health.ts";

/** What outlives the troubles of the database. */
export interface Life {
  readonly door: Door;
  /** The database was open: where it is absent, it is missing, and no new one is begun. */
  known: boolean;
  readonly stands: (as: Standing) => void;
}

/** How often it is looked whether another process has stopped, ms. */
const GLANCE = 250;

/** Locks the database, however long another process serves it. Null if stopped meanwhile. */
export async function takeOver(
  options: IntroduceOptions & { readonly stop: AbortSignal },
  { door, stands }: Life,
): Promise<(() => void) | null> {
  const { config, say, out, timers, stop } = options;
  for (let told = false; !stop.aborted; await pause(timers, GLANCE, stop)) {
    try {
      return lockDatabase(config.database);
    } catch (error) {
      if (databaseTrouble(error) !== "locked") throw error;
      if (told) continue;
      told = true;
      stands({ state: "waiting", for: "lock" });
      out(say.plain("runtime-second", { path: config.database }));
      // On the same machine the other one may have the port: this one gets it with the lock.
      await openDoor(door, config, say, "if free");
    }
  }
  return null;
}

/** Opens the port. `if free`: does nothing where another process has it. @throws Unable */
export async function openDoor(door: Door, { port }: Config, say: Say, when?: "if free"): Promise<void> {
  try {
    await door.open();
  } catch (error) {
    const taken = (error as { code?: unknown }).code === "EADDRINUSE";
    if (taken && when === "if free") return;
    throw new Unable(say.plain(taken ? "runtime-port-taken" : "runtime-port-refused", { port: String(port) }), {
      cause: error,
    });
  }
}
