import type { ParsedResult } from "chrono-node";
import * as en from "chrono-node/en";
import * as ru from "chrono-node/ru";

/** The day that a text names: one, or several where the words leave it open. */
export type NamedDay = readonly Temporal.PlainDate[];

const WEEKDAYS: readonly (readonly [RegExp, number])[] = [
  [/^(понедельник\p{L}*|пн|пнд|пон|mondays?|mon)$/u, 1],
  [/^(вторник\p{L}*|вт|втр|tuesdays?|tues?)$/u, 2],
  [/^(сред[аыуе]|ср|срд|wednesdays?|weds?)$/u, 3],
  [/^(четверг\p{L}*|чт|чтв|thursdays?|thurs?|thu)$/u, 4],
  [/^(пятниц\p{L}*|пт|птн|fridays?|fri)$/u, 5],
  [/^(суббот\p{L}*|сб|суб|saturdays?|sat)$/u, 6],
  [/^(воскресень\p{L}*|вс|вск|воскр|sundays?|sun)$/u, 7],
];
const NEXT = /^(следующ\p{L}*|след|next)$/u;
const THIS = /^(эт\p{L}*|ближайш\p{L}*|this|coming)$/u;
/** Whole weeks from now. */
const AHEAD =
  /^(?:через\s(?:(\d{1,2}|одну|две|три|четыре)\s)?(?:неделю|недели|недель)|in\s(\d{1,2}|a|one|two|three|four)\sweeks?)$/u;
const COUNTS: Readonly<Record<string, number>> = { две: 2, two: 2, три: 3, three: 3, четыре: 4, four: 4 };
/** Words that say nothing of the day. */
const FILLERS = /(?<![\p{L}\p{N}])(в|во|на|к|и|on|at|the|of|this|г|года|год)(?![\p{L}\p{N}])|[,.;]/gu;

/**
 * The day that a text of lower case names, Russian or English, counted from today in the zone. Null where it is none, or
 * where anything is left over that is not understood. A day without a year is the next one that there is.
 */
export function dayNamed(text: string, today: Temporal.PlainDate): NamedDay | null {
  const words = text.replace(/[,;]/g, " ").replace(/(\p{L})\.(?=\s|$)/gu, "$1");
  return (
    weekday(words, today) ??
    weekdayAhead(words, today) ??
    withWeekday(words, today) ??
    numbers(words, today) ??
    ofMonth(words, today) ??
    leapDay(words, today) ??
    months(words, today) ??
    dayBetween(words, today) ??
    byChrono(words, today)
  );
}

/** Whether the text names a day of the week, and nothing else. */
export function isWeekday(text: string): boolean {
  return weekday(text, new Temporal.PlainDate(2026, 1, 1)) !== null;
}

/** 1 for Monday; null where the word of lower case is no weekday. */
export function weekdayNamed(word: string): number | null {
  return WEEKDAYS.find(([name]) => name.test(word.replace(/\.$/, "")))?.[1] ?? null;
}

function weekday(text: string, today: Temporal.PlainDate): NamedDay | null {
  const words = text.split(/\s+/).filter((word) => word !== "" && !/^(в|во|на|on|the)$/.test(word));
  const next = words.some((word) => NEXT.test(word));
  const rest = words.filter((word) => !NEXT.test(word) && !THIS.test(word));
  const day = WEEKDAYS.find(([name]) => rest.length === 1 && name.test(rest[0] ?? ""))?.[1];
  if (day === undefined) return null;
  const ahead = (day - today.dayOfWeek + 7) % 7;
  const nearest = today.add({ days: ahead });
  if (!next) return [nearest];
  const ofNextWeek = today.add({ days: 7 - today.dayOfWeek + day });
  // "Next Friday", said on a Tuesday, is for some the one in three days, for others the one of the next week.
  return nearest.equals(ofNextWeek) || ahead === 0 ? [ofNextWeek] : [nearest, ofNextWeek];
}

/**
 * "Через неделю в пятницу", "friday in 2 weeks": the day of that week, or so many weeks after the next such day. Where the
 * two differ, both are given.
 */
function weekdayAhead(text: string, today: Temporal.PlainDate): NamedDay | null {
  const words = text.split(/\s+/).filter((word) => word !== "" && !/^(в|во|на|on)$/.test(word));
  const [named = "", ...more] = words.filter((word) => weekdayNamed(word) !== null);
  const day = weekdayNamed(named);
  const rest = words.filter((word) => word !== named).join(" ");
  const match = AHEAD.exec(rest);
  if (day === null || more.length > 0 || match === null) return null;
  const counted = match[1] ?? match[2] ?? "1";
  const weeks = COUNTS[counted] ?? (Number(counted) || 1);
  const ofWeek = today.add({ days: 7 * weeks + day - today.dayOfWeek });
  const after = today.add({ days: 7 * weeks + ((day - today.dayOfWeek + 7) % 7) });
  return ofWeek.equals(after) ? [ofWeek] : [ofWeek, after];
}

/** "Через день" is tomorrow for some, the day after it for others. */
function dayBetween(text: string, today: Temporal.PlainDate): NamedDay | null {
  return /^через день$/u.test(text.trim()) ? [today.add({ days: 1 }), today.add({ days: 2 })] : null;
}

/**
 * "Friday 27 November", "пт 27", "next week Friday". Where the day is another one of the week than was said, one of the
 * two is a slip: both are given.
 */
