import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decode, encode, fromMinutes, press, toMinutes, VERBS } from "../../../src/bot/queue/buttons.ts";
import { dateOf, monthOf } from "../../../src/bot/queue/calendar.ts";
import { slotChange } from "../../../src/bot/queue/slots.ts";
import { zoneNamed } from "../../../src/publish/schedule/typed-zone.ts";

test("a button of the queue fits into 64 bytes and is read as it was written", () => {
  const presses = fc.record({
    verb: fc.constantFrom(...VERBS),
    draftId: fc.integer({ min: 0, max: 2 ** 31 }),
    revision: fc.integer({ min: 0, max: 2 ** 31 }),
    arg: fc.constantFrom("", "20261125", "2026112518", toMinutes(Date.UTC(2100, 0)), "1439-7-1", "123456789-987654"),
  });
  fc.assert(
    fc.property(presses, (one) => {
      const data = encode({ ...one });
      assert.ok(Buffer.byteLength(data) <= 64, data);
      assert.deepEqual(decode(data), { ...one });
    }),
  );
  for (const zone of Intl.supportedValuesOf("timeZone")) {
    const data = press("zone", null, zone);
    assert.ok(Buffer.byteLength(data) <= 64 && decode(data)?.arg === zone, zone);
  }
});

test("whatever else comes as callback data is none of the queue's", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `q:${text}`),
      ),
      (data) => {
        const read = decode(data);
        assert.ok(read === null || encode(read).length <= 64);
      },
    ),
  );
  for (const data of ["", "q", "q:", "q:set:1:1", "q:drop:1:1:", "q:set:1:1:a:b", "d:open:1:1:", "q:set:1:1:<b>"]) {
    assert.equal(decode(data), null, data);
  }
});

test("what a button carries is checked before it means a time, a day or a slot", () => {
  const at = Date.UTC(2026, 10, 25, 15, 30);
  assert.equal(fromMinutes(toMinutes(at)), at);
  assert.deepEqual(["", "-1", "zzzzzzzzz", "1.5"].map(fromMinutes), [null, null, null, null]);
  assert.equal(dateOf("20280229")?.toString(), "2028-02-29");
  assert.deepEqual(["20270229", "20261301", "2026112", "x"].map(dateOf), [null, null, null, null]);
  assert.deepEqual(["202613", "2026", "20261"].map(monthOf), [null, null, null]);
  assert.deepEqual(slotChange("wd", "720-3-1"), { minute: 720, add: [{ weekday: 3, minute: 720 }], remove: [] });
  for (const arg of ["", "1440-1-1", "720-8-1", "720-0-1", "x-1-1"]) assert.equal(slotChange("wd", arg), null, arg);
  assert.equal(slotChange("wg", "720-some"), null);
});

test("a zone is found by its name or its city, however it is written", () => {
  assert.equal(zoneNamed(" europe/berlin "), "Europe/Berlin");
  assert.equal(zoneNamed("los angeles"), "America/Los_Angeles");
  assert.equal(zoneNamed("UTC"), "UTC");
  assert.deepEqual(["", "нигде", "+03:00"].map(zoneNamed), [null, null, null]);
});
