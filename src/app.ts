import type { UserFromGetMe } from "@grammyjs/types";
import { Api, Composer, type Context } from "grammy";
import type { Logger } from "pino";
import { createAttempts } from "./archive/attempts.ts";
import { createAuthors } from "./archive/authors.ts";
import { createBackupsSent } from "./archive/backups-sent.ts";
import { type Channel, createChannels } from "./archive/channels.ts";
import { createCommandMenus } from "./archive/command-menus.ts";
import type { BackupSettings } from "./archive/copies.ts";
import type { Db } from "./archive/database.ts";
import { createGuesses } from "./archive/draft-messages.ts";
import { createDrafts, type Draft } from "./archive/drafts.ts";
import { createEffects } from "./archive/effects.ts";
import { createForwardedCopies } from "./archive/forwarded-copies.ts";
import { createInbox } from "./archive/inbox.ts";
import { createInvitations } from "./archive/invitations.ts";
import { createMedia } from "./archive/media.ts";
import { createMediaFolder } from "./archive/media-folder.ts";
import { createMediaKeeping } from "./archive/media-keeping.ts";
import { createPapers } from "./archive/papers.ts";
import { createPeople } from "./archive/people.ts";
import { createPostCards, createPostQuestions, createReplacements } from "./archive/post-messages.ts";
import { createPosts } from "./archive/posts.ts";
import { createPublications } from "./archive/publications.ts";
import { createReactions } from "./archive/reactions.ts";
import { createRehearsals } from "./archive/rehearsals.ts";
import { createRestorations } from "./archive/restorations.ts";
import { createRevisions } from "./archive/revisions.ts";
import { createRoles } from "./archive/roles.ts";
import { createSchedule } from "./archive/schedule.ts";
import { createScheduleMessages } from "./archive/schedule-messages.ts";
import { createPostFinder } from "./archive/search.ts";
import { createSearches } from "./archive/searches.ts";
import { createSetupLinks } from "./archive/setup-links.ts";
import { createSlots } from "./archive/slots.ts";
import { createTags } from "./archive/tags.ts";
import { isDiskTrouble } from "./archive/trouble.ts";
import { createTroubleMessages } from "./archive/trouble-messages.ts";
import { createBackups, createRestored } from "./bot/backup/index.ts";
import { createBroken } from "./bot/broken.ts";
import { createChannelWatch } from "./bot/channel/index.ts";
import type { PaperboyContext } from "./bot/context.ts";
import { createMarkdownFiles } from "./bot/document/files.ts";
import { createDrafting } from "./bot/draft/index.ts";
import { createBot } from "./bot/index.ts";
import { identifyPerson } from "./bot/people/index.ts";
import { createPublicationPresses, createTroubles, noticeChannel, noticeForwards } from "./bot/publication/index.ts";
import { createReceipts } from "./bot/publication/receipts.ts";
import { createPublished, leadsToPost, type Published } from "./bot/published/index.ts";
import { createQueue } from "./bot/queue/index.ts";
import { createSearchAnswers, createSearch as createSearchCommands, leadsTo } from "./bot/search/index.ts";
import { createAnnouncer } from "./bot/setup/announce.ts";
import { createSetup, noticeRenaming, ownerLink } from "./bot/setup/index.ts";
import { createMenus, createStart } from "./bot/start/index.ts";
import { createUnhandled } from "./bot/unhandled/index.ts";
import { type Language, languageOf, type Say } from "./bot/words.ts";
import { createDesk } from "./desk/desk.ts";
import { createPaperMetadata } from "./paper/describing.ts";
import { isPublishable } from "./post/schema.ts";
import { createEditor } from "./publish/editing/editor.ts";
import { readLiveFrom } from "./publish/editing/live.ts";
import { layout } from "./publish/layout.ts";
import { createPublisher } from "./publish/outbox.ts";
import { createRehearsing } from "./publish/rehearsal.ts";
import { holdAfterRestore, noteCalls } from "./publish/restored.ts";
import { createScheduler } from "./publish/schedule/scheduler.ts";
import { createSearch } from "./search/search.ts";
import { ChatUnavailable, createChat } from "./telegram/chat.ts";
import { type Connection, clientOptions, fileFetch, retryingClientOptions } from "./telegram/client.ts";
import { createDispatcher } from "./telegram/dispatcher.ts";
import { createEditing } from "./telegram/editing.ts";
import { isFetchable } from "./telegram/fetchable.ts";
import { createFiles } from "./telegram/files.ts";
import type { Patience } from "./telegram/gather.ts";
import { createHistory } from "./telegram/history.ts";
import { createPoller, type PollingTrouble } from "./telegram/poller.ts";
import { createSending } from "./telegram/publishing.ts";
import { createSideChats, type SideChatsParts } from "./telegram/side-chats.ts";
import { createTextFiles } from "./telegram/text-file.ts";
import type { Timers } from "./telegram/timers.ts";
import type { Sight } from "./telegram/ways.ts";

