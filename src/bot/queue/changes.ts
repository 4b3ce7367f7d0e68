import type { Channel } from "../../archive/channels.ts";
import type { Scheduled } from "../../archive/schedule.ts";
import { toWritten } from "../../publish/schedule/zone.ts";
import type { Press } from "./buttons.ts";
import type { QueueParts } from "./parts.ts";
import type { Refused } from "./planning.ts";
import { slotChange } from "./slots.ts";

/** What a change reaches. */
type ChangeParts = Pick<QueueParts, "schedule" | "slots" | "drafts" | "publishable" | "now">;

/** Who asks for a change, and where. */
export interface Asker {
  readonly personId: number;
  readonly channel: Channel;
}

/**
 * What a press changes in the queue or the week, within the caller's transaction. Null where it was done.
 *
 * @param touched takes the ids of other drafts whose times change as well
 */
export function apply(parts: ChangeParts, asker: Asker, press: Press, touched: Set<number>): Refused | null {
  const { schedule, slots } = parts;
  const { channel, personId } = asker;
  const row = schedule.find(press.draftId);
  switch (press.verb) {
    case "pause":
      schedule.pause(channel.id, personId);
      return null;
    case "resume":
      schedule.resume(channel.id);
      return null;
    case "wd":
    case "wg": {
      const change = slotChange(press.verb, press.arg);
      if (change === null) return "queue-changed";
      slots.remove(channel.id, change.remove);
      slots.add(channel.id, change.add);
      return null;
    }
    case "off":
      if (row === null || row.state === "released" || row.state === "out") return "queue-on-its-way";
      schedule.change(row.draftId, { state: "cancelled", goAt: null, why: null });
      return null;
    case "up":
    case "down":
    case "with":
      return row === null ? "queue-gone" : exchange(parts, row, press, channel, touched);
    case "out":
    case "edit":
      return row === null ? "queue-gone" : letOut(parts, asker, row, press.verb);
    default:
      return "queue-changed";
  }
}

/** Two posts change their times. */
function exchange(
  parts: ChangeParts,
  row: Scheduled,
  press: Press,
  channel: Channel,
  touched: Set<number>,
): Refused | null {
  const { schedule } = parts;
  const movable = schedule.queue(channel.id).filter(({ state }) => state === "waiting");
  const place = movable.findIndex(({ draftId }) => draftId === row.draftId);
  const [otherId, revision] = press.arg.split("-").map(Number);
  const other =
    press.verb === "with"
      ? movable.find(({ draftId }) => draftId === otherId)
      : movable[place + (press.verb === "up" ? -1 : 1)];
  if (place < 0 || other === undefined || (press.verb === "with" && other.revision !== revision))
    return "queue-changed";
  if (Math.min(row.due, other.due) <= parts.now()) return "queue-past";
  const time = ({ written, due }: Scheduled) => ({ written, due, checkedFor: null });
  schedule.change(row.draftId, time(other));
  schedule.change(other.draftId, time(row));
  touched.add(other.draftId);
  return null;
}

/** At once, or as soon as its time comes, with the version that the draft has now. */
function letOut(
  parts: ChangeParts,
  { personId, channel }: Asker,
  row: Scheduled,
  verb: "out" | "edit",
): Refused | null {
  const { schedule, drafts } = parts;
  const draft = drafts.load(row.draftId);
  if (draft === null || draft.state !== "open") return "queue-gone";
  if (row.state === "released" || row.state === "out" || row.state === "cancelled") return "queue-on-its-way";
  if (!parts.publishable(draft, channel)) return "queue-not-ready";
  const now = parts.now();
  const problems = row.problems.filter(({ code }) => code !== "edited");
  if (verb === "edit" && row.due > now) {
    schedule.change(row.draftId, { state: "waiting", why: null, version: draft.version, problems, checkedFor: null });
    return null;
  }
  if (schedule.pausedSince(channel.id) !== null) return "queue-is-paused";
  const due = Math.floor(now / 60_000) * 60_000;
  const { draftId, channelId } = row;
  schedule.plan({
    draftId,
    channelId,
    written: toWritten(due, channel.zone),
    due,
    version: draft.version,
    by: personId,
  });
  return null;
}
