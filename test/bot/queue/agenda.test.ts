import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { InlineKeyboard } from "grammy";
import { createChannels } from "../../../src/archive/channels.ts";
import { openDatabase } from "../../../src/archive/database.ts";
import { createDrafts } from "../../../src/archive/drafts.ts";
import { createSchedule } from "../../../src/archive/schedule.ts";
import { createScheduleMessages } from "../../../src/archive/schedule-messages.ts";
import { createSlots } from "../../../src/archive/slots.ts";
import { agenda } from "../../../src/bot/queue/agenda.ts";
import { besideLines } from "../../../src/bot/queue/beside.ts";
import { decode } from "../../../src/bot/queue/buttons.ts";
import { monthView } from "../../../src/bot/queue/month.ts";
import { loadWords } from "../../../src/bot/words.ts";
import { toWritten } from "../../../src/publish/schedule/zone.ts";

/** A Tuesday, 11:00 in Moscow. */
const NOW = Date.UTC(2026, 10, 24, 8);
const MINUTE = 60_000;
const words = loadWords();
/** A message takes so many characters after its entities are read, and a keyboard so many buttons. */
const CHARACTERS = 4_096;
const BUTTONS = 100;

function fill(count: number, apart: number) {
  const now = () => NOW;
  const db = openDatabase(":memory:", { now });
  const channels = createChannels(db, now);
  channels.serve({ chatId: -1001, title: "К".repeat(128), username: "channel" });
  db.prepare("INSERT INTO person (id, name, seen_at) VALUES (12, 'Max', 0)").run();
  const drafts = createDrafts(db, now);
  const schedule = createSchedule(db, now);
  const slots = createSlots(db);
  for (let number = 1; number <= count; number += 1) {
    const draftId = drafts.create({ channelId: 1, personId: 12, style: "verbatim" });
    drafts.setTitle(draftId, `Ж&<${"название ".repeat(12)}${number}`);
    const due = NOW + 90 * MINUTE + number * apart;
    schedule.plan({ draftId, channelId: 1, written: toWritten(due, "Europe/Moscow"), due, version: 1, by: 12 });
    schedule.change(draftId, { problems: [{ code: "paper-out", title: "Т".repeat(200) }, { code: "rights" }] });
  }
  const parts = { schedule, slots, drafts, messages: createScheduleMessages(db), held: () => false, now };
  return { db, parts, channel: channels.served() ?? assert.fail() };
}

for (const language of ["ru", "en"] as const) {
  describe(`a queue of a hundred posts in ${language}`, () => {
    const { parts, channel } = fill(100, MINUTE);
    parts.slots.add(
      1,
      [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [9, 12, 15, 18, 21].map((hour) => ({ weekday, minute: hour * 60 }))),
    );
    // In Los Angeles it is another day half of the time.
    const reader = { say: words(language), zone: "Europe/Moscow", own: "America/Los_Angeles", now: NOW };

    test("is shown on pages that Telegram takes, each post on one of them, and each can be chosen", () => {
      const picked = new Set<number>();
      for (let page = 0; page < 10; page += 1) {
        const screen = agenda(parts, channel, reader, { publisher: true, page });
        holds(screen);
        for (const { verb, draftId } of pressesOf(screen.keyboard)) if (verb === "pick") picked.add(draftId);
      }
      assert.equal(picked.size, 100);
    });

    test("keeps the page of the chosen post, and lets it change times with one of any page", () => {
      const chosen = agenda(parts, channel, reader, { publisher: true, picked: 42 });
      holds(chosen);
      assert.match(plain(chosen.html), /👉 42\. /);
      const back = pressesOf(chosen.keyboard).find(({ verb }) => verb === "agenda");
      assert.equal(back?.arg, "4");
      const swap = agenda(parts, channel, reader, { publisher: true, picked: 42, swap: true, page: 9 });
      holds(swap);
      const others = pressesOf(swap.keyboard).filter(({ verb }) => verb === "with");
      assert.deepEqual(
        others.map(({ arg }) => arg.split("-")[0]),
        [91, 92, 93, 94, 95, 96, 97, 98, 99, 100].map(String),
      );
    });

    test("moves also the first post of a page up, to the page before", () => {
      const verbs = pressesOf(agenda(parts, channel, reader, { publisher: true, picked: 11 }).keyboard);
      assert.ok(verbs.some(({ verb }) => verb === "up"));
    });

    test("has a last page where one is asked for that there is no longer", () => {
      const screen = agenda(parts, channel, reader, { publisher: true, page: 77 });
      assert.match(plain(screen.html), /100\. Ж&</);
    });

    test("fits into a month and a day of it", () => {
      const date = Temporal.PlainDate.from("2026-11-24");
      const screen = monthView(parts, channel, date.toPlainYearMonth(), date, reader);
      holds(screen);
      assert.match(screen.html, language === "ru" ? /…и ещё 70\./ : /…and 70 more\./);
    });
  });
}

