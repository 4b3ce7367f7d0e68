import type { Message } from "@grammyjs/types";
import { messageLink } from "../../archive/channels.ts";
import type { ArchivedPost } from "../../archive/posts.ts";
import { linked } from "../../document/document.ts";
import { figureMessage } from "../../post/pieces.ts";
import type { LayoutName } from "../../post/post.ts";
import type { PaperboyContext } from "../context.ts";
import { replyWith } from "../setup/reply.ts";
import { askNext, begin } from "./begin.ts";
import { authorOf } from "./commands.ts";
import { fill } from "./fill.ts";
import type { Outcome } from "./outcome.ts";
import type { DraftingParts } from "./parts.ts";
import { tell } from "./tell.ts";

/** How a draft begins from a published post: as an answer to it, as a post that points back, or with what it has. */
export type Beginning = "reply" | "after" | "anew";

/**
 * Begins a draft from a post of the channel, with these messages as its text and figures, and shows it: its card, or
 * the question for its text. Returns the id of a draft whose card is shown.
 */
export async function beginFrom(
  parts: DraftingParts,
  ctx: PaperboyContext,
  post: ArchivedPost,
  how: Beginning,
  messages: readonly Message[],
  layout: LayoutName | null = null,
): Promise<number | null> {
  const { drafts, effects, questions } = parts;
  const sender = await authorOf(ctx);
  if (sender === null) return null;
  const asked = questions.find(sender.chatId)?.messageId ?? null;
  const { channel } = sender;
  const outcome = effects.once(ctx.update.update_id, "draft", (): Outcome => {
    const id = begin(parts, sender, "verbatim");
    const source = { chatId: channel.chatId, messageId: post.messageId };
    if (how === "after") {
      const words = ctx.say.plain("draft-points-back", { title: post.title });
      drafts.addText(id, source, linked(words, messageLink(channel, post.messageId)));
    }
    if (how === "anew") copyPost(parts, id, post, { ...source, text: messages.length === 0 });
    fill(parts, id, messages, channel.settings);
    if (layout !== null) drafts.setLayout(id, layout);
    if (how !== "anew") drafts.setFollows(id, post.id);
    // Without a kind of its own, what follows a post answers it.
    if (how === "after") drafts.setKind(id, post.kind === "follow-up" ? "note" : post.kind);
    if (how === "anew" && post.followsPostId !== null) drafts.setFollows(id, post.followsPostId);
    const { paperIds = [] } = drafts.load(id) ?? {};
    drafts.setPapers(id, [...new Set([...post.papers.map((paper) => paper.id), ...paperIds])]);
    if (messages.length > 0 || how === "anew") return { shows: "card", draftId: id };
    if (how === "reply") return askNext(parts, sender.chatId, id);
    questions.ask(sender.chatId, id, "add-text");
    return { shows: "question" };
  });
  await tell(parts, ctx, outcome, asked);
  if (how === "anew" && post.takenDownAt === null) await replyWith(ctx, { html: ctx.say.html("draft-anew") });
  return outcome.shows === "card" ? outcome.draftId : null;
}

/** Everything that the post has, as a draft has it. Its messages in the channel stand for those that would fill it. */
export function copyPost(
  { drafts, posts }: Pick<DraftingParts, "drafts" | "posts">,
  id: number,
  post: ArchivedPost,
  { chatId, messageId, text }: { readonly chatId: number; readonly messageId: number; readonly text: boolean },
): void {
  const rich = text ? posts.rich(post.id) : null;
  const format = rich === null ? null : "rich";
  if (text && post.document.text !== "") drafts.addText(id, { chatId, messageId, format, rich }, post.document);
  for (const [i, figure] of post.figures.entries()) {
    const name = rich === null ? (post.messageIds[i] ?? messageId + i) : figureMessage(messageId, i + 1);
    drafts.addFigure(id, { chatId, messageId: name, mediaGroup: null }, figure);
  }
  drafts.setTags(id, post.tags);
  drafts.setAuthors(
    id,
    post.authors.map((author) => author.id),
  );
  if (post.kind !== "follow-up") drafts.setKind(id, post.kind);
}
