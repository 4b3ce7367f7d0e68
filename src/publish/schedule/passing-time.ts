import * as en from "chrono-node/en";
import * as ru from "chrono-node/ru";

const UNCOUNTED = /(?<!\p{L})(?:несколько|few|several)(?!\p{L})/u;

const NUMBER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})полтора часа(?!\p{L})/u, "90 минут"],
  [/(?<!\p{L})час с половиной(?!\p{L})/u, "90 минут"],
  [/(?<!\p{L})(\d+)[.,]5\s?(?:часа|часов|ч|hours|h)(?!\p{L})/u, "$1 ч 30 мин"],
  [/(?<!\p{L})пол часа|(?<!\p{L})полчаса(?!\p{L})/u, "30 минут"],
  [/(?<!\p{L})half an hour(?!\p{L})/u, "30 minutes"],
  [/(?<!\p{L})четверть часа(?!\p{L})/u, "15 минут"],
  [/(?<!\p{L})an hour and a half(?!\p{L})/u, "90 minutes"],
];

/**
 * "через 2 часа", "in 1 h 30 min": the instant after so much passing time, ms, whatever the clocks do. Null where the text
 * of lower case names none, or counts in days.
 *
 * @param at when it was said, ms
 */
export function passingTime(text: string, at: number): number | null {
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

/** Whether a text that names passing time says how much: "a few hours" does not. */
export function isCounted(text: string): boolean {
  return !UNCOUNTED.test(text);
}
