import type { Channel } from "../archive/channels.ts";
import type { Draft } from "../archive/drafts.ts";
import type { Broken } from "../bot/broken.ts";
import type { Desk } from "../desk/desk.ts";
import { isPublishable } from "../post/schema.ts";
import { createEditor, type EditorPorts } from "../publish/editing/editor.ts";
import { layout } from "../publish/layout.ts";
import { logOutcome } from "../publish/log-outcome.ts";
import { createPublisher, type PublisherPorts } from "../publish/outbox.ts";
import { createRehearsing } from "../publish/rehearsal.ts";
import { holdAfterRestore, noteCalls } from "../publish/restored.ts";
import type { SchedulerPorts } from "../publish/schedule/ports.ts";
import { createScheduler } from "../publish/schedule/scheduler.ts";
import { ChatUnavailable } from "../telegram/chat.ts";
import { isFetchable } from "../telegram/fetchable.ts";
import { createHistory } from "../telegram/history.ts";
import type { AppOptions } from "./options.ts";
import type { Repositories } from "./repositories.ts";
import type { Telegram } from "./telegram.ts";
import { createTroubleCare } from "./trouble.ts";

interface PublishingParts {
  readonly repositories: Repositories;
  readonly telegram: Telegram;
  readonly desk: Desk;
  /** Who tells people; called only once something runs. */
  readonly tell: {
    readonly publication: PublisherPorts["tell"];
    readonly planned: SchedulerPorts["tell"];
    readonly looked: NonNullable<SchedulerPorts["looked"]>;
    readonly changed: NonNullable<EditorPorts["onEnded"]>;
    readonly unreadable: Broken["tellUnreadable"];
  };
}

export type Publishing = ReturnType<typeof createPublishing>;

/** Everything that puts posts into the channel, in time, and changes them there. */
export function createPublishing(options: AppOptions, { repositories, telegram, desk, tell }: PublishingParts) {
  const { attempts, authors, channels, drafts, effects, papers, posts, publications, restorations, schedule } =
    repositories;
  const { api, chat, editing, sending, sides } = telegram;
  const { db, me, now, log, inPlace = () => {}, noteCall = () => {} } = options;
  const care = createTroubleCare(options, tell.unreadable);
  const isPaused = () => restorations.pausedSince() !== null;

  const serviceChat = (): number | null => sides.service() ?? desk.admins()[0] ?? null;
  const history = createHistory({
    api,
    botId: me.id,
    people: () => {
      const channel = channels.served();
      return [...(channel === null ? [] : authors.people(channel.id)), ...desk.admins()];
    },
    serviceChat,
    copies: repositories.copies,
    log,
  });
  // Once the database has been moved away, another process may serve the one in its place.
  const note = (): void => {
    inPlace();
    noteCall();
  };
  const publisher = createPublisher({
    db,
    publications,
    attempts,
    drafts,
    posts,
    papers,
    sending: holdAfterRestore(noteCalls(sending, note, log), restorations),
    history,
    channels,
    channel: channels.served,
    effects,
    now,
    ...care,
    tell: async (event) => {
      logOutcome(log, event);
      scheduler.heard(event);
      await tell.publication(event);
    },
    log,
  });
  const scheduler = createScheduler({
    db,
    schedule,
    drafts,
    publications,
    channels,
    publisher,
    publishable,
    mayPost: (chatId) => askTelegram(async () => (await chat.membership(chatId, me.id)).mayPost),
    fetchable: (fileId) => isFetchable(api, fileId),
    aboutPapers: ({ content }, channelId) =>
      content.papers.flatMap(({ identifier }) => posts.byPaper(channelId, identifier)),
    mayPublish: (personId) => askTelegram(async () => (await desk.standing(personId)).publisher),
    tell: tell.planned,
    looked: tell.looked,
    held: isPaused,
    now,
    ...care,
    log,
  });
  const editor = createEditor({
    db,
    posts,
    revisions: repositories.revisions,
    effects,
    editing,
    channel: channels.served,
    held: isPaused,
    onEnded: tell.changed,
    now,
    ...care,
    log,
  });
  const rehearsing = createRehearsing({ ...sides, rehearsals: repositories.rehearsals, sending, api, log });
  return { history, serviceChat, publisher, scheduler, editor, rehearsing, isPaused };
}

/** Whether this content may go into the channel, by the post schema and the layout. */
export function publishable({ content }: Draft, { settings }: Channel): boolean {
  return isPublishable(content, settings) && layout(content, settings).ok;
}

/** Null where Telegram does not tell; a bot that may not ask is in no channel. */
async function askTelegram(question: () => Promise<boolean>): Promise<boolean | null> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof ChatUnavailable)) throw error;
    return error.code === "out" ? false : null;
  }
}
