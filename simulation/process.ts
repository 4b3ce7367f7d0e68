import type { Message } from "@grammyjs/types";
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
import type { Verb } from "../src/bot/queue/buttons.ts";
import { apply } from "../src/bot/queue/changes.ts";
import { isPublishable } from "../src/post/schema.ts";
import { layout } from "../src/publish/layout.ts";
import type { PublisherPorts } from "../src/publish/ports.ts";
import { holdAfterRestore } from "../src/publish/restored.ts";
import type { SchedulerPorts } from "../src/publish/schedule/ports.ts";
import { toWritten } from "../src/publish/schedule/zone.ts";
import { createHistory, pastMessage } from "../src/telegram/history.ts";
import { createSending } from "../src/telegram/publishing.ts";
import { Killed, type Life } from "./life.ts";
import { mortalDatabase } from "./mortal-database.ts";
import type { PlannedPost } from "./plan.ts";
import { figuresOf } from "./posts.ts";
import type { Program } from "./program.ts";
import { BOT, SERVICE_CHAT, type SimulatedTelegram } from "./telegram.ts";
import type { Told } from "./told.ts";

/** What a person did; it waits in the inbox until a process has handled it. */
export interface Update {
  readonly id: number;
  readonly person: number;
  readonly act: Act;
  handled: boolean;
}

export type Act =
  | { readonly kind: "write"; readonly post: PlannedPost; readonly text: string; readonly followsPostId: number | null }
  | { readonly kind: "rewrite"; readonly draftId: number; readonly text: string }
  | { readonly kind: "press"; readonly draftId: number; readonly version: number }
  | { readonly kind: "schedule"; readonly draftId: number; readonly due: number }
  /** A button of the queue. `other`: the draft to change times with. */
  | { readonly kind: "queue"; readonly verb: Verb; readonly draftId: number; readonly other: number | null }
  | { readonly kind: "withdraw"; readonly publicationId: number }
  | {
      readonly kind: "settle";
      readonly publicationId: number;
      readonly messageIds: readonly number[] | null;
      readonly anew?: boolean;
    }
  /** Telegram tells of a post that a person wrote in the channel. */
  | { readonly kind: "noticed"; readonly message: Message }
  /** After a restore: these drafts are in the channel already, and publishing may go on. */
  | { readonly kind: "confirm"; readonly done: readonly number[] };

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
  const effects = createEffects(db, now);
  const publications = createPublications(db, now);
  const restorations = createRestorations(db, now);
  const schedule = createSchedule(db, now);
  const slots = createSlots(db);
  const held = () => restorations.pausedSince() !== null;
  const ports: PublisherPorts = {
    db,
    publications,
    attempts: createAttempts(db, now),
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

  const write = (id: number, person: number, { post, text, followsPostId }: Extract<Act, { kind: "write" }>): number =>
    effects.once(id, "write", () => {
      const draftId = drafts.create({ channelId, personId: person, style: "verbatim", authorIds: [person] });
      drafts.addText(draftId, { chatId: person, messageId: id * 100 }, { text, entities: [] });
      for (const [i, figure] of figuresOf(post).entries()) {
        drafts.addFigure(draftId, { chatId: person, messageId: id * 100 + i + 1, mediaGroup: null }, figure);
      }
      for (const option of ["silent", "pin"] as const) if (post[option]) drafts.setOption(draftId, option, true);
      if (followsPostId !== null && posts.get(followsPostId) !== null) drafts.setFollows(draftId, followsPostId);
      return draftId;
    });

  const rewrite = (draftId: number, text: string): boolean => {
    const [piece] = drafts.load(draftId)?.pieces ?? [];
    const document = { text, entities: [] };
    return piece !== undefined && drafts.replaceMessage(draftId, piece, { document, figure: null });
  };

  /** As a press under the agenda does. */
  const changeQueue = (id: number, person: number, { verb, draftId, other }: Extract<Act, { kind: "queue" }>): Told =>
    effects.once(id, "queue", (): Told => {
      const channel = channels.served();
      const row = schedule.find(draftId);
      if (channel === null || (draftId !== 0 && row === null)) {
        return { by: "queue", verb, draftId, done: false, planned: [] };
      }
      const press = { verb, draftId, revision: row?.revision ?? 0 };
      const arg = other === null ? "" : `${other}-${schedule.find(other)?.revision ?? 0}`;
      const parts = { schedule, slots, drafts, publishable: scheduling.publishable, now };
      const done = apply(parts, { personId: person, channel }, { ...press, arg }, new Set()) === null;
      const planned = schedule.queue(channel.id).filter(({ state }) => state === "waiting");
      return { by: "queue", verb, draftId, done, planned: planned.map(({ draftId, due }) => ({ draftId, due })) };
    });

  const handle = async ({ id, person, act }: Update): Promise<void> => {
    // A button of before a restore.
    if ("publicationId" in act && publications.get(act.publicationId) === null) return;
    switch (act.kind) {
      case "write":
        return tell({ by: "saved", post: act.post.number, draftId: write(id, person, act) });
      case "rewrite":
        return tell({
          by: "rewritten",
          draftId: act.draftId,
          changed: rewrite(act.draftId, act.text),
          text: act.text,
        });
      case "press": {
        const { draftId, version } = act;
        const outcome = await publisher.publish({ draftId, version, by: person, updateId: id });
        return tell({ by: "answer", draftId, requestedBy: person, outcome });
      }
      case "schedule": {
        const { draftId, due } = act;
        const draft = drafts.load(draftId);
        const planned = draft?.state === "open" && publications.alive(draftId) === null;
        if (planned) {
          const { version } = draft;
          schedule.plan({ draftId, channelId, written: toWritten(due, zone), due, version, by: person });
        }
        tell({ by: "scheduled", draftId, planned, due });
        return scheduler.wake();
      }
      case "queue":
        tell(changeQueue(id, person, act));
        return scheduler.wake();
      case "withdraw": {
        const { publicationId } = act;
        return tell({ by: "withdrawal", publicationId, outcome: publisher.withdraw(publicationId) });
      }
      case "settle": {
        const { publicationId, messageIds } = act;
        const truth =
          messageIds === null
            ? { there: false as const, anew: act.anew === true }
            : { there: true as const, messageIds };
        return tell({ by: "settlement", publicationId, outcome: publisher.settle(publicationId, truth) });
      }
      case "noticed": {
        const { message } = act;
        ports.attempts.noteForeign(channelId, message.message_id);
        return publisher.noticed(message.chat.id, pastMessage(message));
      }
      case "confirm": {
        for (const draftId of act.done) drafts.remove(draftId);
        const restoration = restorations.pausedSince();
        if (restoration !== null) restorations.confirm(restoration.id, person);
        publisher.start();
        scheduler.wake();
        return;
      }
    }
  };

  const busy = new Set<number>();
  /** One lane per person, in the order of the inbox. */
  const wake = (): void => {
    for (const update of inbox) {
      if (update.handled || busy.has(update.person)) continue;
      busy.add(update.person);
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
