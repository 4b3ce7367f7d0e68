import type { Language, Texts } from "./texts.ts";

/** "14:05" of a Unix time in seconds, in the zone of the browser. */
export function clockOf(seconds: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    seconds * 1000,
  );
}

/** A key that is the same for two Unix times of one day. */
export function dayKey(seconds: number): string {
  const date = new Date(seconds * 1000);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** "Сегодня", "Вчера", "18 июня", "18 июня 2024 г." beside `now` in milliseconds. */
export function dayName(seconds: number, now: number, language: Language, texts: Texts): string {
  if (dayKey(seconds) === dayKey(now / 1000)) return texts.today;
  if (dayKey(seconds) === dayKey(now / 1000 - 86_400)) return texts.yesterday;
  const date = new Date(seconds * 1000);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "long" };
  if (!sameYear) options.year = "numeric";
  return new Intl.DateTimeFormat(language, options).format(date);
}

/** "412", "1,2K", "3,4M": as messengers shorten numbers under a post. */
export function shortNumber(n: number, language: Language): string {
  if (n < 1000) return String(n);
  const [value, unit] = n < 1_000_000 ? [n / 1000, "K"] : [n / 1_000_000, "M"];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)}${unit}`;
}

/** The text of a date_time entity, as Telegram's format letters ask: w weekday, d/D date, t/T time, r distance. */
export function dateTime(seconds: number, format: string, now: number, language: Language): string {
  if (format === "r") {
    const minutes = Math.round((seconds * 1000 - now) / 60_000);
    const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    if (Math.abs(minutes) < 60) return relative.format(minutes, "minute");
    if (Math.abs(minutes) < 60 * 24) return relative.format(Math.round(minutes / 60), "hour");
    return relative.format(Math.round(minutes / 60 / 24), "day");
  }
  const options: Intl.DateTimeFormatOptions = { hourCycle: "h23" };
  if (format.includes("w")) options.weekday = format.includes("D") ? "long" : "short";
  if (format.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "numeric" });
  if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (format.includes("T")) options.second = "2-digit";
  return new Intl.DateTimeFormat(language, options).format(seconds * 1000);
}
