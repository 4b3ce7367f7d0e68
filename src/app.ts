import { createFigureKeeping } from "./app/figures.ts";
import type { AppOptions } from "./app/options.ts";
import { createOwnerCare } from "./app/owner.ts";
import { createPlanning } from "./app/planning.ts";
import { createPosting } from "./app/posting.ts";
import { createPublishing } from "./app/publishing.ts";
import { createRepositories } from "./app/repositories.ts";
import { createTalking } from "./app/talking.ts";
import { createTelegram } from "./app/telegram.ts";
import { createUpdates } from "./app/updates.ts";
import { languageOf, type Say } from "./bot/words.ts";
import { createDesk } from "./desk/desk.ts";

export type { AppOptions } from "./app/options.ts";

/**
 * Wires all parts of the bot, from the disk up to what people see; each file of `app/` makes what belongs together.
 * Nothing runs before `publisher.start()`, `dispatcher.start()` and their like.
 */
export function createApp(options: AppOptions) {
  const { adminIds, words, now, log } = options;
  const repositories = createRepositories(options);
  const { inbox, channels, people, roles, attempts, restorations, schedule } = repositories;
  const telegram = createTelegram(options, repositories);
  const desk = createDesk({ roles, channels, chat: telegram.chat, adminIds, now, log });
  const sayTo = (personId: number): Say => {
    const person = people.find(personId);
    return words(languageOf(person?.language ?? null, person?.telegramLanguage));
  };

  const publishing = createPublishing(options, {
    repositories,
    telegram,
    desk,
    // What people are shown of it is made below, out of this.
    tell: {
      publication: async (event) => {
        await drafting.tellPublication(event);
        if (event.outcome.status === "sent") await posting.published.sent(event);
        await planning.troubles.tell(event);
      },
      planned: async (draftId) => {
        await planning.receipts.show(draftId);
        await drafting.refreshCard(draftId);
      },
      looked: () => planning.agendas.refresh(),
      changed: (revision, outcome) => {
        posting.published.ended(revision, outcome).catch((error: unknown) => {
          log.error({ err: error, revisionId: revision.id }, "nobody was told how a change of a post ended");
        });
      },
      unreadable: (error) => talking.broken.tellUnreadable(error),
    },
  });
  const posting = createPosting(options, { repositories, telegram, desk, publishing, sayTo });
  const { drafting } = posting;
  const planning = createPlanning(options, {
    repositories,
    telegram,
    desk,
    publishing,
    sayTo,
    refreshCard: drafting.refreshCard,
  });
  const talking = createTalking(options, { repositories, telegram, desk, publishing, posting, planning });
  const updates = createUpdates(options, repositories, telegram, {
    handler: talking.handleBatch,
    broken: talking.broken,
  });
  const figures = createFigureKeeping(options, repositories, telegram, drafting.refreshCard);
  const owner = createOwnerCare(options, { repositories, telegram, desk, announcer: talking.announcer });

  return {
    inbox,
    channels,
    schedule,
    ...updates,
    ...figures,
    ...owner,
    sides: telegram.sides,
    publisher: publishing.publisher,
    scheduler: publishing.scheduler,
    editor: publishing.editor,
    agendas: planning.agendas,
    history: publishing.history,
    hasServiceChat: () => publishing.serviceChat() !== null,
    /** Ids of the channel's messages, the newest first. */
    knownMessages: (channelId: number, limit: number) => attempts.known(channelId, 0, limit),
    /** The restore that publishing waits to be confirmed after; null in ordinary times. */
    paused: restorations.pausedSince,
    metadata: posting.metadata,
    drafting,
    menus: talking.menus,
    restored: talking.restored,
    tellTrouble: talking.broken.tellTrouble,
  };
}

export type App = ReturnType<typeof createApp>;
