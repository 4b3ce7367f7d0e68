import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createNightly, nextNight } from "../../../src/bot/backup/nightly.ts";
import { createClock } from "../../telegram/clock.ts";

const HOUR = 3_600_000;
const MOSCOW = "Europe/Moscow";
const at = (text: string) => Date.parse(text);

describe("the next night", () => {
  const cases = [
    ["2026-11-24T00:59:59Z", 4, MOSCOW, "2026-11-24T01:00:00Z"],
    ["2026-11-24T01:00:00Z", 4, MOSCOW, "2026-11-25T01:00:00Z"],
    ["2026-11-24T22:00:00Z", 0, MOSCOW, "2026-11-25T21:00:00Z"],
    ["2028-02-28T12:00:00Z", 4, "UTC", "2028-02-29T04:00:00Z"],
    // Berlin skips 02:00 to 03:00 on this night, and has it twice on the other.
    ["2027-03-27T12:00:00Z", 2, "Europe/Berlin", "2027-03-28T01:00:00Z"],
    ["2027-10-30T12:00:00Z", 2, "Europe/Berlin", "2027-10-31T00:00:00Z"],
    ["2027-10-31T00:00:00Z", 2, "Europe/Berlin", "2027-11-01T01:00:00Z"],
  ] as const;
  for (const [after, hour, zone, expected] of cases) {
    it(`after ${after} at ${hour} in ${zone} is ${expected}`, () => {
      assert.equal(nextNight(at(after), hour, zone), at(expected));
    });
  }
});

function setUp(start: string, last: string | null) {
  const clock = createClock(at(start));
  const runs: string[] = [];
  const defects: unknown[] = [];
  let run = async (_signal: AbortSignal): Promise<void> => {};
  const nightly = createNightly({
    hour: 4,
    zone: () => MOSCOW,
    last: () => (last === null ? null : at(last)),
    run: (signal) => {
      runs.push(new Date(clock.now()).toISOString());
      return run(signal);
    },
    now: clock.now,
    timers: clock.timers,
    onDefect: (error) => defects.push(error),
  });
  const becomes = (next: typeof run) => {
    run = next;
  };
  return { clock, runs, defects, nightly, becomes };
}

describe("what is done every night", () => {
  it("is done at its hour, night after night", async () => {
    const { clock, runs, nightly } = setUp("2026-11-24T12:00:00Z", "2026-11-24T01:00:00Z");
    nightly.start();
    await clock.move(72 * HOUR);
    assert.deepEqual(runs, ["2026-11-25T01:00:00.000Z", "2026-11-26T01:00:00.000Z", "2026-11-27T01:00:00.000Z"]);
  });

  it("is caught up soon after a start, if a night was missed or there was none before", async () => {
    for (const last of ["2026-11-20T01:00:00Z", null]) {
      const { clock, runs, nightly } = setUp("2026-11-24T12:00:00Z", last);
      nightly.start();
      await clock.move(14 * HOUR);
      assert.deepEqual(runs, ["2026-11-24T12:10:00.000Z", "2026-11-25T01:00:00.000Z"]);
    }
  });

  it("is not put off by a last time that is still to come, as a clock that was wrong leaves it", async () => {
    const { clock, runs, nightly } = setUp("2026-11-24T12:00:00Z", "2031-01-01T00:00:00Z");
    nightly.start();
    await clock.move(14 * HOUR);
    assert.deepEqual(runs, ["2026-11-25T01:00:00.000Z"]);
  });

  it("goes on the next night after a defect, which is told", async () => {
    const { clock, runs, defects, nightly, becomes } = setUp("2026-11-24T12:00:00Z", "2026-11-24T01:00:00Z");
    becomes(async () => {
      throw new Error("broken");
    });
    nightly.start();
    await clock.move(48 * HOUR);
    assert.equal(runs.length, 2);
    assert.equal(defects.length, 2);
  });

  it("is broken off by a stop, which waits for its end, and never begins again", async () => {
    const { clock, runs, nightly, becomes } = setUp("2026-11-24T12:00:00Z", null);
    let ended = false;
    becomes(
      (signal) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => {
            ended = true;
            resolve();
          });
        }),
    );
    nightly.start();
    await clock.move(HOUR);
    await nightly.stop();
    assert.ok(ended);
    await clock.move(100 * HOUR);
    assert.equal(runs.length, 1);
    assert.equal(clock.waiting(), 0);
  });
});
