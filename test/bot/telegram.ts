import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Update, User } from "@grammyjs/types";
import { Api } from "grammy";
import pino from "pino";
import { createChannels } from "../../src/archive/channels.ts";
import { createCommandMenus } from "../../src/archive/command-menus.ts";
import { openDatabase } from "../../src/archive/database.ts";
import { createInvitations } from "../../src/archive/invitations.ts";
import { createPeople } from "../../src/archive/people.ts";
import { createRestorations } from "../../src/archive/restorations.ts";
import { createRoles } from "../../src/archive/roles.ts";
import { createSetupLinks } from "../../src/archive/setup-links.ts";
import { createRestored } from "../../src/bot/backup/index.ts";
import { createBot } from "../../src/bot/index.ts";
import { identifyPerson } from "../../src/bot/people/index.ts";
import { createAnnouncer } from "../../src/bot/setup/announce.ts";
import { createSetup, noticeRenaming } from "../../src/bot/setup/index.ts";
import { createMenus, createStart } from "../../src/bot/start/index.ts";
import { createUnhandled } from "../../src/bot/unhandled/index.ts";
import { loadWords } from "../../src/bot/words.ts";
import { createDesk } from "../../src/desk/desk.ts";
import { createChat } from "../../src/telegram/chat.ts";

export const BOT = { id: 100, is_bot: true, first_name: "Paperboy", username: "paperboy_bot" } as const;
export const CHANNEL = { id: -1001000, type: "channel", title: "rizzearch", username: "rizzearch" } as const;
export const words = loadWords();

// biome-ignore lint/suspicious/noExplicitAny: payloads of every method
export type Payload = Record<string, any>;
export interface Call {
  readonly method: string;
  readonly payload: Payload;
}
export interface TelegramError {
  readonly error: number;
  readonly description: string;
}
type Answer = (payload: Payload) => unknown;

