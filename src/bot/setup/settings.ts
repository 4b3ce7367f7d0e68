import { Composer, InlineKeyboard } from "grammy";
import type { Channel, Channels } from "../../archive/channels.ts";
import type { Desk } from "../../desk/desk.ts";
import type { ChannelSettings } from "../../post/settings.ts";
import type { PaperboyContext } from "../context.ts";
import { LANGUAGES, type Language, type Say } from "../words.ts";
import type { Notice } from "./announce.ts";
import { decode, encode, type Press } from "./buttons.ts";
import type { Switch } from "./connect.ts";
import { editOrSend, replyWith, toast } from "./reply.ts";

/** The setting's own bound. */
const LABEL_LENGTH = 64;
const QUESTIONS = ["settings-ask-label", "settings-label-bad"] as const;

/**
 * `/settings`: one message that is edited in place. Who presses is checked again each time, and each button carries
 * the value that it sets, so that an old message or a second press does no harm. What is set holds at once.
 */
export function createSettings(deps: {
  readonly channels: Channels;
  readonly desk: Desk;
  readonly words: (language: Language) => Say;
  readonly switchTo: (chatId: number) => Promise<Switch>;
}): Composer<PaperboyContext> {
  const { channels, desk, switchTo } = deps;
  // The question is known by its text, in whichever language it was asked: so it outlives a restart.
  const questions = new Set(LANGUAGES.flatMap((language) => QUESTIONS.map((key) => deps.words(language).plain(key))));
  const mayChange = async (ctx: PaperboyContext) => (await desk.standing(ctx.person.id, { live: true })).admin;

  const apply = async (ctx: PaperboyContext, change: Partial<ChannelSettings>): Promise<void> => {
    const channel = channels.served();
    if (channel === null) {
      await toast(ctx, ctx.say.plain("settings-no-channel"));
      return;
    }
    const settings = channels.changeSettings(channel.id, change);
    const changed = JSON.stringify(settings) !== JSON.stringify(channel.settings);
    await toast(ctx, ctx.say.plain(changed ? "settings-saved" : "settings-same"));
    await editOrSend(ctx, settingsNotice(ctx.say, { ...channel, settings }));
  };

  const ask = async (ctx: PaperboyContext, question: (typeof QUESTIONS)[number]): Promise<void> => {
    await ctx.reply(ctx.say.plain(question), {
      reply_markup: { force_reply: true, input_field_placeholder: ctx.say.plain("settings-label-placeholder") },
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
    switch (pressed.action) {
      case "tags-line":
        return await apply(ctx, { tagsLine: pressed.on });
      case "author-line":
        return await apply(ctx, { authorLine: pressed.on });
      case "publishers":
        return await apply(ctx, { publishers: pressed.publishers });
      case "link-label":
        await toast(ctx);
        return await ask(ctx, "settings-ask-label");
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
    await replyWith(ctx, settingsNotice(ctx.say, channel));
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
      const label = labelOf(text);
      if (label === null) {
        await ask(ctx, "settings-label-bad");
        return;
      }
      const settings = channels.changeSettings(channel.id, { linkLabel: label });
      await replyWith(ctx, settingsNotice(ctx.say, { ...channel, settings }));
    });
  return composer;
}

function settingsNotice(say: Say, channel: Channel): Notice {
  const { linkLabel, tagsLine, authorLine, publishers } = channel.settings;
  const [tags, author] = [onOrOff(tagsLine), onOrOff(authorLine)];
  const lines = [
    say.html("settings-link-label", { label: linkLabel }),
    say.html("settings-tags-line", { on: tags }),
    say.html("settings-author-line", { on: author }),
    say.html("settings-publishers", { publishers }),
  ];
  const others = publishers === "admins" ? "channel-administrators" : "admins";
  const keyboard = new InlineKeyboard()
    .text(say.plain("settings-link-label-button"), encode({ action: "link-label" }))
    .row()
    .text(say.plain("settings-tags-line-button", { on: tags }), encode({ action: "tags-line", on: !tagsLine }))
    .row()
    .text(say.plain("settings-author-line-button", { on: author }), encode({ action: "author-line", on: !authorLine }))
    .row()
    .text(
      say.plain("settings-publishers-button", { publishers }),
      encode({ action: "publishers", publishers: others }),
    );
  const title = say.html("settings-title", { channel: channel.title });
  return { html: `${title}\n\n${lines.join("\n")}\n\n${say.html("settings-note")}`, keyboard };
}

function onOrOff(on: boolean): "yes" | "no" {
  return on ? "yes" : "no";
}

/** One line, composed, without what cannot be seen. Null if nothing or too much is left. */
function labelOf(text: string): string | null {
  const label = text.normalize("NFC").trim();
  if (label.length === 0 || label.length > LABEL_LENGTH || /[\p{Cc}\u2028\u2029]/u.test(label)) return null;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(label) ? label : null;
}
