// What a person waits for in a long queue and a long list of drafts, as ratios of Telegram's limits and of a short one.
import { parseArgs } from "node:util";
import type { InlineKeyboard } from "grammy";
import { createChannels } from "../src/archive/channels.ts";
import { openDatabase } from "../src/archive/database.ts";
import { createDrafts } from "../src/archive/drafts.ts";
import { createSchedule } from "../src/archive/schedule.ts";
import { createScheduleMessages } from "../src/archive/schedule-messages.ts";
import { createSlots } from "../src/archive/slots.ts";
import { listScreen } from "../src/bot/draft/list.ts";
import type { Screen } from "../src/bot/draft/screen.ts";
import { agenda } from "../src/bot/queue/agenda.ts";
import { monthView } from "../src/bot/queue/month.ts";
import { loadWords } from "../src/bot/words.ts";
import { toWritten } from "../src/publish/schedule/zone.ts";

const HELP = `Usage: node bench/agenda.ts [--planned 100] [--drafts 50] [--limit 10] [--json]

Plans so many posts and keeps so many drafts, and makes every page of /queue, the month and /drafts. Tells of each
  text     the longest message, as a ratio of the 4,096 characters that Telegram takes
  buttons  the most buttons, as a ratio of the 100 that it takes
  time     the middle time of a screen, ms, and as a ratio of the same with ten posts
Fails if a message or a keyboard does not fit, or a screen takes more than --limit times what ten posts take.
`;
const { values: options } = parseArgs({
  options: {
    planned: { type: "string", default: "100" },
    drafts: { type: "string", default: "50" },
    limit: { type: "string", default: "10" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
if (options.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const [planned, kept, limit] = [Number(options.planned), Number(options.drafts), Number(options.limit)];
if (![planned, kept].every((count) => Number.isInteger(count) && count >= 10 && count <= 10_000) || !(limit > 0)) {
  process.stderr.write("--planned and --drafts must be whole numbers from 10 to 10000, --limit a number above 0.\n");
  process.exit(1);
}

/** https://core.telegram.org/bots/api#sendmessage, and as many buttons as its servers take. */
const [CHARACTERS, BUTTONS] = [4_096, 100];
/** A Tuesday, 11:00 in Moscow. */
const NOW = Date.UTC(2026, 10, 24, 8);
const MINUTE = 60_000;
const TURNS = 30;
const words = loadWords();

/** Every page of each screen with so many posts and drafts, as what makes it. */
function screensOf(posts: number, drafts: number) {
  const now = () => NOW;
  const db = openDatabase(":memory:", { now });
  const channels = createChannels(db, now);
  channels.serve({ chatId: -1001, title: "К".repeat(128), username: "channel" });
  const channel = channels.served();
  if (channel === null) throw new Error("there is no channel");
  db.exec("INSERT INTO person (id, name, seen_at) VALUES (12, 'Max', 0), (13, 'Anya', 0)");
  const kept = createDrafts(db, now);
  const schedule = createSchedule(db, now);
  const slots = createSlots(db);
  const times = [9, 12, 15, 18, 21].map((hour) => hour * 60);
  slots.add(
    1,
    [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => times.map((minute) => ({ weekday, minute }))),
  );
  for (let number = 1; number <= posts; number += 1) {
    const draftId = kept.create({ channelId: 1, personId: 12, style: "verbatim" });
    kept.setTitle(draftId, `Ж&<${"название ".repeat(12)}${number}`);
    // Half an hour apart: each is in the way of two others.
    const due = NOW + (90 + 30 * number) * MINUTE;
    schedule.plan({ draftId, channelId: 1, written: toWritten(due, channel.zone), due, version: 1, by: 12 });
    schedule.change(draftId, { problems: [{ code: "rights" }] });
  }
  for (let number = 1; number <= drafts; number += 1) {
    kept.setTitle(kept.create({ channelId: 1, personId: 13, style: "guided" }), `${"название ".repeat(12)}${number}`);
  }
  const parts = { schedule, slots, drafts: kept, messages: createScheduleMessages(db), held: () => false, now };
  const reader = { say: words("ru"), zone: channel.zone, own: "America/Los_Angeles", now: NOW };
  const pages = (count: number, page: (page: number) => Screen) =>
    Array.from({ length: Math.ceil(count / 10) }, (_, index) => () => page(index));
  const day = Temporal.PlainDate.from("2026-11-24");
  return {
    "/queue": pages(posts, (page) => agenda(parts, channel, reader, { publisher: true, page })),
    "/queue, month": [() => monthView(parts, channel, day.toPlainYearMonth(), day, reader)],
    "/drafts": pages(drafts, (page) => listScreen(kept, 13, page, reader.say)),
  } as const;
}

function measured(screens: readonly (() => Screen)[]) {
  const made = screens.map((screen) => screen());
  const times: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const screen of screens) {
      const began = performance.now();
      screen();
      times.push(performance.now() - began);
    }
  }
  return {
    characters: Math.max(...made.map(({ html }) => html.replace(/<[^>]*>/g, "").replace(/&\w+;/g, "x").length)),
    buttons: Math.max(...made.map(({ keyboard }) => countOf(keyboard))),
    ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0,
  };
}

function countOf(keyboard: InlineKeyboard): number {
  return keyboard.inline_keyboard.flat().length;
}

const [short, long] = [screensOf(10, 10), screensOf(planned, kept)];
const names = ["/queue", "/queue, month", "/drafts"] as const;
const found = names.map((name) => {
  measured(short[name]);
  const [peer, { characters, buttons, ms }] = [measured(short[name]), measured(long[name])];
  return {
    name,
    characters,
    buttons,
    ms,
    text: characters / CHARACTERS,
    keyboard: buttons / BUTTONS,
    time: ms / peer.ms,
  };
});
if (options.json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
else {
  for (const { name, characters, buttons, ms, text, keyboard, time } of found) {
    const lines = [
      `${name}`,
      `  text     ${characters} of ${CHARACTERS} characters (${text.toFixed(2)})`,
      `  buttons  ${buttons} of ${BUTTONS} (${keyboard.toFixed(2)})`,
      `  time     ${ms.toFixed(2)} ms, ${time.toFixed(1)} times what ten take`,
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  }
}
if (found.some(({ text, keyboard, time }) => text > 1 || keyboard > 1 || time > limit)) process.exit(1);
