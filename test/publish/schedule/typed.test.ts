import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { parseTyped, type Typed } from "../../../src/publish/schedule/typed.ts";

/** A Tuesday afternoon in Moscow. */
const NOW = "2026-11-24T15:00[Europe/Moscow]";

const TIMES: readonly (readonly [string, string])[] = [
  // Days by name.
  ["сегодня в 20", "2026-11-24T20:00"],
  ["сегодня 20.30", "2026-11-24T20:30"],
  ["завтра в 18:30", "2026-11-25T18:30"],
  ["Завтра в 18:30.", "2026-11-25T18:30"],
  ["завтра 18.30", "2026-11-25T18:30"],
  ["завтра в 18 30", "2026-11-25T18:30"],
  ["завтра, 18:30", "2026-11-25T18:30"],
  ["давай завтра в 12:00", "2026-11-25T12:00"],
  ["19:00 завтра", "2026-11-25T19:00"],
  ["завтра в 7 вечера", "2026-11-25T19:00"],
  ["завтра в 9 утра", "2026-11-25T09:00"],
  ["завтра в полдень", "2026-11-25T12:00"],
  ["завтра в час дня", "2026-11-25T13:00"],
  ["завтра в 2 часа дня", "2026-11-25T14:00"],
  ["завтра в 3 ночи", "2026-11-25T03:00"],
  ["завтра вечером в 8", "2026-11-25T20:00"],
  ["послезавтра 12:00", "2026-11-26T12:00"],
  ["послезавтра в полдень", "2026-11-26T12:00"],
  ["tomorrow at 6:30pm", "2026-11-25T18:30"],
  ["tomorrow 18:30", "2026-11-25T18:30"],
  ["tomorrow noon", "2026-11-25T12:00"],
  ["tomorrow at 12am", "2026-11-25T00:00"],
  ["today at 8pm", "2026-11-24T20:00"],
  ["day after tomorrow 12:00", "2026-11-26T12:00"],
  ["the day after tomorrow at noon", "2026-11-26T12:00"],
  // Weekdays.
  ["пт 9:00", "2026-11-27T09:00"],
  ["пятница 9:00", "2026-11-27T09:00"],
  ["в пятницу в 9", "2026-11-27T09:00"],
  ["во вторник в 12", "2026-12-01T12:00"],
  ["вт 12:00", "2026-12-01T12:00"],
  ["вт 18:00", "2026-11-24T18:00"],
  ["ср 12", "2026-11-25T12:00"],
  ["чт в 15", "2026-11-26T15:00"],
  ["сб 10:00", "2026-11-28T10:00"],
  ["вс 21:00", "2026-11-29T21:00"],
  ["вс. 21:00", "2026-11-29T21:00"],
  ["пн 12:00", "2026-11-30T12:00"],
  ["в ближайший четверг в 12", "2026-11-26T12:00"],
  ["в следующий понедельник в 10:00", "2026-11-30T10:00"],
  ["Fri 9:00", "2026-11-27T09:00"],
  ["friday at 9", "2026-11-27T09:00"],
  ["mon 12", "2026-11-30T12:00"],
  ["wed 7:30", "2026-11-25T07:30"],
  ["Sunday 12pm", "2026-11-29T12:00"],
  ["Fri 9am", "2026-11-27T09:00"],
  ["next Monday 9:00", "2026-11-30T09:00"],
  ["this Friday 12:00", "2026-11-27T12:00"],
  ["next monday 10:00", "2026-11-30T10:00"],
  // Dates.
  ["24.11 19:00", "2026-11-24T19:00"],
  ["24.11 в 19:00", "2026-11-24T19:00"],
  ["в 19:00 24.11", "2026-11-24T19:00"],
  ["25.11.2026 19:00", "2026-11-25T19:00"],
  ["24.11.26 19-00", "2026-11-24T19:00"],
  ["25 ноября 19:00", "2026-11-25T19:00"],
  ["25 ноября в 19", "2026-11-25T19:00"],
  ["пятница, 27 ноября, 12:00", "2026-11-27T12:00"],
  ["31.12.2026 23:30", "2026-12-31T23:30"],
  ["1-го декабря в 10", "2026-12-01T10:00"],
  ["первого декабря в 10", "2026-12-01T10:00"],
  ["11/25/2026 10:00", "2026-11-25T10:00"],
  ["1 дек 10:00", "2026-12-01T10:00"],
  ["1.1 00:00", "2027-01-01T00:00"],
  ["31.12 23:59", "2026-12-31T23:59"],
  ["31.12 24:00", "2027-01-01T00:00"],
  ["1 ноября 10:00", "2027-11-01T10:00"],
  ["1 Dec 10:00", "2026-12-01T10:00"],
  ["Dec 1 10am", "2026-12-01T10:00"],
  ["1st of December at 10:00", "2026-12-01T10:00"],
  ["December 1st 10:00", "2026-12-01T10:00"],
  ["25 November at 7pm", "2026-11-25T19:00"],
  ["November 25, 19:00", "2026-11-25T19:00"],
  ["24/11 19:00", "2026-11-24T19:00"],
  ["11/24 19:00", "2026-11-24T19:00"],
  ["2026-11-25 18:30", "2026-11-25T18:30"],
  ["2026-11-25T18:30", "2026-11-25T18:30"],
  // The coming leap day, whichever year has it.
  ["29 февраля 12:00", "2028-02-29T12:00"],
  ["Feb 29 12:00", "2028-02-29T12:00"],
  ["29.02 12:00", "2028-02-29T12:00"],
  // A time alone is the next one.
  ["18:30", "2026-11-24T18:30"],
  ["в 18:30", "2026-11-24T18:30"],
  ["18.30", "2026-11-24T18:30"],
  ["9:00", "2026-11-25T09:00"],
  ["в 18", "2026-11-24T18:00"],
  ["19", "2026-11-24T19:00"],
  ["в 14 часов", "2026-11-25T14:00"],
  ["в 8 вечера", "2026-11-24T20:00"],
  ["вечером в 8", "2026-11-24T20:00"],
  ["6pm", "2026-11-24T18:00"],
  ["19 ч", "2026-11-24T19:00"],
  ["сегодня в 7", "2026-11-24T19:00"],
  ["7pm", "2026-11-24T19:00"],
  ["midnight", "2026-11-25T00:00"],
  ["полночь", "2026-11-25T00:00"],
  ["24:00", "2026-11-25T00:00"],
  ["0:30", "2026-11-25T00:30"],
  ["в полдень", "2026-11-25T12:00"],
  ["ровно в 12", "2026-11-25T12:00"],
  ["noon", "2026-11-25T12:00"],
  // So much time from now.
  ["через 2 часа", "2026-11-24T17:00"],
  ["через 2 ч", "2026-11-24T17:00"],
  ["через два часа", "2026-11-24T17:00"],
  ["через час", "2026-11-24T16:00"],
  ["через полчаса", "2026-11-24T15:30"],
  ["через полтора часа", "2026-11-24T16:30"],
  ["через 1 ч 30 мин", "2026-11-24T16:30"],
  ["через 15 минут", "2026-11-24T15:15"],
  ["через пять минут", "2026-11-24T15:05"],
  ["+2h", "2026-11-24T17:00"],
  ["через 3 дня в 10", "2026-11-27T10:00"],
  ["через месяц в 12", "2026-12-24T12:00"],
  ["через 3 дня в 12:00", "2026-11-27T12:00"],
  ["через неделю в 12:00", "2026-12-01T12:00"],
  ["in 2 hours", "2026-11-24T17:00"],
  ["in half an hour", "2026-11-24T15:30"],
  ["in an hour", "2026-11-24T16:00"],
  ["in 1h 30m", "2026-11-24T16:30"],
  ["in 90 minutes", "2026-11-24T16:30"],
  ["in 3 days at 12:00", "2026-11-27T12:00"],
  ["in two days at 10", "2026-11-26T10:00"],
  // Another clock than the channel's.
  ["завтра в 18:30 мск", "2026-11-25T18:30"],
  ["завтра в 18:30 UTC", "2026-11-25T21:30"],
  ["tomorrow 6:30 pm UTC", "2026-11-25T21:30"],
  ["tomorrow 18:30 Europe/Berlin", "2026-11-25T20:30"],
];

