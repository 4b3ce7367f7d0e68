import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { namesNoDay } from "../../../src/publish/schedule/no-such-day.ts";
import { zoneNamed } from "../../../src/publish/schedule/typed-zone.ts";
import { parse, said } from "./typing.ts";

/** As people type it, on a Tuesday at 15:00. */
const TIMES: readonly (readonly [string, string])[] = [
  // In words.
  ["завтра в восемь вечера", "2026-11-25T20:00"],
  ["завтра в двенадцать", "2026-11-25T12:00"],
  ["в половине восьмого вечера", "2026-11-24T19:30"],
  ["завтра в 18 часов 30 минут", "2026-11-25T18:30"],
  ["завтра в 18 ч 30 мин", "2026-11-25T18:30"],
  ["завтра около 18", "2026-11-25T18:00"],
  ["завтра в 11 дня", "2026-11-25T11:00"],
  ["завтра вечером 7", "2026-11-25T19:00"],
  ["tomorrow at seven in the evening", "2026-11-25T19:00"],
  ["tomorrow evening 7", "2026-11-25T19:00"],
  ["tmrw 6pm", "2026-11-25T18:00"],
  ["in 90 min", "2026-11-24T16:30"],
  // This evening.
  ["tonight at 9", "2026-11-24T21:00"],
  ["9 tonight", "2026-11-24T21:00"],
  ["9pm tonight", "2026-11-24T21:00"],
  ["tonight at 12", "2026-11-25T00:00"],
  ["12am tonight", "2026-11-25T00:00"],
  ["this evening at 7", "2026-11-24T19:00"],
  // Without spaces, with other signs.
  ["пт19:00", "2026-11-27T19:00"],
  ["завтра в19:00", "2026-11-25T19:00"],
  ["завтра в 18,30", "2026-11-25T18:30"],
  ["завтра 19-00", "2026-11-25T19:00"],
  ["tomorrow 18h30", "2026-11-25T18:30"],
  ["2026-11-25T18:30:00", "2026-11-25T18:30"],
  // A day of the week beside a date, of this month or the next, of the next week.
  ["среда 25 ноября 12:00", "2026-11-25T12:00"],
  ["fri 27.11 12:00", "2026-11-27T12:00"],
  ["Friday the 27th at noon", "2026-11-27T12:00"],
  ["25-го в 12", "2026-11-25T12:00"],
  ["25 числа в 12", "2026-11-25T12:00"],
  ["on the 1st at 10am", "2026-12-01T10:00"],
  ["31-го в 12:00", "2026-12-31T12:00"],
  ["на следующей неделе в среду в 12", "2026-12-02T12:00"],
  ["friday next week 10:00", "2026-12-04T10:00"],
  ["27 нояб 19:00", "2026-11-27T19:00"],
  ["завтра 19:00, пожалуйста", "2026-11-25T19:00"],
  ["пятница 18.00", "2026-11-27T18:00"],
  ["25.11 9", "2026-11-25T09:00"],
  ["10 dec 9", "2026-12-10T09:00"],
  ["пнд 12:00", "2026-11-30T12:00"],
  ["в след пн в 9", "2026-11-30T09:00"],
  ["28го в 12", "2026-11-28T12:00"],
  ["завтра 9-30", "2026-11-25T09:30"],
  ["24.11 в 23.59", "2026-11-24T23:59"],
  ["tomorrow @ 6pm", "2026-11-25T18:00"],
  ["завтра в 6pm", "2026-11-25T18:00"],
  ["завтра в пол седьмого вечера", "2026-11-25T18:30"],
  ["завтра в 18:30 🙏", "2026-11-25T18:30"],
  ["лучше завтра в 18:30", "2026-11-25T18:30"],
  ["можно завтра в 18:30?", "2026-11-25T18:30"],
  // So much time, in whatever order.
  ["через пару часов", "2026-11-24T17:00"],
  ["часа через 2", "2026-11-24T17:00"],
  ["через минут 20", "2026-11-24T15:20"],
  ["in a fortnight at noon", "2026-12-08T12:00"],
  ["через 2 недели в пт в 12", "2026-12-11T12:00"],
  ["через две недели в пт в 12", "2026-12-11T12:00"],
  ["friday in two weeks 10:00", "2026-12-11T10:00"],
  // Another clock.
  ["18:30 мск", "2026-11-24T18:30"],
  ["18:30 msk завтра", "2026-11-25T18:30"],
  ["завтра в 18:30 по московскому времени", "2026-11-25T18:30"],
  ["tomorrow 6pm Europe/Moscow", "2026-11-25T18:00"],
  ["6pm CET", "2026-11-24T20:00"],
  ["tomorrow 10am EST", "2026-11-25T18:00"],
  ["1 july 6pm CEST", "2027-07-01T19:00"],
  ["завтра в 18:30 по Берлину", "2026-11-25T20:30"],
  ["tomorrow 18:30 London time", "2026-11-25T21:30"],
  ["tomorrow 18:30 new york", "2026-11-26T02:30"],
  ["18:30 мск+2", "2026-11-24T16:30"],
  ["18:30 UTC+5", "2026-11-24T16:30"],
  ["2026-11-25T18:30+05:00", "2026-11-25T16:30"],
  ["2026-11-25T18:30-05:00", "2026-11-26T02:30"],
  ["2026-11-25T18:30Z", "2026-11-25T21:30"],
];

