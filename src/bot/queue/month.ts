import { type Channel, messageLink } from "../../archive/channels.ts";
import { ifReadable } from "../../archive/unreadable.ts";
import { nameOf } from "../../post/title.ts";
import { zoned } from "../../publish/schedule/zone.ts";
import type { Screen } from "../draft/screen.ts";
import { escapeHtml } from "../words.ts";
import type { AgendaParts } from "./agenda.ts";
import { press } from "./buttons.ts";
import { monthKeyboard } from "./calendar.ts";
import { capital, clock, clocks, cut, day, month as monthName, type Reader } from "./saying.ts";

/** Posts of a day that are named: they stay below the 4,096 characters of a message. */
const OF_A_DAY = 30;

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
    const ofDay = [
      ...published
        .filter((post) => dayOf(post.at) === of)
        .map(
          (post) => () =>
            `✓ ${clock(post.at, zone)} — <a href="${escapeHtml(messageLink(channel, post.messageId))}">${escapeHtml(cut(post.title))}</a>`,
        ),
      ...planned
        .filter(({ due }) => dayOf(due) === of)
        .map((row) => () => {
          const draft = ifReadable(() => parts.drafts.load(row.draftId));
          return `• ${clocks(row.due, reader)} — ${escapeHtml(cut(draft === null ? "" : nameOf(draft.content)))}`;
        }),
    ];
    const listed = ofDay.slice(0, OF_A_DAY).map((line) => line());
    lines.push(
      [
        `<b>${escapeHtml(capital(day(at, zone, say, now)))}</b>`,
        ...(listed.length > 0 ? listed : [say.html("queue-day-empty")]),
        ...(ofDay.length > OF_A_DAY ? [say.html("queue-day-more", { count: ofDay.length - OF_A_DAY })] : []),
      ].join("\n"),
    );
  }
  return { html: lines.join("\n\n"), keyboard };
}
