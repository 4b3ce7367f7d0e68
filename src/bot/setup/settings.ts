import { Composer } from "grammy";
import type { Channels } from "../../archive/channels.ts";
import type { Desk } from "../../desk/desk.ts";
import type { ChannelSettings } from "../../post/settings.ts";
import { ChatUnavailable } from "../../telegram/chat.ts";
import type { PaperboyContext } from "../context.ts";
import { LANGUAGES, type Language, type Say } from "../words.ts";
import { QUESTIONS, type QuestionKey } from "./answers.ts";
import { decode, type Menu, type Press } from "./buttons.ts";
import { CHOICES } from "./choices.ts";
import type { Switch } from "./connect.ts";
import { editOrSend, replyWith, toast } from "./reply.ts";
import { screenOf, settingsScreen, withUndo } from "./screens.ts";
import { exchanged, inverseOf } from "./undoing.ts";

/**
 * `/settings`: one message that is edited in place. Who presses is checked again each time, and each button carries
 * the value that it sets, so that an old message or a second press does no harm. What is set holds at once.
 */
export function createSettings(deps: {
  readonly channels: Channels;
  readonly desk: Desk;
  readonly words: (language: Language) => Say;
  readonly switchTo: (chatId: number) => Promise<Switch>;
  /** The link to the group in which a channel is discussed; null where there is none. @throws ChatUnavailable */
  readonly discussion: (chatId: number) => Promise<string | null>;
}): Composer<PaperboyContext> {
  const { channels, desk, switchTo } = deps;
  // The question is known by its text, in whichever language it was asked: so it outlives a restart.
  const keys = Object.keys(QUESTIONS) as QuestionKey[];
  const questions = new Map(
    LANGUAGES.flatMap((language) => keys.map((key) => [deps.words(language).plain(key), QUESTIONS[key]] as const)),
  );
  const mayChange = async (ctx: PaperboyContext) => (await desk.standing(ctx.person.id, { live: true })).admin;

  const apply = async (ctx: PaperboyContext, change: Partial<ChannelSettings>, pressed: Press): Promise<void> => {
    const channel = channels.served();
    if (channel === null) {
      await toast(ctx, ctx.say.plain("settings-no-channel"));
      return;
    }
    const settings = channels.changeSettings(channel.id, change);
    const changed = JSON.stringify(settings) !== JSON.stringify(channel.settings);
    await toast(ctx, ctx.say.plain(changed ? "settings-saved" : "settings-same"));
    const screen = settingsScreen(screenOf(pressed), ctx.say, { ...channel, settings });
    const undo = changed ? inverseOf(pressed, channel.settings) : null;
    await editOrSend(ctx, undo === null ? screen : withUndo(ctx.say, screen, undo));
  };

  const choose = async (ctx: PaperboyContext, pressed: Extract<Press, { action: "choice" }>): Promise<void> => {
    const { choice, value, back } = pressed;
    const channel = channels.served();
    const { say } = ctx;
    if (channel === null) return await toast(ctx, say.plain("settings-no-channel"));
    const before = CHOICES[choice].now(channel.settings);
    const change = CHOICES[choice].set(value, channel.settings);
    if (change === null) return await toast(ctx, say.plain("settings-gone"));
    const settings = channels.changeSettings(channel.id, change);
    await toast(ctx, say.plain(before === value ? "settings-same" : "settings-saved"));
    const screen = settingsScreen(screenOf(pressed), say, { ...channel, settings });
    const undo = { action: "choice", choice, value: before, back: true } as const;
    await editOrSend(ctx, back || before === value ? screen : withUndo(say, screen, undo));
  };

  /** The link to the group is asked for once, when its button is wanted. */
  const discuss = async (ctx: PaperboyContext, pressed: Press): Promise<void> => {
    const { say } = ctx;
    const channel = channels.served();
    if (channel === null) return await toast(ctx, say.plain("settings-no-channel"));
    try {
      const discussion = await deps.discussion(channel.chatId);
      if (discussion === null) return await toast(ctx, say.plain("settings-discuss-none"), { alert: true });
      await apply(ctx, { discussion, discussButton: say.plain("settings-discuss-words") }, pressed);
    } catch (error) {
      if (!(error instanceof ChatUnavailable)) throw error;
      await toast(ctx, say.plain("settings-discuss-unknown"), { alert: true });
    }
  };

  const open = async (ctx: PaperboyContext, menu: Menu): Promise<void> => {
    const channel = channels.served();
    await toast(ctx, channel === null ? ctx.say.plain("settings-no-channel") : undefined);
    if (channel !== null) await editOrSend(ctx, settingsScreen(menu, ctx.say, channel));
  };

  const ask = async (ctx: PaperboyContext, question: QuestionKey): Promise<void> => {
    const { placeholder } = QUESTIONS[question];
    await ctx.reply(ctx.say.plain(question), {
      reply_markup: { force_reply: true, input_field_placeholder: ctx.say.plain(placeholder) },
    });
  };

  const serve = async (ctx: PaperboyContext, chatId: number): Promise<void> => {
    const result = await switchTo(chatId);
    const { say } = ctx;
    if (result.status !== "switched") {
      await toast(ctx, say.plain(`setup-switch-${result.status}`), { alert: true });
      return;
    }
    await toast(ctx);
    const args = { channel: result.channel.title, former: result.former?.title ?? "" };
    await editOrSend(ctx, { html: say.html(result.former === null ? "setup-connected" : "setup-switched", args) });
  };

  const press = async (ctx: PaperboyContext, pressed: Exclude<Press, { action: "language" }>): Promise<void> => {
    const set = (change: Partial<ChannelSettings>) => apply(ctx, change, pressed);
    switch (pressed.action) {
      case "menu":
        return await open(ctx, pressed.menu);
      case "tags-line":
        return await set({ tagsLine: pressed.on });
      case "author-line":
        return await set({ authorLine: pressed.on });
      case "rubric":
        return await set({ rubric: pressed.on });
      case "paper-button":
        return await set({ paperButton: pressed.on });
      case "discuss-button":
        return await (pressed.on ? discuss(ctx, pressed) : set({ discussButton: "" }));
      case "related-button":
        return await set({ relatedButton: pressed.on ? ctx.say.plain("settings-related-words") : "" });
      case "title-style":
        return await set({ titleStyle: pressed.style });
      case "link-preview":
        return await set({ linkPreview: pressed.preview });
      case "layout":
        return await set({ layout: pressed.layout });
      case "publishers":
        return await set({ publishers: pressed.publishers });
      case "footer-off":
        return await set({ footer: "", formerFooter: channels.served()?.settings.footer ?? "" });
      case "footer-back":
      case "label-back": {
        const channel = channels.served();
        return await set(channel === null ? {} : exchanged(pressed.action, channel.settings));
      }
      case "link-label":
        await toast(ctx);
        return await ask(ctx, "settings-ask-label");
      case "footer":
        await toast(ctx);
        return await ask(ctx, "settings-ask-footer");
      case "choice":
        return await choose(ctx, pressed);
      case "serve":
        return await serve(ctx, pressed.chatId);
    }
  };

  const composer = new Composer<PaperboyContext>();
  const inPrivate = composer.chatType("private");

  inPrivate.command("settings", async (ctx, next) => {
    // Whoever may not is answered like with any command that is not theirs.
    if (!(await mayChange(ctx))) return await next();
    const channel = channels.served();
    if (channel === null) {
      await ctx.reply(ctx.say.plain("settings-no-channel"));
      return;
    }
    await replyWith(ctx, settingsScreen("main", ctx.say, channel));
  });

  inPrivate.on("callback_query:data", async (ctx, next) => {
    const pressed = decode(ctx.callbackQuery.data);
    if (pressed === null || pressed.action === "language") return await next();
    if (await mayChange(ctx)) await press(ctx, pressed);
    else await toast(ctx, ctx.say.plain("settings-not-yours"));
  });

  inPrivate
    .on("message:text")
    .filter((ctx) => {
      const question = ctx.message.reply_to_message;
      return question?.from?.id === ctx.me.id && questions.has(question.text ?? "");
    })
    .use(async (ctx, next) => {
      const text = ctx.message?.text ?? "";
      if (/^\/cancel(?:@\w+)?$/.test(text.trim())) {
        return await replyWith(ctx, { html: ctx.say.html("settings-label-kept") });
      }
      if (text.startsWith("/")) return await next();
      if (!(await mayChange(ctx))) {
        await ctx.reply(ctx.say.plain("settings-not-yours"));
        return;
      }
      const channel = channels.served();
      if (channel === null) {
        await ctx.reply(ctx.say.plain("settings-no-channel"));
        return;
      }
      const question = questions.get(ctx.message?.reply_to_message?.text ?? "");
      if (question === undefined) return await next();
      const change = question.take(text);
      if (change === null) {
        await ask(ctx, question.again);
        return;
      }
      const { footer: formerFooter, linkLabel: formerLabel } = channel.settings;
      const settings = channels.changeSettings(channel.id, {
        ...change,
        ...(change.footer !== undefined && { formerFooter }),
        ...(change.linkLabel !== undefined && { formerLabel }),
      });
      const undo = { action: change.footer === undefined ? "label-back" : "footer-back" } as const;
      await replyWith(ctx, withUndo(ctx.say, settingsScreen("template", ctx.say, { ...channel, settings }), undo));
    });
  return composer;
}
