import { zoneIn } from "./typed-zone.ts";

const LEAD =
  /^(?:давай(?:те)?|ставь(?:те)?|поставь(?:те)?|тогда|лучше|можно|пусть|запланируй(?:те)?|опубликуй(?:те)?|перенеси(?:те)?|на|let's do|how about|schedule|post|publish|move|it|for|to|please|пожалуйста|ровно|exactly)(?:\s+|$)/u;
const HOUR_WORDS: readonly (readonly [string, string])[] = [
  ["1", "час|one"],
  ["2", "два|two"],
  ["3", "три|three"],
  ["4", "четыре|four"],
  ["5", "пять|five"],
  ["6", "шесть|six"],
  ["7", "семь|seven"],
  ["8", "восемь|eight"],
  ["9", "девять|nine"],
  ["10", "десять|ten"],
  ["11", "одиннадцать|eleven"],
  ["12", "двенадцать|twelve"],
];
const MONTHS = "янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";

/** Other ways to write a thing, and the one that is read. In their order. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/[«»"“”]/g, ""],
  [/[–—−]/g, "-"],
  [/\p{Extended_Pictographic}\ufe0f?/gu, " "],
  [/[?!]+\s*$/g, ""],
  [/\s+/g, " "],
  [/,? (?:пожалуйста|плиз|плз|please|pls|sharp|ровно)$/gu, ""],
  [/(?<=\d )нояб(?!\p{L})/gu, "ноября"],
  [/(?<=\d )сент(?!\p{L})/gu, "сентября"],
  [/(?<=\d )февр(?!\p{L})/gu, "февраля"],
  [/(?<!\p{L})(?:a|one) fortnight(?!\p{L})/u, "2 weeks"],
  // "часа через 2", "через минут 20".
  [/^(час(?:а|ов)?|минут[уы]?|дня|дней|недел[ьи]) через (\d+|\p{L}+)(?= |$)/u, "через $2 $1"],
  [/^через (час(?:а|ов)|минут|дня|дней|недел[ьи]) (\d+|\p{L}+)(?= |$)/u, "через $2 $1"],
  // "1-го декабря" is the first of December; "25-го" alone is a day of this month or the next.
  [new RegExp(`(?<=\\d)-?(?:го|ого|е|ое)(?= (?:${MONTHS}))`, "gu"), ""],
  [/(?<=\d)-?(?:го|ого|е|ое)(?: числа)?(?!\p{L})/gu, " числа"],
  // "пт19:00", "завтра в19:00", "завтра в 18,30".
  [/(?<=\p{L}{2}|(?<!\p{L})в)[.,]?(?=\d{1,2}[:.]\d{2}(?!\d))/gu, " "],
  [/(?<=\s\d{1,2})[,;](?=[0-5]\d$)/g, ":"],
  [/(?<!\p{L})(?:рано|поздно|early|late) (?=утром|вечером|morning|evening)/gu, ""],
  [/(?<!\p{L})час(?:ов|а) в (?=\d)/gu, "в "],
  // The evening of today.
  [/(?<=\d\s?(?:am|pm)) tonight(?!\p{L})/gu, " today"],
  [/(?<=\d) (?:tonight|this evening)(?!\p{L})/gu, " in the evening today"],
  [/(?<!\p{L})tonight(?!\p{L})/gu, "today evening"],
  [/(?<!\p{L})this (?=(?:morning|afternoon|evening)(?!\p{L}))/gu, "today "],
  ...HOUR_WORDS.map(
    ([hour, words]) => [new RegExp(`(?<=(?<!\\p{L})(?:в|к|около|at) )(?:${words})(?!\\p{L})`, "gu"), hour] as const,
  ),
];

/**
 * A typed text in lower case, in the words that are read, and the zones whose clock may be meant.
 *
 * @param zone meant where the text names none
 */
export function prepared(text: string, zone: string): { readonly plain: string; readonly zones: readonly string[] } {
  let plain = text.normalize("NFKC").toLowerCase();
  for (const [other, read] of SAID) plain = plain.replace(other, read);
  plain = plain.trim().replace(/(?<=\d)\.$/, "");
  const named = zoneIn(plain);
  return { plain: lead(named?.rest ?? plain), zones: named?.zones ?? [zone] };
}

function lead(text: string): string {
  let plain = text;
  for (let next = plain.replace(LEAD, ""); next !== plain; next = plain.replace(LEAD, "")) plain = next;
  return plain.trim();
}
