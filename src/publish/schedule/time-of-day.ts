/** A time of day that a text names, and the text without it. */
export interface NamedTime {
  /** More than one where the words leave it open. */
  readonly times: readonly Temporal.PlainTime[];
  /** "24:00" and "midnight" belong to the end of the day that is named. */
  readonly nextDay: boolean;
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
  morning: "утром|утра|утро|in the morning|morning",
  afternoon: "дн[её]м|дня|in the afternoon|afternoon|после обеда",
  evening: "вечером|вечера|вечер|in the evening|evening|tonight",
  night: "ночью|ночи|ночь|at night|night",
};
const PART = `(?<part>${Object.values(PART_WORDS).join("|")})`;
/** The forms that stand before an hour: "вечером в 8". "3 дня" is no part of a day there. */
const BEFORE = "(?<part>утром|дн[её]м|вечером|ночью|morning|afternoon|evening|night)";
const AT = "(?:(?:в|к|at|около|@)\\s+)?";
const EDGE = "(?<![\\p{L}\\p{N}.:/-])";
const END = "(?![\\p{L}\\p{N}:/-]|\\.\\d)";

const pattern = (source: string) => new RegExp(`${EDGE}${source}${END}`, "u");

const NOON = pattern(`${AT}(?:полдень|полудень|noon|midday)`);
const MIDNIGHT = pattern(`${AT}(?:полночь|midnight)`);
const HALF = pattern(
  `${AT}(?:пол|половин[ау]\\s+)(?<name>первого|второго|третьего|четв[её]ртого|пятого|шестого|седьмого|восьмого|девятого|десятого|одиннадцатого|двенадцатого)(?:\\s+${PART})?`,
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
  `(?:${BEFORE}\\s+)?${AT}(?<hour>\\d{1,2})(?:[:.-]|\\s(?=\\d{2}$)|ч\\s?)(?<minute>\\d{2})(?:\\s?(?<half>am|pm|a\\.m\\.|p\\.m\\.)|\\s(?<after>утра|дня|вечера|ночи|утром|дн[её]м|вечером|ночью))?`,
);
const HOUR_OF_PART = pattern(
  `${AT}(?<hour>\\d{1,2}|час)(?:\\s?(?:часов|часа|час|ч))?\\s?(?<after>утра|дня|вечера|ночи|утром|дн[её]м|вечером|ночью|am|pm|a\\.m\\.|p\\.m\\.)`,
);
const PART_WITH_HOUR = pattern(`${BEFORE}\\s+(?:в|к|at)\\s+(?<hour>\\d{1,2})(?:\\s?(?:часов|часа|час|ч|o'clock))?`);
const BARE = pattern(
  `(?:(?:в|к|at)\\s+(?<hour>\\d{1,2})(?:\\s?(?:часов|часа|час|ч|o'clock))?|(?<=\\p{L}\\s)(?<trailing>\\d{1,2})$|^(?<alone>\\d{1,2})(?:\\s?(?:часов|ч))?$)`,
);
const PART_ALONE = pattern(`(?:в\\s+)?${PART}`);

/**
 * Finds the time of day in a text of lower case, Russian or English. Null where none is named, "wrong" where what is
 * named is no time (25:00). An hour up to 8 that might be of the evening as well, and a part of the day alone, give
 * several.
 */
export function timeOfDay(text: string): NamedTime | "wrong" | null {
  const noon = NOON.exec(text);
  if (noon !== null) return named(text, noon, [time(12)]);
  const midnight = MIDNIGHT.exec(text);
  if (midnight !== null) return { ...named(text, midnight, [time(0)]), nextDay: true };
  const half = HALF.exec(text);
  if (half?.groups !== undefined) {
    const hour = ORDINALS.indexOf((half.groups.name ?? "").replace("ё", "е"));
    return named(text, half, inPart(hour === 0 ? 12 : hour, 30, partOf(half.groups.part)));
  }
  const clock = CLOCK.exec(text);
  if (clock?.groups !== undefined) {
    const { hour, minute, half: meridiem, after, part } = clock.groups;
    if (Number(hour) === 24 && minute === "00") return { ...named(text, clock, [time(0)]), nextDay: true };
    const period = partOf(after ?? part) ?? meridiemOf(meridiem);
    // With minutes an hour is of the clock of 24 hours, unless a word says otherwise.
    return checked(
      text,
      clock,
      period === null ? exact(Number(hour), Number(minute)) : inPart(Number(hour), Number(minute), period),
    );
  }
  const withPart = HOUR_OF_PART.exec(text);
  if (withPart?.groups !== undefined) {
    const { hour, after } = withPart.groups;
    return checked(text, withPart, inPart(hour === "час" ? 1 : Number(hour), 0, partOf(after) ?? meridiemOf(after)));
  }
  const afterPart = PART_WITH_HOUR.exec(text);
  if (afterPart?.groups !== undefined) {
    return checked(text, afterPart, inPart(Number(afterPart.groups.hour), 0, partOf(afterPart.groups.part)));
  }
  const bare = BARE.exec(text);
  if (bare?.groups !== undefined) {
    return checked(text, bare, inPart(Number(bare.groups.hour ?? bare.groups.trailing ?? bare.groups.alone), 0, null));
  }
  const alone = PART_ALONE.exec(text);
  const part = partOf(alone?.groups?.part);
  if (alone === null || part === null || part === "am" || part === "pm") return null;
  return named(
    text,
    alone,
    PARTS[part].map((hour) => time(hour)),
  );
}

function named(text: string, match: RegExpExecArray, times: readonly Temporal.PlainTime[]): NamedTime {
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  return { times, nextDay: false, rest: rest.replace(/\s+/g, " ").trim() };
}

function checked(text: string, match: RegExpExecArray, times: readonly Temporal.PlainTime[]): NamedTime | "wrong" {
  return times.length === 0 ? "wrong" : named(text, match, times);
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
  if (hour > 12 || hour === 0) return part === "am" || part === "morning" ? [] : exact(hour, minute);
  switch (part) {
    case "am":
      return exact(hour % 12, minute);
    case "morning":
      return exact(hour, minute);
    case "pm":
    case "afternoon":
      return exact((hour % 12) + 12, minute);
    case "evening":
      return hour === 12 ? exact(0, minute) : exact(hour + 12, minute);
    case "night":
      return hour === 12 ? exact(0, minute) : exact(hour <= 6 ? hour : hour + 12, minute);
  }
}
