import type { InlineKeyboard } from "grammy";
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

/** The other form of the post, where it takes other messages than it has; null where it has none, or has it in place. */
export function otherForm({ parts, rich }: Pick<PostView, "parts" | "rich">): "classic" | "rich" | null {
  if (canSwap(parts)) return null;
  if (parts.some(({ form }) => form === "rich")) return "classic";
  return rich ? "rich" : null;
}

/** The other form, where it has no place in these messages, by one tap: beside them, or instead of them. */
export function twinButtons(view: PostView, form: "classic" | "rich", say: Say, keyboard: InlineKeyboard): void {
  keyboard
    .row()
    .text(say.plain("published-twin-beside", { form }), press(view, "twin", "beside"))
    .row()
    .text(say.plain("published-twin-instead", { form }), press(view, "twin", "instead"))
    .row();
}

/** The post's text as a rich document, its figures named by their places. */
function documentOfPost({ posts }: Pick<PublishedParts, "posts">, { post, parts }: PostView): RichDocument {
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
