import { Composer, InlineKeyboard } from "grammy";
import { buttonsOf, withButtons } from "../../publish/editing/buttons.ts";
import { LOOKS, withLook } from "../../publish/editing/look.ts";
import { swapped } from "../../publish/editing/plan.ts";
import { hasTagsLine } from "../../publish/editing/tags.ts";
import type { PaperboyContext } from "../context.ts";
import { toast } from "../setup/reply.ts";
import { decode, type Verb } from "./buttons.ts";
import { whenAndWho } from "./card.ts";
import { createChanging, type Pressed, type PressParts } from "./changing.ts";
import { differencePages } from "./difference.ts";
import { keptIn, leftChoices, lookFor } from "./found.ts";
import { historyPage, menuOf, paperButton, press as pressOf, turning } from "./menus.ts";
import { closedTo, partOf, placeOf, reachesChannel, roomText } from "./questions.ts";
import { otherForm, sendPostFile } from "./rich.ts";
import { mayEdit } from "./rights.ts";
import { problemText, refusalText } from "./texts.ts";
import { viewOf } from "./view.ts";
import { readAs } from "./written.ts";

/** What changes the channel at once: pressed while the bot was off, it needs a second press. */
const REACHING: ReadonlySet<Verb> = new Set([
  "pin",
  "unpin",
  "down",
  "back",
  "swap",
  "twin",
  "look",
  "button",
  "offer",
  "tag",
  "mine",
]);

/** What begins a draft, and leaves the post as it is. */
const BEGINS: ReadonlySet<Verb> = new Set(["reply", "after", "anew"]);

