import type { Drafts } from "../../archive/drafts.ts";
import type { Schedule, Scheduled } from "../../archive/schedule.ts";
import { nameOf } from "../../post/title.ts";
import { clashesOf, type Planned } from "../../publish/schedule/clashes.ts";
import { moment, type Reader } from "./saying.ts";

/** What the person who planned a post is warned of: one in the same hour and one on the same paper, HTML lines, at most two. */
export function besideLines(
  parts: { readonly schedule: Pick<Schedule, "queue">; readonly drafts: Pick<Drafts, "load"> },
  row: Scheduled,
  reader: Reader,
): readonly string[] {
  if (row.state !== "waiting" && row.state !== "late") return [];
  const others = parts.schedule.queue(row.channelId).map((each) => plannedOf(parts, each));
  const clashes = clashesOf(plannedOf(parts, row), others);
  return (["hour", "paper"] as const).flatMap((kind) => {
    const clash = clashes.find((each) => each.kind === kind);
    const other = others.find(({ draftId }) => draftId === clash?.other);
    const draft = other === undefined ? null : parts.drafts.load(other.draftId);
    if (other === undefined || draft === null) return [];
    const title = nameOf(draft.content);
    return [reader.say.html(`queue-beside-${kind}`, { title, moment: moment(other.due, reader) })];
  });
}

/** A row as far as it may be in another one's way. */
export function plannedOf({ drafts }: { readonly drafts: Pick<Drafts, "load"> }, row: Scheduled): Planned {
  return { draftId: row.draftId, due: row.goAt ?? row.due, paperIds: drafts.load(row.draftId)?.paperIds ?? [] };
}