const CHOICES: readonly (readonly [string, readonly string[]])[] = [
  // The day of the week or the date is a slip.
  ["понедельник 25 ноября 12:00", ["2026-11-25T12:00", "2026-11-30T12:00"]],
  ["fri 25.11 12:00", ["2026-11-25T12:00", "2026-11-27T12:00"]],
  ["завтра, пятница 12:00", ["2026-11-25T12:00", "2026-11-27T12:00"]],
  ["в пятницу 13-го в 12:00", ["2026-11-27T12:00", "2026-12-13T12:00"]],
  // The week after or the weekday after; tomorrow or the day after it.
  ["в понедельник через неделю в 12", ["2026-11-30T12:00", "2026-12-07T12:00"]],
  ["через день в 12", ["2026-11-25T12:00", "2026-11-26T12:00"]],
  // It was over a few days ago: surely not next year's.
  ["1 ноября 10:00", ["2027-11-01T10:00"]],
  ["20.11 12:00", ["2027-11-20T12:00"]],
  // Three, for some.
  ["через несколько часов", ["2026-11-24T18:00"]],
  ["in a few hours", ["2026-11-24T18:00"]],
  ["в 9", ["2026-11-24T21:00", "2026-11-25T09:00"]],
  // Midnight of a day begins or ends it.
  ["завтра в 12 ночи", ["2026-11-25T00:00", "2026-11-26T00:00"]],
  ["завтра в 12 вечера", ["2026-11-25T00:00", "2026-11-26T00:00"]],
  // A date and its day of the week, or a time of day.
  ["пт 4.12", ["2026-11-27T04:12", "2026-12-04T12:00"]],
  ["пятница 18.12", ["2026-11-27T18:12", "2026-12-18T12:00"]],
  ["сегодня ночью в 2", ["2026-11-25T02:00"]],
  ["сегодня в час ночи", ["2026-11-25T01:00"]],
  ["fri 12am", ["2026-11-27T00:00", "2026-11-28T00:00"]],
  ["12 12", ["2026-11-25T12:12", "2026-12-12T12:00"]],
  ["next fri noon", ["2026-11-27T12:00", "2026-12-04T12:00"]],
  ["в час", ["2026-11-25T01:00", "2026-11-25T13:00"]],
  ["завтра часов в 7", ["2026-11-25T07:00", "2026-11-25T19:00"]],
  ["завтра с утра", ["2026-11-25T09:00", "2026-11-25T10:00", "2026-11-25T11:00"]],
  ["завтра к обеду", ["2026-11-25T12:00", "2026-11-25T14:00", "2026-11-25T16:00"]],
  // "CET" said of a day in summer.
  ["1 july 6pm CET", ["2027-07-01T19:00", "2027-07-01T20:00"]],
  // One thing that may be meant is asked as well, where words had to be set right or only a part of the day was said.
  ["зафтра в 18:30", ["2026-11-25T18:30"]],
  ["tommorow 6pm", ["2026-11-25T18:00"]],
  ["wendesday 6pm", ["2026-11-25T18:00"]],
  ["1 декобря 10:00", ["2026-12-01T10:00"]],
  ["this afternoon", ["2026-11-24T16:00"]],
];

