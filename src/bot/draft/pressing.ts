import { Composer, type Filter } from "grammy";
import type { PaperboyContext } from "../context.ts";
import { toast } from "../setup/reply.ts";
import { askNext, beginWith, begunWith } from "./begin.ts";
import { decode, type Press } from "./buttons.ts";
import { authorOf } from "./commands.ts";
import { sendDraftFile } from "./markdown-file.ts";
import type { Outcome } from "./outcome.ts";
import type { DraftingParts } from "./parts.ts";
import { applyPress } from "./presses.ts";
import { gonePress, maySettle, preview, publishPress, thisPress, undoPress } from "./publishing.ts";
import { paste } from "./receive.ts";
import { rehearse } from "./rehearsal.ts";
import { tell } from "./tell.ts";

type PressContext = Filter<PaperboyContext, "callback_query:data">;

/** Every button of drafting. Each press is answered, and who pressed is checked again. */
export function createPresses(parts: DraftingParts): Composer<PaperboyContext> {
  const { drafts, effects, questions, cards, messages } = parts;
  const composer = new Composer<PaperboyContext>();

  composer.on("callback_query:data", async (ctx, next) => {
    const press = decode(ctx.callbackQuery.data);
    if (press === null) return await next();
    if (press.verb === "make" || press.verb === "write") return await fromAnswer(ctx, press);
    const draft = drafts.load(press.draftId);
    if (draft === null || draft.personId !== ctx.person.id || ctx.channel?.id !== draft.channelId) {
      return await toast(ctx, ctx.say.plain("draft-gone"), { alert: true });
    }
    switch (press.verb) {
      case "publish":
        return await publishPress(parts, ctx, press);
      case "preview":
        return draft.state === "open" ? await preview(parts, ctx, draft) : await change(ctx, press);
      case "rehearse":
        return draft.state === "open" ? await rehearse(parts, ctx, draft) : await change(ctx, press);
      case "file":
        return await sendDraftFile(ctx, draft);
      case "layout":
        return await chooseLayout(ctx, press, "layout");
      case "swap":
        return await chooseLayout(ctx, press, "main");
      case "gone":
        return await gonePress(parts, ctx, press);
      case "this":
        return await thisPress(parts, ctx, press);
      case "undo":
        return await undoPress(parts, ctx, press);
      case "there":
        return await askThere(ctx, press);
      case "cancel":
        return await cancel(ctx, press);
      case "open":
        await toast(ctx);
        return await cards.show(draft.id, { move: true });
      default:
        return await change(ctx, press);
    }
  });

  const change = async (ctx: PressContext, press: Press): Promise<void> => {
    const chatId = ctx.chat?.id ?? ctx.person.id;
    const asked = questions.find(chatId)?.messageId ?? null;
    const pressed = effects.once(ctx.update.update_id, "press", () => {
      const draft = drafts.load(press.draftId);
      if (draft === null || ctx.channel === null) return null;
      return applyPress(parts, press, draft, ctx.channel, chatId);
    });
    if (pressed === null) return await toast(ctx, ctx.say.plain("draft-gone"), { alert: true });
    switch (pressed.shows) {
      case "card": {
        await toast(ctx, pressed.toast === undefined ? undefined : ctx.say.plain(pressed.toast));
        const move = pressed.move ?? pressedElsewhere(ctx, press.draftId);
        const { menu, at } = pressed;
        await cards.show(press.draftId, { move, ...(menu !== undefined && { menu }), ...(at !== undefined && { at }) });
        if (questions.find(chatId) === null) await parts.asking.settle(chatId, asked);
        return;
      }
      case "outcome":
        await toast(ctx);
        if (pressed.outcome.shows === "card" && pressed.outcome.draftId !== press.draftId)
          await cards.show(press.draftId);
        await tell(parts, ctx, pressed.outcome, asked);
        return;
      case "search":
        await toast(ctx);
        await cards.show(press.draftId);
        if (questions.find(chatId) === null) await parts.asking.settle(chatId, asked);
        await parts.answers.answerSearch(ctx, pressed.query);
        return;
    }
  };

  /** A draft of what was taken for a search, or about a paper that was shown. */
  const fromAnswer = async (ctx: PressContext, press: Press): Promise<void> => {
    await toast(ctx);
    const sender = await authorOf(ctx);
    if (sender === null) return;
    const id = Number(press.arg);
    const asked = questions.find(sender.chatId)?.messageId ?? null;
    const outcome = effects.once(ctx.update.update_id, "draft", (): Outcome => {
      if (press.verb === "write") {
        if (parts.papers.get(id) === null) return { shows: "nothing" };
        const begun = begunWith(parts, sender, id);
        return begun === null ? beginWith(parts, sender, id, { anew: true }) : askNext(parts, sender.chatId, begun);
      }
      const [made] = drafts.filledBy({ chatId: sender.chatId, messageId: id });
      if (made !== undefined) return { shows: "card", draftId: made };
      const kept = parts.guesses.find(sender.chatId, id);
      return kept === null ? { shows: "nothing" } : { shows: "card", draftId: paste(parts, sender, kept) };
    });
    if (!(await tell(parts, ctx, outcome, asked))) await ctx.reply(ctx.say.plain("draft-guess-gone"));
  };

  /** A layout is chosen and shown at once, as the channel would get it; what it was chosen from stays open under it. */
  const chooseLayout = async (ctx: PressContext, press: Press, menu: "layout" | "main"): Promise<void> => {
    const chatId = ctx.chat?.id ?? ctx.person.id;
    const pressed = effects.once(ctx.update.update_id, "press", () => {
      const draft = drafts.load(press.draftId);
      if (draft === null || ctx.channel === null) return null;
      return applyPress(parts, press, draft, ctx.channel, chatId);
    });
    const draft = drafts.load(press.draftId);
    if (pressed?.shows !== "card" || pressed.toast !== undefined || draft === null) {
      const key = pressed?.shows === "card" ? pressed.toast : undefined;
      await toast(ctx, key === undefined ? undefined : ctx.say.plain(key));
      return await cards.show(press.draftId);
    }
    await preview(parts, ctx, draft, { menu });
  };

  const askThere = async (ctx: PressContext, press: Press): Promise<void> => {
    if (!(await maySettle(parts, ctx, press))) return;
    await toast(ctx);
    const chatId = ctx.chat?.id ?? ctx.person.id;
    if (parts.publications.alive(press.draftId)?.state !== "unknown") return await cards.show(press.draftId);
    effects.once(ctx.update.update_id, "press", () => questions.ask(chatId, press.draftId, "there"));
    await parts.asking.show(chatId, ctx.say);
  };

  const cancel = async (ctx: PressContext, press: Press): Promise<void> => {
    const chatId = ctx.chat?.id ?? ctx.person.id;
    const asked = questions.find(chatId)?.messageId ?? ctx.callbackQuery.message?.message_id ?? null;
    effects.once(ctx.update.update_id, "press", () => {
      if (questions.find(chatId)?.draftId === press.draftId) questions.close(chatId);
    });
    await toast(ctx, ctx.say.plain("draft-cancelled-short", { number: String(press.draftId) }));
    await parts.asking.settle(chatId, asked);
    await cards.show(press.draftId, { move: true });
  };

  /** A button of an older card, or of a question: the card comes down to where the person is. */
  const pressedElsewhere = (ctx: PressContext, draftId: number): boolean => {
    const shown = messages.card(draftId)?.messageId;
    return shown !== undefined && shown !== ctx.callbackQuery.message?.message_id;
  };

  return composer;
}
