import type { Filter } from "grammy";
import type { Channel } from "../../archive/channels.ts";
import type { Snapshot } from "../../post/standing.ts";
import type { EditRequest } from "../../publish/editing/editor.ts";
import type { Live } from "../../publish/editing/live.ts";
import { broughtBack, changes, type Planned } from "../../publish/editing/plan.ts";
import type { PaperboyContext } from "../context.ts";
import { token } from "../draft/buttons.ts";
import { toast } from "../setup/reply.ts";
import type { Answers } from "./answers.ts";
import type { Press } from "./buttons.ts";
import type { LivingCards, Shown } from "./cards.ts";
import { afterwards, foundChoices, foundNote, goneChoices, keepFound, keptIn, leftChoices, lookFor } from "./found.ts";
import type { PublishedParts } from "./parts.ts";
import { type Asking, partOf } from "./questions.ts";
import { tagged } from "./reading.ts";
import { outcomeText, problemText } from "./texts.ts";
import { type PostView, viewOf } from "./view.ts";

export type PressContext = Filter<PaperboyContext, "callback_query:data">;
export type PressParts = PublishedParts & {
  readonly living: LivingCards;
  readonly asking: Asking;
  readonly answers: Answers;
};

/** One press, with what it is about: everything was checked again. */
export interface Pressed {
  readonly ctx: PressContext;
  readonly press: Press;
  readonly view: PostView;
  readonly chatId: number;
  readonly channel: Channel;
}

/** What presses do to a post, and what they show then. */
export interface Changing {
  show(pressed: Pressed, shown?: Shown): Promise<void>;
  /** Says in a window of Telegram's own why nothing was done. */
  refuse(pressed: Pressed, key: string): Promise<void>;
  /** Tells what keeps a change from being made as it was thought: the post was changed in the channel, or is gone. */
  stops(pressed: Pressed, live: Live, mine: string): Promise<boolean>;
  /** Notes what is asked for, of the post as it is after this revision. */
  put(pressed: Pressed, base: number): void;
  change(pressed: Pressed, kind: EditRequest["kind"], wanted: Snapshot): Promise<void>;
  plan(pressed: Pressed, planned: Planned): Promise<void>;
  /** A tag or a paper out. */
  drop(pressed: Pressed): Promise<void>;
  bringBack(pressed: Pressed): Promise<void>;
  /**
   * What somebody changed in the channel is kept as a revision. "take": it stays. "mine": what was known takes its place
   * again, and the part is asked for that was to be changed. An answer that waited is made then.
   */
  insist(pressed: Pressed, how: "take" | "mine"): Promise<void>;
}