function withWeekday(text: string, today: Temporal.PlainDate): NamedDay | null {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const named = words.filter((word) => weekdayNamed(word) !== null);
  const day = weekdayNamed(named[0] ?? "");
  if (day === null || named.length > 1) return null;
  const rest = words.filter((word) => word !== named[0] && !/^(в|во|на|on|of)$/.test(word)).join(" ");
  if (/^(?:следующей неделе|next week)$/.test(rest)) return [today.add({ days: 7 - today.dayOfWeek + day })];
  if (rest === "" || NEXT.test(rest) || THIS.test(rest)) return null;
  const dates = dayNamed(/^\d{1,2}$/.test(rest) ? `${rest} числа` : rest, today);
  if (dates === null || dates.some(({ dayOfWeek }) => dayOfWeek === day))
    return dates?.filter(({ dayOfWeek }) => dayOfWeek === day) ?? null;
  return [...dates, ...(weekday(named[0] ?? "", today) ?? [])];
}

/** "25 числа", "the 27th": the next day of that number. */
function ofMonth(text: string, today: Temporal.PlainDate): NamedDay | null {
  const match = /^(?:(?:в|на|on|the)\s+)*(\d{1,2})\s?(?:числа|число|st|nd|rd|th)$/u.exec(text.trim());
  if (match === null) return null;
  for (let ahead = 0; ahead <= 2; ahead += 1) {
    const { year, month } = today.toPlainYearMonth().add({ months: ahead });
    const date = Number(match[1]) < 1 ? null : valid(year, month, Number(match[1]));
    if (date !== null && Temporal.PlainDate.compare(date, today) >= 0) return [date];
  }
  return null;
}

/** 24.11, 24.11.2026, 24/11; with a slash either number may be the month. */
function numbers(text: string, today: Temporal.PlainDate): NamedDay | null {
  const match = /^(?:(?:в|на|on)\s+)?(\d{1,2})([./-])(\d{1,2})(?:\2(\d{2}|\d{4}))?\.?$/.exec(text.trim());
  if (match === null) return null;
  const [, first = "", separator = "", second = "", year] = match;
  const [a, b] = [Number(first), Number(second)];
  const orders =
    separator === "/" && a !== b
      ? ([
          [a, b],
          [b, a],
        ] as const)
      : ([[a, b]] as const);
  const found = orders.flatMap(
    ([day, month]) => dateOf(day, month, year === undefined ? null : Number(year), today) ?? [],
  );
  return found.length === 0 ? null : found;
}

function dateOf(day: number, month: number, year: number | null, today: Temporal.PlainDate): Temporal.PlainDate | null {
  if (month < 1 || month > 12 || day < 1) return null;
  if (year !== null) return valid(year < 100 ? 2000 + year : year, month, day);
  // A leap day comes within eight years.
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const date = valid(today.year + ahead, month, day);
    if (date !== null && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return null;
}

function valid(year: number, month: number, day: number): Temporal.PlainDate | null {
  const first = new Temporal.PlainDate(year, month, 1);
  return day <= first.daysInMonth ? first.with({ day }) : null;
}

/** chrono leaves out the 29th of February where the coming year has none. */
function leapDay(text: string, today: Temporal.PlainDate): NamedDay | null {
  if (!/^(?:(?:в|на|on)\s+)?(?:29(?:th)?\s+(?:фев|feb)\p{L}*|feb\p{L}*\s+29(?:th)?)$/u.test(text.trim())) return null;
  const date = dateOf(29, 2, null, today);
  return date === null ? null : [date];
}

/** chrono gives "in a month" no certain day. From the 31st it is the last one of a shorter month. */
function months(text: string, today: Temporal.PlainDate): NamedDay | null {
  const match = /^(?:через|in)\s+(?:(\d{1,2}|a)\s+)?(?:месяц|месяца|месяцев|months?)$/u.exec(text.trim());
  return match === null ? null : [today.add({ months: Number(match[1] ?? 1) || 1 })];
}

function byChrono(text: string, today: Temporal.PlainDate): NamedDay | null {
  // With a colon or a sign something of a time is left, which chrono would pass over.
  if (/next (?:week|month|year)|weekend|[:+]/.test(text)) return null;
  const prepared = text
    .trim()
    .replace(/\b(?:the )?day after tomorrow\b/, "in 2 days")
    // "november 25" is the month and its day, not the month of the year 25.
    .replace(/^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?$/, "$2 $1");
  // chrono makes the 13th of January of 2027-13-01.
  if (/^\d{4}[-/.](?:1[3-9]|[2-9]\d)[-/.]\d{1,2}$/.test(prepared)) return null;
  const chrono = /\p{Script=Cyrillic}/u.test(prepared) ? ru.casual : en.GB;
  // Noon in UTC for both, so that chrono counts days of the calendar and nothing else.
  const instant = new Date(Date.UTC(today.year, today.month - 1, today.day, 12));
  const [result, ...more] = chrono.parse(prepared, { instant, timezone: 0 }, { forwardDate: true });
  if (result === undefined || more.length > 0 || (result.end !== null && result.end !== undefined)) return null;
  if (leftOver(prepared, result) !== "") return null;
  const { start } = result;
  const [day, month, year] = [start.get("day"), start.get("month"), start.get("year")];
  // "In two hours" and "now" are moments, no days.
  if (start.isCertain("hour")) return null;
  if (!start.isCertain("day") || day === null || month === null || year === null) return null;
  const date = valid(year, month, day);
  if (date === null) return null;
  return start.isCertain("year") ? [date] : [dateOf(day, month, null, today) ?? date];
}

function leftOver(text: string, { index, text: matched }: ParsedResult): string {
  return `${text.slice(0, index)} ${text.slice(index + matched.length)}`.replace(FILLERS, " ").trim();
}
