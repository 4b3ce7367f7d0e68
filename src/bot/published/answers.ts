import type { Message } from "@grammyjs/types";
import { InlineKeyboard } from "grammy";
import type { Channel } from "../../archive/channels.ts";
import type { PostQuestion } from "../../archive/post-messages.ts";
import type { EditOutcome } from "../../publish/editing/editor.ts";
import { changes } from "../../publish/editing/plan.ts";
import type { PaperboyContext } from "../context.ts";
import { replyWith } from "../setup/reply.ts";
import type { LivingCards } from "./cards.ts";
import { afterwards, foundChoices, foundNote, goneChoices, keepFound, keptAs, leftChoices, lookFor } from "./found.ts";
import { press } from "./menus.ts";
import type { PublishedParts } from "./parts.ts";
import type { Asking } from "./questions.ts";
import { readAnswer } from "./reading.ts";
import { mayEdit } from "./rights.ts";
import { outcomeText, problemText } from "./texts.ts";
import { type PostView, viewOf } from "./view.ts";
import { asksMarkdown, readingChoices } from "./written.ts";

type AnswerParts = PublishedParts & { readonly living: LivingCards; readonly asking: Asking };

/**
 * What becomes of an answer where the post was changed since it was asked for: null: it waits for a tap; "mine": it takes
 * the place of that change; "take": it comes on top of it.
 */
type Insisting = "mine" | "take" | null;

export interface Answers {
  /** Takes a private message as the answer to what is asked about a post. False where nothing is asked. */
  message(ctx: PaperboyContext): Promise<boolean>;
  /** The answer that waited is made after all. False where nothing is asked any more. */
  kept(ctx: PaperboyContext, messages: readonly Message[], insisting: Insisting): Promise<boolean>;
}

