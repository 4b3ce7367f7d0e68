import { InlineKeyboard } from "grammy";
import type { Channel } from "../../archive/channels.ts";
import type { Draft } from "../../archive/drafts.ts";
import type { Scheduled } from "../../archive/schedule.ts";
import { freeSlots } from "../../publish/schedule/slots.ts";
import { zoned } from "../../publish/schedule/zone.ts";
import type { Screen } from "../draft/screen.ts";
import { escapeHtml, type Say } from "../words.ts";
import type { AgendaScreen } from "./agenda-view.ts";
import { plannedIn } from "./beside.ts";
import { press, toMinutes } from "./buttons.ts";
import { compact } from "./calendar.ts";
import type { QueueParts } from "./parts.ts";
import { head } from "./picker.ts";
import { postLine } from "./post-line.ts";
import { clock, clocks, day, differs, label, type Reader, shortDay } from "./saying.ts";

export type AgendaParts = Pick<QueueParts, "schedule" | "slots" | "drafts" | "messages" | "held" | "now">;

/** Posts on a page of the agenda: with all that stands beside them they stay below the 4,096 characters of a message. */
const PAGE = 10;
/** The days ahead whose free slots are shown. */
const DAYS = 7;
const IN_A_ROW = 5;

type Entry = { readonly at: number; readonly row: Scheduled | null };

/** What is shown of the agenda. */
export interface AgendaOptions {
  /** The post that was chosen by its number; its page is shown. */
  readonly picked?: number;
  /** Whether it is asked with whom the chosen post changes its time. */
  readonly swap?: boolean;
  /** From 0; a page that there is no longer becomes the last one. */
  readonly page?: number;
}

/** The coming posts, a page at a time, with the free slots between them; the last page has those of a week. */
export function agenda(
  parts: AgendaParts,
  channel: Channel,
  reader: Reader,
  options: AgendaOptions & { readonly publisher: boolean },
): AgendaScreen {
  const { say, zone, now } = reader;
  const rows = parts.schedule.queue(channel.id);
  const numbered = inOrder(rows);
  const last = Math.max(0, Math.ceil(numbered.length / PAGE) - 1);
  const chosen = numbered.find(({ draftId }) => draftId === options.picked);
  const own = chosen === undefined ? 0 : Math.floor(numbered.indexOf(chosen) / PAGE);
  const page = Math.min(last, options.page ?? own);
  const shown = numbered.slice(page * PAGE, (page + 1) * PAGE);
  const coming = shown.filter(({ state }) => state !== "asked");
  const asked = shown.filter(({ state }) => state === "asked");
  const free = freeOn(
    parts,
    channel,
    reader,
    rows,
    page === 0 ? null : coming[0],
    page === last ? null : coming.at(-1),
  );
  const entries: Entry[] = [
    ...coming.map((row) => ({ at: row.goAt ?? row.due, row })),
    ...free.map((at) => ({ at, row: null })),
  ];
  entries.sort((a, b) => a.at - b.at);
  const planned = plannedIn(parts.schedule, channel.id);
  const numbers = new Map(numbered.map(({ draftId }, index) => [draftId, index + 1]));
  const line = (row: Scheduled) => postLine(parts, row, numbers, planned, options.picked === row.draftId, reader);
  const paused = parts.schedule.pausedSince(channel.id);
  const beside = shown.some(({ due }) => differs(due, reader)) || differs(now, reader);
  const lines = [
    beside
      ? say.html("queue-head-own", { channel: channel.title, zone, own: reader.own ?? zone })
      : say.html("queue-head", { channel: channel.title, zone }),
  ];
  if (parts.held()) lines.push(say.html("queue-held"));
  if (paused !== null)
    lines.push(say.html("queue-paused", { since: `${day(paused, zone, say, now)}, ${clock(paused, zone)}` }));
  if (asked.length > 0)
    lines.push(
      [
        say.html("queue-asked-head"),
        ...asked.map((row) => `${shortDay(row.due, zone, reader)} ${clocks(row.due, reader)} — ${line(row)}`),
      ].join("\n"),
    );
  const listed = entries.map(
    ({ at, row }) =>
      `<b>${escapeHtml(shortDay(at, zone, reader))}</b> ${clocks(at, reader)} — ${row === null ? `<i>${say.html("queue-free")}</i>` : line(row)}`,
  );
  if (listed.length > 0) lines.push(listed.join("\n"));
  else if (numbered.length === 0) lines.push(say.html("queue-empty"));
  lines.push(`<i>${say.html("queue-invisible")}</i>`);

  const keyboard = new InlineKeyboard();
  const html = lines.join("\n\n");
  if (chosen !== undefined && options.publisher) {
    if (options.swap === true) {
      swapButtons(keyboard, chosen, shown, numbered, say);
      pageButtons(keyboard, page, last, (to) => press("swap", chosen, to));
    } else {
      chosenButtons(keyboard, chosen, rows, say, reader);
    }
    keyboard.text(say.plain("queue-to-agenda"), press("agenda", null, page));
    return { html, keyboard, view: options.swap === true ? null : { page, picked: chosen.draftId } };
  }
  if (options.publisher) {
    for (const [index, row] of shown.entries()) {
      if (row.state !== "released") keyboard.text(String(page * PAGE + index + 1), press("pick", row));
      if ((index + 1) % IN_A_ROW === 0) keyboard.row();
    }
    keyboard.row();
  }
  pageButtons(keyboard, page, last, (to) => press("agenda", null, to));
  if (options.publisher) {
    keyboard.text(
      say.plain(paused === null ? "queue-pause" : "queue-resume"),
      press(paused === null ? "pause" : "resume", null, page),
    );
  }
  keyboard.text(say.plain("queue-month"), press("view", null, compact(zoned(now, zone).toPlainDate()).slice(0, 6)));
  if (options.publisher) keyboard.row().text(say.plain("queue-slots-button"), press("week"));
  keyboard.text("🔄", press("agenda", null, page));
  return { html, keyboard, view: { page, picked: null } };
}

