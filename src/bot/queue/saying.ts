import { daysBetween, onTheWall, zoned } from "../../publish/schedule/zone.ts";
import type { Say } from "../words.ts";

/** How a person reads times: their language, the channel's zone, their own where it is another one, and now, ms. */
export interface Reader {
  readonly say: Say;
  readonly zone: string;
  readonly own: string | null;
  readonly now: number;
}

const HOUR = 3_600_000;
const DAY = 86_400_000;

/** 18:30; where the clock shows this time twice, with its offset: 2:30 +01:00. */
export function clock(at: number, zone: string): string {
  const shown = zoned(at, zone);
  const time = `${shown.hour}:${String(shown.minute).padStart(2, "0")}`;
  return onTheWall(shown.toPlainDateTime(), zone).kind === "overlap" ? `${time} ${shown.offset}` : time;
}

/** "ср 25 ноября", with the year where it is another one than now. */
export function day(at: number, zone: string, say: Say, now: number): string {
  const years = zoned(at, zone).year !== zoned(now, zone).year;
  const format = new Intl.DateTimeFormat(localeOf(say), {
    weekday: "short",
    day: "numeric",
    month: say.language === "ru" ? "long" : "short",
    ...(years ? { year: "numeric" as const } : {}),
    timeZone: zone,
  });
  return format
    .format(at)
    .replace(/,/g, "")
    .replace(/\s?г\.$/, "");
}

/** "Ср 25", with the month where it is another one than now. */
export function shortDay(at: number, zone: string, reader: Pick<Reader, "say" | "now">): string {
  return capital(weekdayAndDay(at, zone, reader));
}

function weekdayAndDay(at: number, zone: string, { say, now }: Pick<Reader, "say" | "now">): string {
  const months = !zoned(at, zone).toPlainDate().toPlainYearMonth().equals(zoned(now, zone).toPlainDate());
  const format = new Intl.DateTimeFormat(localeOf(say), {
    weekday: "short",
    day: "numeric",
    ...(months ? { month: "short" as const } : {}),
    timeZone: zone,
  });
  const parts = format.formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  const name = `${part("weekday")} ${part("day")}`;
  return months ? `${name} ${part("month").replace(".", "")}` : name;
}

/** "18:30", and in brackets the person's own clock where it shows another time. */
export function clocks(at: number, reader: Reader): string {
  const { zone, own } = reader;
  if (own === null || !differs(at, reader)) return clock(at, zone);
  const sameDay = zoned(at, own).toPlainDate().equals(zoned(at, zone).toPlainDate());
  return `${clock(at, zone)} (${sameDay ? "" : `${weekdayAndDay(at, own, reader)} `}${clock(at, own)})`;
}

/** Whether the person's own clock shows another time than the channel's. */
export function differs(at: number, { zone, own }: Pick<Reader, "zone" | "own">): boolean {
  return own !== null && zoned(at, own).offsetNanoseconds !== zoned(at, zone).offsetNanoseconds;
}

/** "ноябрь 2026" */
export function month(date: Temporal.PlainYearMonth, say: Say): string {
  const at = Date.UTC(date.year, date.month - 1, 15);
  return capital(
    new Intl.DateTimeFormat(localeOf(say), { month: "long", year: "numeric", timeZone: "UTC" })
      .format(at)
      .replace(/\s?г\.$/, ""),
  );
}

/** Two letters for a weekday: 1 is Monday. */
export function weekdayName(weekday: number, say: Say): string {
  const at = Date.UTC(2026, 5, weekday); // the 1st of June 2026 is a Monday
  return capital(new Intl.DateTimeFormat(localeOf(say), { weekday: "short", timeZone: "UTC" }).format(at));
}

/** "по Москве", "MSK", "CET": whose clock it is, said after a time. */
function zoneName(zone: string, at: number, say: Say): string {
  if (zone === "Europe/Moscow") return say.plain("queue-zone-moscow");
  if (zone === "UTC" || zone === "Etc/UTC") return "UTC";
  const style = say.language === "ru" ? "shortGeneric" : "short";
  const parts = new Intl.DateTimeFormat(localeOf(say), { timeZone: zone, timeZoneName: style }).formatToParts(at);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? zone;
  return say.language === "ru" ? `(${name})` : name;
}

/** The city that a zone is named after: well-known ones as this language calls them. */
export function cityOf(zone: string, say: Say): string {
  const city = zone.split("/").at(-1) ?? zone;
  return say.plain("zone-city", { city, name: city.replaceAll("_", " ") });
}

/** "через 23 ч 12 мин", "через 3 дня"; of what has passed "только что". */
export function distance(at: number, { say, zone, now }: Pick<Reader, "say" | "zone" | "now">): string {
  const minutes = Math.round((at - now) / 60_000);
  if (minutes < 1) return say.plain("queue-in-now");
  if (minutes < 60) return say.plain("queue-in-minutes", { minutes });
  if (at - now < 2 * DAY) {
    return say.plain("queue-in-hours", { hours: Math.floor((minutes * 60_000) / HOUR), minutes: minutes % 60 });
  }
  return say.plain("queue-in-days", { days: daysBetween(now, at, zone) });
}

/** "ср 25 ноября, 18:30 по Москве", and in brackets the person's own clock where it differs. */
export function moment(at: number, { say, zone, own, now }: Reader): string {
  const said = `${day(at, zone, say, now)}, ${clock(at, zone)} ${zoneName(zone, at, say)}`;
  if (own === null || !differs(at, { zone, own })) return said;
  const sameDay = zoned(at, own).toPlainDate().equals(zoned(at, zone).toPlainDate());
  const time = sameDay ? clock(at, own) : `${day(at, own, say, now)}, ${clock(at, own)}`;
  return `${said} (${say.plain("queue-own-clock", { time })})`;
}

/** A time on a button: "Сегодня 19:00", "Завтра 12:00", "Ср 25 ноября 12:00". */
export function label(at: number, { say, zone, now }: Reader): string {
  const days = daysBetween(now, at, zone);
  const name =
    days === 0 ? say.plain("queue-today") : days === 1 ? say.plain("queue-tomorrow") : capital(day(at, zone, say, now));
  return `${name} ${clock(at, zone)}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A title on one line of a list: 60 characters at most. */
export function cut(text: string): string {
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 59).join("")}…` : text;
}

function localeOf(say: Say): string {
  return say.language === "ru" ? "ru" : "en-GB";
}