const CHOICES: readonly (readonly [string, readonly string[]])[] = [
  ["в понедельник утром", ["2026-11-30T09:00", "2026-11-30T10:00", "2026-11-30T11:00"]],
  ["monday morning", ["2026-11-30T09:00", "2026-11-30T10:00", "2026-11-30T11:00"]],
  ["сегодня вечером", ["2026-11-24T18:00", "2026-11-24T19:00", "2026-11-24T20:00", "2026-11-24T21:00"]],
  ["tonight", ["2026-11-24T18:00", "2026-11-24T19:00", "2026-11-24T20:00", "2026-11-24T21:00"]],
  ["утром", ["2026-11-25T09:00", "2026-11-25T10:00", "2026-11-25T11:00"]],
  ["завтра в 7", ["2026-11-25T07:00", "2026-11-25T19:00"]],
  ["завтра в полседьмого", ["2026-11-25T06:30", "2026-11-25T18:30"]],
  ["в 7", ["2026-11-24T19:00", "2026-11-25T07:00"]],
  ["7", ["2026-11-24T19:00", "2026-11-25T07:00"]],
  ["послезавтра утром", ["2026-11-26T09:00", "2026-11-26T10:00", "2026-11-26T11:00"]],
  ["завтра днём", ["2026-11-25T12:00", "2026-11-25T14:00", "2026-11-25T16:00"]],
  ["завтра 8", ["2026-11-25T08:00", "2026-11-25T20:00"]],
  ["завтра в полночь", ["2026-11-25T00:00", "2026-11-26T00:00"]],
  ["в следующую пятницу 12:00", ["2026-11-27T12:00", "2026-12-04T12:00"]],
  ["next friday 10:00", ["2026-11-27T10:00", "2026-12-04T10:00"]],
  ["5/6 19:00", ["2027-05-06T19:00", "2027-06-05T19:00"]],
  ["12/1 10:00", ["2026-12-01T10:00", "2027-01-12T10:00"]],
  ["10.12", ["2026-11-25T10:12", "2026-12-10T12:00"]],
];

