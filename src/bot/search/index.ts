import type { InlineKeyboardButton } from "@grammyjs/types";
import { Composer } from "grammy";
import type { Authors } from "../../archive/authors.ts";
import type { Channel } from "../../archive/channels.ts";
import type { Searches } from "../../archive/searches.ts";
import type { Tags } from "../../archive/tags.ts";
import { isPaper, parseIdentifier } from "../../paper/identifier.ts";
import { nearWords } from "../../post/near.ts";
import type { PaperboyContext } from "../context.ts";
import { editOrSend, replyWith, toast } from "../setup/reply.ts";
import type { SearchAnswers } from "./answers.ts";
import { decodePress, type Press } from "./buttons.ts";
import { Listing } from "./listing.ts";

export { type AnswerOptions, createSearchAnswers, type SearchAnswers } from "./answers.ts";
export { leadsTo } from "./buttons.ts";

export interface SearchDeps {
  readonly answers: SearchAnswers;
  readonly searches: Searches;
  readonly tags: Pick<Tags, "get">;
  readonly authors: Pick<Authors, "get">;
}

/** What readers ask of the archive: the commands and the buttons under their answers. */
export function createSearch(deps: SearchDeps): Composer<PaperboyContext> {
  const { answers } = deps;
  const composer = new Composer<PaperboyContext>();

  composer
    .chatType("private")
    .command("start")
    .use(async (ctx, next) => {
      const words = nearWords(ctx.match);
      await (words === null ? next() : answers.answerSearch(ctx, words));
    });
  composer.command("search", async (ctx) => await answers.answerSearch(ctx, ctx.match));
  composer.command("tag", async (ctx) => await answers.answerTag(ctx, ctx.match));
  composer.command("tags", async (ctx) => await answers.answerTags(ctx));
  composer.command("author", async (ctx) => await answers.answerAuthor(ctx, ctx.match));
  composer.command("latest", async (ctx) => await answers.answerLatest(ctx));
  composer.command("random", async (ctx) => await answers.answerRandom(ctx));
  composer.command("paper", async (ctx) => {
    if (ctx.match.trim() === "") return await replyWith(ctx, { html: ctx.say.html("search-paper-ask") });
    const identifier = parseIdentifier(ctx.match);
    if (identifier === null) return await replyWith(ctx, { html: ctx.say.html("search-paper-unknown") });
    if (!isPaper(identifier)) return await replyWith(ctx, { html: ctx.say.html("search-paper-code") });
    await answers.answerPaper(ctx, identifier);
  });

  composer.on("callback_query:data", async (ctx, next) => {
    const press = decodePress(ctx.callbackQuery.data);
    if (press === null) return await next();
    const refusal = await answerPress(ctx, press, deps);
    await toast(ctx, refusal === null ? undefined : ctx.say.plain(refusal));
  });
  return composer;
}

/** Does what the button asks for; returns the key of a text where that cannot be. */
async function answerPress(ctx: PaperboyContext, press: Press, deps: SearchDeps): Promise<string | null> {
  const { answers, searches, tags, authors } = deps;
  const { channel, person } = ctx;
  if (channel === null) return "search-no-channel";
  switch (press.kind) {
    case "page":
    case "order": {
      const stored = searches.get(press.searchId);
      if (stored === null || stored.channelId !== channel.id) return "search-old";
      if (stored.personId !== person.id) return "search-not-yours";
      const kept = Listing.parse(JSON.parse(stored.query));
      const turned = press.kind === "order" && kept.kind === "words" ? { ...kept, order: press.order } : kept;
      if (turned !== kept) searches.change(press.searchId, JSON.stringify(turned));
      const page = press.kind === "page" ? press.page : 0;
      await editOrSend(ctx, await answers.page(ctx, channel, turned, page, press.searchId, rowsOfOthers(ctx)));
      return null;
    }
    case "tags": {
      if (press.personId !== person.id) return "search-not-yours";
      const page = answers.tagsPage(ctx.say, channel, press.page, person.id);
      if (page === null) return "search-tag-gone";
      await editOrSend(ctx, page);
      return null;
    }
    case "random": {
      if (press.personId !== person.id) return "search-not-yours";
      const random = answers.randomPost(ctx, channel);
      if (random === null) return "search-old";
      await editOrSend(ctx, random);
      return null;
    }
    case "tag":
    case "named-tag": {
      const name = press.kind === "named-tag" ? press.name : tagName(tags, channel, press.tagId);
      if (name === null) return "search-tag-gone";
      await answers.answerTag(ctx, name);
      return null;
    }
    case "author": {
      if (authors.get(press.authorId) === null) return "search-old";
      await answers.answerAuthor(ctx, press.authorId);
      return null;
    }
    case "latest":
      await answers.answerLatest(ctx);
      return null;
  }
}

function tagName(tags: Pick<Tags, "get">, channel: Channel, id: number): string | null {
  return tags.get(channel.id, id)?.name ?? null;
}

/** The buttons under the message that are not of its page: they stay when a page is turned. */
function rowsOfOthers(ctx: PaperboyContext): InlineKeyboardButton[][] {
  const message = ctx.callbackQuery?.message;
  const markup = message !== undefined && "reply_markup" in message ? message.reply_markup : undefined;
  return (markup?.inline_keyboard ?? [])
    .map((row) => row.filter((key) => !("callback_data" in key && /^[se]:/.test(key.callback_data))))
    .filter((row) => row.length > 0);
}
