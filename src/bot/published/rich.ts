import { InlineKeyboard } from "grammy";
import { richOfParts } from "../../archive/post-rich.ts";
import { writeMarkdown } from "../../document/markdown/write.ts";
import { promote } from "../../document/promote.ts";
import type { RichDocument } from "../../document/rich/document.ts";
import { canSwap } from "../../publish/editing/plan.ts";
import type { PaperboyContext } from "../context.ts";
import { sendMarkdown } from "../document/files.ts";
import { toast } from "../setup/reply.ts";
import type { Say } from "../words.ts";
import { press } from "./menus.ts";
import type { PublishedParts } from "./parts.ts";
import type { PostView } from "./view.ts";

/** Whether the post is a rich message whose classic twin takes other messages than that one. */
export function needsSeries({ parts }: Pick<PostView, "parts">): boolean {
  return parts.some(({ form }) => form === "rich") && !canSwap(parts);
}

/** What is left where the twin has no place in the one message: beside it, or instead of it. */
export function twinChoices(view: PostView, say: Say): InlineKeyboard {
  return new InlineKeyboard()
    .text(say.plain("published-twin-beside"), press(view, "twin", "beside"))
    .row()
    .text(say.plain("published-twin-instead"), press(view, "twin", "instead"));
}

/** The post's text as a rich document, its figures named by their places. */
export function documentOfPost({ posts }: Pick<PublishedParts, "posts">, { post, parts }: PostView): RichDocument {
  return richOfParts(parts, post.figures) ?? posts.rich(post.id) ?? promote(post.document);
}

/** Sends the post's text as a Markdown file, which read again is the same text. */
export async function sendPostFile(
  parts: Pick<PublishedParts, "posts">,
  ctx: PaperboyContext,
  view: PostView,
): Promise<void> {
  if (view.post.document.text === "") return await toast(ctx, ctx.say.plain("reading-empty"));
  await toast(ctx);
  await sendMarkdown(ctx, { markdown: writeMarkdown(documentOfPost(parts, view)), name: view.post.title });
}
