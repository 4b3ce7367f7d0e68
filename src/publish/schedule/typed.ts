import { en, ru } from "chrono-node";
import { dayNamed, isWeekday } from "./day-named.ts";
import { respelled } from "./spelling.ts";
import { timeOfDay } from "./time-of-day.ts";
import { prepared } from "./typed-words.ts";
import { onTheWall, zoned } from "./zone.ts";

/** What a typed time means. Times are instants, ms. */
export type Typed =
  /** `shifted`: the clock jumps over the time that was typed, and it became this later one. */
  | { readonly kind: "time"; readonly at: number; readonly shifted: boolean }
  /** It may be any of these, all to come, in order: a single one where it was mistyped, or only a part of the day was said. */
  | { readonly kind: "choice"; readonly times: readonly number[] }
  /** A day (2026-11-27) without a time. */
  | { readonly kind: "day"; readonly date: string }
  /** One of two days, the nearer one first, without a time. */
  | { readonly kind: "days"; readonly dates: readonly string[] }
  | { readonly kind: "past"; readonly at: number }
  /** More than two years ahead: surely a slip. */
  | { readonly kind: "far"; readonly at: number };

/** Longer texts are no times. */
const LENGTH = 60;
const YEARS = 2;

/**
 * Reads a time that was typed in Russian or English: "завтра в 18:30", "пт 9:00", "in 2 hours", "1 Dec 10:00". Null
 * where it is no time. What the words leave open gives a choice, never a guess.
 *
 * @param reference.at when it was typed, ms
 * @param reference.zone whose clock is meant, unless the text names one
 */
export function parseTyped(text: string, reference: { readonly at: number; readonly zone: string }): Typed | null {
  if (text.length > LENGTH || text.includes("\n")) return null;
  const { plain, zones } = prepared(text, reference.zone);
  if (plain === "") return null;
  const typed = inZones(plain, zones, reference.at);
  if (typed !== null) return typed;
  const right = respelled(plain);
  return asked(right === null ? null : inZones(right, zones, reference.at));
}

function asked(typed: Typed | null): Typed | null {
  return typed?.kind === "time" ? { kind: "choice", times: [typed.at] } : typed;
}

/** By each clock that may be meant. */
function inZones(plain: string, zones: readonly string[], at: number): Typed | null {
  const read = zones.flatMap((zone) => inZone(plain, zoned(at, zone)) ?? []);
  const [typed = null] = read;
  const times = new Set(read.flatMap(timesOf));
  return times.size > 1 ? { kind: "choice", times: [...times].sort((a, b) => a - b) } : typed;
}

function timesOf(typed: Typed): readonly number[] {
  return typed.kind === "choice" ? typed.times : typed.kind === "time" ? [typed.at] : [];
}

function inZone(plain: string, now: Temporal.ZonedDateTime): Typed | null {
  const { epochMilliseconds: at, timeZoneId: zone } = now;
  const passing = duration(plain, at);
  // A planned time is of whole minutes: never sooner than was said.
  if (passing !== null) return judged([Math.ceil(passing / 60_000) * 60_000], false, at);
  const either = dateOrTime(plain, now);
  if (either !== null) return judged(either, false, at);
  const whole = isDateAlone(plain) ? null : timeOfDay(datesApart(plain, now.toPlainDate()));
  if (whole === "wrong") return null;
  if (whole === null) return ofDays(dayNamed(datesApart(plain, now.toPlainDate()), now.toPlainDate()), now);
  const { times, nextDay, vague, rest } = whole;
  const bare = rest.replace(/(?<!\p{L})(в|на|к|at|on|the)(?!\p{L})|[,.]/gu, " ").trim() === "";
  if (bare) {
    const next = judged(isEither(times) ? nextOfEach(times, now) : nextOf(times, now), jumped(times, now), at);
    return vague ? asked(next) : next;
  }
  const days = dayNamed(rest, now.toPlainDate());
  if (days === null) return null;
  const dates = nextDay ? midnights(days, plain) : days;
  const walls = dates.flatMap((date) => times.map((time) => onTheWall(date.toPlainDateTime(time), zone)));
  let instants = walls
    .flatMap((wall) => (wall.kind === "overlap" ? [wall.first, wall.second] : [wall.at]))
    .map((each) => each.epochMilliseconds);
  // "Tuesday 12:00" on a Tuesday afternoon is the next one.
  if (isWeekday(rest) && instants.every((each) => each <= at)) {
    instants = dates.flatMap((date) =>
      times.map((time) => first(onTheWall(date.add({ days: 7 }).toPlainDateTime(time), zone))),
    );
  }
  const typed = judged(
    instants,
    walls.some(({ kind }) => kind === "gap"),
    at,
  );
  // "Tonight at two" is after midnight.
  if (
    typed?.kind === "past" &&
    /(?<!\p{L})(?:ноч[ьи]ю?|night)(?!\p{L})/u.test(plain) &&
    times.every(({ hour }) => hour < 6)
  ) {
    return asked(
      judged(
        instants.map((each) => zoned(each, zone).add({ days: 1 }).epochMilliseconds),
        false,
        at,
      ),
    );
  }
  return vague ? asked(typed) : typed;
}

