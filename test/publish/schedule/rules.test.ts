import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { clashesOf } from "../../../src/publish/schedule/clashes.ts";
import { isQuiet, judge, LATE_RULES, ON_TIME } from "../../../src/publish/schedule/late.ts";
import { freeSlots, onDay, type Slot, upcoming } from "../../../src/publish/schedule/slots.ts";
import { daysBetween, fromWritten, isZone, onTheWall, toWritten } from "../../../src/publish/schedule/zone.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;
const BERLIN = "Europe/Berlin";
const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const wall = (text: string) => Temporal.PlainDateTime.from(text);
const shown = (ms: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toString({ smallestUnit: "minute" });

describe("a time on the wall", () => {
  test("is one instant on ordinary days, leap days included", () => {
    const found = onTheWall(wall("2028-02-29T12:00"), "Europe/Moscow");
    assert.equal(found.kind, "exact");
    assert.equal(found.kind === "exact" && found.at.epochMilliseconds, Date.UTC(2028, 1, 29, 9));
  });

  test("that the clock jumps over is as much later, and is told from others", () => {
    const found = onTheWall(wall("2027-03-28T02:30"), BERLIN);
    assert.equal(found.kind, "gap");
    assert.equal(found.kind === "gap" && found.at.toString(), "2027-03-28T03:30:00+02:00[Europe/Berlin]");
  });

  test("that the clock shows twice has both instants", () => {
    const found = onTheWall(wall("2026-10-25T02:30"), BERLIN);
    assert.equal(found.kind, "overlap");
    assert.equal(found.kind === "overlap" && found.second.epochMilliseconds - found.first.epochMilliseconds, HOUR);
  });

  test("is kept with its offset, so that the second 2:30 stays the second", () => {
    for (const instant of [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)]) {
      assert.equal(fromWritten(toWritten(instant, BERLIN)), instant);
    }
    assert.equal(toWritten(Date.UTC(2026, 9, 25, 1, 30), BERLIN), "2026-10-25T02:30+01:00[Europe/Berlin]");
  });

  test("follows its zone where the rules have changed since it was written", () => {
    // Written under rules by which Moscow was at +04:00 that winter.
    assert.equal(fromWritten("2026-12-01T12:00+04:00[Europe/Moscow]"), Date.UTC(2026, 11, 1, 9));
  });

  test("of any minute and zone is read as it was written", () => {
    const zones = fc.constantFrom(
      "Europe/Moscow",
      BERLIN,
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "UTC",
    );
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2040, 0) }), zones, (instant, zone) => {
        const minute = Math.floor(instant / MINUTE) * MINUTE;
        assert.equal(fromWritten(toWritten(minute, zone)), minute);
      }),
    );
  });

  test("knows zones by name only", () => {
    assert.deepEqual(["Europe/Moscow", "UTC", "Asia/Tbilisi"].map(isZone), [true, true, true]);
    assert.deepEqual(["+03:00", "Europe/Nowhere", "", "12", "мск"].map(isZone), [false, false, false, false, false]);
  });

  test("counts days by the calendar, not by 24 hours", () => {
    assert.equal(
      daysBetween(at("2026-11-24T23:59[Europe/Moscow]"), at("2026-11-25T00:01[Europe/Moscow]"), "Europe/Moscow"),
      1,
    );
    assert.equal(daysBetween(at("2027-03-27T12:00[Europe/Berlin]"), at("2027-03-28T11:30[Europe/Berlin]"), BERLIN), 1);
  });
});

describe("weekly slots", () => {
  const workdays: readonly Slot[] = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, minute: 720 }));

  test("come in their order, and not at the very moment that is asked from", () => {
    const from = at("2026-11-27T12:00[Europe/Moscow]"); // a Friday
    assert.deepEqual(
      upcoming(workdays, "Europe/Moscow", from, 3).map((each) => shown(each, "Europe/Moscow").slice(0, 16)),
      ["2026-11-30T12:00", "2026-12-01T12:00", "2026-12-02T12:00"],
    );
  });

  test("keep their time of day where the clocks change", () => {
    const sundays = [{ weekday: 7, minute: 720 }];
    const times = upcoming(sundays, BERLIN, at("2026-10-20T00:00[Europe/Berlin]"), 2);
    assert.deepEqual(
      times.map((each) => shown(each, BERLIN)),
      ["2026-10-25T12:00+01:00[Europe/Berlin]", "2026-11-01T12:00+01:00[Europe/Berlin]"],
    );
  });

  test("are an hour later where the clock jumps over them, and once where it shows them twice", () => {
    const night = [{ weekday: 7, minute: 150 }];
    const spring = onDay(night, BERLIN, Temporal.PlainDate.from("2027-03-28"));
    assert.deepEqual(
      spring.map((each) => shown(each, BERLIN).slice(0, 16)),
      ["2027-03-28T03:30"],
    );
    assert.deepEqual(onDay(night, BERLIN, Temporal.PlainDate.from("2026-10-25")), [Date.UTC(2026, 9, 25, 0, 30)]);
  });

  test("two that fall on one instant are one", () => {
    const both = [
      { weekday: 7, minute: 150 },
      { weekday: 7, minute: 210 },
    ];
    assert.equal(onDay(both, BERLIN, Temporal.PlainDate.from("2027-03-28")).length, 1);
  });

  test("are free where nothing is planned", () => {
    const from = at("2026-11-24T15:00[Europe/Moscow]");
    const [first, second] = upcoming(workdays, "Europe/Moscow", from, 2);
    assert.deepEqual(freeSlots(workdays, "Europe/Moscow", from, new Set([first ?? 0]), 1), [second]);
    assert.deepEqual(freeSlots([], "Europe/Moscow", from, new Set(), 3), []);
  });
});