export function createAnswers(parts: AnswerParts): Answers {
  const { effects, questions, living, asking, editor, revisions, guesses } = parts;

  const message = async (ctx: PaperboyContext): Promise<boolean> => {
    const { channel, say, person } = ctx;
    const chatId = ctx.chat?.id;
    const [first, ...rest] = ctx.together;
    if (chatId === undefined || channel === null || first === undefined) return false;
    // Kept with the update: if it is handled again, the question may be answered already.
    const question = effects.once(ctx.update.update_id, "post-question", () => questions.find(chatId));
    if (question === null) return false;
    const allowed = await mayEdit(parts, person.id);
    const view = viewOf(parts, question.postId, channel);
    if (allowed !== "yes" || view === null || view.post.takenDownAt !== null) {
      if (allowed !== "unknown") close(chatId, question);
      const key =
        allowed === "yes" ? "published-gone" : allowed === "no" ? "published-may-not" : "published-rights-unknown";
      await replyWith(ctx, { html: say.html(key) });
      return true;
    }
    await answer(ctx, { chatId, channel, question, view, messages: [first, ...rest] }, null);
    return true;
  };

  const answer = async (ctx: PaperboyContext, given: Given, insisting: Insisting): Promise<void> => {
    const { chatId, channel, question, view, messages } = given;
    const { say, person, update } = ctx;
    const { id: postId } = view.post;
    const kept = keptAs(messages[0].message_id);
    if (editor.begun(update.update_id)) {
      // The process ended in the midst of it: what was wanted then is on disk.
      const { base } = question;
      const wanted = editor.snapshot(view.post);
      const edit = { postId, base, kind: "edit" as const, wanted, by: person.id, updateId: update.update_id };
      return await told(ctx, given, await editor.edit(edit));
    }
    const wait = async (note: string, choices: InlineKeyboard): Promise<void> => {
      guesses.keep(chatId, messages);
      await asking.show(chatId, say, { note, choices });
    };
    if (question.part === "text" && insisting === null && asksMarkdown(messages)) {
      return await wait(say.html("reading-ask"), readingChoices(view, kept, say));
    }
    let read = readAnswer(parts, view, question, messages, say.plain("published-mark"));
    if ("missing" in read) return await asking.show(chatId, say, { note: say.html(read.missing) });
    if ("problem" in read) {
      const { code } = read.problem;
      const closed = code === "text-empty" || code === "no-buttons";
      const choices = closed ? new InlineKeyboard() : leftChoices(view, say, String(messages[0].message_id));
      return await wait(problemText(say, read.problem), choices);
    }
    if (insisting === null && (view.base !== question.base || view.pending !== null)) {
      // Somebody else was quicker. What was written is not lost: one tap brings it after all.
      const { part, arg } = question;
      effects.once(update.update_id, "post-ask", () => questions.ask(chatId, { postId, base: view.base, part, arg }));
      const note = say.html(view.pending === null ? "published-changed" : "published-pending");
      return await wait(note, new InlineKeyboard().text(say.plain("published-mine"), press(view, "mine", kept)));
    }
    let { base } = view;
    const standing = view.parts;
    const reaches = changes(standing, read.wanted.parts).length > 0;
    const live = reaches ? await lookFor(parts, view, aboutOf(question)) : ({ seen: "same" } as const);
    if (live.seen === "absent") {
      close(chatId, question);
      await asking.settle(chatId, question.messageId);
      const shown = { move: true, note: say.html("published-gone-here"), choices: goneChoices(view, say) };
      await living.show(postId, chatId, channel, say, shown);
      return;
    }
    if (live.seen === "differs") {
      if (insisting === null) {
        const take = question.part === "text" ? "" : kept;
        return await wait(foundNote(view, live, say), foundChoices(view, say, { take, mine: kept }));
      }
      base = keepFound(parts, view, live, update.update_id);
      const after = viewOf(parts, postId, channel);
      if (insisting === "take" && after !== null) {
        read = readAnswer(parts, after, question, messages, say.plain("published-mark"));
        if (!("wanted" in read)) {
          const note = "missing" in read ? say.html(read.missing) : problemText(say, read.problem);
          return await wait(note, new InlineKeyboard());
        }
      }
    }
    const { kind, wanted, left } = read;
    const edit = { postId, base, kind, wanted, by: person.id, updateId: update.update_id };
    await told(ctx, given, await editor.edit(edit), left);
    for (const id of wanted.paperIds) if (parts.papers.get(id)?.title === null) parts.wanted(id);
  };

  /** The question is answered: it goes, and the card says how the change ended. */
  const told = async (ctx: PaperboyContext, given: Given, outcome: EditOutcome, left?: string): Promise<void> => {
    const { chatId, channel, question, view } = given;
    const { say } = ctx;
    const { id: postId } = view.post;
    close(chatId, question);
    await asking.settle(chatId, question.messageId);
    const after = viewOf(parts, postId, channel);
    const choices = afterwards(after, outcome, say);
    const note = outcomeText(say, outcome);
    await living.show(postId, chatId, channel, say, {
      move: true,
      note: left === undefined || outcome.status !== "made" ? note : `${note} ${say.html(left)}`,
      ...(choices === null ? {} : { choices }),
    });
    await living.refreshOthers(postId, chatId, channel);
  };

  const close = (chatId: number, { postId }: PostQuestion): void => {
    if (questions.find(chatId)?.postId === postId) questions.close(chatId);
  };

  return {
    message,
    kept: async (ctx, [first, ...rest], insisting) => {
      const { channel } = ctx;
      const chatId = ctx.chat?.id;
      const question = chatId === undefined ? null : questions.find(chatId);
      const view = channel === null || question === null ? null : viewOf(parts, question.postId, channel);
      if (chatId === undefined || channel === null || question === null || view === null || first === undefined) {
        return false;
      }
      if (revisions.intended(view.post.id) !== null) return false;
      await answer(ctx, { chatId, channel, question, view, messages: [first, ...rest] }, insisting);
      return true;
    },
  };
}

interface Given {
  readonly chatId: number;
  readonly channel: Channel;
  readonly question: PostQuestion;
  readonly view: PostView;
  readonly messages: readonly [Message, ...Message[]];
}

/** The message of the figure that is asked for. */
function aboutOf({ part, arg }: PostQuestion): number | null {
  return part.startsWith("figure") ? Number.parseInt(arg, 36) : null;
}