const DAYS: readonly (readonly [string, string])[] = [
  ["завтра", "2026-11-25"],
  ["в понедельник", "2026-11-30"],
  ["в субботу", "2026-11-28"],
  ["1 декабря", "2026-12-01"],
  ["24.11", "2026-11-24"],
  ["через неделю", "2026-12-01"],
  ["через 3 дня", "2026-11-27"],
  ["tomorrow", "2026-11-25"],
  ["friday", "2026-11-27"],
  ["in a week", "2026-12-01"],
  ["через месяц", "2026-12-24"],
  ["in a month", "2026-12-24"],
];

const EITHER: readonly (readonly [string, readonly string[]])[] = [
  ["12/1", ["2026-12-01", "2027-01-12"]],
  ["next friday", ["2026-11-27", "2026-12-04"]],
];

const PAST = [
  "сегодня в 12:00",
  "today 9am",
  "через 0 минут",
  "вчера в 12:00",
  "20 ноября 2026 12:00",
  "yesterday 12:00",
];

const NONE = [
  "",
  " ",
  "привет",
  "рефьюзал вектор",
  "2407.01392",
  "https://arxiv.org/abs/2407.01392",
  "завтра в 25:00",
  "в 25:00",
  "завтра в 12:61",
  "29.02.2027 12:00",
  "31 ноября 10:00",
  "19:00-20:00",
  "завтра с 18 до 20",
  "завтра 18:00–20:00",
  "пн–пт 12:00",
  "1900",
  "сейчас",
  "now",
  "30 минут",
  "2 часа",
  "через час в 12",
  "через 2 года",
  "без четверти восемь",
  "half past nine tomorrow",
  "🎉",
  "x".repeat(4_000),
  "завтра в 18:30 ".repeat(270),
  "32.13 10:00",
  "30.02 12:00",
  "на выходных",
  "на следующей неделе",
  "next week",
  "weekend",
  "завтра про диффузию в 12:00",
  "сегодня читаем статью",
  "in 2 hours of training",
  "завтра 12:00 и в пятницу 12:00",
  `завтра в 12:00${" ".repeat(60)}`,
  "завтра\nв 12:00",
];