/** A Bot API on loopback that remembers its calls and answers as it is told, or with something harmless. */
export async function startTelegram() {
  const calls: Call[] = [];
  const answers = new Map<string, Answer>();
  const server = createServer(async (request, response) => {
    const method = request.url?.split("/").at(-1) ?? "";
    const payload: Payload = JSON.parse((await text(request)) || "{}");
    calls.push({ method, payload });
    const answer = answers.get(method)?.(payload) ?? harmless(method, payload);
    if (answer === "drop") return request.socket.destroy();
    const refusal = answer as TelegramError;
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify(
        typeof refusal === "object" && "error" in refusal
          ? { ok: false, error_code: refusal.error, description: refusal.description }
          : { ok: true, result: answer },
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    root,
    calls,
    /** Undefined from the function means the harmless answer. */
    answer: (method: string, with_: Answer) => answers.set(method, with_),
    /** Calls of one method since the last time this was asked. */
    take: (method?: string) => {
      const taken = calls.splice(0);
      return method === undefined ? taken : taken.filter((call) => call.method === method);
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function harmless(method: string, payload: Payload): unknown {
  if (!/^(send|editMessage)/.test(method)) return true;
  return {
    message_id: 1,
    date: 1,
    chat: { id: payload.chat_id, type: "private", first_name: "x" },
    text: payload.text,
  };
}

/** The bot without search and drafting, its database, and ways to speak to it. Everything is closed after the test. */
export async function startBot(
  t: { after(fn: () => unknown): void },
  options: { readonly adminIds?: readonly number[]; readonly posts?: number; readonly tags?: readonly string[] } = {},
) {
  let time = Date.UTC(2026, 10, 24, 12);
  const now = () => time;
  const telegram = await startTelegram();
  const client = { apiRoot: telegram.root };
  const api = new Api("100:test", client);
  const log = pino({ level: "silent" });
  const db = openDatabase(":memory:", { now });
  const people = createPeople(db, now);
  const roles = createRoles(db, now);
  const channels = createChannels(db, now);
  const links = createSetupLinks(db, now);
  const chat = createChat(api);
  const desk = createDesk({ roles, channels, chat, adminIds: options.adminIds ?? [], now, log });
  const menus = createMenus({ api, told: createCommandMenus(db), words, log });
  const me = { ...BOT, can_join_groups: false, can_read_all_group_messages: false, supports_inline_queries: true };
  const announcer = createAnnouncer({ api, people, desk, words, log });
  const restored = createRestored({ restorations: createRestorations(db, now), channels, desk, announcer, log });
  const { bot, handleBatch } = createBot({
    token: "100:test",
    client,
    log,
    me: me as never,
    parts: {
      identifyPerson: identifyPerson({ people, channels, desk, words, impersonal: noticeRenaming({ channels, log }) }),
      setup: createSetup({
        people,
        roles,
        channels,
        links,
        invitations: createInvitations(db, now),
        desk,
        chat,
        api,
        menus,
        me: BOT,
        words,
        log,
      }),
      start: createStart({
        people,
        desk,
        words,
        posts: { count: () => options.posts ?? 0 },
        tags: { list: (_channel, limit) => (options.tags ?? []).slice(0, limit).map((name) => ({ name, posts: 1 })) },
        leadsTo: { tag: (name) => (name.length > 20 ? null : `s:t:${name}`), latest: "s:l" },
      }),
      search: (_ctx, next) => next(),
      drafting: (_ctx, next) => next(),
      queue: (_ctx, next) => next(),
      restored: restored.composer,
      markdownFiles: (_, next) => next(),
      noticeForwards: (_, next) => next(),
      publication: (_, next) => next(),
      published: (_ctx, next) => next(),
      unhandled: createUnhandled({ log }),
    },
  });
  // A member of no channel, unless a test says otherwise.
  telegram.answer("getChatMember", () => ({ error: 400, description: "Bad Request: user not found" }));
  t.after(async () => {
    await telegram.close();
    db.close();
  });

  let updateId = 1;
  const feed = (update: object) => {
    updateId += 1;
    return handleBatch([{ update_id: updateId, ...update } as Update], { late: false });
  };
  const message = (from: User, content: object) => ({
    message_id: updateId,
    date: 1,
    from,
    chat: { id: from.id, type: "private", first_name: from.first_name },
    ...content,
  });
  return {
    telegram,
    db,
    people,
    roles,
    channels,
    links,
    desk,
    menus,
    restored,
    bot,
    feed,
    now,
    pass: (ms: number) => (time += ms),
    say: (from: User, said: string, more: object = {}) =>
      feed({ message: message(from, { ...textOf(said), ...more }) }),
    send: (from: User, content: object) => feed({ message: message(from, content) }),
    press: (from: User, data: string) =>
      feed({
        callback_query: {
          id: "7",
          from,
          chat_instance: "1",
          data,
          message: message({ ...BOT }, { chat: { id: from.id, type: "private", first_name: "x" }, text: "…" }),
        },
      }),
    member: (from: User, before: object, after: object, chatOf: object = CHANNEL) =>
      feed({
        my_chat_member: {
          chat: chatOf,
          from,
          date: 1,
          old_chat_member: { user: BOT, ...before },
          new_chat_member: { user: BOT, ...after },
        },
      }),
    /** What was sent to people since the last look: chat id and text. */
    said: () =>
      telegram
        .take()
        .filter(({ method }) => method === "sendMessage" || method === "editMessageText")
        .map(({ payload }) => ({
          to: Number(payload.chat_id),
          text: String(payload.text),
          markup: payload.reply_markup,
        })),
  };
}

export const LEFT = { status: "left" };
export const KICKED = { status: "kicked", until_date: 0 };
export const administrator = (rights: object = { can_post_messages: true, can_edit_messages: true }) => ({
  status: "administrator",
  can_manage_chat: true,
  ...rights,
});

export function user(id: number, first_name: string, language_code = "ru"): User {
  return { id, is_bot: false, first_name, language_code };
}

/** A text with the command that it begins with marked, as Telegram does. */
function textOf(said: string): object {
  const command = /^\/[a-z0-9_]+(@\w+)?/i.exec(said);
  if (command === null) return { text: said };
  return { text: said, entities: [{ type: "bot_command", offset: 0, length: command[0].length }] };
}
