import { Composer, type Filter, InlineKeyboard } from "grammy";
import type { Channel } from "../../archive/channels.ts";
import type { Snapshot } from "../../post/standing.ts";
import { textOfParts } from "../../post/standing.ts";
import type { EditRequest } from "../../publish/editing/editor.ts";
import { type Live, lookAt } from "../../publish/editing/live.ts";
import { broughtBack, swapped } from "../../publish/editing/plan.ts";
import { following } from "../channel/told.ts";
import type { PaperboyContext } from "../context.ts";
import { token } from "../draft/buttons.ts";
import { toast } from "../setup/reply.ts";
import { decode, type Press } from "./buttons.ts";
import { whenAndWho } from "./card.ts";
import type { LivingCards, Shown } from "./cards.ts";
import { MENUS, press as pressOf } from "./menus.ts";
import type { PublishedParts } from "./parts.ts";
import { type Asking, partOf, reachesChannel } from "./questions.ts";
import { mayEdit } from "./rights.ts";
import { differenceHtml, outcomeText, problemText, refusalText, undoButton } from "./texts.ts";
import { type PostView, viewOf } from "./view.ts";

type PressContext = Filter<PaperboyContext, "callback_query:data">;
type PressParts = PublishedParts & { readonly living: LivingCards; readonly asking: Asking };

/** One press, with what it is about: everything was checked again. */
interface Pressed {
  readonly ctx: PressContext;
  readonly press: Press;
  readonly view: PostView;
  readonly chatId: number;
  readonly channel: Channel;
}

