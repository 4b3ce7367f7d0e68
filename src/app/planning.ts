import { createTroubles } from "../bot/publication/index.ts";
import { createReceipts } from "../bot/publication/receipts.ts";
import { createAgendas } from "../bot/queue/agendas.ts";
import { createQueue } from "../bot/queue/index.ts";
import type { Say } from "../bot/words.ts";
import type { Desk } from "../desk/desk.ts";
import type { AppOptions } from "./options.ts";
import { type Publishing, publishable } from "./publishing.ts";
import type { Repositories } from "./repositories.ts";
import type { Telegram } from "./telegram.ts";

interface PlanningParts {
  readonly repositories: Repositories;
  readonly telegram: Telegram;
  readonly desk: Desk;
  readonly publishing: Publishing;
  readonly sayTo: (personId: number) => Say;
  readonly refreshCard: (draftId: number) => Promise<void>;
}

export type Planning = ReturnType<typeof createPlanning>;

/** What people see of the queue, and of posts on their way: plans, receipts, troubles. */
export function createPlanning(
  { db, me, now, log }: AppOptions,
  { repositories, telegram, desk, publishing, sayTo, refreshCard }: PlanningParts,
) {
  const { channels, drafts, effects, posts, publications, queueMessages, schedule, slots, troubleMessages } =
    repositories;
  const { api } = telegram;
  const receipts = createReceipts({
    api,
    schedule,
    messages: queueMessages,
    drafts,
    posts,
    publications,
    channels,
    desk,
    sayTo,
    username: me.username,
    now,
    log,
  });
  const shared = {
    held: publishing.isPaused,
    api,
    schedule,
    slots,
    messages: queueMessages,
    drafts,
    channels,
    desk,
    now,
    log,
  };
  const agendas = createAgendas({ ...shared, sayTo });
  const queue = createQueue({
    ...shared,
    db,
    publications,
    effects,
    scheduler: publishing.scheduler,
    agendas,
    receipts,
    publishable,
    refreshCard,
  });
  const troubles = createTroubles({
    api,
    messages: troubleMessages,
    authorOf: (draftId) => drafts.load(draftId)?.personId ?? null,
    publications,
    channels,
    desk,
    receipts,
    sayTo,
    username: me.username,
    now,
    log,
  });
  return { agendas, receipts, queue, troubles };
}
