import { InlineKeyboard } from "grammy";
import { type Channel, messageLink } from "../../archive/channels.ts";
import type { Scheduled } from "../../archive/schedule.ts";
import { nameOf } from "../../post/title.ts";
import { clashesOf, type Planned } from "../../publish/schedule/clashes.ts";
import { freeSlots } from "../../publish/schedule/slots.ts";
import { zoned } from "../../publish/schedule/zone.ts";
import type { Screen } from "../draft/screen.ts";
import { problemText } from "../publication/receipt-screen.ts";
import { escapeHtml, type Say } from "../words.ts";
import { press, toMinutes } from "./buttons.ts";
import { compact, monthKeyboard } from "./calendar.ts";
import type { QueueParts } from "./parts.ts";
import { capital, clock, day, label, month as monthName, type Reader, shortDay } from "./saying.ts";

export type AgendaParts = Pick<QueueParts, "schedule" | "slots" | "drafts" | "messages" | "now">;

/** Posts in the agenda at once, and the days ahead whose free slots are shown. */
const SHOWN = 16;
const DAYS = 7;
const IN_A_ROW = 8;

type Entry = { readonly at: number; readonly row: Scheduled | null };

/** The coming posts and the free slots of a week. @param picked the post that was chosen by its number */
export function agenda(
  parts: AgendaParts,
  channel: Channel,
  reader: Reader,
  options: { readonly publisher: boolean; readonly picked?: number; readonly swap?: boolean },
): Screen {
  const { say, zone, now } = reader;
  const rows = parts.schedule.queue(channel.id).slice(0, SHOWN);
  const asked = rows.filter(({ state }) => state === "asked");
  const coming = rows.filter(({ state }) => state !== "asked");
  const taken = new Set(rows.map(({ due }) => due));
  const week = zoned(now, zone).add({ days: DAYS }).epochMilliseconds;
  const free = freeSlots(parts.slots.list(channel.id), zone, now, taken, SHOWN).filter((at) => at < week);
  const entries: Entry[] = [
    ...coming.map((row) => ({ at: row.goAt ?? row.due, row })),
    ...free.map((at) => ({ at, row: null })),
  ];
  entries.sort((a, b) => a.at - b.at);
  const numbered = [...asked, ...coming];
  const number = (row: Scheduled) => numbered.indexOf(row) + 1;
  const planned = numbered.map((row) => plannedOf(parts, row));
  const line = (row: Scheduled) => postLine(parts, row, number(row), planned, options.picked === row.draftId, say);
  const paused = parts.schedule.pausedSince(channel.id);
  const lines = [say.html("queue-head", { channel: channel.title, zone })];
  if (paused !== null)
    lines.push(say.html("queue-paused", { since: `${day(paused, zone, say, now)}, ${clock(paused, zone)}` }));
  if (asked.length > 0)
    lines.push(
      [
        say.html("queue-asked-head"),
        ...asked.map((row) => `${shortDay(row.due, zone, say)} ${clock(row.due, zone)} — ${line(row)}`),
      ].join("\n"),
    );
  const listed = entries.map(
    ({ at, row }) =>
      `<b>${escapeHtml(shortDay(at, zone, say))}</b> ${clock(at, zone)} — ${row === null ? `<i>${say.html("queue-free")}</i>` : line(row)}`,
  );
  lines.push(listed.length > 0 ? listed.join("\n") : say.html("queue-empty"));
  lines.push(`<i>${say.html("queue-invisible")}</i>`);

  const keyboard = new InlineKeyboard();
  const chosen = numbered.find(({ draftId }) => draftId === options.picked);
  if (chosen !== undefined && options.publisher) {
    if (options.swap === true) swapButtons(keyboard, chosen, numbered, say);
    else chosenButtons(keyboard, chosen, coming, say, reader);
    return { html: lines.join("\n\n"), keyboard };
  }
  if (options.publisher) {
    for (const [index, row] of numbered.entries()) {
      if (row.state === "released") continue;
      keyboard.text(String(index + 1), press("pick", row));
      if ((index + 1) % IN_A_ROW === 0) keyboard.row();
    }
    keyboard.row();
    keyboard.text(
      say.plain(paused === null ? "queue-pause" : "queue-resume"),
      press(paused === null ? "pause" : "resume"),
    );
  }
  keyboard.text(say.plain("queue-month"), press("view", null, compact(zoned(now, zone).toPlainDate()).slice(0, 6)));
  if (options.publisher) keyboard.row().text(say.plain("queue-slots-button"), press("week"));
  keyboard.text("🔄", press("agenda"));
  return { html: lines.join("\n\n"), keyboard };
}

