import type { CallCount } from "./archive/call-count.ts";
import { type Db, databaseTrouble } from "./archive/database.ts";
import type { Place } from "./archive/in-place.ts";
import type { IntroduceOptions } from "./introduce.ts";

/** How often it is looked whether the database is still where it was opened, ms. */
const LOOK = 1_000;

/** Looks every second, until the returned function is called. */
export function watchPlace(
  place: Place,
  { timers }: IntroduceOptions,
  onDisplaced: (error: unknown) => void,
): () => void {
  let cancel = (): void => {};
  const look = (): void => {
    cancel = timers.after(LOOK, () => {
      try {
        place.check();
        look();
      } catch (error) {
        onDisplaced(error);
      }
    });
  };
  look();
  return () => cancel();
}

/** Brings a database back that was removed while it was open. */
export function comeBack(
  failed: AbortSignal,
  place: Place,
  db: Db,
  calls: Pick<CallCount, "note">,
  { config, say, out, log }: IntroduceOptions,
): void {
  if (databaseTrouble(failed.reason) !== "displaced") return;
  try {
    if (!place.putBack(db)) return;
    // What stood beside it may be gone as well.
    calls.note();
    out(say.plain("runtime-put-back", { path: config.database }));
  } catch (error) {
    log.error({ err: error }, "The database that was removed could not be written again");
  }
}