export function createChanging(parts: PressParts): Changing {
  const { living, asking, answers, questions, editor, effects, guesses } = parts;

  const show = async ({ ctx, press, chatId, channel }: Pressed, shown: Shown = {}): Promise<void> => {
    const card = parts.cards.find(press.postId, chatId);
    const elsewhere = card !== null && card !== ctx.callbackQuery.message?.message_id;
    await living.show(press.postId, chatId, channel, ctx.say, { move: elsewhere, ...shown });
  };

  const refuse = async (pressed: Pressed, key: string): Promise<void> => {
    await toast(pressed.ctx, pressed.ctx.say.plain(key), { alert: true });
    await show(pressed);
  };

  const put = ({ ctx, press, chatId }: Pressed, base: number): void => {
    const { postId, arg: part } = press;
    const arg = partOf(part)?.arg ?? "";
    effects.once(ctx.update.update_id, "post-ask", () => questions.ask(chatId, { postId, base, part, arg }));
  };

  const stops = async (pressed: Pressed, live: Live, mine: string): Promise<boolean> => {
    const { say } = pressed.ctx;
    const { view } = pressed;
    if (live.seen === "absent") {
      await show(pressed, { note: say.html("published-gone-here"), choices: goneChoices(view, say) });
    } else if (live.seen === "differs") {
      const note = foundNote(view, live, say);
      await show(pressed, { note, choices: foundChoices(view, say, { take: "", mine }) });
    } else return false;
    return true;
  };

  const insist = async (pressed: Pressed, how: "take" | "mine"): Promise<void> => {
    const { ctx, press, view, chatId, channel } = pressed;
    const { say } = ctx;
    const id = keptIn(press.arg);
    const kept = id === null ? null : guesses.find(chatId, id);
    await toast(ctx);
    if (kept !== null) {
      if (!(await answers.kept(ctx, kept, how))) await show(pressed, { note: say.html("published-changed") });
      return;
    }
    const live = await lookFor(parts, view);
    if (live.seen === "absent") return void (await stops(pressed, live, ""));
    const before = editor.snapshot(view.post);
    const base = live.seen === "differs" ? keepFound(parts, view, live, ctx.update.update_id) : press.base;
    const asked = how === "mine" ? partOf(press.arg) : null;
    const fewer = live.seen === "differs" && live.parts.length < view.parts.length;
    if (how === "mine" && live.seen === "differs" && asked?.part !== "text") {
      const now = viewOf(parts, press.postId, channel);
      const back = now === null ? null : broughtBack(now.parts, before.parts);
      if (now === null || back?.ok !== true) {
        const note = back === null ? undefined : back.ok ? undefined : problemText(say, back.problem);
        return await show(pressed, note === undefined ? {} : { note });
      }
      const { id: by } = ctx.person;
      const wanted = { ...before, parts: back.parts };
      const request = { postId: press.postId, base, kind: "restored" as const, wanted, by };
      const outcome = await editor.edit({ ...request, updateId: ctx.update.update_id });
      if (outcome.status !== "made" || asked === null) return await show(pressed, { note: outcomeText(say, outcome) });
      await show(pressed);
    }
    if (asked === null) {
      const question = questions.find(chatId);
      if (question?.postId === press.postId) {
        questions.close(chatId);
        await asking.settle(chatId, question.messageId);
      }
      // Where nothing differs any more, there was nothing to take.
      if (live.seen !== "differs") return await show(pressed);
      return await show(pressed, { note: say.html(fewer ? "published-taken-fewer" : "published-taken") });
    }
    put(pressed, parts.revisions.last(press.postId));
    await asking.show(chatId, say);
  };

  const drop = async (pressed: Pressed): Promise<void> => {
    const { ctx, press, view } = pressed;
    const before = editor.snapshot(view.post);
    if (press.verb === "paper") {
      return await change(pressed, "edit", {
        ...before,
        paperIds: before.paperIds.filter((id) => String(id) !== press.arg),
      });
    }
    const read = tagged(
      before,
      before.tags.filter((tag) => token(tag) !== press.arg),
    );
    if ("wanted" in read) return await change(pressed, "edit", read.wanted);
    await toast(ctx);
    if ("problem" in read) {
      await show(pressed, { note: problemText(ctx.say, read.problem), choices: leftChoices(view, ctx.say) });
    }
  };

  const plan = async (pressed: Pressed, planned: Planned): Promise<void> => {
    const { ctx, view } = pressed;
    if (planned.ok) return await change(pressed, "edit", { ...editor.snapshot(view.post), parts: planned.parts });
    await toast(ctx);
    await show(pressed, { note: problemText(ctx.say, planned.problem), choices: leftChoices(view, ctx.say) });
  };

  const bringBack = async (pressed: Pressed): Promise<void> => {
    const { ctx, press, view } = pressed;
    const revision = view.revisions.find(({ id }) => String(id) === press.arg);
    if (revision === undefined) return await refuse(pressed, "published-changed");
    const back = broughtBack(view.parts, revision.snapshot.parts);
    if (back.ok) return await change(pressed, "restored", { ...revision.snapshot, parts: back.parts });
    await toast(ctx);
    await show(pressed, { note: problemText(ctx.say, back.problem), choices: leftChoices(view, ctx.say) });
  };

  const change = async (pressed: Pressed, kind: EditRequest["kind"], wanted: Snapshot): Promise<void> => {
    const { ctx, press, view, chatId, channel } = pressed;
    const { say } = ctx;
    const { postId, base } = press;
    const by = ctx.person.id;
    await toast(ctx);
    // What is on disk already is looked at no more: the channel may have it.
    const reaches =
      kind !== "take-down" && !editor.begun(ctx.update.update_id) && changes(view.parts, wanted.parts).length > 0;
    const live = reaches ? await lookFor(parts, view) : ({ seen: "same" } as const);
    if (await stops(pressed, live, "")) return;
    const outcome = await editor.edit({ postId, base, kind, wanted, by, updateId: ctx.update.update_id });
    const after = viewOf(parts, postId, channel);
    const choices = afterwards(after, outcome, say);
    const told = kind === "take-down" && outcome.status === "made" ? null : outcomeText(say, outcome);
    const blind = live.seen === "unseen" && outcome.status === "made" ? say.html("published-unseen-made") : null;
    const note = [told, blind].filter((line) => line !== null).join(" ");
    if (questions.find(chatId)?.postId === postId && kind === "take-down") questions.close(chatId);
    await show(pressed, { ...(note !== "" && { note }), ...(choices === null ? {} : { choices }) });
    await living.refreshOthers(postId, chatId, channel);
  };

  return { show, refuse, stops, put, change, plan, drop, bringBack, insist };
}
