/** A time of day that a text names, and the text without it. */
export interface NamedTime {
  /** More than one where the words leave it open. */
  readonly times: readonly Temporal.PlainTime[];
  /** "24:00" belongs to the end of the day that is named, "midnight" and "12 am" may. */
  readonly nextDay: boolean;
  /** Only a part of the day was said: these are suggestions. */
  readonly vague: boolean;
  readonly rest: string;
}

/** The hours that people may mean by a part of the day alone. */
const PARTS: Readonly<Record<Part, readonly number[]>> = {
  morning: [9, 10, 11],
  afternoon: [12, 14, 16],
  evening: [18, 19, 20, 21],
  night: [22, 23],
};
type Part = "morning" | "afternoon" | "evening" | "night";

const PART_WORDS: Readonly<Record<Part, string>> = {
  morning: "утром|с утра|утра|утро|in the morning|morning",
  afternoon: "дн[её]м|дня|in the afternoon|afternoon|после обеда|в обед|к обеду",
  evening: "вечером|вечера|вечер|(?:ближе )?к вечеру|in the evening|evening",
  night: "ночью|ночи|ночь|at night|night",
};
const PART = `(?<part>${Object.values(PART_WORDS).join("|")})`;
/** The forms that stand before an hour: "вечером в 8". "3 дня" is no part of a day there. */
const BEFORE = "(?<part>утром|дн[её]м|вечером|ночью|morning|afternoon|evening|night)";
/** The forms that stand behind one. */
const AFTER =
  "утра|дня|вечера|ночи|утром|дн[её]м|вечером|ночью|in the morning|in the afternoon|in the evening|at night";
const AT = "(?:(?:(?:в|к|at|by)\\s+)?(?:около|примерно|about|around)\\s+|(?:в|к|at|@)\\s+)?";
const EDGE = "(?<![\\p{L}\\p{N}.:/-])";
const END = "(?![\\p{L}\\p{N}:/-]|\\.\\d)";

const pattern = (source: string) => new RegExp(`${EDGE}${source}${END}`, "u");

const NOON = pattern(`${AT}(?:полдень|полудень|noon|midday)`);
const MIDNIGHT = pattern(`${AT}(?:полночь|midnight)`);
const HALF = pattern(
  `${AT}(?:пол[\\s-]?|половин[ауе]\\s+)(?<name>первого|второго|третьего|четв[её]ртого|пятого|шестого|седьмого|восьмого|девятого|десятого|одиннадцатого|двенадцатого)(?:\\s+${PART})?`,
);
const ORDINALS = [
  "первого",
  "второго",
  "третьего",
  "четвертого",
  "пятого",
  "шестого",
  "седьмого",
  "восьмого",
  "девятого",
  "десятого",
  "одиннадцатого",
  "двенадцатого",
];
const CLOCK = pattern(
  `(?:${BEFORE}\\s+)?${AT}(?<hour>\\d{1,2})(?:(?<dash>-)|[:.]|\\s(?=\\d{2}$)|ч\\s?|h)(?<minute>\\d{2})(?::00)?(?:\\s?(?<half>am|pm|a\\.m\\.|p\\.m\\.)|\\s(?<after>${AFTER}))?`,
);
const HOURS = "(?:\\s?(?:часов|часа|час|ч|o'clock))";
const LONG = pattern(
  `(?:${BEFORE}\\s+)?${AT}(?<hour>\\d{1,2})${HOURS}\\.?\\s(?<minute>\\d{1,2})\\s?(?:минуты|минуту|минут|мин|м)\\.?(?:\\s(?<after>${AFTER}))?`,
);
const HOUR_OF_PART = pattern(`${AT}(?<hour>\\d{1,2}|час)${HOURS}?\\s?(?<after>${AFTER}|am|pm|a\\.m\\.|p\\.m\\.)`);
const PART_WITH_HOUR = pattern(
  `${BEFORE}\\s+(?:(?:в|к|at|около|about|around)\\s+(?<hour>\\d{1,2})${HOURS}?|(?<last>\\d{1,2})${HOURS}?$)`,
);
const MONTH =
  "(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\p{L}*\\.?";
/** The last number of "dec 1" is no hour; that of "1 dec 10" and of "2026-12-01 10" is. */
const TRAILING = `(?<=(?:\\p{L}|\\d-\\d{2})\\s)(?<!^(?:(?:on|at)\\s)?${MONTH}\\s)(?<!\\p{L}\\s${MONTH}\\s)(?<trailing>1?\\d|2[0-4])`;
const BARE = pattern(
  `(?:(?:в|к|at|@|около|about|around)\\s+(?<hour>\\d{1,2})${HOURS}?|${TRAILING}$|${TRAILING.replace("trailing", "spoken")}\\so'clock|^(?<alone>\\d{1,2})(?:\\s?(?:часов|ч|o'clock))?$)`,
);
const PART_ALONE = pattern(`(?:в\\s+)?${PART}`);

/**
 * Finds the time of day in a text of lower case, Russian or English. Null where none is named, "wrong" where what is
 * named is no time (25:00). An hour up to 8 that might be of the evening as well, and a part of the day alone, give
 * several.
 */
