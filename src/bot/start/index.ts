import type { InlineKeyboardButton } from "@grammyjs/types";
import { Composer, InlineKeyboard } from "grammy";
import type { People } from "../../archive/people.ts";
import type { Desk } from "../../desk/desk.ts";
import { nearWords } from "../../post/near.ts";
import type { PaperboyContext } from "../context.ts";
import { inRows } from "../rows.ts";
import type { Notice } from "../setup/announce.ts";
import { decode, encode } from "../setup/buttons.ts";
import { connectKeyboard } from "../setup/notices.ts";
import { editOrSend, replyWith, toast } from "../setup/reply.ts";
import { LANGUAGES, type Language, type Say } from "../words.ts";
import { includes, rankOf } from "./commands.ts";

export { createMenus, type Menus } from "./menus.ts";

export interface StartDeps {
  readonly people: People;
  readonly desk: Pick<Desk, "standing" | "admins">;
  readonly words: (language: Language) => Say;
  readonly posts: { count(channelId: number): number };
  readonly tags: { list(channelId: number, limit?: number): readonly { readonly name: string }[] };
  /** Callback data of search: what a tag's button and the button of the latest posts lead to. Null: too long for one. */
  readonly leadsTo: { tag(name: string): string | null; readonly latest: string };
}

/** How the languages name themselves. */
const NAMES = { ru: "Русский", en: "English" } as const satisfies Record<Language, string>;
/** How many tags are offered as a way in. */
const TAGS = 5;

/** `/start`, `/help` and `/language`. */
export function createStart(deps: StartDeps): Composer<PaperboyContext> {
  const { people, words } = deps;
  const composer = new Composer<PaperboyContext>();
  const inPrivate = composer.chatType("private");

  inPrivate.command("start", async (ctx, next) => {
    // A button under a post leads to the search.
    if (nearWords(ctx.match) !== null) return await next();
    await replyWith(ctx, await welcome(ctx, deps));
  });

  inPrivate.command("help", async (ctx) => {
    const rank = rankOf(await ctx.standing());
    const parts = [ctx.say.html("help-reader")];
    if (includes(rank, "author")) parts.unshift(ctx.say.html("help-author"));
    if (includes(rank, "admin")) parts.push(ctx.say.html("help-admin"));
    await replyWith(ctx, { html: parts.join("\n\n") });
  });

  inPrivate.command("language", async (ctx) => await replyWith(ctx, languageNotice(ctx.say)));

  inPrivate.on("callback_query:data", async (ctx, next) => {
    const pressed = decode(ctx.callbackQuery.data);
    if (pressed?.action !== "language") return await next();
    people.setLanguage(ctx.person.id, pressed.language);
    ctx.person = { ...ctx.person, language: pressed.language };
    ctx.say = words(pressed.language);
    await toast(ctx, ctx.say.plain("language-changed"));
    await editOrSend(ctx, languageNotice(ctx.say));
  });
  return composer;
}

function languageNotice(say: Say): Notice {
  const keyboard = new InlineKeyboard();
  for (const language of LANGUAGES) {
    const mark = language === say.language ? "✓ " : "";
    keyboard.text(mark + NAMES[language], encode({ action: "language", language }));
  }
  return { html: say.html("language-now"), keyboard };
}

async function welcome(ctx: PaperboyContext, { desk, posts, tags, leadsTo }: StartDeps): Promise<Notice> {
  const { say, channel } = ctx;
  const rank = rankOf(await ctx.standing());
  if (channel === null) {
    if (rank === "admin") {
      return { html: say.html("setup-connect"), keyboard: connectKeyboard(say, ctx.me.username) };
    }
    return { html: say.html(desk.admins().length === 0 ? "start-no-owner" : "start-no-channel") };
  }
  const args = { channel: channel.title, posts: posts.count(channel.id) };
  const parts = [say.html(rank === "reader" ? "start-reader" : "start-author", args)];
  if (rank === "admin") parts.push(say.html("start-admin"));
  const html = parts.join("\n");
  if (args.posts === 0) return { html };
  const buttons: InlineKeyboardButton[] = tags.list(channel.id, TAGS).flatMap(({ name }) => {
    const data = leadsTo.tag(name);
    return data === null ? [] : [{ text: name, callback_data: data }];
  });
  buttons.push({ text: say.plain("start-latest-button"), callback_data: leadsTo.latest });
  return { html, keyboard: new InlineKeyboard(inRows(buttons)) };
}