/** Every button of published posts. Each press is answered; who pressed, and whether the post is still so, is checked. */
export function createPresses(parts: PressParts): Composer<PaperboyContext> {
  const { living, asking, questions, editor, editing, effects, guesses } = parts;
  const composer = new Composer<PaperboyContext>();

  composer.on("callback_query:data", async (ctx, next) => {
    const press = decode(ctx.callbackQuery.data);
    if (press === null) return await next();
    const { channel, say } = ctx;
    const chatId = ctx.chat?.id ?? ctx.person.id;
    const stop = (key: string) => toast(ctx, say.plain(key), { alert: true });
    if (channel === null || ctx.chat?.type !== "private") return await stop("published-gone");
    const allowed = await mayEdit(parts, ctx.person.id);
    if (allowed === "no") return await stop("published-may-not");
    if (allowed === "unknown") return await stop("published-rights-unknown");
    const view = viewOf(parts, press.postId, channel);
    if (view === null) return await stop("published-gone");
    await act({ ctx, press, view, chatId, channel });
  });

  const act = async (pressed: Pressed): Promise<void> => {
    const { ctx, press, view, chatId } = pressed;
    const { say } = ctx;
    const { verb, arg } = press;
    // Buttons of receipts and answers know no revision: they only lead to the post.
    const leads = verb === "open" || (verb === "pin" && press.base === 0);
    const reads = leads || verb === "menu" || verb === "see" || verb === "cancel";
    if (!reads && press.base !== view.base) return await refuse(pressed, "published-changed");
    if (!reads && view.post.takenDownAt !== null && verb !== "anew") return await refuse(pressed, "published-gone");
    if (ctx.late && (verb === "pin" || verb === "unpin" || verb === "down" || verb === "back" || verb === "swap")) {
      return await refuse(pressed, "published-late");
    }
    switch (verb) {
      case "open":
        await toast(ctx);
        return await show(pressed, { move: true, menu: arg === "update" ? "update" : "main" });
      case "menu":
        await toast(ctx);
        return await show(pressed, { menu: MENUS.find((menu) => menu === arg) ?? "main" });
      case "see":
        return await see(pressed);
      case "ask":
        return await ask(pressed, true);
      case "mine":
        return await ask(pressed, false);
      case "swap":
        return await swap(pressed);
      case "take":
        return await take(pressed);
      case "tag":
      case "paper":
        return await drop(pressed);
      case "pin":
      case "unpin":
        return await pin(pressed, verb === "pin");
      case "down":
        return await change(pressed, "take-down", { ...editor.snapshot(view.post), parts: [] });
      case "back":
        return await bringBack(pressed);
      case "reply":
      case "after":
      case "anew": {
        await toast(ctx);
        const question = questions.find(chatId);
        questions.close(chatId);
        await asking.settle(chatId, question?.messageId ?? null);
        const kept = arg === "" ? null : guesses.find(chatId, Number(arg));
        return await parts.beginDraft(ctx, view.post, verb, kept ?? []);
      }
      case "cancel": {
        const question = questions.find(chatId);
        questions.close(chatId);
        await toast(ctx, say.plain("published-cancelled"));
        await asking.settle(chatId, question?.messageId ?? ctx.callbackQuery.message?.message_id ?? null);
        return await show(pressed, { move: true });
      }
    }
  };

  const show = async ({ ctx, press, chatId, channel }: Pressed, shown: Shown = {}): Promise<void> => {
    const card = parts.cards.find(press.postId, chatId);
    const elsewhere = card !== null && card !== ctx.callbackQuery.message?.message_id;
    await living.show(press.postId, chatId, channel, ctx.say, { move: elsewhere, ...shown });
  };

  const refuse = async (pressed: Pressed, key: string): Promise<void> => {
    await toast(pressed.ctx, pressed.ctx.say.plain(key), { alert: true });
    await show(pressed);
  };

  /** Asks for a part; before anything that reaches the channel, what stands there is looked at. */
  const ask = async (pressed: Pressed, look: boolean): Promise<void> => {
    const { ctx, press, view, chatId, channel } = pressed;
    const { say } = ctx;
    const asked = partOf(press.arg);
    if (asked === null) return await refuse(pressed, "published-changed");
    await toast(ctx);
    let note: string | undefined;
    if (reachesChannel(asked.part)) {
      const live = look ? await lookAt(parts.readLive, channel.chatId, view.parts) : ({ seen: "same" } as Live);
      if (live.seen === "absent") return await show(pressed, { note: say.html("published-refused-message-gone") });
      if (live.seen === "differs") {
        const choices = new InlineKeyboard()
          .text(say.plain("published-take"), pressOf(view, "take"))
          .text(say.plain("published-mine"), pressOf(view, "mine", press.arg));
        return await show(pressed, { note: say.html("published-differs"), choices });
      }
      if (live.seen === "unseen") note = say.html("published-unseen");
    }
    const { base, postId } = press;
    effects.once(ctx.update.update_id, "post-ask", () =>
      questions.ask(chatId, { postId, base, part: press.arg, arg: asked.arg }),
    );
    await asking.show(chatId, say, note === undefined ? {} : { note });
  };

  /** What somebody changed in the channel becomes the newest revision. */
  const take = async (pressed: Pressed): Promise<void> => {
    const { ctx, view, channel } = pressed;
    await toast(ctx);
    const live = await lookAt(parts.readLive, channel.chatId, view.parts);
    if (live.seen !== "differs") return await show(pressed);
    const before = editor.snapshot(view.post);
    const told = following(parts, before, textOfParts(before.parts), textOfParts(live.parts), channel.settings);
    effects.once(ctx.update.update_id, "post-take", () => {
      editor.record(view.post, { ...told, parts: live.parts }, null, parts.now());
    });
    await show(pressed, { note: ctx.say.html("published-taken") });
  };

  const drop = async (pressed: Pressed): Promise<void> => {
    const { press, view } = pressed;
    const before = editor.snapshot(view.post);
    const wanted: Snapshot =
      press.verb === "tag"
        ? { ...before, tags: before.tags.filter((tag) => token(tag) !== press.arg) }
        : { ...before, paperIds: before.paperIds.filter((id) => String(id) !== press.arg) };
    await change(pressed, "edit", wanted);
  };

  const swap = async (pressed: Pressed): Promise<void> => {
    const { ctx, view } = pressed;
    const before = editor.snapshot(view.post);
    const planned = swapped(before.parts);
    if (planned.ok) return await change(pressed, "edit", { ...before, parts: planned.parts });
    await toast(ctx);
    await show(pressed, { note: problemText(ctx.say, planned.problem) });
  };

  const bringBack = async (pressed: Pressed): Promise<void> => {
    const { ctx, press, view } = pressed;
    const revision = view.revisions.find(({ id }) => String(id) === press.arg);
    if (revision === undefined) return await refuse(pressed, "published-changed");
    const restored = broughtBack(view.parts, revision.snapshot.parts);
    if (restored === null) {
      await toast(ctx);
      return await show(pressed, { note: ctx.say.html("published-refused-message-gone") });
    }
    await change(pressed, "restored", { ...revision.snapshot, parts: restored });
  };

  const change = async (pressed: Pressed, kind: EditRequest["kind"], wanted: Snapshot): Promise<void> => {
    const { ctx, press, chatId, channel } = pressed;
    const { say } = ctx;
    const { postId, base } = press;
    const by = ctx.person.id;
    const outcome = await editor.edit({ postId, base, kind, wanted, by, updateId: ctx.update.update_id });
    await toast(ctx, outcome.status === "changed" ? say.plain("published-changed") : undefined);
    const after = viewOf(parts, postId, channel);
    const undo = outcome.status === "made" && after !== null ? undoButton(after, say) : null;
    const note = kind === "take-down" && outcome.status === "made" ? null : outcomeText(say, outcome);
    if (questions.find(chatId)?.postId === postId && kind === "take-down") questions.close(chatId);
    await show(pressed, { note, ...(undo === null ? {} : { choices: undo }) });
  };

  const pin = async (pressed: Pressed, pinned: boolean): Promise<void> => {
    const { ctx, view, channel } = pressed;
    const { say } = ctx;
    const done = await editing.pin(channel.chatId, view.post.messageId, pinned);
    if (done.ok) {
      await toast(ctx, say.plain(pinned ? "published-pinned" : "published-unpinned"));
      return await show(pressed, { pinned });
    }
    await toast(ctx);
    const note = "refusal" in done ? pinRefusal(done.refusal.code) : "published-later-pin";
    await show(pressed, {
      note:
        note === null && "refusal" in done ? refusalText(say, done.refusal) : say.html(note ?? "published-later-pin"),
    });
  };

  const see = async (pressed: Pressed): Promise<void> => {
    const { ctx, press, view, channel } = pressed;
    const { say } = ctx;
    const revision = view.revisions.find(({ id }) => String(id) === press.arg);
    if (revision === undefined) return await refuse(pressed, "published-changed");
    await toast(ctx);
    const last = view.revisions.at(-1)?.id === revision.id;
    const able = !last && view.post.takenDownAt === null;
    const choices = new InlineKeyboard();
    if (able) choices.text(say.plain("published-back"), pressOf(view, "back", press.arg));
    const head = say.html("published-revision-head", {
      number: view.revisions.indexOf(revision) + 1,
      kind: revision.kind,
      when: whenAndWho(revision, channel.zone, say),
    });
    const note = `${head}\n${differenceHtml(view, revision, say)}`;
    await show(pressed, { menu: "history", note, ...(able ? { choices } : {}) });
  };

  return composer;
}

/** Pinning takes another right than editing does. */
function pinRefusal(code: string): string | null {
  return code === "other" || code === "no-right-to-post" ? "published-refused-pin" : null;
}