export function timeOfDay(text: string): NamedTime | "wrong" | null {
  // The night to Friday begins on Thursday.
  if (/(?<!\p{L})ночь на(?!\p{L})/u.test(text)) return "wrong";
  const noon = NOON.exec(text);
  if (noon !== null) return named(text, noon, [time(12)]);
  const midnight = MIDNIGHT.exec(text);
  if (midnight !== null) return { ...named(text, midnight, [time(0)]), nextDay: true };
  const half = HALF.exec(text);
  if (half?.groups !== undefined) {
    const hour = ORDINALS.indexOf((half.groups.name ?? "").replace("ё", "е"));
    return named(text, half, inPart(hour === 0 ? 12 : hour, 30, partOf(half.groups.part)));
  }
  const clock = CLOCK.exec(text) ?? LONG.exec(text);
  if (clock?.groups !== undefined) {
    const { hour, minute, half: meridiem, after, part, dash } = clock.groups;
    // 19-00 is a time, 10-12 may be from ten to twelve.
    if (dash !== undefined && Number(minute) > Number(hour) && Number(minute) <= 24) return "wrong";
    // "fri 25.11" tells a day.
    if (Number(hour) > 24 && clock[0].includes(".")) return null;
    if (Number(hour) === 24 && minute === "00") return { ...named(text, clock, [time(0)]), nextDay: true };
    const period = partOf(after ?? part) ?? meridiemOf(meridiem);
    // With minutes an hour is of the clock of 24 hours, unless a word says otherwise.
    return period === null
      ? checked(text, clock, exact(Number(hour), Number(minute)))
      : ofPart(text, clock, Number(hour), Number(minute), period);
  }
  const withPart = HOUR_OF_PART.exec(text);
  if (withPart?.groups !== undefined) {
    const { hour, after } = withPart.groups;
    return ofPart(text, withPart, hour === "час" ? 1 : Number(hour), 0, partOf(after) ?? meridiemOf(after));
  }
  const afterPart = PART_WITH_HOUR.exec(text);
  if (afterPart?.groups !== undefined) {
    const { hour, last, part } = afterPart.groups;
    return ofPart(text, afterPart, Number(hour ?? last), 0, partOf(part));
  }
  const bare = BARE.exec(text);
  if (bare?.groups !== undefined) {
    const { hour, trailing, spoken, alone: only } = bare.groups;
    return checked(text, bare, inPart(Number(hour ?? trailing ?? spoken ?? only), 0, null));
  }
  const alone = PART_ALONE.exec(text);
  const part = partOf(alone?.groups?.part);
  if (alone === null || part === null || part === "am" || part === "pm") return null;
  const suggested = PARTS[part].map((hour) => time(hour));
  return { ...named(text, alone, suggested), vague: true };
}

function named(text: string, match: RegExpExecArray, times: readonly Temporal.PlainTime[]): NamedTime {
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  return { times, nextDay: false, vague: false, rest: rest.replace(/\s+/g, " ").trim() };
}

function checked(text: string, match: RegExpExecArray, times: readonly Temporal.PlainTime[]): NamedTime | "wrong" {
  return times.length === 0 ? "wrong" : named(text, match, times);
}

/** Twelve of the night, of the evening or a.m. is midnight, which may begin the day that is named or end it. */
function ofPart(
  text: string,
  match: RegExpExecArray,
  hour: number,
  minute: number,
  part: Part | "am" | "pm" | null,
): NamedTime | "wrong" {
  const found = checked(text, match, inPart(hour, minute, part));
  const midnight = hour === 12 && (part === "night" || part === "evening" || part === "am");
  return found === "wrong" ? found : { ...found, nextDay: midnight };
}

function partOf(word: string | undefined): Part | "am" | "pm" | null {
  if (word === undefined) return null;
  const known = (Object.keys(PART_WORDS) as Part[]).find((part) => new RegExp(`^(?:${PART_WORDS[part]})$`).test(word));
  return known ?? null;
}

function meridiemOf(word: string | undefined): "am" | "pm" | null {
  if (word === undefined) return null;
  return word.startsWith("a") ? "am" : word.startsWith("p") ? "pm" : null;
}

function time(hour: number, minute = 0): Temporal.PlainTime {
  return new Temporal.PlainTime(hour, minute);
}

function exact(hour: number, minute: number): readonly Temporal.PlainTime[] {
  return hour <= 23 && minute <= 59 ? [time(hour, minute)] : [];
}

/** The hour of a clock of twelve, or of 24, in a part of the day. Without one, hours up to 8 may be of the evening. */
function inPart(hour: number, minute: number, part: Part | "am" | "pm" | null): readonly Temporal.PlainTime[] {
  if (part === null) {
    if (hour < 1 || hour > 8) return exact(hour, minute);
    return [time(hour, minute), time(hour + 12, minute)];
  }
  if (hour > 12) return part === "am" || part === "morning" ? [] : exact(hour, minute);
  if (hour === 0) return part === "night" || part === "am" ? exact(0, minute) : [];
  switch (part) {
    case "am":
      return exact(hour % 12, minute);
    case "morning":
      return hour === 12 ? [] : exact(hour, minute);
    case "pm":
      return exact((hour % 12) + 12, minute);
    case "afternoon":
      // "11 дня" is before noon.
      return hour > 9 ? exact(hour, minute) : exact(hour + 12, minute);
    case "evening":
      return hour === 12 ? exact(0, minute) : exact(hour + 12, minute);
    case "night":
      return hour === 12 ? exact(0, minute) : exact(hour <= 6 ? hour : hour + 12, minute);
  }
}
