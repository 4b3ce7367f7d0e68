import type { Drafts } from "../../archive/drafts.ts";
import type { Schedule, Scheduled } from "../../archive/schedule.ts";
import { ifReadable } from "../../archive/unreadable.ts";
import { nameOf } from "../../post/title.ts";
import { type Clash, clashesOf, type Planned } from "../../publish/schedule/clashes.ts";
import { moment, type Reader } from "./saying.ts";

type QueueRead = Pick<Schedule, "queue" | "papers">;

/** What the person who planned a post is warned of: one in the same hour and one on the same paper, HTML lines, at most two. */
export function besideLines(
  parts: { readonly schedule: QueueRead; readonly drafts: Pick<Drafts, "load"> },
  row: Scheduled,
  reader: Reader,
): readonly string[] {
  if (row.state !== "waiting" && row.state !== "late") return [];
  const planned = plannedIn(parts.schedule, row.channelId);
  const clashes = clashesIn(planned, row.draftId);
  return (["hour", "paper"] as const).flatMap((kind) => {
    const clash = clashes.find((each) => each.kind === kind);
    const other = planned.find(({ draftId }) => draftId === clash?.other);
    const draft = other === undefined ? null : ifReadable(() => parts.drafts.load(other.draftId));
    if (other === undefined || draft === null) return [];
    const title = nameOf(draft.content);
    return [reader.say.html(`queue-beside-${kind}`, { title, moment: moment(other.due, reader) })];
  });
}

/** The posts that this one stands too close to, or shares a paper with. Their receipts speak of it. */
export function neighbours(schedule: QueueRead, channelId: number, draftId: number): readonly number[] {
  return [...new Set(clashesIn(plannedIn(schedule, channelId), draftId).map(({ other }) => other))];
}

/** The whole queue as far as its posts may be in each other's way, in the order of their times. */
export function plannedIn(schedule: QueueRead, channelId: number): readonly Planned[] {
  const papers = schedule.papers(channelId);
  return schedule.queue(channelId).map(({ draftId, state, goAt, due }) => ({
    draftId,
    due: goAt ?? due,
    asked: state === "asked",
    paperIds: papers.get(draftId) ?? [],
  }));
}

function clashesIn(planned: readonly Planned[], draftId: number): readonly Clash[] {
  const own = planned.find((each) => each.draftId === draftId);
  return own === undefined ? [] : clashesOf(own, planned);
}