const DAYS: readonly (readonly [string, object])[] = [
  ["dec 1", { kind: "day", date: "2026-12-01" }],
  ["november 25", { kind: "day", date: "2026-11-25" }],
  ["31 декабря", { kind: "day", date: "2026-12-31" }],
  ["25 числа", { kind: "day", date: "2026-11-25" }],
  ["fri 27.11", { kind: "day", date: "2026-11-27" }],
  ["tomorow", { kind: "day", date: "2026-11-25" }],
  ["01/12", { kind: "days", dates: ["2026-12-01", "2027-01-12"] }],
  ["в пятницу 13-го", { kind: "days", dates: ["2026-11-27", "2026-12-13"] }],
  ["вчера", { kind: "past", at: "2026-11-23T12:00" }],
  ["31.12.2030", { kind: "far", at: "2030-12-31T12:00" }],
];

const NONE = [
  "завтра 10-12",
  "2026-11-25 10:00-12:00",
  "2026-11-25 18:30 -05:00",
  "18:30 UTC+25",
  "14:00 CST",
  "в ночь на пятницу",
  "12 утра",
  "0pm",
  "завтра или в пятницу в 12",
  "не завтра 12:00",
  "завтра после 18:00",
  "by 6pm or so tomorrow",
  "четверть девятого",
  "в прошлую пятницу в 12",
  "каждый вторник 12:00",
  "25.11.18.30",
  "на новый год",
  "2027-13-01 10:00",
  "завтра 18:30 +3",
  "9am IST tomorrow",
  "завтра до 19",
];

describe("a time as people type it", () => {
  for (const [text, expected] of TIMES) {
    test(`«${text}» is ${expected}`, () => assert.deepEqual(said(parse(text)), { kind: "time", at: expected }));
  }
  for (const [text, times] of CHOICES) {
    test(`«${text}» is asked about`, () => assert.deepEqual(said(parse(text)), { kind: "choice", times }));
  }
  for (const [text, expected] of DAYS) {
    test(`«${text}» is ${JSON.stringify(expected)}`, () => assert.deepEqual(said(parse(text)), expected));
  }
  for (const text of NONE) test(`«${text}» is not guessed at`, () => assert.equal(parse(text), null));
});

test("this evening that is over is said to be, and not taken for tomorrow's", () => {
  assert.equal(parse("tonight at 9", "2026-11-24T22:00[Europe/Moscow]")?.kind, "past");
  assert.equal(parse("сегодня вечером", "2026-11-24T22:00[Europe/Moscow]")?.kind, "past");
});

test("a day that is another one where the named clock is, is asked about", () => {
  const early = "2026-11-25T08:00[Europe/Moscow]"; // still the 24th in Los Angeles
  for (const text of ["tomorrow 9am PST", "завтра 9:00 PST"])
    assert.deepEqual(said(parse(text, early)), { kind: "choice", times: ["2026-11-25T20:00", "2026-11-26T20:00"] });
  assert.deepEqual(said(parse("fri 9am PST", early)), { kind: "time", at: "2026-11-27T20:00" });
});

test("at nine is this evening's only while that is to come and the morning's is over", () => {
  assert.equal(parse("в 9", "2026-11-24T08:00[Europe/Moscow]")?.kind, "time");
  assert.equal(parse("в 9", "2026-11-24T21:30[Europe/Moscow]")?.kind, "time");
  assert.equal(parse("9:00", "2026-11-24T15:00[Europe/Moscow]")?.kind, "time");
});

test("a day that no month has is told from other nonsense", () => {
  for (const text of [
    "31.11",
    "31.11 в 12:00",
    "30 февраля",
    "Feb 30 10am",
    "29.02.2027",
    "2026-11-31 10:00",
    "31 of June",
  ])
    assert.ok(namesNoDay(text), text);
  for (const text of [
    "29.02",
    "30.11",
    "31 декабря",
    "Dec 31",
    "завтра в 25:00",
    "32.13",
    "31.11.18.30",
    "nov 30:00",
    "31 раз",
  ])
    assert.ok(!namesNoDay(text), text);
});

test("so much time from now ends on a whole minute, and no sooner than was said", () => {
  const typed = parse("через 2 минуты", "2026-11-24T15:00:50[Europe/Moscow]");
  assert.deepEqual(typed, { kind: "time", at: Date.UTC(2026, 10, 24, 12, 3), shifted: false });
});

test("a zone is known by its city in English and Russian, and by nothing else", () => {
  assert.deepEqual(["москва", "Нью-Йорк", "по", "Алматы", "berlin"].map(zoneNamed), [
    "Europe/Moscow",
    "America/New_York",
    null,
    "Asia/Almaty",
    "Europe/Berlin",
  ]);
});
