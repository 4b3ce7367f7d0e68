import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { parseSlots } from "../../../src/publish/schedule/typed-slots.ts";

const READ: readonly (readonly [string, readonly string[]])[] = [
  ["Пн–Пт 12:00", ["1 12:00", "2 12:00", "3 12:00", "4 12:00", "5 12:00"]],
  ["Mon–Fri 12:00, Sat 11:00", ["1 12:00", "2 12:00", "3 12:00", "4 12:00", "5 12:00", "6 11:00"]],
  ["пн, ср 9.30; вс 20:00", ["1 9:30", "3 9:30", "7 20:00"]],
  ["понедельник и среда в 12:00 и 19:00", ["1 12:00", "1 19:00", "3 12:00", "3 19:00"]],
  ["сб-пн 10:00", ["1 10:00", "6 10:00", "7 10:00"]],
  ["Будни 12:00", ["1 12:00", "2 12:00", "3 12:00", "4 12:00", "5 12:00"]],
  ["weekends 10:00, Sunday 10:00", ["6 10:00", "7 10:00"]],
  ["Tue at 0:00", ["2 0:00"]],
];

describe("weekly slots that are typed", () => {
  for (const [text, expected] of READ) {
    test(`«${text}» are ${expected.length}`, () => {
      const said = parseSlots(text)?.map(
        ({ weekday, minute }) => `${weekday} ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`,
      );
      assert.deepEqual(said, expected);
    });
  }

  test("every day is seven", () => {
    for (const text of ["каждый день 12:00", "daily 12:00"]) assert.equal(parseSlots(text)?.length, 7, text);
  });

  test("are none where any part is not understood", () => {
    const texts = [
      "",
      "12:00",
      "пн",
      "пн 25:00",
      "пн 12:61",
      "пн 12",
      "пн 12:00 и ещё",
      "пн-ср-пт 12:00",
      "завтра 12:00",
    ];
    for (const text of texts) assert.equal(parseSlots(text), null, text);
  });

  test("whatever is typed, are of the week, and each is there once", () => {
    const words = fc.constantFrom(..."пн вт–пт sat mon-sun 12:00 9.30 24:00 , ; и every day daily".split(" "));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 9 }), (typed) => {
        const slots = parseSlots(typed.join(" ")) ?? [];
        for (const { weekday, minute } of slots)
          assert.ok(weekday >= 1 && weekday <= 7 && minute >= 0 && minute < 1_440);
        assert.equal(new Set(slots.map(({ weekday, minute }) => weekday * 10_000 + minute)).size, slots.length);
      }),
    );
  });
});
