import type { Message } from "@grammyjs/types";
import { InlineKeyboard } from "grammy";
import type { PostQuestion } from "../../archive/post-messages.ts";
import { type ClassicDocument, join } from "../../document/document.ts";
import { toSendable } from "../../document/rich/sendable.ts";
import { findIdentifiers, isPaper, parseIdentifier } from "../../paper/identifier.ts";
import { type Snapshot, textOfParts } from "../../post/standing.ts";
import type { EditRequest } from "../../publish/editing/editor.ts";
import {
  type Planned,
  type Problem,
  withFigure,
  withRich,
  withText,
  withTitle,
  withUpdate,
} from "../../publish/editing/plan.ts";
import { following } from "../channel/told.ts";
import type { PaperboyContext } from "../context.ts";
import { distinctTags } from "../draft/fill.ts";
import { documentOf, figureOf } from "../draft/incoming.ts";
import { tagsIn } from "../draft/receive.ts";
import { replyWith } from "../setup/reply.ts";
import type { LivingCards } from "./cards.ts";
import { press } from "./menus.ts";
import type { PublishedParts } from "./parts.ts";
import { type Asking, partOf } from "./questions.ts";
import { mayEdit } from "./rights.ts";
import { outcomeText, problemText, undoButton } from "./texts.ts";
import { type PostView, viewOf } from "./view.ts";

type AnswerParts = PublishedParts & { readonly living: LivingCards; readonly asking: Asking };

/** What an answer asks for: a change, why there is none in what came, or why Telegram cannot make it. */
type Read =
  | { readonly wanted: Snapshot; readonly kind: EditRequest["kind"] }
  | { readonly missing: string }
  | { readonly problem: Problem };

/** Takes a private message as the answer to what is asked about a post. False where nothing is asked. */
export function createAnswers(parts: AnswerParts): (ctx: PaperboyContext) => Promise<boolean> {
  const { effects, questions, living, asking, editor, guesses } = parts;
  return async (ctx) => {
    const { channel, say, person } = ctx;
    const chatId = ctx.chat?.id;
    const messages = ctx.together;
    const [first] = messages;
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
    const read = readAnswer(parts, view, question, messages, say.plain("published-mark"));
    if ("missing" in read) {
      await asking.show(chatId, say, { note: say.html(read.missing) });
      return true;
    }
    if ("problem" in read) {
      guesses.keep(chatId, [first, ...messages.slice(1)]);
      await asking.show(chatId, say, {
        note: problemText(say, read.problem),
        choices: choicesFor(view, read.problem, first.message_id, say),
      });
      return true;
    }
    const { id: postId } = view.post;
    const { kind, wanted } = read;
    const updateId = ctx.update.update_id;
    const outcome = await editor.edit({ postId, base: question.base, kind, wanted, by: person.id, updateId });
    close(chatId, question);
    await asking.settle(chatId, question.messageId);
    for (const id of wanted.paperIds) if (parts.papers.get(id)?.title === null) parts.wanted(id);
    const after = viewOf(parts, postId, channel);
    const undo = outcome.status === "made" && after !== null ? undoButton(after, say) : null;
    await living.show(postId, chatId, channel, say, {
      move: true,
      note: outcomeText(say, outcome),
      ...(undo === null ? {} : { choices: undo }),
    });
    return true;
  };

  function close(chatId: number, { postId }: PostQuestion): void {
    if (questions.find(chatId)?.postId === postId) questions.close(chatId);
  }
}

function readAnswer(
  parts: AnswerParts,
  view: PostView,
  question: PostQuestion,
  messages: readonly Message[],
  mark: string,
): Read {
  const { post, channel } = view;
  const asked = partOf(question.part);
  const before = parts.editor.snapshot(post);
  const texts = messages.flatMap((message) => documentOf(message) ?? []);
  const document = join(texts);
  const change = (planned: Planned, kind: EditRequest["kind"] = "edit"): Read => {
    if (!planned.ok) return { problem: planned.problem };
    const told = following(parts, before, textOfParts(before.parts), textOfParts(planned.parts), channel.settings);
    return { kind, wanted: { ...told, parts: planned.parts } };
  };
  switch (asked?.part) {
    case "text": {
      const rich = messages.find((message) => message.rich_message !== undefined)?.rich_message;
      if (rich !== undefined) return change(withRich(before.parts, toSendable(rich)));
      return document.text.trim() === ""
        ? { missing: "published-need-text" }
        : change(withText(before.parts, document));
    }
    case "line":
      return document.text.trim() === ""
        ? { missing: "published-need-text" }
        : change(withUpdate(before.parts, mark, document), "update");
    case "title": {
      const line = document.text.replace(/\s+/gu, " ").trim();
      const { min, max } = channel.settings.titleLength;
      if (line.length < min || line.length > max) return { missing: "published-need-title" };
      const planned = withTitle(before.parts, post.title, line);
      if (planned === null) return { kind: "edit", wanted: { ...before, title: line } };
      return planned.ok
        ? { kind: "edit", wanted: { ...before, title: line, parts: planned.parts } }
        : { problem: planned.problem };
    }
    case "figure": {
      const [figure, another] = messages.flatMap((message) => figureOf(message) ?? []);
      if (figure === undefined) return { missing: "published-need-figure" };
      if (another !== undefined) return { problem: { code: "album-fixed" } };
      return change(withFigure(before.parts, Number.parseInt(question.arg, 36), figure));
    }
    case "tags": {
      const tags = tagsIn(texts.map(({ text }) => text).join(" "));
      if (tags.length === 0) return { missing: "draft-no-tags-there" };
      return { kind: "edit", wanted: { ...before, tags: distinctTags([...before.tags, ...tags]) } };
    }
    case "papers": {
      const ids = papersIn(texts).map(parts.papers.ensure);
      if (ids.length === 0) return { missing: "draft-no-paper-there" };
      return { kind: "edit", wanted: { ...before, paperIds: [...new Set([...before.paperIds, ...ids])] } };
    }
    default:
      return { missing: "published-need-text" };
  }
}

function papersIn(texts: readonly ClassicDocument[]) {
  return texts.flatMap(({ text, entities }) => {
    const lone = parseIdentifier(text);
    const found = lone === null ? findIdentifiers(text, entities).map(({ identifier }) => identifier) : [lone];
    return found.filter(isPaper);
  });
}

/** What is left where Telegram cannot do it in place: as an answer, as a post that points back, or all of it anew. */
function choicesFor(view: PostView, { code }: Problem, messageId: number, say: PaperboyContext["say"]): InlineKeyboard {
  const kept = String(messageId);
  const keyboard = new InlineKeyboard();
  if (code === "text-empty") return keyboard;
  return keyboard
    .text(say.plain("published-reply"), press(view, "reply", kept))
    .text(say.plain("published-after"), press(view, "after", kept))
    .row()
    .text(say.plain("published-anew"), press(view, "anew", kept));
}
