import type { Channel } from "../../archive/channels.ts";
import type { Scheduled, Why } from "../../archive/schedule.ts";
import { judge, lateRules, ON_TIME } from "./late.ts";
import type { SchedulerPorts } from "./ports.ts";
import type { QueueReading } from "./queue-reading.ts";

/** Hands over to the publisher what is due, gives what is late its place, and asks about what is too late. */
export interface LettingOut {
  /** In one turn, so that nothing changes between what is seen and what is done. */
  letOut(channel: Channel): void;
}

export function createLettingOut(
  { schedule, drafts, publisher, now }: Pick<SchedulerPorts, "schedule" | "drafts" | "publisher" | "now">,
  { queue: queueOf, change }: Pick<QueueReading, "queue" | "change">,
): LettingOut {
  const letOut = (channel: Channel): void => {
    const at = now();
    const queue = queueOf(channel.id);
    // What is late already keeps its place, unless that has passed as well.
    const places = queue.filter(({ state, goAt }) => state === "late" && goAt !== null && at - goAt <= ON_TIME);
    for (const row of places) if ((row.goAt ?? 0) <= at) release(row, row.goAt ?? at);
    const kept = new Set(places.map(({ draftId }) => draftId));
    const due = queue.filter(({ state, draftId }) => (state === "waiting" || state === "late") && !kept.has(draftId));
    const last = Math.max(...places.map(({ goAt }) => goAt ?? 0), schedule.lastRelease(channel.id) ?? 0);
    const rules = lateRules(channel.settings);
    for (const verdict of judge(due, at, channel.zone, last === 0 ? null : last, rules)) {
      const row = due.find(({ draftId }) => draftId === verdict.draftId);
      if (row === undefined) continue;
      if (verdict.go === "ask") ask(row, verdict.why);
      else if (verdict.go === "now" || verdict.at <= at) release(row, Math.min(at, row.due));
      else change(row.draftId, { state: "late", goAt: verdict.at });
    }
  };

  const release = (row: Scheduled, due: number): void => {
    const draft = drafts.load(row.draftId);
    if (draft !== null && draft.version !== row.version) {
      // Without an answer to whose edit it is, the post waits for one, as long as the grace lasts.
      if (row.problems.some(({ code }) => code === "edited")) ask(row, "edited");
      return;
    }
    const releasedAt = now();
    const released = publisher.release({
      draftId: row.draftId,
      version: row.version,
      by: row.by,
      due,
      alongside: (publicationId) =>
        change(row.draftId, {
          state: "released",
          publicationId,
          releasedAt,
          outcome: null,
          why: null,
          goAt: null,
        }),
    });
    if (released.status === "changed") ask(row, "changed");
    if (released.status === "refused") ask(row, "refused", { status: "refused", refusal: released.refusal });
    // "already" is found by the next look at what people did elsewhere.
  };

  const ask = (row: Scheduled, why: Why, outcome?: object): void => {
    const told = outcome === undefined ? {} : { outcome: JSON.stringify(outcome) };
    change(row.draftId, { state: "asked", why, goAt: null, publicationId: null, ...told });
  };

  return { letOut };
}