describe("a typed time", () => {
  for (const [text, expected] of TIMES) {
    test(`«${text}» is ${expected}`, () => assert.deepEqual(said(parse(text)), { kind: "time", at: expected }));
  }
  for (const [text, times] of CHOICES) {
    test(`«${text}» is asked about`, () => assert.deepEqual(said(parse(text)), { kind: "choice", times }));
  }
  for (const [text, date] of DAYS) {
    test(`«${text}» is a day without a time`, () => assert.deepEqual(said(parse(text)), { kind: "day", date }));
  }
  for (const [text, dates] of EITHER) {
    test(`«${text}» is one of two days, which is asked`, () =>
      assert.deepEqual(said(parse(text)), { kind: "days", dates }));
  }
  test("more than two years ahead is surely a slip", () => assert.equal(parse("31.12.2030 12:00")?.kind, "far"));
  for (const text of PAST) test(`«${text}» is over`, () => assert.equal(parse(text)?.kind, "past"));
  for (const text of NONE) test(`«${text.trim().slice(0, 40)}» is no time`, () => assert.equal(parse(text), null));

  test("nothing that people write breaks the reading, and what is read is to come", () => {
    const words = fc.constantFrom(
      ..."в на завтра пт 24.11 12:00 через 2 часа утром next friday at 7 pm 1 Dec 99 : . / T".split(" "),
    );
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(words, { maxLength: 6 }).map((each) => each.join(" ")),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const now = Temporal.ZonedDateTime.from(NOW).epochMilliseconds;
        const read = parse(typed);
        if (read?.kind === "time") assert.ok(read.at > now, typed);
        if (read?.kind === "choice")
          assert.ok(
            read.times.every((at, index, all) => at > (all[index - 1] ?? now)),
            typed,
          );
      }),
    );
  });
});

describe("a typed time where the clocks change", () => {
  // Berlin: on the 28th of March 2027 2:00 becomes 3:00, on the 25th of October 2026 3:00 becomes 2:00.
  const spring = "2027-03-27T12:00[Europe/Berlin]";
  const autumn = "2026-10-24T12:00[Europe/Berlin]";

  test("that they jump over becomes as much later, and is said to", () => {
    const read = parse("завтра в 2:30", spring);
    assert.equal(read?.kind === "time" && read.shifted, true);
    assert.deepEqual(said(read, "Europe/Berlin"), { kind: "time", at: "2027-03-28T03:30" });
  });

  test("that they show twice is asked about", () => {
    const read = parse("завтра в 2:30", autumn);
    assert.deepEqual(read?.kind === "choice" && read.times, [
      Date.UTC(2026, 9, 25, 0, 30),
      Date.UTC(2026, 9, 25, 1, 30),
    ]);
  });

  test("keeps its time of day across the change, where hours from now are hours that pass", () => {
    assert.deepEqual(said(parse("завтра в 12:00", spring), "Europe/Berlin"), { kind: "time", at: "2027-03-28T12:00" });
    assert.deepEqual(said(parse("in 24 hours", spring), "Europe/Berlin"), { kind: "time", at: "2027-03-28T13:00" });
    assert.deepEqual(said(parse("in 24 hours", autumn), "Europe/Berlin"), { kind: "time", at: "2026-10-25T11:00" });
  });

  test("counts its days in the zone, whatever the day is elsewhere", () => {
    const late = "2026-11-25T00:30[Asia/Tokyo]"; // still the 24th in UTC
    assert.deepEqual(said(parse("сегодня в 12:00", late), "Asia/Tokyo"), { kind: "time", at: "2026-11-25T12:00" });
    assert.deepEqual(said(parse("завтра в 12:00", late), "Asia/Tokyo"), { kind: "time", at: "2026-11-26T12:00" });
    assert.deepEqual(said(parse("ср 12:00", late), "Asia/Tokyo"), { kind: "time", at: "2026-11-25T12:00" });
  });
});

function parse(text: string, when = NOW): Typed | null {
  const now = Temporal.ZonedDateTime.from(when);
  return parseTyped(text, { at: now.epochMilliseconds, zone: now.timeZoneId });
}

function said(typed: Typed | null, zone = "Europe/Moscow"): object | null {
  const at = (ms: number) =>
    Temporal.Instant.fromEpochMilliseconds(ms)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: "minute" });
  if (typed === null) return null;
  if (typed.kind === "choice") return { kind: "choice", times: typed.times.map(at) };
  if (typed.kind === "days") return { kind: "days", dates: typed.dates };
  if (typed.kind === "day") return { kind: "day", date: typed.date };
  return { kind: typed.kind, at: at(typed.at) };
}
