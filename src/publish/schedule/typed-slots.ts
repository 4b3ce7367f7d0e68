import { weekdayNamed } from "./day-named.ts";
import type { Slot } from "./slots.ts";

const LENGTH = 300;
const EVERY = /^(?:каждый день|ежедневно|every day|daily)$/u;
const WORKDAYS = /^(?:будни|по будням|workdays|weekdays)$/u;
const WEEKEND = /^(?:выходные|по выходным|weekends?)$/u;

/**
 * Reads weekly slots that were typed in Russian or English: "Пн–Пт 12:00, Сб 11:00", "Mon, Wed 9:30 18:00", "daily 12:00".
 * Each once, by weekday and time. Null where any part of it is no slot.
 */
export function parseSlots(text: string): readonly Slot[] | null {
  if (text.length > LENGTH) return null;
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[–—−]/g, "-")
    .replace(/\s*-\s*/g, "-")
    .replace(/(?<![\p{L}])(?:в|и|at|and)(?![\p{L}])/gu, " ")
    .replace(/[;,\n]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  // Each run of times belongs to the days right before it.
  const groups = [...plain.matchAll(/(\D+?)\s((?:\d{1,2}[:.]\d{2}\s?)+)/gu)];
  if (groups.length === 0 || groups.map(([whole]) => whole).join("") !== plain) return null;
  const slots = new Map<string, Slot>();
  for (const [, named = "", times = ""] of groups) {
    const weekdays = weekdaysOf(named.trim());
    const minutes = times.trim().split(/\s+/).map(minuteOf);
    if (weekdays === null) return null;
    for (const minute of minutes) {
      if (minute === null) return null;
      for (const weekday of weekdays) slots.set(`${weekday} ${minute}`, { weekday, minute });
    }
  }
  return [...slots.values()].sort((a, b) => a.weekday - b.weekday || a.minute - b.minute);
}

function weekdaysOf(text: string): readonly number[] | null {
  if (EVERY.test(text)) return [1, 2, 3, 4, 5, 6, 7];
  if (WORKDAYS.test(text)) return [1, 2, 3, 4, 5];
  if (WEEKEND.test(text)) return [6, 7];
  const days: number[] = [];
  for (const part of text.split(" ")) {
    const [first = "", last = first, ...more] = part.split("-");
    const [from, to] = [weekdayNamed(first), weekdayNamed(last)];
    if (from === null || to === null || more.length > 0) return null;
    // "Sat–Mon" goes over the end of the week.
    for (let ahead = 0; ahead <= (to - from + 7) % 7; ahead += 1) days.push(((from - 1 + ahead) % 7) + 1);
  }
  return days;
}

function minuteOf(text: string): number | null {
  const [hour = -1, minute = -1] = text.split(/[:.]/).map(Number);
  return hour <= 23 && minute <= 59 ? hour * 60 + minute : null;
}