/** Days without a time, of which some are to come. */
function ofDays(days: readonly Temporal.PlainDate[] | null, now: Temporal.ZonedDateTime): Typed | null {
  if (days === null) return null;
  const today = now.toPlainDate();
  const dates = days.toSorted(Temporal.PlainDate.compare);
  const coming = dates.filter((date) => Temporal.PlainDate.compare(date, today) >= 0);
  const [date, ...more] = coming;
  const noon = (of: Temporal.PlainDate) => first(onTheWall(of.toPlainDateTime({ hour: 12 }), now.timeZoneId));
  const last = dates.at(-1);
  if (date === undefined) return last === undefined ? null : { kind: "past", at: noon(last) };
  if (Temporal.PlainDate.compare(date, today.add({ years: YEARS })) > 0) return { kind: "far", at: noon(date) };
  return more.length > 0 ? { kind: "days", dates: coming.map(String) } : { kind: "day", date: date.toString() };
}

const NUMBER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})полтора часа(?!\p{L})/u, "90 минут"],
  [/(?<!\p{L})час с половиной(?!\p{L})/u, "90 минут"],
  [/(?<!\p{L})(\d+)[.,]5\s?(?:часа|часов|ч|hours|h)(?!\p{L})/u, "$1 ч 30 мин"],
  [/(?<!\p{L})пол часа|(?<!\p{L})полчаса(?!\p{L})/u, "30 минут"],
  [/(?<!\p{L})half an hour(?!\p{L})/u, "30 minutes"],
  [/(?<!\p{L})четверть часа(?!\p{L})/u, "15 минут"],
  [/(?<!\p{L})an hour and a half(?!\p{L})/u, "90 minutes"],
];

/** "через 2 часа", "in 1 h 30 min": so much passing time, whatever the clocks do. Null where it is none, or counts in days. */
function duration(text: string, at: number): number | null {
  let words = text;
  for (const [name, value] of NUMBER_WORDS) words = words.replace(name, value);
  const exact =
    /^(?:(?:через|in)\s+|\+\s?)(?:(\d{1,4})\s?(?:часов|часа|час|ч|hours|hour|hrs|hr|h)\.?)?(?:\s?(?:и|and|,)?\s?(\d{1,5})\s?(?:минуты|минуту|минут|мин|м|minutes|minute|mins|min|m)\.?)?$/u.exec(
      words,
    );
  if (exact !== null && (exact[1] !== undefined || exact[2] !== undefined)) {
    return at + Number(exact[1] ?? 0) * 3_600_000 + Number(exact[2] ?? 0) * 60_000;
  }
  if (!/^(?:через|in)\s/.test(words) || /\d:\d|\s(?:в|at)\s/.test(words)) return null;
  const chrono = /\p{Script=Cyrillic}/u.test(words) ? ru.casual : en.GB;
  const [result, ...more] = chrono.parse(words, { instant: new Date(at), timezone: 0 });
  if (result === undefined || more.length > 0 || result.text.length < words.length) return null;
  return result.start.isCertain("hour") ? result.date().getTime() : null;
}

/**
 * The text with its dates in the form 2026-11-25, so that 24.11 is not taken for a time where another one is named, nor
 * "3 дня" for three in the afternoon.
 */
function datesApart(text: string, today: Temporal.PlainDate): string {
  const plain = text.replace(/^(\d{4}-\d{2}-\d{2})t(?=\d)/, "$1 ");
  const away =
    /^(?:через\s.*?(?:день|дня|дней|сутки|суток|недел[юи]|недель|месяц\p{L}*)|in\s.*?(?:days?|weeks?|months?))(?=\s|$)/u.exec(
      plain,
    );
  const dotted = /(?<![\d.:])\d{1,2}\.\d{1,2}(?:\.(?:\d{4}|\d{2}))?(?![\d.:])/.exec(plain);
  const found = away ?? dotted;
  if (found === null) return plain;
  const [before, after] = [plain.slice(0, found.index), plain.slice(found.index + found[0].length)];
  if (away === null) {
    const other = timeOfDay(`${before} ${after}`.trim());
    if (other === null || other === "wrong") return plain;
  }
  const [date] = dayNamed(found[0], today) ?? [];
  return date === undefined ? plain : `${before}${date}${after}`;
}

