import { onTheWall, zoned } from "./zone.ts";

/** A weekly time at which the channel posts, on the wall clock of the channel's zone. */
export interface Slot {
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  /** Minutes since midnight, 0–1439. */
  readonly minute: number;
}

/** Weeks that are looked through for a free slot. */
const WEEKS = 26;

/**
 * The slots' next times after an instant, in their order, up to `count`. Where the clock jumps over a slot it is as much
 * later; where the clock shows it twice it is the first time.
 *
 * @param from ms; a slot at this very instant is not among them
 */
export function upcoming(slots: readonly Slot[], zone: string, from: number, count: number): readonly number[] {
  const times: number[] = [];
  const today = zoned(from, zone).toPlainDate();
  for (let day = 0; day < WEEKS * 7 && times.length < count; day += 1) {
    const date = today.add({ days: day });
    const ofDay = onDay(slots, zone, date).filter((at) => at > from);
    times.push(...ofDay);
  }
  return times.slice(0, count);
}

/** When the slots are on this day, ms. */
export function onDay(slots: readonly Slot[], zone: string, date: Temporal.PlainDate): readonly number[] {
  const times = slots
    .filter(({ weekday }) => weekday === date.dayOfWeek)
    .map(({ minute }) => {
      const wall = onTheWall(date.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 }), zone);
      return (wall.kind === "overlap" ? wall.first : wall.at).epochMilliseconds;
    });
  return [...new Set(times)].sort((a, b) => a - b);
}

/** The next `count` times of slots that nothing is planned for. @param taken instants of what is planned, ms */
export function freeSlots(
  slots: readonly Slot[],
  zone: string,
  from: number,
  taken: ReadonlySet<number>,
  count: number,
): readonly number[] {
  return upcoming(slots, zone, from, count + taken.size)
    .filter((at) => !taken.has(at))
    .slice(0, count);
}