/** What is asked about stands first. */
function inOrder(rows: readonly Scheduled[]): readonly Scheduled[] {
  return [...rows.filter(({ state }) => state === "asked"), ...rows.filter(({ state }) => state !== "asked")];
}

/** The page of the agenda, from 0, on which a post stands; 0 where it is in no queue. */
export function pageWith(schedule: Pick<QueueParts["schedule"], "queue">, channelId: number, draftId: number): number {
  const place = inOrder(schedule.queue(channelId)).findIndex((row) => row.draftId === draftId);
  return Math.max(0, Math.floor(place / PAGE));
}

/** Free slots of the coming week, as far as they stand between the first and the last post of a page. */
function freeOn(
  parts: AgendaParts,
  channel: Channel,
  { zone, now }: Reader,
  rows: readonly Scheduled[],
  from: Scheduled | null | undefined,
  to: Scheduled | null | undefined,
): readonly number[] {
  const week = zoned(now, zone).add({ days: DAYS }).epochMilliseconds;
  const end = to == null ? week : Math.min(week, to.due);
  const start = from == null ? now : from.due;
  const taken = new Set(rows.map(({ due }) => due));
  const free = freeSlots(parts.slots.list(channel.id), zone, now, taken, 7 * PAGE);
  return free.filter((at) => at >= start && at < end).slice(0, PAGE);
}

function pageButtons(keyboard: InlineKeyboard, page: number, last: number, to: (page: number) => string): void {
  if (page > 0) keyboard.text(`◀ ${page}`, to(page - 1));
  if (page < last) keyboard.text(`${page + 2} ▶`, to(page + 1));
  keyboard.row();
}

function chosenButtons(
  keyboard: InlineKeyboard,
  row: Scheduled,
  rows: readonly Scheduled[],
  say: Say,
  reader: Reader,
): void {
  const movable = rows.filter(({ state }) => state === "waiting");
  const place = movable.indexOf(row);
  if (place > 0) keyboard.text("⬆️", press("up", row));
  if (place >= 0 && place < movable.length - 1) keyboard.text("⬇️", press("down", row));
  if (place >= 0 && movable.length > 1) keyboard.text(say.plain("queue-swap"), press("swap", row));
  const date = zoned(Math.max(row.due, reader.now), reader.zone).toPlainDate();
  keyboard
    .row()
    .text(say.plain("queue-time"), press("day", row, compact(date)))
    .text(say.plain("queue-day"), press("month", row, compact(date).slice(0, 6)))
    .text(say.plain("queue-to-slot"), press("slots", row))
    .row();
  if (row.why === "edited" || row.problems.some(({ code }) => code === "edited")) {
    keyboard.text(say.plain("queue-edit-out"), press("edit", row)).row();
  }
  keyboard.text(say.plain("queue-now"), press("now", row)).text(say.plain("queue-remove"), press("off", row)).row();
}

function swapButtons(
  keyboard: InlineKeyboard,
  row: Scheduled,
  shown: readonly Scheduled[],
  numbered: readonly Scheduled[],
  say: Say,
): void {
  for (const other of shown) {
    if (other === row || other.state !== "waiting") continue;
    const name = say.plain("queue-swap-with", { number: numbered.indexOf(other) + 1 });
    keyboard.text(name, press("with", row, `${other.draftId}-${other.revision}`)).row();
  }
}

/** The free slots that a post can move to. */
export function slotScreen(parts: AgendaParts, draft: Draft, row: Scheduled, channel: Channel, reader: Reader): Screen {
  const { say, zone, now } = reader;
  const taken = new Set(parts.schedule.queue(channel.id).map(({ due }) => due));
  const free = freeSlots(parts.slots.list(channel.id), zone, now, taken, 8);
  const keyboard = new InlineKeyboard();
  for (const [index, at] of free.entries()) {
    keyboard.text(label(at, reader), press("set", row, toMinutes(at)));
    if (index % 2 === 1) keyboard.row();
  }
  if (free.length === 0) keyboard.text(say.plain("queue-slots-button"), press("week"));
  keyboard.row().text(say.plain("queue-to-agenda"), press("pick", row));
  const text = say.html(free.length > 0 ? "queue-ask-slot" : "queue-no-slots");
  return { html: [head(draft, row, reader), text].join("\n\n"), keyboard };
}