describe("posts whose time has passed", () => {
  const moscow = "Europe/Moscow";
  const noon = at("2026-11-24T12:00[Europe/Moscow]");

  test("go out at once on time, even by night: somebody chose it", () => {
    const night = at("2026-11-24T23:30[Europe/Moscow]");
    assert.deepEqual(judge([{ draftId: 1, due: night }], night + ON_TIME, moscow, null), [{ draftId: 1, go: "now" }]);
    assert.deepEqual(judge([{ draftId: 1, due: noon }], noon - 1, moscow, null), []);
  });

  test("go out within the grace in their order, ten minutes apart, also from the last one that went out", () => {
    const posts = [3, 1, 2].map((draftId) => ({ draftId, due: noon + draftId * MINUTE }));
    const now = noon + 30 * MINUTE;
    assert.deepEqual(judge(posts, now, moscow, now - 4 * MINUTE), [
      { draftId: 1, go: "later", at: now + 6 * MINUTE },
      { draftId: 2, go: "later", at: now + 16 * MINUTE },
      { draftId: 3, go: "later", at: now + 26 * MINUTE },
    ]);
  });

  test("beyond it are asked about", () => {
    const late = noon + LATE_RULES.grace + MINUTE;
    assert.deepEqual(judge([{ draftId: 1, due: noon }], late, moscow, null), [
      { draftId: 1, go: "ask", why: "too-late" },
    ]);
  });

  test("never go out in the quiet hours of the channel", () => {
    const due = at("2026-11-24T22:50[Europe/Moscow]");
    assert.deepEqual(judge([{ draftId: 1, due }], at("2026-11-24T23:05[Europe/Moscow]"), moscow, null), [
      { draftId: 1, go: "ask", why: "quiet-hours" },
    ]);
    const two = [
      { draftId: 1, due },
      { draftId: 2, due },
    ];
    assert.deepEqual(
      judge(two, at("2026-11-24T22:55[Europe/Moscow]"), moscow, null).map(({ go }) => go),
      ["later", "ask"],
    );
    assert.deepEqual(
      [22, 23, 0, 8, 9].map((hour) =>
        isQuiet(at(`2026-11-24T${String(hour).padStart(2, "0")}:00[Europe/Moscow]`), moscow, [23, 9]),
      ),
      [false, true, true, true, false],
    );
  });

  test("whatever is missed, nothing goes out early, together, or at night", () => {
    const posts = fc.array(
      fc.record({
        draftId: fc.integer({ min: 1, max: 9 }),
        due: fc.integer({ min: noon - 3 * HOUR, max: noon + 12 * HOUR }),
      }),
    );
    fc.assert(
      fc.property(posts, fc.integer({ min: noon, max: noon + 12 * HOUR }), (all, now) => {
        const verdicts = judge(all, now, moscow, null);
        assert.equal(verdicts.length, all.filter(({ due }) => due <= now).length);
        const later = verdicts.flatMap((verdict) => (verdict.go === "later" ? [verdict.at] : []));
        for (const [index, time] of later.entries()) {
          assert.ok(time >= now && !isQuiet(time, moscow, LATE_RULES.quiet));
          if (index > 0) assert.ok(time - (later[index - 1] ?? 0) >= LATE_RULES.apart);
        }
      }),
    );
  });
});

test("two posts clash within an hour, or on the same paper", () => {
  const post = { draftId: 1, due: 10 * HOUR, paperIds: [5] };
  const others = [
    post,
    { draftId: 2, due: 10 * HOUR + 59 * MINUTE, paperIds: [] },
    { draftId: 3, due: 11 * HOUR, paperIds: [5, 6] },
    { draftId: 4, due: 11 * HOUR, paperIds: [] },
  ];
  assert.deepEqual(clashesOf(post, others), [
    { kind: "hour", other: 2 },
    { kind: "paper", other: 3 },
  ]);
  // What is asked about does not go out at its time, nor does it take an hour from others.
  const asked = others.map((other) => ({ ...other, asked: true }));
  assert.deepEqual(clashesOf(post, asked), [{ kind: "paper", other: 3 }]);
  assert.deepEqual(clashesOf({ ...post, asked: true }, others), [{ kind: "paper", other: 3 }]);
});
