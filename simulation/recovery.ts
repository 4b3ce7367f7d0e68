import type { Chance } from "./chance.ts";
import { postOf } from "./channel.ts";
import type { Clock } from "./clock.ts";
import type { Doing } from "./doing.ts";
import { LATEST_EFFECT } from "./faults.ts";
import type { People, PeopleOptions } from "./people.ts";
import type { Wish } from "./wish.ts";

const MINUTE = 60_000;

type RecoveryOptions = Pick<PeopleOptions, "channel" | "send" | "versionOf" | "isOpen" | "note"> & {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly wishes: readonly Wish[];
  readonly again: Doing["again"];
};

/** What people do once an older database is in use: look through the channel, and let publishing go on. */
export function createRecovery(options: RecoveryOptions): Pick<People, "restored" | "isRestoring"> {
  const { clock, chance, channel, wishes, send, versionOf, isOpen, again, note } = options;

  const isOut = (wish: Wish): boolean =>
    channel.all().some(({ part, deletedAt }) => part !== null && postOf(part) === wish.post.number && !deletedAt);

  /** What is newer than the copy is lost with it, as everybody knows; what the copy has goes on. */
  let restoring = false;
  const restored = (): void => {
    restoring = true;
    for (const wish of wishes) {
      wish.clearedOf = null;
      const known = wish.draftId !== null && versionOf(wish.draftId) !== null;
      if (!known || !isOpen(wish.draftId ?? 0)) {
        Object.assign(wish, { withdrawn: true, owedAt: null, postId: null, ...(known ? {} : { draftId: null }) });
      } else Object.assign(wish, { state: "asked", owedAt: null, postId: null, messageIds: [] });
    }
    // Late enough that nothing of before can still arrive.
    clock.after(LATEST_EFFECT + chance.between(MINUTE, 30 * MINUTE), () => {
      const done: number[] = [];
      for (const wish of wishes) {
        if (wish.draftId === null || wish.withdrawn || !isOpen(wish.draftId)) continue;
        if (isOut(wish)) {
          done.push(wish.draftId);
          Object.assign(wish, { withdrawn: true, owedAt: null });
        } else if (wish.state === "asked") {
          wish.state = "refused";
          again(wish, MINUTE, 10 * MINUTE);
        }
      }
      note(`an admin looked at the channel after the restore; drafts that are out: ${done.join(", ") || "none"}`);
      restoring = false;
      send(1, { kind: "confirm", done });
    });
  };

  return { restored, isRestoring: () => restoring };
}