export interface AppOptions {
  readonly db: Db;
  /** Throws once the database is no longer where it was opened. Default: it always is. */
  readonly inPlace?: () => void;
  /** Called before each call that puts a post into the channel; where it throws, the call is not made. Default: nothing. */
  readonly noteCall?: () => void;
  /** Without them none are made by night. */
  readonly backups?: BackupSettings;
  /** Chats beside the channel. Default: none. */
  readonly sideChats?: Pick<SideChatsParts, "serviceChatId" | "testChannelId">;
  /** The folder for the bytes of figures; null, or left out: they are not kept. */
  readonly media?: string | null;
  /** Where the bot's own pages are, without a slash at the end; null, or left out: nowhere. */
  readonly publicUrl?: string | null;
  readonly token: string;
  readonly connection: Connection;
  /** What getMe told. */
  readonly me: UserFromGetMe;
  /** Admins by the environment's word. */
  readonly adminIds: readonly number[];
  readonly words: (language: Language) => Say;
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Logger;
  /** For papers' metadata. */
  readonly fetch: typeof fetch;
  /** Where papers are asked for, if not at arXiv. */
  readonly arxivApi?: string | undefined;
  /** A number from 0 up to 1, as Math.random gives. */
  readonly chance: () => number;
  readonly patience?: Patience | undefined;
  readonly onTrouble: (trouble: PollingTrouble | null) => void;
  /** Nothing can go on: the inbox failed. */
  readonly onFatal: (error: unknown) => void;
}

/** How long one call may take, s. A person waits for the chat; a long poll is held for 30. */
const CHAT_TIMEOUT = 100;
const PUBLISHING_TIMEOUT = 60;
const POLL_TIMEOUT = 45;

const NO_BACKUPS: BackupSettings = { folder: null, keep: 0, hour: 0, send: "never" };

