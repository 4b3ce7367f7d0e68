import type { Drafts } from "../../archive/drafts.ts";
import type { Problem, Schedule, Scheduled } from "../../archive/schedule.ts";
import { ifReadable } from "../../archive/unreadable.ts";
import { nameOf } from "../../post/title.ts";
import { clashesOf, type Planned } from "../../publish/schedule/clashes.ts";
import { daysBetween } from "../../publish/schedule/zone.ts";
import { problemText, stuckOf } from "../publication/receipt-screen.ts";
import { escapeHtml, type Say } from "../words.ts";
import { clock, cut, type Reader, shortDay } from "./saying.ts";

/** Numbers of other posts that a warning names. */
const NAMED = 3;

/**
 * A post as a line of the agenda, HTML: title, authors, and all that is worth a word.
 *
 * @param numbers the number that each post has on the agenda, by draft
 */
export function postLine(
  {
    drafts,
    schedule,
    held,
  }: {
    readonly drafts: Pick<Drafts, "load">;
    readonly schedule: Pick<Schedule, "pausedSince">;
    readonly held: () => boolean;
  },
  row: Scheduled,
  numbers: ReadonlyMap<number, number>,
  planned: readonly Planned[],
  picked: boolean,
  reader: Reader,
): string {
  const { say, now } = reader;
  const draft = ifReadable(() => drafts.load(row.draftId));
  const name = draft === null ? `№${row.draftId}` : nameOf(draft.content);
  const authors =
    draft?.content.authors.map(({ name: full, username }) => (username === null ? full : `@${username}`)).join(", ") ??
    "";
  const title = `${numbers.get(row.draftId)}. ${escapeHtml(cut(name))}`;
  const own = planned.find(({ draftId }) => draftId === row.draftId);
  const clashes = own === undefined ? [] : clashesOf(own, planned);
  const clash = (kind: "hour" | "paper"): string => {
    const others = clashes
      .filter((each) => each.kind === kind)
      .flatMap(({ other }) => numbers.get(other) ?? [])
      .sort((a, b) => a - b);
    if (others.length === 0) return "";
    const named = others.slice(0, NAMED).map((number) => say.plain("queue-number", { number }));
    return say.html(`queue-clash-${kind}`, { other: `${named.join(", ")}${others.length > NAMED ? "…" : ""}` });
  };
  const [problem] = row.problems;
  const edited = draft === null ? "" : recently(draft.updatedAt, reader);
  const stands = schedule.pausedSince(row.channelId) !== null || held();
  const marks = [
    stateMark(row, now, stands, say),
    // Which version goes out is worth a word once there was another one.
    draft !== null && draft.version !== row.version
      ? say.html("queue-mark-edited", { time: edited })
      : row.version > 1 && draft !== null && draft.updatedAt > row.at
        ? say.html("queue-mark-version", { time: edited })
        : "",
    clash("hour"),
    clash("paper"),
    problem === undefined ? "" : `⚠️ ${problemText(shortened(problem), say)}`,
  ].filter((mark) => mark !== "");
  const text = [picked ? `<b>${title}</b>` : title, escapeHtml(cut(authors)), ...marks]
    .filter((part) => part !== "")
    .join(" · ");
  return picked ? `👉 ${text}` : text;
}

/** What is worth a word of where the post stands. @param stands nothing goes out: the queue is paused, or held */
function stateMark(row: Scheduled, now: number, stands: boolean, say: Say): string {
  if (row.state === "late") return say.html("queue-mark-late");
  // What was told to go out at once does so within a moment.
  const released = row.state === "released" || (row.state === "waiting" && row.due <= now && !stands);
  if (!released) return "";
  switch (row.state === "released" ? stuckOf(row)?.status : undefined) {
    case "unknown":
      return say.html("queue-mark-doubt");
    case "delayed":
      return say.html("queue-mark-delayed");
    default:
      return say.html("queue-mark-released");
  }
}

/** "18:42" of today, "Пн 23, 18:42" of another day. */
function recently(at: number, reader: Reader): string {
  const { zone, now } = reader;
  return daysBetween(at, now, zone) === 0 ? clock(at, zone) : `${shortDay(at, zone, reader)}, ${clock(at, zone)}`;
}

function shortened(problem: Problem): Problem {
  return problem.code === "paper-out" ? { ...problem, title: cut(problem.title) } : problem;
}
