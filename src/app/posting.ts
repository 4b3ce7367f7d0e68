import { createDrafting } from "../bot/draft/index.ts";
import { createPublished, leadsToPost, type Published } from "../bot/published/index.ts";
import { createSearchAnswers } from "../bot/search/index.ts";
import type { Say } from "../bot/words.ts";
import type { Desk } from "../desk/desk.ts";
import { createPaperMetadata } from "../paper/describing.ts";
import { readLiveFrom } from "../publish/editing/live.ts";
import { createSearch } from "../search/search.ts";
import type { AppOptions } from "./options.ts";
import type { Publishing } from "./publishing.ts";
import type { Repositories } from "./repositories.ts";
import type { Telegram } from "./telegram.ts";

interface PostingParts {
  readonly repositories: Repositories;
  readonly telegram: Telegram;
  readonly desk: Desk;
  readonly publishing: Publishing;
  readonly sayTo: (personId: number) => Say;
}

/** What people do with posts: write them, find them, change what is published. */
export function createPosting(
  { db, words, now, timers, log, chance, fetch, arxivApi }: AppOptions,
  { repositories, telegram, desk, publishing, sayTo }: PostingParts,
) {
  const {
    authors,
    channels,
    drafts,
    effects,
    guesses,
    papers,
    people,
    posts,
    publications,
    revisions,
    schedule,
    tags,
  } = repositories;
  const { api, editing } = telegram;
  const { publisher, editor, history, rehearsing } = publishing;

  const answers = createSearchAnswers({
    search: createSearch({ finder: repositories.finder, posts, now }),
    posts,
    tags,
    authors,
    papers,
    searches: repositories.searches,
    addedTo: (postId) => revisions.updates(postId),
    editPost: leadsToPost.open,
    now,
    chance,
  });
  const metadata = createPaperMetadata({
    papers,
    fetch,
    ...(arxivApi === undefined ? {} : { arxivApi }),
    log,
    now,
    timers,
    onDescribed: (paperId) => {
      drafting.refreshCards(paperId).catch((error: unknown) => log.error({ err: error, paperId }, "a card stayed old"));
    },
  });
  const drafting = createDrafting({
    db,
    api,
    drafts,
    posts,
    papers,
    tags,
    authors,
    people,
    publications,
    schedule,
    channels,
    desk,
    effects,
    publisher,
    rehearsing,
    answers,
    words,
    wanted: metadata.wake,
    openPost: (ctx, messageId) => published.open(ctx, messageId),
    now,
    log,
  });
  const published: Published = createPublished({
    api,
    channel: channels.served,
    posts,
    papers,
    revisions,
    editor,
    editing,
    readLive: readLiveFrom(history),
    desk,
    effects,
    questions: repositories.postQuestions,
    cards: repositories.postCards,
    replacements: repositories.replacements,
    guesses,
    beginDraft: drafting.beginFrom,
    publishTwin: drafting.publishTwin,
    sayTo,
    wanted: metadata.wake,
    now,
    log,
  });
  return { answers, metadata, drafting, published };
}

export type Posting = ReturnType<typeof createPosting>;
