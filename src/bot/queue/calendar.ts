import { InlineKeyboard } from "grammy";
import { onTheWall, zoned } from "../../publish/schedule/zone.ts";
import { press, toMinutes, type Verb } from "./buttons.ts";
import { month, type Reader, weekdayName } from "./saying.ts";

const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS_IN_A_ROW = 6;
const MINUTES_IN_A_ROW = 4;
const STEP = 5;
/** Where there is no day to choose: Telegram takes no button without a text. */
const NO_DAY = "·";

type Row = { readonly draftId: number; readonly revision: number } | null;

/** A month of days as buttons, a row a week. Days that are over have none, and weeks that are over no row. `mark` is put behind a day's number. */
export function monthKeyboard(
  shown: Temporal.PlainYearMonth,
  { say, zone, now }: Reader,
  verbs: { readonly month: Verb; readonly day: Verb },
  row: Row,
  options: { readonly past: boolean; readonly mark?: (date: Temporal.PlainDate) => string } = { past: false },
): InlineKeyboard {
  const today = zoned(now, zone).toPlainDate();
  const keyboard = new InlineKeyboard();
  const here = press(verbs.month, row, shown.toString().replace("-", ""));
  for (const weekday of WEEK) keyboard.text(weekdayName(weekday, say), here);
  keyboard.row();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const begin = shown.toPlainDate({ day: 1 });
  const first = !options.past && Temporal.PlainDate.compare(monday, begin) > 0 ? monday : begin;
  for (let blank = 1; blank < first.dayOfWeek; blank += 1) keyboard.text(NO_DAY, here);
  for (let number = first.equals(begin) ? 1 : first.day; number <= shown.daysInMonth; number += 1) {
    const date = shown.toPlainDate({ day: number });
    const over = Temporal.PlainDate.compare(date, today) < 0 && !options.past;
    keyboard.text(
      over ? NO_DAY : `${number}${options.mark?.(date) ?? ""}`,
      over ? here : press(verbs.day, row, compact(date)),
    );
    if (date.dayOfWeek === 7) keyboard.row();
  }
  const last = shown.toPlainDate({ day: shown.daysInMonth });
  if (last.dayOfWeek < 7) for (let blank = last.dayOfWeek; blank < 7; blank += 1) keyboard.text(NO_DAY, here);
  keyboard.row();
  const before = shown.subtract({ months: 1 });
  const atStart = Temporal.PlainYearMonth.compare(shown, today.toPlainYearMonth()) <= 0 && !options.past;
  const after = shown.add({ months: 1 });
  if (!atStart) keyboard.text(`◀ ${month(before, say)}`, press(verbs.month, row, before.toString().replace("-", "")));
  keyboard.text(`${month(after, say)} ▶`, press(verbs.month, row, after.toString().replace("-", "")));
  return keyboard.row();
}

/** The hours of a day that are still to come. */
export function hourKeyboard(date: Temporal.PlainDate, { zone, now }: Reader, row: Row): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  let shown = 0;
  for (let hour = 0; hour < 24; hour += 1) {
    const end = onTheWall(date.toPlainDateTime({ hour, minute: 59 }), zone);
    if ((end.kind === "overlap" ? end.second : end.at).epochMilliseconds <= now) continue;
    keyboard.text(String(hour), press("hour", row, `${compact(date)}${String(hour).padStart(2, "0")}`));
    shown += 1;
    if (shown % HOURS_IN_A_ROW === 0) keyboard.row();
  }
  return keyboard.row();
}

/** The minutes of an hour, by fives. An hour that the clock shows twice has its first ones, marked, and its second. */
export function minuteKeyboard(
  date: Temporal.PlainDate,
  hour: number,
  { zone, now }: Reader,
  row: Row,
): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  let shown = 0;
  const times = new Set<number>();
  for (let minute = 0; minute < 60; minute += STEP) {
    const wall = onTheWall(date.toPlainDateTime({ hour, minute }), zone);
    for (const at of wall.kind === "overlap" ? [wall.first, wall.second] : [wall.at]) {
      if (at.epochMilliseconds <= now || times.has(at.epochMilliseconds)) continue;
      times.add(at.epochMilliseconds);
      const name = `${at.hour}:${String(at.minute).padStart(2, "0")}`;
      keyboard.text(
        wall.kind === "overlap" ? `${name} ${at.offset}` : name,
        press("set", row, toMinutes(at.epochMilliseconds)),
      );
      shown += 1;
      if (shown % MINUTES_IN_A_ROW === 0) keyboard.row();
    }
  }
  return keyboard.row();
}

/** 20261125 */
export function compact(date: Temporal.PlainDate): string {
  return date.toString().replaceAll("-", "");
}

/** Null where it is no date. */
export function dateOf(arg: string): Temporal.PlainDate | null {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(arg) ?? [];
  if (day === undefined) return null;
  return valid(() => Temporal.PlainDate.from(`${year}-${month}-${day}`));
}

/** Null where it is no month. */
export function monthOf(arg: string): Temporal.PlainYearMonth | null {
  const [, year, month] = /^(\d{4})(\d{2})$/.exec(arg) ?? [];
  return month === undefined ? null : valid(() => Temporal.PlainYearMonth.from(`${year}-${month}`));
}

function valid<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
