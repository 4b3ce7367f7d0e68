import { messageLink } from "../../archive/channels.ts";
import { identifierLabel, identifierUrl } from "../../paper/identifier.ts";
import type { PaperboyContext } from "../context.ts";
import { replyWith } from "../setup/reply.ts";
import { escapeHtml } from "../words.ts";
import { encode } from "./buttons.ts";
import { WORDS_LENGTH } from "./figures.ts";
import type { Outcome } from "./outcome.ts";
import type { DraftingParts } from "./parts.ts";
import { mayDecide, showOutcome } from "./publishing.ts";
import { dayOf } from "./saying.ts";
import { nameOf } from "./view.ts";

type TellParts = Pick<
  DraftingParts,
  | "cards"
  | "asking"
  | "answers"
  | "posts"
  | "questions"
  | "publications"
  | "publisher"
  | "openPost"
  | "desk"
  | "channels"
  | "now"
  | "log"
>;

/**
 * Shows a person what their message led to, and takes the buttons off the message that had asked, if the question is
 * over. Returns false where the message is nothing of drafting's.
 */
export async function tell(
  parts: TellParts,
  ctx: PaperboyContext,
  outcome: Outcome,
  asked: number | null,
): Promise<boolean> {
  const { cards, asking, answers, questions } = parts;
  const { say } = ctx;
  const chatId = ctx.chat?.id ?? ctx.person.id;
  switch (outcome.shows) {
    case "card": {
      const { draftId, guessed = false, other = null, figure } = outcome;
      const note = outcome.note === undefined ? {} : { note: say.html(outcome.note) };
      const menu = figure === undefined ? {} : { menu: "figure" as const, at: figure };
      await cards.show(draftId, { move: true, guessed, other, ...menu, ...note });
      break;
    }
    case "question": {
      const note = outcome.note === undefined ? {} : { note: say.html(outcome.note, { max: WORDS_LENGTH }) };
      await asking.show(chatId, say, { ...note, again: outcome.again ?? false, guessed: outcome.guessed ?? false });
      return true;
    }
    case "words": {
      const arg = String(ctx.together[0]?.message_id ?? 0);
      const make = {
        text: say.plain("draft-this"),
        callback_data: encode({ verb: "make", draftId: 0, version: 0, arg }),
      };
      await answers.answerSearch(ctx, outcome.query, outcome.mayDraft ? { offerDraft: [make] } : {});
      return true;
    }
    case "paper": {
      const write = {
        text: say.plain("draft-earlier-anyway"),
        callback_data: encode({ verb: "write", draftId: 0, version: 0, arg: String(outcome.paperId) }),
      };
      await answers.answerPaper(ctx, outcome.identifier, outcome.paperId === null ? {} : { offerDraft: [write] });
      return true;
    }
    case "post":
      if (await parts.openPost(ctx, outcome.messageId)) return true;
      await showPost(parts, ctx, outcome.messageId);
      return true;
    case "settled":
      await settleWith(parts, ctx, outcome.draftId, outcome.messageId);
      break;
    case "nothing":
      return false;
  }
  if (questions.find(chatId) === null) await asking.settle(chatId, asked);
  return true;
}

/**
 * The post is this message, says a person whom the question may have waited for a long while: whether they may, and
 * whether it is in doubt at all, is looked at now.
 */
async function settleWith(parts: TellParts, ctx: PaperboyContext, draftId: number, messageId: number): Promise<void> {
  const { cards, publisher, publications } = parts;
  const may = await mayDecide(parts, ctx.person.id);
  const publication = publications.alive(draftId);
  if (may !== true) {
    const note = ctx.say.html(may === false ? "draft-may-not-publish" : "queue-unknown-rights");
    return await cards.show(draftId, { move: true, note });
  }
  if (publication?.state !== "unknown") return await cards.show(draftId, { move: true });
  const settled = publisher.settle(publication.id, { there: true, messageIds: [messageId] });
  if (settled.status === "released" || settled.status === "early") return await cards.show(draftId, { move: true });
  await showOutcome(parts, draftId, ctx.say, settled, true);
}

async function showPost({ posts }: TellParts, ctx: PaperboyContext, messageId: number): Promise<void> {
  const { channel, say } = ctx;
  const post = channel === null ? null : posts.byMessage(channel.id, messageId);
  if (channel === null || post === null) {
    await replyWith(ctx, { html: say.html("draft-post-unknown") });
    return;
  }
  const link = (url: string, text: string) => ({ html: `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>` });
  const html = [
    say.html("draft-post", {
      title: link(messageLink(channel, post.messageId), post.title),
      day: dayOf(post.publishedAt, channel.zone, say),
      authors: post.authors.map(nameOf).join(", "),
      known: post.authors.length > 0 ? "yes" : "no",
    }),
    ...post.papers.map(({ identifiers: [first], byline }) => {
      const about = byline === null ? "" : ` — ${escapeHtml(byline)}`;
      return `📄 ${link(identifierUrl(first), identifierLabel(first)).html}${about}`;
    }),
    ...(post.tags.length > 0 ? [`🏷 ${post.tags.map((tag) => escapeHtml(`#${tag}`)).join(" ")}`] : []),
  ];
  await replyWith(ctx, { html: html.join("\n") });
}
