import type { Update, User } from "@grammyjs/types";
import { Api } from "grammy";
import pino from "pino";
import { createAuthors } from "../../../src/archive/authors.ts";
import { createChannels } from "../../../src/archive/channels.ts";
import { openDatabase } from "../../../src/archive/database.ts";
import { createPapers } from "../../../src/archive/papers.ts";
import { createPeople } from "../../../src/archive/people.ts";
import { createPosts, type NewPost } from "../../../src/archive/posts.ts";
import { createRoles } from "../../../src/archive/roles.ts";
import { createPostFinder } from "../../../src/archive/search.ts";
import { createSearches } from "../../../src/archive/searches.ts";
import { createTags } from "../../../src/archive/tags.ts";
import { createBot } from "../../../src/bot/index.ts";
import { identifyPerson } from "../../../src/bot/people/index.ts";
import { createSearch, createSearchAnswers } from "../../../src/bot/search/index.ts";
import { createDesk } from "../../../src/desk/desk.ts";
import { createSearch as createSearchOf } from "../../../src/search/search.ts";
import { createChat } from "../../../src/telegram/chat.ts";
import { BOT, CHANNEL, type Payload, startTelegram, words } from "../telegram.ts";

export const DAY = 24 * 3600 * 1000;

/** The bot with the search alone, a channel, and ways to ask it. */
export async function startReading(
  t: { after(fn: () => unknown): void },
  options: { readonly channel?: boolean } = {},
) {
  let time = Date.UTC(2026, 10, 24, 12);
  let chance = 0;
  const now = () => time;
  const telegram = await startTelegram();
  const client = { apiRoot: telegram.root };
  const log = pino({ level: "silent" });
  const db = openDatabase(":memory:", { now });
  const people = createPeople(db, now);
  const channels = createChannels(db, now);
  const desk = createDesk({
    roles: createRoles(db, now),
    channels,
    chat: createChat(new Api("100:test", client)),
    adminIds: [],
    now,
    log,
  });
  const [posts, papers, tags, authors] = [createPosts(db), createPapers(db), createTags(db), createAuthors(db)];
  const searches = createSearches(db, now);
  const search = createSearchOf({ finder: createPostFinder(db), posts, now });
  const answers = createSearchAnswers({ search, posts, tags, authors, papers, searches, now, chance: () => chance });
  const unhandled: string[] = [];
  const { handleBatch } = createBot({
    token: "100:test",
    client,
    log,
    me: { ...BOT, can_join_groups: true, can_read_all_group_messages: false, supports_inline_queries: true } as never,
    parts: {
      identifyPerson: identifyPerson({ people, channels, desk, words }),
      setup: (_ctx, next) => next(),
      start: (_ctx, next) => next(),
      search: createSearch({ answers, searches, tags, authors }),
      drafting: async (ctx, next) => {
        // What the router of private messages does with a short line.
        if (ctx.message?.text === undefined) return await next();
        const offerDraft = ctx.message.text.includes("draft")
          ? [{ text: "Это черновик", callback_data: "d:x" }]
          : undefined;
        await answers.answerSearch(ctx, ctx.message.text, offerDraft === undefined ? {} : { offerDraft });
      },
      queue: (_ctx, next) => next(),
      restored: (_, next) => next(),
      markdownFiles: (_, next) => next(),
      noticeForwards: (_, next) => next(),
      publication: (_, next) => next(),
      published: (_, next) => next(),
      unhandled: (ctx) => {
        unhandled.push(ctx.callbackQuery?.data ?? "");
      },
    },
  });
  t.after(async () => {
    await telegram.close();
    db.close();
  });
  const channelId =
    options.channel === false
      ? 0
      : channels.serve({ chatId: CHANNEL.id, title: CHANNEL.title, username: CHANNEL.username }).id;

  let updateId = 1;
  let messageId = 100;
  const chatOf = (from: User, group: boolean) =>
    group ? { id: -5, type: "group", title: "Чат" } : { id: from.id, type: "private", first_name: from.first_name };
  const answer = () => {
    const calls = telegram.take();
    const find = (method: string) => calls.find((call) => call.method === method)?.payload;
    const sent = find("sendMessage");
    const edited = find("editMessageText");
    const shown: Payload | undefined = sent ?? edited;
    const keyboard: readonly (readonly { text: string; callback_data: string }[])[] =
      shown?.reply_markup?.inline_keyboard ?? [];
    return {
      html: String(shown?.text ?? ""),
      sent: sent !== undefined,
      edited: edited !== undefined,
      keyboard,
      labels: keyboard.map((row) => row.map(({ text }) => text)),
      data: (label: string) => keyboard.flat().find(({ text }) => text === label)?.callback_data ?? "",
      toast: find("answerCallbackQuery")?.text as string | undefined,
      answered: calls.some(({ method }) => method === "answerCallbackQuery"),
    };
  };
  const feed = async (update: object) => {
    updateId += 1;
    await handleBatch([{ update_id: updateId, ...update } as Update], { late: false });
    return answer();
  };
  return {
    db,
    telegram,
    posts,
    papers,
    authors,
    channelId,
    unhandled,
    feed,
    pass: (ms: number) => (time += ms),
    setChance: (value: number) => (chance = value),
    now,
    add: (text: string, more: Partial<NewPost> = {}) => {
      messageId += 1;
      return posts.add({
        channelId,
        kind: "review",
        title: text.split("\n", 1)[0] ?? "",
        document: { text, entities: [] },
        paperIds: [],
        tags: [],
        authorIds: [],
        figures: [],
        followsPostId: null,
        publishedAt: time,
        messageIds: [messageId],
        ...more,
      });
    },
    say: (from: User, text: string, { group = false } = {}) => {
      const command = /^\/\w+/.exec(text)?.[0];
      const entities = command === undefined ? [] : [{ type: "bot_command", offset: 0, length: command.length }];
      return feed({ message: { message_id: updateId, date: 1, from, chat: chatOf(from, group), text, entities } });
    },
    press: (from: User, data: string, { group = false, keyboard = [] as unknown } = {}) =>
      feed({
        callback_query: {
          id: "7",
          from,
          chat_instance: "1",
          data,
          message: {
            message_id: 5,
            date: 1,
            from: BOT,
            chat: chatOf(from, group),
            text: "…",
            reply_markup: { inline_keyboard: keyboard },
          },
        },
      }),
  };
}
