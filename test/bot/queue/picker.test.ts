import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createChannels } from "../../../src/archive/channels.ts";
import { openDatabase } from "../../../src/archive/database.ts";
import { createDrafts } from "../../../src/archive/drafts.ts";
import { createSchedule } from "../../../src/archive/schedule.ts";
import { createSlots } from "../../../src/archive/slots.ts";
import { decode, fromMinutes } from "../../../src/bot/queue/buttons.ts";
import { picker } from "../../../src/bot/queue/picker.ts";
import { label, moment } from "../../../src/bot/queue/saying.ts";
import { loadWords } from "../../../src/bot/words.ts";
import { judge } from "../../../src/publish/schedule/late.ts";
import { parseSlots } from "../../../src/publish/schedule/typed-slots.ts";
import { toWritten } from "../../../src/publish/schedule/zone.ts";

const words = loadWords();
const WEEK = 7 * 86_400_000;

/** The choice of a time on a channel of this zone, with these slots, at this moment. */
function open(when: string, typed: string) {
  const { epochMilliseconds: now, timeZoneId: zone } = Temporal.ZonedDateTime.from(when);
  const db = openDatabase(":memory:", { now: () => now });
  const channels = createChannels(db, () => now);
  const { id } = channels.serve({ chatId: -1001, title: "channel", username: "channel" });
  channels.setZone(id, zone);
  db.prepare("INSERT INTO person (id, name, seen_at) VALUES (12, 'Max', 0)").run();
  const [drafts, schedule, slots] = [createDrafts(db, () => now), createSchedule(db, () => now), createSlots(db)];
  if (typed !== "") slots.add(id, parseSlots(typed) ?? assert.fail());
  const begin = () => drafts.create({ channelId: id, personId: 12, style: "guided" });
  const plan = (due: number) => {
    schedule.plan({ draftId: begin(), channelId: id, written: toWritten(due, zone), due, version: 1, by: 12 });
  };
  const own = begin();
  const shown = () => {
    const draft = drafts.load(own) ?? assert.fail();
    const reader = { say: words("ru"), zone, own: null, now };
    const { keyboard } = picker({ schedule, slots }, draft, channels.served() ?? assert.fail(), reader);
    return keyboard.inline_keyboard.flat().flatMap((button) => {
      const press = "callback_data" in button ? decode(button.callback_data) : null;
      return press?.verb === "set" ? [{ label: button.text, at: fromMinutes(press.arg) ?? assert.fail() }] : [];
    });
  };
  const labels = () => shown().map(({ label }) => label);
  return { now, zone, schedule, slots, channelId: id, plan, shown, labels };
}

test("a time that the clock shows twice is told from the other one by its offset, on buttons as in the plan", () => {
  const { zone, now } = open("2026-10-24T12:00[Europe/Berlin]", "");
  const reader = { say: words("ru"), zone, own: null, now };
  const [first, second] = [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 9, 25, 1, 30)];
  assert.deepEqual(
    [first, second].map((at) => label(at, reader)),
    ["Завтра 2:30 +02:00", "Завтра 2:30 +01:00"],
  );
  assert.match(moment(second, reader), /^вс 25 октября, 2:30 \+01:00/);
  assert.equal(label(Date.UTC(2026, 9, 25, 2, 30), reader), "Завтра 3:30");
});

describe("the next free slot", () => {
  test("is as much later where the clock jumps over it, and two on one instant are one", () => {
    const { shown } = open("2027-03-27T12:00[Europe/Berlin]", "вс 2:30, вс 3:30");
    assert.deepEqual(shown().slice(0, 2), [
      { label: "📌 Ближайший слот: Завтра 3:30", at: Date.UTC(2027, 2, 28, 1, 30) },
      { label: "Вс 4 апреля 2:30", at: Date.UTC(2027, 3, 4, 0, 30) },
    ]);
  });

  test("is the first of the two where the clock shows it twice, and keeps its time of day in the weeks after", () => {
    const { shown } = open("2026-10-24T12:00[Europe/Berlin]", "вс 2:30");
    assert.deepEqual(
      shown().map(({ at }) => at),
      [Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 10, 1, 1, 30), Date.UTC(2026, 10, 8, 1, 30)],
    );
  });

  test("is none that is taken; with all of half a year taken, this evening and tomorrow noon are offered", () => {
    const { plan, labels } = open("2026-11-24T15:00[Europe/Moscow]", "ср 12:00");
    const first = Date.UTC(2026, 10, 25, 9);
    plan(first);
    assert.equal(labels()[0], "📌 Ближайший слот: Ср 2 декабря 12:00");
    for (let week = 1; week < 30; week += 1) plan(first + week * WEEK);
    assert.deepEqual(labels(), ["Сегодня 19:00", "Завтра 12:00"]);
  });

  test("may be in the quiet hours: whoever made it meant it, and what is planned there goes out on time", () => {
    const { shown, zone } = open("2026-11-24T15:00[Europe/Moscow]", "вт 23:30");
    const [next] = shown();
    assert.equal(next?.label, "📌 Ближайший слот: Сегодня 23:30");
    const due = next?.at ?? assert.fail();
    assert.deepEqual(judge([{ draftId: 1, due }], due, zone, null), [{ draftId: 1, go: "now" }]);
  });

  test("follows a change of the slots at once, and what is planned stays where it is", () => {
    const { channelId, slots, plan, labels, schedule, shown } = open("2026-11-24T15:00[Europe/Moscow]", "ср 12:00");
    plan(shown()[0]?.at ?? assert.fail());
    slots.remove(channelId, [{ weekday: 3, minute: 720 }]);
    slots.add(channelId, [{ weekday: 4, minute: 900 }]);
    assert.equal(labels()[0], "📌 Ближайший слот: Чт 26 ноября 15:00");
    assert.deepEqual(
      schedule.queue(channelId).map(({ written }) => written),
      ["2026-11-25T12:00+03:00[Europe/Moscow]"],
    );
    slots.add(channelId, [{ weekday: 3, minute: 720 }]);
    assert.equal(labels()[0], "📌 Ближайший слот: Чт 26 ноября 15:00");
  });
});