/** Every button of published posts. Each press is answered; who pressed, and whether the post is still so, is checked. */
export function createPresses(parts: PressParts): Composer<PaperboyContext> {
  const { answers, asking, questions, editor, editing, guesses } = parts;
  const changing = createChanging(parts);
  const { show, refuse, stops, change, plan } = changing;
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
    const again = editor.begun(ctx.update.update_id);
    if (!reads && !again && press.base !== view.base) return await refuse(pressed, "published-changed");
    if (!reads && !again && view.pending !== null && !BEGINS.has(verb)) {
      return await refuse(pressed, "published-pending-now");
    }
    if (!reads && !again && view.post.takenDownAt !== null && verb !== "anew")
      return await refuse(pressed, "published-gone");
    if (ctx.late && REACHING.has(verb)) {
      return await refuse(pressed, "published-late");
    }
    switch (verb) {
      case "open":
        await toast(ctx);
        return await show(pressed, { move: true, menu: arg === "update" ? "update" : "main" });
      case "menu":
        return await menu(pressed);
      case "see":
        return await see(pressed);
      case "ask":
        return await ask(pressed);
      case "mine":
        return await changing.insist(pressed, "mine");
      case "take":
        return await changing.insist(pressed, "take");
      case "swap":
        return await plan(pressed, swapped(view.parts));
      case "read": {
        const id = keptIn(arg.slice(2));
        const kept = id === null ? null : guesses.find(chatId, id);
        const read = kept === null ? [] : readAs(kept, arg.startsWith("m") ? "markdown" : "plain");
        if (!(await answers.kept(ctx, read, null))) return await refuse(pressed, "published-changed");
        return await toast(ctx);
      }
      case "file":
        return await sendPostFile(parts, ctx, view);
      case "twin": {
        const form = otherForm(view);
        if (form === null) return await refuse(pressed, "published-changed");
        if (arg === "") {
          // A button of an older card, which asked first.
          await toast(ctx);
          return await show(pressed);
        }
        return await parts.publishTwin(ctx, view.post, form, (draftId) => {
          if (arg === "instead") parts.replacements.note(draftId, view.post.id);
        });
      }
      case "look": {
        const look = LOOKS.find((known) => known === arg);
        return look === undefined
          ? await refuse(pressed, "published-changed")
          : await plan(pressed, withLook(view.parts, look));
      }
      case "button": {
        const left = buttonsOf(view.parts).filter((_, i) => String(i) !== arg);
        return await plan(pressed, withButtons(view.parts, left));
      }
      case "offer": {
        const paper = view.post.papers.find(({ id }) => String(id) === arg);
        if (paper === undefined) return await refuse(pressed, "published-changed");
        return await plan(pressed, withButtons(view.parts, [...buttonsOf(view.parts), paperButton(paper)]));
      }
      case "tag":
      case "paper":
        return await changing.drop(pressed);
      case "pin":
      case "unpin":
        return await pin(pressed, verb === "pin");
      case "down":
        return await change(pressed, "take-down", { ...editor.snapshot(view.post), parts: [] });
      case "back":
        return await changing.bringBack(pressed);
      case "reply":
      case "after":
      case "anew": {
        await toast(ctx);
        const question = questions.find(chatId);
        questions.close(chatId);
        await asking.settle(chatId, question?.messageId ?? null);
        const kept = arg === "" ? null : guesses.find(chatId, Number(arg));
        const draftId = await parts.beginDraft(
          ctx,
          view.post,
          verb,
          kept ?? [],
          verb === "anew" && view.parts[0]?.form === "rich" ? "rich" : null,
        );
        if (verb === "anew" && draftId !== null && view.post.takenDownAt === null) {
          parts.replacements.note(draftId, view.post.id);
        }
        return;
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

  /** Another keyboard; where it changes the channel by a tap, what stands there is looked at first. */
  const menu = async (pressed: Pressed): Promise<void> => {
    const { ctx, press, view } = pressed;
    await toast(ctx);
    const { menu: name, page } = menuOf(press.arg);
    const taps = name === "buttons" || name === "look" || (name === "tags" && hasTagsLine(view.parts));
    if (!taps || view.post.takenDownAt !== null || view.pending !== null)
      return await show(pressed, { menu: name, page });
    const live = await lookFor(parts, view);
    if (await stops(pressed, live, "")) return;
    await show(pressed, { menu: name, ...(live.seen === "unseen" && { note: ctx.say.html("published-unseen") }) });
  };

  /** Asks for a part; before anything that reaches the channel, what stands there is looked at. */
  const ask = async (pressed: Pressed): Promise<void> => {
    const { ctx, press, view, chatId } = pressed;
    const { say } = ctx;
    const asked = partOf(press.arg);
    if (asked === null) return await refuse(pressed, "published-changed");
    await toast(ctx);
    const closed = closedTo(asked.part, view.parts);
    if (closed !== null) {
      return await show(pressed, { note: problemText(say, closed), choices: leftChoices(view, say) });
    }
    let note = roomText(asked.part, view.parts, say);
    if (reachesChannel(asked.part, view.parts)) {
      const live = await lookFor(parts, view, asked.part === "figure" ? (placeOf(asked.arg)?.messageId ?? null) : null);
      if (await stops(pressed, live, press.arg)) return;
      if (live.seen === "unseen") {
        note = [say.html("published-unseen"), note].filter((line) => line !== null).join("\n\n");
      }
    }
    changing.put(pressed, press.base);
    await asking.show(chatId, say, note === null ? {} : { note });
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
    const [id, wish = "1"] = press.arg.split("-");
    const revision = view.revisions.find((each) => String(each.id) === id);
    if (revision === undefined) return await refuse(pressed, "published-changed");
    await toast(ctx);
    const pages = differencePages(view, revision, say);
    const page = Math.min(Math.max(1, Number.parseInt(wish, 10) || 1), pages.length);
    const choices = new InlineKeyboard();
    if (pages.length > 1) turning(choices, page, pages.length, (to) => pressOf(view, "see", `${id}-${to}`));
    const last = view.revisions.at(-1)?.id === revision.id;
    if (!last && view.post.takenDownAt === null)
      choices.row().text(say.plain("published-back"), pressOf(view, "back", id));
    const number = view.revisions.indexOf(revision) + 1;
    const head = say.html("published-revision-head", {
      number,
      kind: revision.kind,
      when: whenAndWho(revision, channel.zone, say),
    });
    const note = `${head}\n${pages[page - 1] ?? ""}`;
    await show(pressed, { menu: "history", page: historyPage(view.revisions.length, number), note, choices });
  };

  return composer;
}

/** Pinning takes another right than editing does. */
function pinRefusal(code: string): string | null {
  return code === "other" || code === "no-right-to-post" ? "published-refused-pin" : null;
}
