import { parseTyped, type Typed } from "../../../src/publish/schedule/typed.ts";

/** A Tuesday afternoon in Moscow. */
export const NOW = "2026-11-24T15:00[Europe/Moscow]";

/** What a text that is typed then means. */
export function parse(text: string, when = NOW): Typed | null {
  const now = Temporal.ZonedDateTime.from(when);
  return parseTyped(text, { at: now.epochMilliseconds, zone: now.timeZoneId });
}

/** The same with the wall clock's times in place of instants. */
export function said(typed: Typed | null, zone = "Europe/Moscow"): object | null {
  const at = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: "minute" });
  if (typed === null) return null;
  if (typed.kind === "choice") return { kind: "choice", times: typed.times.map(at) };
  if (typed.kind === "days") return { kind: "days", dates: typed.dates };
  if (typed.kind === "day") return { kind: "day", date: typed.date };
  return { kind: typed.kind, at: at(typed.at) };
}
