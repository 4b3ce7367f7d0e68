import { InlineKeyboard } from "grammy";
import type { SlotRow } from "../../archive/slots.ts";
import type { Screen } from "../draft/screen.ts";
import { escapeHtml, type Say } from "../words.ts";
import { press } from "./buttons.ts";
import { weekdayName } from "./saying.ts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WORKDAYS = [1, 2, 3, 4, 5] as const;
/** Times that are offered while there is no slot yet: a tap makes them a slot of each workday. */
const USUAL = [720, 1_140];

/** The channel's weekly slots, grouped by their time of day. */
export function weekScreen(slots: readonly SlotRow[], say: Say): Screen {
  const keyboard = new InlineKeyboard();
  const times = [...new Set(slots.map(({ minute }) => minute))].sort((a, b) => a - b);
  const lines = times.map((minute) => `• ${escapeHtml(groupName(slots, minute, say))}`);
  for (const minute of times) keyboard.text(groupName(slots, minute, say), press("wt", null, minute)).row();
  if (times.length === 0) {
    for (const minute of USUAL) {
      const days = weekdaysName(WORKDAYS, say);
      keyboard.text(`➕ ${days} ${timeName(minute)}`, press("wg", null, `${minute}-workdays`));
    }
    keyboard.row();
  }
  keyboard.text(say.plain("slots-add"), press("wh")).text(say.plain("queue-to-agenda"), press("agenda"));
  const list = lines.length > 0 ? lines.join("\n") : say.html("slots-none");
  return { html: [say.html("slots-head"), list].join("\n\n"), keyboard };
}

/** The hours for another slot. */
export function slotHours(say: Say): Screen {
  const keyboard = new InlineKeyboard();
  for (let hour = 0; hour < 24; hour += 1) {
    keyboard.text(String(hour), press("wm", null, hour));
    if (hour % 6 === 5) keyboard.row();
  }
  keyboard.row().text(say.plain("slots-back"), press("week"));
  return { html: say.html("slots-ask-hour"), keyboard };
}

export function slotMinutes(hour: number, say: Say): Screen {
  const keyboard = new InlineKeyboard();
  for (let minute = 0; minute < 60; minute += 5) {
    const whole = hour * 60 + minute;
    keyboard.text(timeName(whole), press("wt", null, whole));
    if (minute % 20 === 15) keyboard.row();
  }
  keyboard.row().text(say.plain("slots-back"), press("wh"));
  return { html: say.html("slots-ask-minute"), keyboard };
}

/** The weekdays of one time, each on or off. */
export function slotDays(slots: readonly SlotRow[], minute: number, say: Say): Screen {
  const on = new Set(slots.filter((slot) => slot.minute === minute).map(({ weekday }) => weekday));
  const keyboard = new InlineKeyboard();
  for (const weekday of WEEKDAYS) {
    const has = on.has(weekday);
    keyboard.text(
      `${has ? "✅" : "▫️"} ${weekdayName(weekday, say)}`,
      press("wd", null, `${minute}-${weekday}-${has ? 0 : 1}`),
    );
    if (weekday === 4) keyboard.row();
  }
  keyboard.row().text(weekdaysName(WORKDAYS, say), press("wg", null, `${minute}-workdays`));
  keyboard.text(say.plain("slots-every-day"), press("wg", null, `${minute}-all`));
  if (on.size > 0) keyboard.text(say.plain("slots-remove"), press("wg", null, `${minute}-none`));
  keyboard.row().text(say.plain("slots-back"), press("week"));
  return { html: say.html("slots-ask-days", { time: timeName(minute) }), keyboard };
}

/** What a press on weekdays adds and removes; null where it is none. */
export function slotChange(
  verb: "wd" | "wg",
  arg: string,
): { readonly minute: number; readonly add: readonly SlotRow[]; readonly remove: readonly SlotRow[] } | null {
  const [first = "", second = "", third = ""] = arg.split("-");
  const minute = /^\d{1,4}$/.test(first) ? Number(first) : -1;
  if (minute < 0 || minute > 1_439) return null;
  const rows = (weekdays: readonly number[]) => weekdays.map((weekday) => ({ weekday, minute }));
  if (verb === "wd") {
    const weekday = Number(second);
    if (!/^[1-7]$/.test(second)) return null;
    return third === "1" ? { minute, add: rows([weekday]), remove: [] } : { minute, add: [], remove: rows([weekday]) };
  }
  switch (second) {
    case "workdays":
      return { minute, add: rows(WORKDAYS), remove: rows([6, 7]) };
    case "all":
      return { minute, add: rows(WEEKDAYS), remove: [] };
    case "none":
      return { minute, add: [], remove: rows(WEEKDAYS) };
    default:
      return null;
  }
}

/** "Пн–Пт 12:00" */
function groupName(slots: readonly SlotRow[], minute: number, say: Say): string {
  const weekdays = slots.filter((slot) => slot.minute === minute).map(({ weekday }) => weekday);
  return `${weekdaysName(weekdays, say)} ${timeName(minute)}`;
}

/** Days in a row as a range from three on: "Пн–Пт", "Пн, Ср". */
function weekdaysName(weekdays: readonly number[], say: Say): string {
  if (weekdays.length === 7) return say.plain("slots-every-day");
  const runs: number[][] = [];
  for (const weekday of [...weekdays].sort()) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === weekday - 1) run.push(weekday);
    else runs.push([weekday]);
  }
  return runs
    .flatMap((run) =>
      run.length > 2
        ? [`${weekdayName(run[0] ?? 1, say)}–${weekdayName(run.at(-1) ?? 1, say)}`]
        : run.map((each) => weekdayName(each, say)),
    )
    .join(", ");
}

function timeName(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}
