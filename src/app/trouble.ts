import { isDiskTrouble } from "../archive/trouble.ts";
import type { UnreadableError } from "../archive/unreadable.ts";
import type { Broken } from "../bot/broken.ts";
import type { Timers } from "../telegram/timers.ts";
import type { AppOptions } from "./options.ts";

/** What publishing does with what it meets beside its calls, whoever else may never meet it. */
export interface TroubleCare {
  /** A disk that fails, or a damaged database, stops everything as where an update meets it; any other error is nothing. */
  readonly failing: (error: unknown) => void;
  /** The same of what timers call; any other error is thrown on. */
  readonly timers: Timers;
  /** One post that cannot be read holds no other: it is told, once. */
  readonly unreadable: (error: UnreadableError) => void;
}

export function createTroubleCare(
  { timers, log, onFatal }: Pick<AppOptions, "timers" | "log" | "onFatal">,
  tell: Broken["tellUnreadable"],
): TroubleCare {
  const told = new Set<string>();
  const failing = (error: unknown): void => {
    if (isDiskTrouble(error)) onFatal(error);
  };
  return {
    failing,
    timers: {
      after: (ms, run) =>
        timers.after(ms, () => {
          try {
            run();
          } catch (error) {
            if (!isDiskTrouble(error)) throw error;
            log.error({ err: error }, "what was to be done now could not be read");
            onFatal(error);
          }
        }),
    },
    unreadable: (error) => {
      const { kind, id } = error;
      if (told.has(`${kind} ${id}`)) return;
      told.add(`${kind} ${id}`);
      log.error({ err: error, kind, id }, "a row cannot be read");
      tell(error).catch((err: unknown) => log.error({ err, kind, id }, "the admins were not told of it"));
    },
  };
}