/** 10.12 or 10 12, alone or beside a day of the week: twelve minutes past ten, or noon of the tenth of December. */
function dateOrTime(text: string, now: Temporal.ZonedDateTime): readonly number[] | null {
  const [, named = "", hour = "", second = ""] =
    /^(?:(?:во? |on )?(\p{L}+),? )?(\d{1,2})[. ](\d{2})$/u.exec(text) ?? [];
  if (hour === "" || Number(hour) > 23 || Number(second) < 1 || Number(second) > 12) return null;
  const [date] = dayNamed(`${hour}.${second}`, now.toPlainDate()) ?? [];
  if (date === undefined) return null;
  const noon = first(onTheWall(date.toPlainDateTime({ hour: 12 }), now.timeZoneId));
  const time = new Temporal.PlainTime(Number(hour), Number(second));
  if (named === "") return [...nextOf([time], now), noon];
  const days = isWeekday(named) ? dayNamed(named, now.toPlainDate()) : null;
  if (days === null) return null;
  const ofDay = days.map((day) => first(onTheWall(day.toPlainDateTime(time), now.timeZoneId)));
  return [...ofDay, noon];
}

/** A date in numbers alone: 24.11 is no time of day, 18.30 is. */
function isDateAlone(text: string): boolean {
  const [, first = "", second = ""] = /^(?:(?:в|на|on)\s)?(\d{1,2})[./](\d{1,2})(?:[./]\d{2,4})?$/.exec(text) ?? [];
  if (first === "") return false;
  return text.includes("/") || text.split(".").length > 2 || Number(first) > 23 || second.length < 2;
}

/** "Tomorrow at midnight" may begin that day or end it. 24:00 surely ends it. */
function midnights(days: readonly Temporal.PlainDate[], text: string): readonly Temporal.PlainDate[] {
  const after = days.map((date) => date.add({ days: 1 }));
  return /24[:.-]00/.test(text) ? after : [...days, ...after];
}

/** Today where it is still to come, else tomorrow. */
function nextOf(times: readonly Temporal.PlainTime[], now: Temporal.ZonedDateTime): readonly number[] {
  const ofDay = (days: number) =>
    times.flatMap((time) => {
      const wall = onTheWall(now.toPlainDate().add({ days }).toPlainDateTime(time), now.timeZoneId);
      return wall.kind === "overlap" ? [wall.first, wall.second] : [wall.at];
    });
  const all = (days: number) => ofDay(days).map(({ epochMilliseconds }) => epochMilliseconds);
  const today = all(0).filter((at) => at > now.epochMilliseconds);
  return today.length > 0 ? today : all(1);
}

/** Seven in the morning or in the evening. */
function isEither([one, other, ...more]: readonly Temporal.PlainTime[]): boolean {
  return one !== undefined && other !== undefined && more.length === 0 && one.until(other).hours === 12;
}

/** "At seven", said in the afternoon, may be this evening's or the next morning's. */
function nextOfEach(times: readonly Temporal.PlainTime[], now: Temporal.ZonedDateTime): readonly number[] {
  return times.flatMap((time) => nextOf([time], now));
}

function jumped(times: readonly Temporal.PlainTime[], now: Temporal.ZonedDateTime): boolean {
  return [0, 1].some((days) =>
    times.some(
      (time) => onTheWall(now.toPlainDate().add({ days }).toPlainDateTime(time), now.timeZoneId).kind === "gap",
    ),
  );
}

function first(wall: ReturnType<typeof onTheWall>): number {
  return (wall.kind === "overlap" ? wall.first : wall.at).epochMilliseconds;
}

function judged(instants: readonly number[], shifted: boolean, now: number): Typed | null {
  const times = [...new Set(instants)].sort((a, b) => a - b);
  const [earliest] = times;
  if (earliest === undefined) return null;
  const coming = times.filter((at) => at > now);
  const [at] = coming;
  if (at === undefined) return { kind: "past", at: times.at(-1) ?? earliest };
  const horizon = zoned(now, "UTC").add({ years: YEARS }).epochMilliseconds;
  if (at > horizon) return { kind: "far", at };
  return coming.length > 1 ? { kind: "choice", times: coming } : { kind: "time", at, shifted };
}
