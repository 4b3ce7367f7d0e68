import pino from "pino";
import { createChannels } from "../../../src/archive/channels.ts";
import { openDatabase } from "../../../src/archive/database.ts";
import { createDrafts } from "../../../src/archive/drafts.ts";
import { createSchedule } from "../../../src/archive/schedule.ts";
import type { Releasing, SchedulerPorts } from "../../../src/publish/schedule/ports.ts";
import { createScheduler } from "../../../src/publish/schedule/scheduler.ts";
import { toWritten } from "../../../src/publish/schedule/zone.ts";
import { createClock } from "../../telegram/clock.ts";

/** A Tuesday, 11:00 in Moscow. */
export const START = Date.UTC(2026, 10, 24, 8);
export const MINUTE = 60_000;
const MAX = 12;

/** A queue with its scheduler on a clock that the test moves, and a publisher that takes what it is given. */
export function openQueue(over: Partial<SchedulerPorts> = {}) {
  const clock = createClock(START);
  let skew = 0;
  const now = () => clock.now() + skew;
  const db = openDatabase(":memory:", { now });
  const channels = createChannels(db, now);
  channels.serve({ chatId: -1001, title: "Канал", username: "channel" });
  db.prepare("INSERT INTO person (id, name, seen_at) VALUES (12, 'Max', 0), (7, 'Вера', 0)").run();
  const drafts = createDrafts(db, now);
  const schedule = createSchedule(db, now);
  const released: { readonly draftId: number; readonly version: number; readonly at: number; readonly due: number }[] =
    [];
  const told: {
    readonly draftId: number;
    readonly state: string;
    readonly why: string | null;
    readonly problems: string;
  }[] = [];
  const intend = db
    .prepare<unknown[], number>(
      `INSERT INTO publication (draft_id, channel_id, version, content, state, requested_by, intended_at)
       VALUES (?, 1, ?, '{}', 'intended', 12, 0)
       RETURNING id`,
    )
    .pluck();
  const alive = db.prepare("SELECT id, state, refusal FROM publication WHERE draft_id = ? AND state <> 'refused'");
  const release: Releasing["release"] = ({ draftId, version, due, alongside }) =>
    db.transaction(() => {
      released.push({ draftId, version, at: now(), due });
      const publicationId = intend.get(draftId, version) ?? 0;
      alongside?.(publicationId);
      return { status: "taken", publicationId } as const;
    })();
  const ports: SchedulerPorts = {
    db,
    schedule,
    drafts,
    publications: { alive: (draftId) => (alive.get(draftId) as never) ?? null },
    channels,
    publisher: { release },
    publishable: () => true,
    mayPost: async () => true,
    fetchable: async () => true,
    aboutPapers: () => [],
    mayPublish: async () => true,
    tell: async (draftId) => {
      const row = schedule.find(draftId);
      told.push({
        draftId,
        state: row?.state ?? "",
        why: row?.why ?? null,
        problems: row?.problems.map(({ code }) => code).join() ?? "",
      });
    },
    now,
    timers: clock.timers,
    log: pino({ level: "silent" }),
    ...over,
  };
  const add = (due: number): number => {
    const draftId = drafts.create({ channelId: 1, personId: MAX, style: "verbatim" });
    plan(draftId, due);
    return draftId;
  };
  const plan = (draftId: number, due: number, zone = "Europe/Moscow") =>
    schedule.plan({
      draftId,
      channelId: 1,
      written: toWritten(due, zone),
      due,
      version: drafts.load(draftId)?.version ?? 0,
      by: MAX,
    });
  return {
    db,
    clock,
    now,
    ports,
    drafts,
    schedule,
    channels,
    released,
    told,
    add,
    plan,
    /** The wall clock is set ahead or back; no time passes. */
    jump: (ms: number) => {
      skew += ms;
    },
    state: (draftId: number) => schedule.find(draftId)?.state,
    /** Resolves when the first look is over. */
    start: async () => {
      const scheduler = createScheduler(ports);
      scheduler.start();
      await scheduler.look();
      return scheduler;
    },
  };
}
