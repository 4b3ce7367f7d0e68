import { onTheWall } from "./zone.ts";

/** Today where it is still to come, else tomorrow. */
export function nextOf(times: readonly Temporal.PlainTime[], now: Temporal.ZonedDateTime): readonly number[] {
  const ofDay = (days: number) =>
    times.flatMap((time) => {
      const wall = onTheWall(now.toPlainDate().add({ days }).toPlainDateTime(time), now.timeZoneId);
      return wall.kind === "overlap" ? [wall.first, wall.second] : [wall.at];
    });
  const all = (days: number) => ofDay(days).map(({ epochMilliseconds }) => epochMilliseconds);
  const today = all(0).filter((at) => at > now.epochMilliseconds);
  return today.length > 0 ? today : all(1);
}

/** "At nine", said between nine in the morning and nine in the evening, may be this evening's. */
export function thisEvening(
  text: string,
  times: readonly Temporal.PlainTime[],
  now: Temporal.ZonedDateTime,
): readonly Temporal.PlainTime[] {
  const [time] = times;
  const spoken = /^(?:(?:в|к|at|@|около|about|around) )?(?:9|10|11)(?: ?(?:часов|ч|o'clock))?$/u.test(text);
  if (!spoken || time === undefined) return times;
  const [evening, clock] = [time.add({ hours: 12 }), now.toPlainTime()];
  const between = Temporal.PlainTime.compare(time, clock) <= 0 && Temporal.PlainTime.compare(clock, evening) < 0;
  return between ? [time, evening] : times;
}

/** Seven in the morning or in the evening. */
export function isEither([one, other, ...more]: readonly Temporal.PlainTime[]): boolean {
  return one !== undefined && other !== undefined && more.length === 0 && one.until(other).hours === 12;
}

/** "At seven", said in the afternoon, may be this evening's or the next morning's. */
export function nextOfEach(times: readonly Temporal.PlainTime[], now: Temporal.ZonedDateTime): readonly number[] {
  return times.flatMap((time) => nextOf([time], now));
}

/** Whether the clocks jump over one of these times today or tomorrow. */
export function jumped(times: readonly Temporal.PlainTime[], now: Temporal.ZonedDateTime): boolean {
  return [0, 1].some((days) =>
    times.some(
      (time) => onTheWall(now.toPlainDate().add({ days }).toPlainDateTime(time), now.timeZoneId).kind === "gap",
    ),
  );
}

/** The instant of a time on the wall: the first one where it comes twice. */
export function first(wall: ReturnType<typeof onTheWall>): number {
  return (wall.kind === "overlap" ? wall.first : wall.at).epochMilliseconds;
}