function postLine(
  parts: AgendaParts,
  row: Scheduled,
  number: number,
  planned: readonly Planned[],
  picked: boolean,
  say: Say,
): string {
  const draft = parts.drafts.load(row.draftId);
  const name = draft === null ? `№${row.draftId}` : nameOf(draft.content);
  const authors =
    draft?.content.authors.map(({ name: full, username }) => (username === null ? full : `@${username}`)).join(", ") ??
    "";
  const title = `${number}. ${escapeHtml(cut(name))}`;
  const own = planned.find(({ draftId }) => draftId === row.draftId);
  const clashes = own === undefined ? [] : clashesOf(own, planned);
  const numberOf = (draftId: number) => planned.findIndex((each) => each.draftId === draftId) + 1;
  const marks = [
    row.state === "late" ? say.html("queue-mark-late") : "",
    row.state === "released" ? say.html("queue-mark-released") : "",
    // Which version goes out is worth a word once there was another one.
    draft !== null && draft.version !== row.version
      ? say.html("queue-mark-edited")
      : row.version > 1 && draft !== null && draft.updatedAt > row.at
        ? say.html("queue-mark-version")
        : "",
    ...clashes.map(({ kind, other }) => say.html(`queue-clash-${kind}`, { other: numberOf(other) })),
    ...row.problems.map((problem) => `⚠️ ${problemText(problem, say)}`),
  ].filter((mark) => mark !== "");
  const text = [picked ? `<b>${title}</b>` : title, escapeHtml(authors), ...marks]
    .filter((part) => part !== "")
    .join(" · ");
  return picked ? `👉 ${text}` : text;
}

function chosenButtons(
  keyboard: InlineKeyboard,
  row: Scheduled,
  coming: readonly Scheduled[],
  say: Say,
  reader: Reader,
): void {
  const movable = coming.filter(({ state }) => state === "waiting");
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
  keyboard
    .text(say.plain("queue-now"), press("now", row))
    .text(say.plain("queue-remove"), press("off", row))
    .row()
    .text(say.plain("queue-to-agenda"), press("agenda"));
}

function swapButtons(keyboard: InlineKeyboard, row: Scheduled, numbered: readonly Scheduled[], say: Say): void {
  for (const [index, other] of numbered.entries()) {
    if (other === row || other.state !== "waiting") continue;
    keyboard
      .text(
        say.plain("queue-swap-with", { number: index + 1 }),
        press("with", row, `${other.draftId}-${other.revision}`),
      )
      .row();
  }
  keyboard.text(say.plain("queue-to-agenda"), press("agenda"));
}

/** The free slots that a post can move to. */
export function slotScreen(parts: AgendaParts, row: Scheduled, channel: Channel, reader: Reader): Screen {
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
  return { html: say.html(free.length > 0 ? "queue-ask-slot" : "queue-no-slots"), keyboard };
}

/** A month of what was published (✓) and is planned (•), and one of its days in words. */
export function monthView(
  parts: AgendaParts,
  channel: Channel,
  shown: Temporal.PlainYearMonth,
  chosen: Temporal.PlainDate | null,
  reader: Reader,
): Screen {
  const { say, zone, now } = reader;
  const start = shown.toPlainDate({ day: 1 }).toZonedDateTime(zone).epochMilliseconds;
  const end = shown.add({ months: 1 }).toPlainDate({ day: 1 }).toZonedDateTime(zone).epochMilliseconds;
  const dayOf = (at: number) => zoned(at, zone).toPlainDate().toString();
  const published = parts.schedule.published(channel.id, start, end);
  const planned = parts.schedule.queue(channel.id).filter(({ due }) => due >= start && due < end);
  const publishedOn = new Set(published.map(({ at }) => dayOf(at)));
  const plannedOn = new Set(planned.map(({ due }) => dayOf(due)));
  const keyboard = monthKeyboard(shown, reader, { month: "view", day: "days" }, null, {
    past: true,
    mark: (date) => `${publishedOn.has(date.toString()) ? "✓" : ""}${plannedOn.has(date.toString()) ? "•" : ""}`,
  });
  keyboard.text(say.plain("queue-to-agenda"), press("agenda"));
  const lines = [
    say.html("queue-month-head", {
      month: monthName(shown, say),
      published: published.length,
      planned: planned.length,
    }),
  ];
  if (chosen !== null) {
    const at = chosen.toZonedDateTime({ timeZone: zone, plainTime: "12:00" }).epochMilliseconds;
    const of = chosen.toString();
    const listed = [
      ...published
        .filter((post) => dayOf(post.at) === of)
        .map(
          (post) =>
            `✓ ${clock(post.at, zone)} — <a href="${escapeHtml(messageLink(channel, post.messageId))}">${escapeHtml(cut(post.title))}</a>`,
        ),
      ...planned
        .filter(({ due }) => dayOf(due) === of)
        .map((row) => {
          const draft = parts.drafts.load(row.draftId);
          return `• ${clock(row.due, zone)} — ${escapeHtml(cut(draft === null ? "" : nameOf(draft.content)))}`;
        }),
    ];
    lines.push(
      [
        `<b>${escapeHtml(capital(day(at, zone, say, now)))}</b>`,
        ...(listed.length > 0 ? listed : [say.html("queue-day-empty")]),
      ].join("\n"),
    );
  }
  return { html: lines.join("\n\n"), keyboard };
}

export function plannedOf({ drafts }: Pick<AgendaParts, "drafts">, row: Scheduled): Planned {
  return { draftId: row.draftId, due: row.goAt ?? row.due, paperIds: drafts.load(row.draftId)?.paperIds ?? [] };
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length > 60 ? `${characters.slice(0, 59).join("")}…` : text;
}
