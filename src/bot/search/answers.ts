import type { InlineKeyboardButton } from "@grammyjs/types";
import { InlineKeyboard } from "grammy";
import { matchingAuthors } from "../../archive/authors.ts";
import type { Channel } from "../../archive/channels.ts";
import type { ArchivedPost } from "../../archive/posts.ts";
import type { Searches } from "../../archive/searches.ts";
import { type Identifier, isPaper, parseIdentifier } from "../../paper/identifier.ts";
import { nearest } from "../../search/near.ts";
import type { PaperboyContext } from "../context.ts";
import { inRows } from "../rows.ts";
import { replyWith } from "../setup/reply.ts";
import type { Say } from "../words.ts";
import { arrows, button } from "./buttons.ts";
import { entryHtml, type Update } from "./entry.ts";
import { type Listing, type ListingDeps, PAGE, paperListing, readListing } from "./listing.ts";
import { authorName, authorRows, nothing, shownTag, tagRows } from "./offers.ts";
import { type Answer, identifierOf, pageAnswer, pageCount, paperHtml, quoted } from "./page.ts";

export interface SearchAnswersDeps extends ListingDeps {
  readonly searches: Searches;
  /** When a post's own text was added to, in ms, the oldest first; default: never. */
  readonly addedTo?: (postId: number) => readonly number[];
  /** The callback data by which whoever may change posts comes to one. */
  readonly editPost?: (postId: number) => string;
  readonly now: () => number;
  /** A number from 0 up to 1, as Math.random gives. */
  readonly chance: () => number;
}

export interface AnswerOptions {
  /** A row of buttons that goes under the answer, on every page of it. */
  readonly offerDraft?: readonly InlineKeyboardButton[];
}

/** What the bot answers to readers. Each sends one message; without a channel it says that there is none. */
export interface SearchAnswers {
  /** Posts for the words; for a lone paper link or id that paper's posts, for a lone `#tag` the tag's. */
  answerSearch(ctx: PaperboyContext, text: string, options?: AnswerOptions): Promise<void>;
  /** The posts about a paper, or that there is none yet. */
  answerPaper(ctx: PaperboyContext, identifier: Identifier, options?: AnswerOptions): Promise<void>;
  answerTag(ctx: PaperboyContext, name: string): Promise<void>;
  answerTags(ctx: PaperboyContext): Promise<void>;
  /** By name, @username or rubric, or by id; all authors where none is named. */
  answerAuthor(ctx: PaperboyContext, author: string | number): Promise<void>;
  answerLatest(ctx: PaperboyContext): Promise<void>;
  answerRandom(ctx: PaperboyContext): Promise<void>;
  /** A page of an earlier listing, for its message to be edited to. A page past the end gives the last one. */
  page(
    ctx: PaperboyContext,
    channel: Channel,
    listing: Listing,
    page: number,
    searchId: number,
    rows: Rows,
  ): Promise<Answer>;
  tagsPage(say: Say, channel: Channel, page: number, personId: number): Answer | null;
  randomPost(ctx: PaperboyContext, channel: Channel): Answer | null;
}

type Rows = readonly (readonly InlineKeyboardButton[])[];

const TAGS_PAGE = 18;

