import { pino } from "pino";
import { createAttempts } from "../src/archive/attempts.ts";
import { createChannels } from "../src/archive/channels.ts";
import type { Db } from "../src/archive/database.ts";
import { createDrafts } from "../src/archive/drafts.ts";
import { createEffects } from "../src/archive/effects.ts";
import { createForwardedCopies } from "../src/archive/forwarded-copies.ts";
import { createPapers } from "../src/archive/papers.ts";
import { createPosts } from "../src/archive/posts.ts";
import { createPublications } from "../src/archive/publications.ts";
import { createRestorations } from "../src/archive/restorations.ts";
import { createSchedule } from "../src/archive/schedule.ts";
import { createSlots } from "../src/archive/slots.ts";
import { isPublishable } from "../src/post/schema.ts";
import { layout } from "../src/publish/layout.ts";
import type { PublisherPorts } from "../src/publish/ports.ts";
import { holdAfterRestore } from "../src/publish/restored.ts";
import type { SchedulerPorts } from "../src/publish/schedule/ports.ts";
import { createHistory } from "../src/telegram/history.ts";
import { createSending } from "../src/telegram/publishing.ts";
import type { Update } from "./act.ts";
import { createHandling, type HandlingParts } from "./handling.ts";
import { Killed, type Life } from "./life.ts";
import { mortalDatabase } from "./mortal-database.ts";
import type { Program } from "./program.ts";
import { BOT, SERVICE_CHAT, type SimulatedTelegram } from "./telegram.ts";
import type { Told } from "./told.ts";

export interface ProcessOptions {
  readonly life: Life;
  readonly db: Db;
  readonly program: Program;
  readonly telegram: SimulatedTelegram;
  /** The machine's clock as this process reads it. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly inbox: readonly Update[];
  readonly channelId: number;
  readonly zone: string;
  /** Whether there is a chat into which messages may be forwarded. */
  readonly forwards: boolean;
  /** A person is told. */
  readonly tell: (told: Told) => void;
  /** Something was thrown that nobody caught, while the process was alive. */
  readonly onFailure: (error: unknown) => void;
}

/** The bot as one process: the real publisher and scheduler over ports that die with it, and handlers as thin as the bot's. */
export interface BotProcess {
  /** Goes through the inbox; called when an update has come. */
  wake(): void;
}

const log = pino({ enabled: false });

/** Starts the bot as `serve` does: what was interrupted first, then updates. */
export function startProcess(options: ProcessOptions): BotProcess {
  const { life, program, telegram, inbox, channelId, zone, onFailure } = options;
  const db = mortalDatabase(options.db, life);
  const now = (): number => {
    life.look("reading the clock");
    return options.now();
  };
  const timers = {
    after: (ms: number, run: () => void) => {
      life.look("setting a timer");
      return options.after(ms, () => life.enter(() => attempt(run)));
    },
  };
  const tell = (told: Told): void => {
    life.step("before telling");
    options.tell(told);
    life.step("after telling");
  };
  const fail = (error: unknown): void => {
    if (life.isAlive() && !(error instanceof Killed)) onFailure(error);
  };
  const attempt = (run: () => void): void => {
    try {
      run();
    } catch (error) {
      fail(error);
    }
  };

  const api = telegram.api(life);
  const drafts = createDrafts(db, now);
  const posts = createPosts(db);
  const channels = createChannels(db, now);
  const attempts = createAttempts(db, now);
  const effects = createEffects(db, now);
  const publications = createPublications(db, now);
  const restorations = createRestorations(db, now);
  const schedule = createSchedule(db, now);
  const held = () => restorations.pausedSince() !== null;
  const ports: PublisherPorts = {
    db,
    publications,
    attempts,
    drafts,
    posts,
    papers: createPapers(db),
    effects,
    channels,
    channel: channels.served,
    sending: holdAfterRestore(createSending(api), restorations),
    history: createHistory({
      api,
      botId: BOT,
      people: () => [1, 2],
      serviceChat: () => (options.forwards ? SERVICE_CHAT : null),
      copies: createForwardedCopies(db),
      log,
    }),
    now,
    timers,
    held,
    tell: async (event) => {
      tell({ ...event, by: "event" });
      scheduler.heard(event);
    },
    log,
  };
  const publisher = program.createPublisher(program.ports?.(ports, life) ?? ports);
  const scheduling: SchedulerPorts = {
    db,
    schedule,
    drafts,
    publications,
    channels,
    publisher,
    held,
    now,
    timers,
    log,
    tell: async (draftId) => {
      const row = schedule.find(draftId);
      if (row !== null) tell({ by: "receipt", draftId, state: row.state, why: row.why, due: row.due, goAt: row.goAt });
    },
    mayPublish: async () => true,
    publishable: ({ content }, { settings }) => isPublishable(content, settings) && layout(content, settings).ok,
    mayPost: async () => true,
    fetchable: async () => true,
    aboutPapers: () => [],
  };
  const scheduler = program.createScheduler(program.scheduling?.(scheduling) ?? scheduling);

  const parts: HandlingParts = {
    channelId,
    zone,
    now,
    drafts,
    posts,
    channels,
    effects,
    publications,
    attempts,
    restorations,
    schedule,
    slots: createSlots(db),
    publishable: scheduling.publishable,
    publisher,
    scheduler,
    tell,
  };
  const handle = createHandling({ ...parts, ...program.handling?.(parts) });

  const busy = new Set<number>();
  /** One lane per person, in the order of the inbox. */
  const wake = (): void => {
    for (const update of inbox) {
      if (update.handled || busy.has(update.person)) continue;
      busy.add(update.person);
      update.handled = program.acknowledges === "before";
      handle(update)
        .then(() => {
          life.step("before an update is finished");
          update.handled = true;
          busy.delete(update.person);
          wake();
        })
        .catch(fail);
    }
  };

  attempt(() => {
    life.step("start");
    publisher.recover();
    publisher.start();
    scheduler.start();
    wake();
  });
  return { wake: () => life.enter(wake) };
}
