import type { UserFromGetMe } from "@grammyjs/types";
import { Api, type Middleware } from "grammy";
import type { Logger } from "pino";
import { createChannels } from "./archive/channels.ts";
import type { Db } from "./archive/database.ts";
import { createInbox } from "./archive/inbox.ts";
import { createPeople } from "./archive/people.ts";
import { createRoles } from "./archive/roles.ts";
import { createSetupLinks } from "./archive/setup-links.ts";
import { createBroken } from "./bot/broken.ts";
import type { PaperboyContext } from "./bot/context.ts";
import { createBot } from "./bot/index.ts";
import { identifyPerson } from "./bot/people/index.ts";
import type { Language, Say } from "./bot/words.ts";
import { createDesk } from "./desk/desk.ts";
import { createChat } from "./telegram/chat.ts";
import { type Connection, clientOptions, retryingClientOptions } from "./telegram/client.ts";
import { createDispatcher } from "./telegram/dispatcher.ts";
import type { Patience } from "./telegram/gather.ts";
import { createPoller, type PollingTrouble } from "./telegram/poller.ts";
import type { Timers } from "./telegram/timers.ts";

export interface AppOptions {
  readonly db: Db;
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
  readonly patience?: Patience;
  readonly onTrouble: (trouble: PollingTrouble | null) => void;
  /** Nothing can go on: the inbox failed. */
  readonly onFatal: (error: unknown) => void;
}

/** How long one call may take, s. A person waits for the chat; a long poll is held for 30. */
const CHAT_TIMEOUT = 100;
const POLL_TIMEOUT = 45;

/** Wires all parts of the bot. Nothing runs before `dispatcher.start()` and `poller.run()`. */
export function createApp(options: AppOptions) {
  const { db, token, connection, me, adminIds, words, now, timers, log, onTrouble, onFatal } = options;
  const client = retryingClientOptions(connection, { timeoutSeconds: CHAT_TIMEOUT, timers, log });
  const api = new Api(token, client);

  const inbox = createInbox(db, now);
  const people = createPeople(db, now);
  const roles = createRoles(db, now);
  const channels = createChannels(db, now);
  const setupLinks = createSetupLinks(db, now);
  const desk = createDesk({ roles, channels, chat: createChat(api), adminIds, now, log });
  const broken = createBroken({ api, people, desk, words });

  const pass: Middleware<PaperboyContext> = (_ctx, next) => next();
  const { handleBatch } = createBot({
    token,
    client,
    me,
    parts: {
      identifyPerson: identifyPerson({ people, channels, desk, words }),
      setup: pass,
      start: pass,
      search: pass,
      drafting: pass,
      unhandled: pass,
    },
  });

  const dispatcher = createDispatcher({
    inbox,
    handler: handleBatch,
    now,
    timers,
    log,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
    onFailure: broken.tell,
    onSetAside: broken.tellSetAside,
    onFatal,
  });
  const poller = createPoller({
    api: new Api(token, clientOptions(connection, { timeoutSeconds: POLL_TIMEOUT })),
    inbox,
    now,
    timers,
    log,
    onStored: dispatcher.wake,
    onTrouble,
  });
  return { api, inbox, dispatcher, poller, roles, channels, setupLinks };
}

export type App = ReturnType<typeof createApp>;