export function createSearchAnswers(deps: SearchAnswersDeps): SearchAnswers {
  const { posts, tags, authors, papers, searches, now, chance } = deps;

  const heading = (say: Say, channel: Channel, listing: Listing, total: number, any: boolean): string => {
    switch (listing.kind) {
      case "words":
        return say.html(any ? "search-found-any" : "search-found", { count: total });
      case "tag":
        return say.html("search-tag", { tag: tags.find(channel.id, listing.name)?.name ?? listing.name, count: total });
      case "author": {
        const author = authors.get(listing.id);
        return say.html("search-author", { author: author === null ? "" : authorName(say, author), count: total });
      }
      case "paper": {
        const identifier = identifierOf(listing);
        return `${say.html("search-paper-posts", { count: total })}: ${paperHtml(identifier, papers.find(identifier))}`;
      }
      case "latest":
        return say.html("search-latest");
    }
  };

  const pageOf = (
    { say }: PaperboyContext,
    channel: Channel,
    listing: Listing,
    wanted: number,
    searchId: number | null,
    rows: Rows,
    publisher: boolean,
  ): Answer => {
    let page = wanted;
    let listed = readListing(deps, channel.id, listing, page);
    if (page > 0 && page >= pageCount(listed.total)) {
      page = pageCount(listed.total) - 1;
      listed = readListing(deps, channel.id, listing, page);
    }
    const title = heading(say, channel, listing, listed.total, listed.answer?.mode === "any");
    const numbered = listed.total > 1;
    const editing = listed.hits.map(({ post }, i) => ({
      text: numbered ? `✏️ ${page * PAGE + i + 1}` : say.plain("published-edit"),
      callback_data: deps.editPost?.(post.id) ?? "",
    }));
    const all = publisher && deps.editPost !== undefined && editing.length > 0 ? [...rows, editing] : rows;
    return pageAnswer({
      say,
      channel,
      now: now(),
      listing,
      listed,
      page,
      searchId,
      heading: title,
      rows: all,
      updatesOf,
    });
  };

  /** A post's timeline after it was published. */
  const updatesOf = (post: ArchivedPost): readonly Update[] => {
    const within = deps.addedTo?.(post.id) ?? [];
    return [
      ...within.map((at) => ({ at, messageId: post.messageId })),
      ...posts.followUps(post.id).map(({ publishedAt, messageId }) => ({ at: publishedAt, messageId })),
    ].toSorted((a, b) => a.at - b.at);
  };

  /** Whether the person finds the way to a post's card under it: in their own chat with the bot, if they may publish. */
  const mayEdit = async (ctx: PaperboyContext): Promise<boolean> =>
    ctx.chat?.type === "private" && (await ctx.standing()).publisher;

  /** Sends the first page of a listing that has posts. */
  const send = async (ctx: PaperboyContext, channel: Channel, listing: Listing, total: number, rows: Rows) => {
    const turns = total > PAGE || (listing.kind === "words" && total > 1);
    const stored = { channelId: channel.id, personId: ctx.person.id, query: JSON.stringify(listing) };
    const searchId = turns ? searches.keep(stored) : null;
    await replyWith(ctx, pageOf(ctx, channel, listing, 0, searchId, rows, await mayEdit(ctx)));
  };

  const withChannel = async (ctx: PaperboyContext): Promise<Channel | null> => {
    if (ctx.channel === null) await replyWith(ctx, { html: ctx.say.html("search-no-channel") });
    else if (posts.count(ctx.channel.id) > 0) return ctx.channel;
    else await replyWith(ctx, { html: ctx.say.html("search-no-posts", { channel: ctx.channel.title }) });
    return null;
  };

  const ask = async (ctx: PaperboyContext, channel: Channel) => {
    const { say } = ctx;
    const examples = tags.list(channel.id, 3).map((tag) => button(shownTag(tag.name), { kind: "tag", tagId: tag.id }));
    const html = say.html("search-ask", { channel: channel.title, count: posts.count(channel.id) });
    const latest = button(say.plain("search-latest-button"), { kind: "latest" });
    await replyWith(ctx, { html, keyboard: new InlineKeyboard(inRows([...examples, latest])) });
  };

  const answers: SearchAnswers = {
    answerSearch: async (ctx, text, options = {}) => {
      const identifier = parseIdentifier(text);
      if (identifier !== null && isPaper(identifier)) return await answers.answerPaper(ctx, identifier, options);
      const channel = await withChannel(ctx);
      if (channel === null) return;
      const rows = options.offerDraft === undefined ? [] : [options.offerDraft];
      if (text.trim() === "") return await ask(ctx, channel);
      const tag = /^#\S+$/.test(text.trim()) ? tags.find(channel.id, text) : null;
      if (tag !== null) return await send(ctx, channel, { kind: "tag", name: tag.name }, tag.posts, rows);
      const listing: Listing = { kind: "words", text: text.slice(0, 4096).toWellFormed(), order: "relevance" };
      const { total, answer } = readListing(deps, channel.id, listing, 0);
      if (total > 0) return await send(ctx, channel, listing, total, rows);
      await replyWith(ctx, nothing(ctx.say, text, answer?.mode === "nothing", tags.list(channel.id), rows));
    },
    answerPaper: async (ctx, identifier, options = {}) => {
      if (ctx.channel === null) return await replyWith(ctx, { html: ctx.say.html("search-no-channel") });
      const rows = options.offerDraft === undefined ? [] : [options.offerDraft];
      const { total } = readListing(deps, ctx.channel.id, paperListing(identifier), 0);
      if (total > 0) return await send(ctx, ctx.channel, paperListing(identifier), total, rows);
      const html = `${ctx.say.html("search-paper-none")}\n${paperHtml(identifier, papers.find(identifier))}`;
      await replyWith(ctx, { html, keyboard: new InlineKeyboard(rows.map((row) => [...row])) });
    },
    answerTag: async (ctx, name) => {
      if (name.trim() === "") return await answers.answerTags(ctx);
      const channel = await withChannel(ctx);
      if (channel === null) return;
      const tag = tags.find(channel.id, name);
      if (tag !== null) return await send(ctx, channel, { kind: "tag", name: tag.name }, tag.posts, []);
      const { say } = ctx;
      const near = nearest(tags.list(channel.id), name, 6);
      const unknown = say.html("search-tag-unknown", { tag: quoted(name.replace(/^#/, "")) });
      await replyWith(ctx, {
        html: near.length > 0 ? `${unknown} ${say.html("search-try-tags")}` : `${unknown} ${say.html("search-try")}`,
        keyboard: new InlineKeyboard(tagRows(say, near)),
      });
    },
    answerTags: async (ctx) => {
      const channel = await withChannel(ctx);
      if (channel === null) return;
      const page = answers.tagsPage(ctx.say, channel, 0, ctx.person.id);
      await replyWith(ctx, page ?? { html: ctx.say.html("search-tags-none") });
    },
    answerAuthor: async (ctx, author) => {
      const channel = await withChannel(ctx);
      if (channel === null) return;
      const { say } = ctx;
      const writing = authors.list(channel.id).filter((author) => author.posts > 0);
      if (writing.length === 0) return await replyWith(ctx, { html: say.html("search-authors-none") });
      const words = typeof author === "number" ? "" : author;
      const matching =
        typeof author === "number" ? writing.filter(({ id }) => id === author) : matchingAuthors(writing, words);
      const [only, another] = matching;
      if (only !== undefined && another === undefined) {
        return await send(ctx, channel, { kind: "author", id: only.id }, only.posts, []);
      }
      const html =
        words.trim() === ""
          ? say.html("search-authors")
          : matching.length > 0
            ? say.html("search-authors-few")
            : say.html("search-author-unknown", { author: quoted(words) });
      const shownAuthors = (matching.length > 0 ? matching : writing).slice(0, 20);
      await replyWith(ctx, { html, keyboard: new InlineKeyboard(authorRows(say, shownAuthors)) });
    },
    answerLatest: async (ctx) => {
      const channel = await withChannel(ctx);
      if (channel !== null) await send(ctx, channel, { kind: "latest" }, posts.count(channel.id), []);
    },
    answerRandom: async (ctx) => {
      const channel = await withChannel(ctx);
      if (channel === null) return;
      const random = answers.randomPost(ctx, channel);
      if (random !== null) await replyWith(ctx, random);
    },
    page: async (ctx, ...page) => pageOf(ctx, ...page, await mayEdit(ctx)),
    tagsPage: (say, channel, page, personId) => {
      const all = tags.list(channel.id);
      if (all.length === 0) return null;
      const pages = Math.ceil(all.length / TAGS_PAGE);
      const at = Math.min(page, pages - 1);
      const rows = tagRows(say, all.slice(at * TAGS_PAGE, (at + 1) * TAGS_PAGE));
      const turning = arrows(at, pages, (to) => ({ kind: "tags", page: to, personId }));
      return {
        html: say.html("search-tags"),
        keyboard: new InlineKeyboard(turning.length > 0 ? [...rows, turning] : rows),
      };
    },
    randomPost: ({ say, person }, channel) => {
      const post = posts.random(channel.id, chance);
      if (post === null) return null;
      const again = button(say.plain("search-random-button"), { kind: "random", personId: person.id });
      return {
        html: entryHtml(say, channel, deps.search.opening(post), null, now(), updatesOf(post)),
        keyboard: new InlineKeyboard([[again]]),
      };
    },
  };
  return answers;
}
