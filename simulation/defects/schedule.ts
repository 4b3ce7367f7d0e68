import type { Program } from "../program.ts";
import { keptFrom, late, ported, scheduled } from "./ported.ts";

const TEN_MINUTES = 600_000;

/** Schedulers, and clocks, that are wrong. */
export const SCHEDULE: readonly Program[] = [
  {
    ...ported("is ten minutes ahead", (ports) => ({ ...ports, now: () => ports.now() + TEN_MINUTES })),
    scheduling: (ports) => ({ ...ports, now: () => ports.now() + TEN_MINUTES }),
  },
  ported("has no undo window", (ports) => ({
    ...ports,
    channel: () => {
      const channel = ports.channel();
      return channel === null ? null : { ...channel, settings: { ...channel.settings, undoSeconds: 0 } };
    },
  })),
  scheduled("lets planned posts out ten minutes early", (ports) => ({
    ...ports,
    publisher: { release: (request) => ports.publisher.release({ ...request, due: 0 }) },
    now: () => ports.now() + TEN_MINUTES,
  })),
  late("lets missed posts out all at once", { apartMinutes: 0 }),
  { ...late("lets missed posts out in quiet hours", { quietFrom: 0, quietTo: 0 }), shownBy: 99 },
  scheduled("lets posts out that are no longer planned", (ports) => {
    const seen = new Set<number>();
    const queue: typeof ports.schedule.queue = (channelId) => {
      const rows = ports.schedule.queue(channelId);
      for (const { draftId } of rows) seen.add(draftId);
      const all = [...seen].flatMap((id) => ports.schedule.find(id) ?? []);
      const off = all
        .filter(({ state, draftId }) => state === "cancelled" && ports.drafts.load(draftId)?.state === "open")
        .map((row) => ({ ...row, state: "waiting" as const }));
      return [...rows, ...off];
    };
    return { ...ports, schedule: { ...ports.schedule, queue } };
  }),
  scheduled("keeps in the queue what was thrown away", (ports) => ({ ...ports, drafts: keptFrom(ports.drafts) })),
  ported("lets no planned post go on after a restart", (ports) => ({
    ...ports,
    channel: () => {
      const channel = ports.channel();
      if (channel === null) return null;
      return { ...channel, settings: { ...channel.settings, late: { ...channel.settings.late, graceMinutes: -1 } } };
    },
  })),
  late("lets posts out however late they are", { graceMinutes: 10_000 }),
  scheduled("lets planned posts out while the queue rests", (ports) => ({
    ...ports,
    schedule: { ...ports.schedule, pausedSince: () => null },
  })),
  scheduled("lets planned posts out late", (ports) => ({
    ...ports,
    timers: { after: (ms, run) => ports.timers.after(ms + 55_000, run) },
  })),
];
