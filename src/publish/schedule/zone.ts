/** A time of the wall clock in a zone, as the instants that it may be. */
export type Wall =
  | { readonly kind: "exact"; readonly at: Temporal.ZonedDateTime }
  /** The clock jumps over it: `at` is as much later as it jumps (2:30 becomes 3:30). */
  | { readonly kind: "gap"; readonly at: Temporal.ZonedDateTime }
  /** The clock shows it twice. */
  | { readonly kind: "overlap"; readonly first: Temporal.ZonedDateTime; readonly second: Temporal.ZonedDateTime };

export function onTheWall(wall: Temporal.PlainDateTime, zone: string): Wall {
  const first = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  const second = wall.toZonedDateTime(zone, { disambiguation: "later" });
  if (first.epochMilliseconds === second.epochMilliseconds) return { kind: "exact", at: first };
  return second.toPlainDateTime().equals(wall) ? { kind: "overlap", first, second } : { kind: "gap", at: second };
}

/** The clock of a zone at an instant, ms. */
export function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** What the wall clock shows at an instant, with its offset and zone: how a planned time is kept. */
export function toWritten(at: number, zone: string): string {
  return zoned(at, zone).toString({ smallestUnit: "minute" });
}

/**
 * The instant of a time that `toWritten` made, ms. Where the zone's rules have changed since, people mean the clock on
 * their wall: the time of day stays, and the instant follows.
 */
export function fromWritten(written: string): number {
  return Temporal.ZonedDateTime.from(written, { offset: "prefer" }).epochMilliseconds;
}

/** Whether it names a time zone of the IANA database. Offsets like +03:00 are none: they know no summer time. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Whole days from one instant to another by the calendar of the zone: 1 means tomorrow. */
export function daysBetween(from: number, to: number, zone: string): number {
  return zoned(from, zone).toPlainDate().until(zoned(to, zone).toPlainDate(), { largestUnit: "days" }).days;
}