test("free slots stand between the posts of their page, and those of the week behind the last one", () => {
  const { parts, channel } = fill(11, 24 * 60 * MINUTE);
  parts.slots.add(
    1,
    [3, 5].map((weekday) => ({ weekday, minute: 720 })),
  );
  const reader = { say: words("ru"), zone: "Europe/Moscow", own: null, now: NOW };
  const first = plain(agenda(parts, channel, reader, { publisher: true }).html);
  assert.match(first, /Ср 25 12:00 — свободно\nСр 25 12:30 — 1\. /);
  assert.match(first, /Пт 27 12:00 — свободно\nПт 27 12:30 — 3\. /);
  assert.doesNotMatch(plain(agenda(parts, channel, reader, { publisher: true, page: 1 }).html), /свободно/);
});

test("a post whose time has come is said to be on its way, unless a restore holds it, and one that may be out is said to", () => {
  const { parts, channel } = fill(1, 0);
  const reader = { say: words("ru"), zone: "Europe/Moscow", own: null, now: NOW + 90 * MINUTE };
  const shown = (held = false) =>
    plain(agenda({ ...parts, held: () => held }, channel, reader, { publisher: true }).html);
  assert.match(shown(true), /На паузе: база возвращена из копии/);
  assert.doesNotMatch(shown(true), /отправляется/);
  assert.doesNotMatch(shown(), /На паузе/);
  const unknown = (lookAt: number | null) => JSON.stringify({ status: "unknown", lookAt, candidates: [] });
  parts.schedule.change(1, { state: "released", outcome: unknown(NOW) });
  assert.match(shown(), /· отправляется/);
  parts.schedule.change(1, { outcome: unknown(null) });
  assert.match(shown(), /· ❓ неизвестно, вышел ли/);
  parts.schedule.change(1, { outcome: JSON.stringify({ status: "delayed", lasts: true, until: NOW }) });
  assert.match(shown(), /· ⏳ задерживается/);
});

test("a post whose time has come is said to be on its way, unless the queue pauses", () => {
  const { parts, channel } = fill(1, 0);
  const reader = { say: words("ru"), zone: "Europe/Moscow", own: null, now: NOW + 90 * MINUTE };
  const shown = () => plain(agenda(parts, channel, reader, { publisher: true }).html);
  assert.match(shown(), /1\. Ж.* · отправляется/);
  parts.schedule.pause(1, 12);
  assert.doesNotMatch(shown(), /отправляется/);
});

test("whoever plans a post beside another one is warned by its title and time, whoever has the hour alone is not", () => {
  const close = fill(2, 20 * MINUTE).parts;
  const reader = { say: words("ru"), zone: "Europe/Moscow", own: null, now: NOW };
  const row = close.schedule.find(1) ?? assert.fail();
  assert.match(
    besideLines(close, row, reader).join(),
    /^⚠️ В этот же час уже стоит «Ж&amp;&lt;.*»: вт 24 ноября, 13:10 по Москве\.$/,
  );
  const apart = fill(2, 60 * MINUTE).parts;
  assert.deepEqual(besideLines(apart, apart.schedule.find(1) ?? assert.fail(), reader), []);
});

function holds({ html, keyboard }: { readonly html: string; readonly keyboard: InlineKeyboard }): void {
  assert.ok(plain(html).length <= CHARACTERS, `${plain(html).length} characters`);
  const buttons = keyboard.inline_keyboard.flat();
  assert.ok(buttons.length <= BUTTONS, `${buttons.length} buttons`);
  for (const row of keyboard.inline_keyboard) assert.ok(row.length <= 8);
}

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

function pressesOf(keyboard: InlineKeyboard) {
  return keyboard.inline_keyboard
    .flat()
    .map((button) => ("callback_data" in button ? decode(button.callback_data) : null))
    .filter((press) => press !== null);
}
