import type { Context, Middleware, MiddlewareFn } from "grammy";
import type { Channels } from "../../archive/channels.ts";
import { asPerson, type People } from "../../archive/people.ts";
import type { Desk } from "../../desk/desk.ts";
import type { PaperboyContext } from "../context.ts";
import { type Language, languageOf, type Say } from "../words.ts";

/**
 * Puts who sent the update, the texts in their language, the channel and their standing on the context.
 *
 * Updates that no person sent, or that a channel speaks in (posts, edits of posts, counts of reactions, boosts …), have
 * none of this: they go to `impersonal` and not on, and without one they end here. So nothing after this middleware
 * ever meets an update without a person.
 *
 * A person is remembered once they turn to the bot: by a private message, a button or an inline query. Whoever merely
 * writes in a group or adds the bot somewhere is known for the update only.
 */
export function identifyPerson(deps: {
  readonly people: People;
  readonly channels: Pick<Channels, "served">;
  readonly desk: Pick<Desk, "standing">;
  readonly words: (language: Language) => Say;
  readonly impersonal?: Middleware<Context>;
}): MiddlewareFn<PaperboyContext> {
  const { people, channels, desk, words } = deps;
  return async (ctx, next) => {
    const user = ctx.from;
    if (user === undefined || speaksAsChannel(ctx)) {
      const { impersonal } = deps;
      if (impersonal === undefined) return;
      const handle = typeof impersonal === "function" ? impersonal : impersonal.middleware();
      await handle(ctx, async () => undefined);
      return;
    }
    ctx.person = turnsToBot(ctx) ? people.meet(user) : asPerson(user, people.find(user.id));
    ctx.say = words(languageOf(ctx.person.language, ctx.person.telegramLanguage));
    ctx.channel = channels.served();
    ctx.standing = () => desk.standing(ctx.person.id);
    await next();
  };
}

function speaksAsChannel(ctx: Context): boolean {
  return ctx.channelPost !== undefined || ctx.editedChannelPost !== undefined;
}

function turnsToBot(ctx: Context): boolean {
  if (ctx.callbackQuery !== undefined || ctx.inlineQuery !== undefined) return true;
  return ctx.chat?.type === "private" && (ctx.message !== undefined || ctx.editedMessage !== undefined);
}
