import { Composer, type Context } from "grammy";
import { createRestored } from "../bot/backup/index.ts";
import { createBroken } from "../bot/broken.ts";
import { createChannelWatch } from "../bot/channel/index.ts";
import type { PaperboyContext } from "../bot/context.ts";
import { createMarkdownFiles } from "../bot/document/files.ts";
import { createBot } from "../bot/index.ts";
import { identifyPerson } from "../bot/people/index.ts";
import { createPublicationPresses, noticeChannel, noticeForwards } from "../bot/publication/index.ts";
import { createSearch, leadsTo } from "../bot/search/index.ts";
import { createAnnouncer } from "../bot/setup/announce.ts";
import { createSetup, noticeRenaming } from "../bot/setup/index.ts";
import { createMenus, createStart } from "../bot/start/index.ts";
import { createUnhandled } from "../bot/unhandled/index.ts";
import type { Desk } from "../desk/desk.ts";
import { createTextFiles } from "../telegram/text-file.ts";
import type { AppOptions } from "./options.ts";
import type { Planning } from "./planning.ts";
import type { Posting } from "./posting.ts";
import type { Publishing } from "./publishing.ts";
import type { Repositories } from "./repositories.ts";
import type { Telegram } from "./telegram.ts";

interface TalkingParts {
  readonly repositories: Repositories;
  readonly telegram: Telegram;
  readonly desk: Desk;
  readonly publishing: Publishing;
  readonly posting: Posting;
  readonly planning: Planning;
}

/** The bot that updates go to, with all its parts; and what it says without being spoken to. */
export function createTalking(
  { token, me, words, log }: AppOptions,
  { repositories, telegram, desk, publishing, posting, planning }: TalkingParts,
) {
  const { attempts, authors, channels, effects, papers, people, posts, publications, revisions, roles, tags } =
    repositories;
  const { api, chat, client, files, sides } = telegram;
  const { publisher, editor } = publishing;
  const { answers, metadata, drafting, published } = posting;

  const titleOf = (postId: number): string | null => posts.get(postId)?.title ?? null;
  const announcer = createAnnouncer({ api, people, desk, words, log });
  const restored = createRestored({ restorations: repositories.restorations, channels, desk, announcer, log });
  const menus = createMenus({ api, told: repositories.menusTold, words, log });
  const watch = createChannelWatch({
    channels,
    posts,
    papers,
    authors,
    revisions,
    reactions: repositories.reactions,
    editor,
    effects,
    wanted: metadata.wake,
    together: (ctx) => (ctx as PaperboyContext).together,
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
        links: repositories.links,
        invitations: repositories.invitations,
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
      publication: createPublicationPresses({ publications, publisher, desk, troubles: planning.troubles }),
      start: createStart({ people, desk, words, posts, tags, leadsTo }),
      queue: planning.queue,
      search: createSearch({ answers, searches: repositories.searches, tags, authors }),
      published: published.composer,
      drafting: drafting.composer,
      unhandled: createUnhandled({ log }),
    },
  });
  return { handleBatch, broken: createBroken({ api, people, desk, titleOf, words }), announcer, restored, menus };
}