/** Wires all parts of the bot. Nothing runs before `dispatcher.start()` and `poller.run()`. */
export function createApp(options: AppOptions) {
  const { db, token, connection, me, adminIds, words, now, timers, log, onTrouble, onFatal } = options;
  const client = retryingClientOptions(connection, { timeoutSeconds: CHAT_TIMEOUT, timers, log });
  const api = new Api(token, client);
  const once = (timeoutSeconds: number) => new Api(token, clientOptions(connection, { timeoutSeconds }));

  const inbox = createInbox(db, now, options.inPlace);
  const effects = createEffects(db, now);
  const people = createPeople(db, now);
  const roles = createRoles(db, now);
  const channels = createChannels(db, now, { bot: me.username, publicUrl: options.publicUrl ?? "" });
  const links = createSetupLinks(db, now);
  const invitations = createInvitations(db, now);
  const papers = createPapers(db);
  const posts = createPosts(db);
  const tags = createTags(db);
  const drafts = createDrafts(db, now);

  const chat = createChat(api);
  const restorations = createRestorations(db, now);
  const desk = createDesk({ roles, channels, chat, adminIds, now, log });
  const publications = createPublications(db, now);
  const schedule = createSchedule(db, now);
  const slots = createSlots(db);
  const queueMessages = createScheduleMessages(db);
  const attempts = createAttempts(db, now);
  const authors = createAuthors(db);
  const sides = createSideChats({
    api,
    botId: me.id,
    served: () => channels.served()?.chatId ?? null,
    ...(options.sideChats ?? { serviceChatId: null, testChannelId: null }),
  });
  const rehearsing = createRehearsing({
    ...sides,
    rehearsals: createRehearsals(db),
    sending: createSending(once(PUBLISHING_TIMEOUT)),
    api,
    log,
  });
  const serviceChat = (): number | null => sides.service() ?? desk.admins()[0] ?? null;
  const history = createHistory({
    api,
    botId: me.id,
    people: () => {
      const channel = channels.served();
      return [...(channel === null ? [] : authors.people(channel.id)), ...desk.admins()];
    },
    serviceChat,
    copies: createForwardedCopies(db),
    log,
  });
  const publisher = createPublisher({
    db,
    publications,
    attempts,
    drafts,
    posts,
    papers,
    sending: holdAfterRestore(
      noteCalls(createSending(once(PUBLISHING_TIMEOUT)), options.noteCall ?? (() => {}), log),
      restorations,
    ),
    history,
    channels,
    channel: channels.served,
    effects,
    now,
    timers,
    tell: async (event) => {
      scheduler.heard(event);
      await drafting.tellPublication(event);
      if (event.outcome.status === "sent") await published.sent(event);
      await troubles.tell(event);
    },
    log,
  });
  const searches = createSearches(db, now);
  const revisions = createRevisions(db, now);
  const search = createSearch({ finder: createPostFinder(db), posts, now });
  const answers = createSearchAnswers({
    search,
    posts,
    tags,
    authors,
    papers,
    searches,
    addedTo: (postId) => revisions.updates(postId),
    editPost: leadsToPost.open,
    now,
    chance: options.chance,
  });
  const metadata = createPaperMetadata({
    papers,
    fetch: options.fetch,
    ...(options.arxivApi === undefined ? {} : { arxivApi: options.arxivApi }),
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
  const files = createFiles({
    api: once(CHAT_TIMEOUT),
    apiRoot: connection.apiRoot,
    token,
    fetch: fileFetch(connection),
  });
  const editing = createEditing(once(PUBLISHING_TIMEOUT));
  const editor = createEditor({
    db,
    posts,
    revisions,
    effects,
    editing,
    channel: channels.served,
    held: () => restorations.pausedSince() !== null,
    onEnded: (revision, outcome) => {
      published.ended(revision, outcome).catch((error: unknown) => {
        log.error({ err: error, revisionId: revision.id }, "nobody was told how a change of a post ended");
      });
    },
    now,
    timers,
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
    questions: createPostQuestions(db, now),
    cards: createPostCards(db),
    replacements: createReplacements(db),
    guesses: createGuesses(db, now),
    beginDraft: drafting.beginFrom,
    publishTwin: drafting.publishTwin,
    sayTo: (personId) => sayTo(personId),
    wanted: metadata.wake,
    now,
    log,
  });
  const watch = createChannelWatch({
    channels,
    posts,
    papers,
    authors,
    revisions,
    reactions: createReactions(db, posts),
    editor,
    effects,
    wanted: metadata.wake,
    together: (ctx) => (ctx as PaperboyContext).together,
  });
  const announcer = createAnnouncer({ api, people, desk, words, log });
  const restored = createRestored({ restorations, channels, desk, announcer, log });
  const backups = createBackups({
    database: db.name,
    settings: options.backups ?? NO_BACKUPS,
    api,
    people,
    sent: createBackupsSent(db, now),
    owner: () => roles.owner() ?? adminIds[0] ?? null,
    zone: () => channels.served()?.zone ?? "UTC",
    words,
    now,
    timers,
    log,
  });
  const publishable = (draft: Draft, channel: Channel): boolean =>
    isPublishable(draft.content, channel.settings) && layout(draft.content, channel.settings).ok;
  const sayTo = (personId: number): Say => {
    const person = people.find(personId);
    return words(languageOf(person?.language ?? null, person?.telegramLanguage));
  };
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
    tell: async (draftId) => {
      await receipts.show(draftId);
      await drafting.refreshCard(draftId);
    },
    held: () => restorations.pausedSince() !== null,
    now,
    timers,
    log,
  });
  const queue = createQueue({
    db,
    api,
    schedule,
    slots,
    messages: queueMessages,
    drafts,
    publications,
    channels,
    desk,
    effects,
    scheduler,
    receipts,
    publishable,
    refreshCard: drafting.refreshCard,
    now,
    log,
  });
  const menus = createMenus({ api, told: createCommandMenus(db), words, log });

  const troubles = createTroubles({
    api,
    messages: createTroubleMessages(db),
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
  const watching = { channels, attempts, publisher };
  const impersonal = new Composer<Context>();
  impersonal.use(noticeRenaming({ channels, log }), noticeChannel(watching), watch);

  const { handleBatch } = createBot({
    token,
    client,
    me,
    log,
    parts: {
      markdownFiles: createMarkdownFiles({ openText: createTextFiles(files) }),
      identifyPerson: identifyPerson({ people, channels, desk, words, impersonal }),
      noticeForwards: noticeForwards(watching),
      setup: createSetup({
        people,
        roles,
        channels,
        links,
        invitations,
        desk,
        chat,
        api,
        sides,
        menus,
        me,
        words,
        log,
      }),
      restored: restored.composer,
      publication: createPublicationPresses({ publications, publisher, desk, troubles }),
      start: createStart({ people, desk, words, posts, tags, leadsTo }),
      queue,
      search: createSearchCommands({ answers, searches, tags, authors }),
      published: published.composer,
      drafting: drafting.composer,
      unhandled: createUnhandled({ log }),
    },
  });
  const broken = createBroken({ api, people, desk, words });

  const dispatcher = createDispatcher({
    inbox,
    handler: handleBatch,
    now,
    timers,
    log,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
    onFailure: broken.tell,
    onSetAside: broken.tellSetAside,
    isDiskTrouble,
    onHeld: broken.tellHeld,
    onFatal,
  });
  const poller = createPoller({
    api: once(POLL_TIMEOUT),
    inbox,
    now,
    timers,
    log,
    onStored: dispatcher.wake,
    onTrouble,
  });
  const mediaRows = createMedia(db, now);
  const folder = options.media === undefined || options.media === null ? null : createMediaFolder(options.media);
  const isPublic = (options.publicUrl ?? null) !== null;
  const refreshCardsWith = async (fileUniqueId: string): Promise<void> => {
    for (const draftId of mediaRows.draftsWith(fileUniqueId)) await drafting.refreshCard(draftId);
  };
  const media =
    folder === null
      ? null
      : createMediaKeeping({
          media: mediaRows,
          folder,
          files,
          drafts: isPublic,
          onKept: (fileUniqueId) => {
            refreshCardsWith(fileUniqueId).catch((error: unknown) => log.error({ err: error }, "a card stayed old"));
          },
          limit: () => channels.served()?.settings.mediaSize.max ?? 0,
          now,
          timers,
          log,
        });
  return {
    inbox,
    media,
    /** The pictures that the bot shows to everybody who knows their names; null where it has no pages. */
    figures: folder !== null && isPublic ? { shown: mediaRows.isPicture, pathOf: folder.pathOf } : null,
    dispatcher,
    poller,
    metadata,
    channels,
    publisher,
    scheduler,
    schedule,
    editor,
    drafting,
    sides,
    history,
    hasServiceChat: () => serviceChat() !== null,
    /** Ids of the channel's messages, the newest first. */
    knownMessages: (channelId: number, limit: number) => attempts.known(channelId, 0, limit),
    /** Tells the owner once that the bot cannot look into the channel; forgets it when it can again. */
    tellBlind: async (channel: Channel, sight: Sight): Promise<void> => {
      if (sight === "sees" || sight === "partly") channels.setBlindTold(channel.id, false);
      if (sight !== "blind" || channels.isBlindTold(channel.id)) return;
      const owner = people.find(roles.owner() ?? adminIds[0] ?? 0);
      if (owner === null) return;
      const told = await announcer.tell(owner, (say) => ({
        html: say.html("blind-owner", { channel: channel.title }),
      }));
      if (told) channels.setBlindTold(channel.id, true);
    },
    menus,
    backups,
    restored,
    /** The restore that publishing waits to be confirmed after; null in ordinary times. */
    paused: restorations.pausedSince,
    tellTrouble: broken.tellTrouble,
    /** The link that makes its opener the owner, or null where somebody sets the bot up already. */
    ownerLink: () => (desk.admins().length === 0 ? ownerLink(me.username, links) : null),
  };
}

export type App = ReturnType<typeof createApp>;

/** Null where Telegram does not tell; a bot that may not ask is in no channel. */
async function askTelegram(question: () => Promise<boolean>): Promise<boolean | null> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof ChatUnavailable)) throw error;
    return error.code === "out" ? false : null;
  }
}
