import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { freeSlots, type Slot, upcoming } from "../../../src/publish/schedule/slots.ts";
import { onTheWall, zoned } from "../../../src/publish/schedule/zone.ts";

const zones = fc.constantFrom(
  "Europe/Moscow",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "Australia/Lord_Howe", // half an hour of summer time
  "Africa/Cairo",
  "Asia/Kathmandu",
  "Pacific/Apia", // left out a whole day in 2011
);
const slots = fc.uniqueArray(
  fc.record({ weekday: fc.integer({ min: 1, max: 7 }), minute: fc.integer({ min: 0, max: 1_439 }) }),
  { minLength: 1, maxLength: 12, selector: ({ weekday, minute }) => weekday * 10_000 + minute },
);
const nows = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2036, 0) });

test("the next times of slots are to come, follow each other, and none is left out", () => {
  fc.assert(
    fc.property(zones, slots, nows, (zone, weekly, now) => {
      const times = upcoming(weekly, zone, now, 20);
      assert.equal(times.length, 20);
      for (const [index, at] of times.entries()) assert.ok(at > (times[index - 1] ?? now));
      // Whoever asks again from one of them gets the rest.
      assert.deepEqual(upcoming(weekly, zone, times[4] ?? now, 15), times.slice(5));
    }),
  );
});

test("each time of a slot is its time of day on the channel's wall, moved only where the clock jumps over it", () => {
  fc.assert(
    fc.property(zones, slots, nows, (zone, weekly, now) => {
      for (const at of upcoming(weekly, zone, now, 20)) {
        assert.ok(
          weekly.some((slot) => isOf(slot, at, zone)),
          `${zoned(at, zone)}`,
        );
      }
    }),
  );
});

test("a free slot is one that nothing is planned for, and the first of them is the earliest", () => {
  fc.assert(
    fc.property(zones, slots, nows, fc.array(fc.nat({ max: 19 })), (zone, weekly, now, picks) => {
      const all = upcoming(weekly, zone, now, 30);
      const taken = new Set(picks.map((pick) => all[pick] ?? 0));
      const free = freeSlots(weekly, zone, now, taken, 10);
      assert.deepEqual(free, all.filter((at) => !taken.has(at)).slice(0, 10));
    }),
  );
});

function isOf({ weekday, minute }: Slot, at: number, zone: string): boolean {
  const shown = zoned(at, zone);
  const dates = [shown.toPlainDate(), shown.toPlainDate().subtract({ days: 1 })];
  return dates.some((date) => {
    if (date.dayOfWeek !== weekday) return false;
    const wall = onTheWall(date.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 }), zone);
    return (wall.kind === "overlap" ? wall.first : wall.at).epochMilliseconds === at;
  });
}
