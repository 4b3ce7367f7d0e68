import { InlineKeyboard } from "grammy";
import type { Channel } from "../../archive/channels.ts";
import type { Draft } from "../../archive/drafts.ts";
import type { Scheduled } from "../../archive/schedule.ts";
import { nameOf } from "../../post/title.ts";
import { freeSlots, onDay } from "../../publish/schedule/slots.ts";
import { onTheWall, zoned } from "../../publish/schedule/zone.ts";
import type { Screen } from "../draft/screen.ts";
import { escapeHtml } from "../words.ts";
import { press, toMinutes } from "./buttons.ts";
import { hourKeyboard, minuteKeyboard, monthKeyboard } from "./calendar.ts";
import type { QueueParts } from "./parts.ts";
import { capital, day, label, moment, month, type Reader } from "./saying.ts";

/** Free slots that are offered at once. */
const OFFERED = 3;
const EVENING = 19;
const NOON = 12;

export type PickerParts = Pick<QueueParts, "schedule" | "slots">;
type Row = { readonly draftId: number; readonly revision: number };

/** The choice of a time: free slots, or this evening and tomorrow noon, the calendar, or typed. */
export function picker(
  parts: PickerParts,
  draft: Draft,
  channel: Channel,
  reader: Reader,
  options: {
    readonly note?: string;
    /** Offered in place of the usual times. */
    readonly times?: readonly number[];
    /** Days whose hours are offered, likewise. */
    readonly days?: readonly Temporal.PlainDate[];
    /** It stands in the agenda's message, and leads back there. Default: false. */
    readonly inAgenda?: boolean;
  } = {},
): Screen {
  const { say } = reader;
  const planned = parts.schedule.find(draft.id);
  const row = rowOf(draft, planned);
  const keyboard = new InlineKeyboard();
  const slots = options.times === undefined && options.days === undefined ? free(parts, channel, reader) : [];
  const usual = slots.length > 0 ? slots : usualTimes(reader);
  const times = options.times ?? (options.days === undefined ? usual : []);
  for (const date of options.days ?? [])
    keyboard.text(dayName(date, reader), press("day", row, date.toString().replaceAll("-", "")));
  for (const [index, at] of times.entries()) {
    const next = index === 0 && slots.length > 0;
    const name = next ? say.plain("queue-next-slot", { time: label(at, reader) }) : label(at, reader);
    keyboard.text(name, press("set", row, toMinutes(at)));
    if (next || index % 2 === 1) keyboard.row();
  }
  keyboard.row().text(say.plain("queue-calendar"), press("month", row, compactMonth(reader)));
  const queued = planned !== null && (planned.state === "waiting" || planned.state === "late");
  const leave = queued ? "queue-keep" : planned?.state === "asked" ? "queue-to-times" : "queue-not-now";
  keyboard.row();
  if (options.inAgenda === true) keyboard.text(say.plain("queue-to-agenda"), press("pick", row));
  else keyboard.text(say.plain(leave), press("keep", row));
  if (queued) keyboard.text(say.plain("queue-remove"), press("off", row));
  return { html: [head(draft, planned, reader), options.note ?? say.html("queue-ask")].join("\n\n"), keyboard };
}

export function monthScreen(
  draft: Draft,
  planned: Scheduled | null,
  shown: Temporal.PlainYearMonth,
  reader: Reader,
): Screen {
  const row = rowOf(draft, planned);
  const keyboard = monthKeyboard(shown, reader, { month: "month", day: "day" }, row);
  keyboard.text(reader.say.plain("queue-to-times"), press("open", row));
  return {
    html: [head(draft, planned, reader), reader.say.html("queue-ask-day", { month: month(shown, reader.say) })].join(
      "\n\n",
    ),
    keyboard,
  };
}

/** The hours of a day, its slots first. */
export function dayScreen(
  parts: PickerParts,
  draft: Draft,
  channel: Channel,
  date: Temporal.PlainDate,
  reader: Reader,
): Screen {
  const { say, zone, now } = reader;
  const planned = parts.schedule.find(draft.id);
  const row = rowOf(draft, planned);
  const keyboard = new InlineKeyboard();
  const taken = new Set(parts.schedule.queue(channel.id).map(({ due }) => due));
  const slots = onDay(parts.slots.list(channel.id), zone, date).filter((at) => at > now && !taken.has(at));
  for (const at of slots.slice(0, OFFERED))
    keyboard.text(`📌 ${label(at, reader)}`, press("set", row, toMinutes(at))).row();
  keyboard.append(hourKeyboard(date, reader, row));
  keyboard.text(
    say.plain("queue-calendar"),
    press("month", row, compactMonth({ ...reader, now: startOf(date, zone) })),
  );
  return {
    html: [head(draft, planned, reader), say.html("queue-ask-hour", { day: dayName(date, reader) })].join("\n\n"),
    keyboard,
  };
}

export function hourScreen(
  draft: Draft,
  planned: Scheduled | null,
  date: Temporal.PlainDate,
  hour: number,
  reader: Reader,
): Screen {
  const row = rowOf(draft, planned);
  const keyboard = minuteKeyboard(date, hour, reader, row);
  keyboard.text(reader.say.plain("queue-other-hour"), press("day", row, date.toString().replaceAll("-", "")));
  const text = reader.say.html("queue-ask-minute", { day: dayName(date, reader) });
  return { html: [head(draft, planned, reader), text].join("\n\n"), keyboard };
}

/** The next free slots; none where there are no slots, or nothing of them is left. */
function free({ slots, schedule }: PickerParts, channel: Channel, { zone, now }: Reader): readonly number[] {
  const taken = new Set(schedule.queue(channel.id).map(({ due }) => due));
  return freeSlots(slots.list(channel.id), zone, now, taken, OFFERED);
}

/** This evening where it is still to come, and tomorrow noon. */
function usualTimes({ zone, now }: Reader): readonly number[] {
  const today = zoned(now, zone).toPlainDate();
  const at = (date: Temporal.PlainDate, hour: number) => {
    const wall = onTheWall(date.toPlainDateTime({ hour }), zone);
    return (wall.kind === "overlap" ? wall.first : wall.at).epochMilliseconds;
  };
  const tomorrow = today.add({ days: 1 });
  const evening = at(today, EVENING);
  return evening > now ? [evening, at(tomorrow, NOON)] : [at(tomorrow, NOON), at(tomorrow, EVENING)];
}

/** The post's title, and where it stands in the queue; HTML. */
export function head(draft: Draft, planned: Scheduled | null, reader: Reader): string {
  const title = `🗓 <b>${escapeHtml(nameOf(draft.content))}</b>`;
  if (planned === null || (planned.state !== "waiting" && planned.state !== "late")) return title;
  return `${title}\n${reader.say.html("queue-now-planned", { moment: moment(planned.due, reader) })}`;
}

function rowOf(draft: Draft, planned: Scheduled | null): Row {
  return { draftId: draft.id, revision: planned?.revision ?? 0 };
}

function compactMonth({ zone, now }: Pick<Reader, "zone" | "now">): string {
  return zoned(now, zone).toPlainDate().toPlainYearMonth().toString().replace("-", "");
}

function startOf(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

function dayName(date: Temporal.PlainDate, { say, zone, now }: Reader): string {
  return capital(day(date.toZonedDateTime({ timeZone: zone, plainTime: "12:00" }).epochMilliseconds, zone, say, now));
}
