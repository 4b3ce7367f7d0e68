import { dayNamed, isWeekday, weekdayNamed } from "./day-named.ts";
import { first, isEither, jumped, nextOf, nextOfEach, thisEvening } from "./next-time.ts";
import { isCounted, passingTime } from "./passing-time.ts";
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
/** Days. */
const JUST_OVER = 31;

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
  const typed = inZones(plain, zones, reference);
  if (typed !== null) return typed;
  const right = respelled(plain);
  return asked(right === null ? null : inZones(right, zones, reference));
}

function asked(typed: Typed | null): Typed | null {
  return typed?.kind === "time" ? { kind: "choice", times: [typed.at] } : typed;
}

/** By each clock that may be meant. */
function inZones(
  plain: string,
  zones: readonly string[],
  { at, zone: own }: { readonly at: number; readonly zone: string },
): Typed | null {
  const read = zones.flatMap((zone) => {
    const there = zoned(at, zone);
    return byEachDay(plain, there.toPlainDate(), zoned(at, own).toPlainDate()).flatMap(
      (text) => inZone(text, there) ?? [],
    );
  });
  const [typed = null] = read;
  const times = [...new Set(read.flatMap(timesOf))].sort((a, b) => a - b);
  const open = times.length > 1 || (times.length === 1 && read.some(({ kind }) => kind === "past"));
  return open ? { kind: "choice", times } : typed;
}

const DAY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/(?<!\p{L})(?:послезавтра|(?:the )?day after tomorrow)(?!\p{L})/u, 2],
  [/(?<!\p{L})(?:завтра|tomorrow|tmrw?)(?!\p{L})/u, 1],
  [/(?<!\p{L})(?:сегодня|today)(?!\p{L})/u, 0],
];

/** "Tomorrow 9am PST" where it is still yesterday: by the day there, and by the day here. */
function byEachDay(text: string, there: Temporal.PlainDate, here: Temporal.PlainDate): readonly string[] {
  const [word, days] = DAY_WORDS.find(([name]) => name.test(text)) ?? [];
  if (word === undefined || there.equals(here)) return [text];
  return [text, text.replace(word, here.add({ days }).toString())];
}

function timesOf(typed: Typed): readonly number[] {
  return typed.kind === "choice" ? typed.times : typed.kind === "time" ? [typed.at] : [];
}

function inZone(plain: string, now: Temporal.ZonedDateTime): Typed | null {
  const { epochMilliseconds: at, timeZoneId: zone } = now;
  const passing = passingTime(plain, at);
  // A planned time is of whole minutes: never sooner than was said.
  if (passing !== null) {
    const then = judged([Math.ceil(passing / 60_000) * 60_000], false, at);
    return isCounted(plain) ? then : asked(then);
  }
  const either = dateOrTime(plain, now);
  if (either !== null) return judged(either, false, at);
  const whole = isDateAlone(plain) ? null : timeOfDay(datesApart(plain, now.toPlainDate()));
  if (whole === "wrong") return null;
  if (whole === null) return ofDays(dayNamed(datesApart(plain, now.toPlainDate()), now.toPlainDate()), now);
  const { times, nextDay, vague, rest } = whole;
  const bare = rest.replace(/(?<!\p{L})(в|на|к|at|on|the)(?!\p{L})|[,.]/gu, " ").trim() === "";
  if (bare) {
    const said = thisEvening(plain, times, now);
    const next = judged(isEither(said) ? nextOfEach(said, now) : nextOf(said, now), jumped(said, now), at);
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
  return vague || isJustOver(plain, dates, now.toPlainDate()) ? asked(typed) : typed;
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
  const [date, other] = dayNamed(found[0], today) ?? [];
  const whole = date !== undefined && other === undefined && !isWeekBeside(found[0], plain);
  return whole ? `${before}${date}${after}` : plain;
}

/** Whether the weeks that are counted lead to a day of the week, which is named beside them. */
function isWeekBeside(away: string, text: string): boolean {
  return /недел|week/u.test(away) && text.split(/[\s,]+/).some((word) => weekdayNamed(word) !== null);
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

/** A day without a year that was over within the last month: who means the one of next year says so. */
function isJustOver(text: string, dates: readonly Temporal.PlainDate[], today: Temporal.PlainDate): boolean {
  if (/(?<!\d)\d{4}(?!\d)|\d[./-]\d{1,2}[./-]\d{2}(?!\d)|^(?:через|in)\s/u.test(text)) return false;
  return dates.some((date) => {
    const ago = date.subtract({ years: 1 }).until(today).days;
    return ago > 0 && ago <= JUST_OVER;
  });
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
