import type { Draft } from "../../archive/drafts.ts";
import { isBlank } from "../../document/document.ts";
import { writeMarkdown } from "../../document/markdown/write.ts";
import { promote } from "../../document/promote.ts";
import { titleOf } from "../../post/title.ts";
import type { PaperboyContext } from "../context.ts";
import { sendMarkdown } from "../document/files.ts";
import { toast } from "../setup/reply.ts";

/** Sends the draft's text as a Markdown file, which read again is the same text. */
export async function sendDraftFile(ctx: PaperboyContext, { id, content }: Draft): Promise<void> {
  if (isBlank(content.text)) return await toast(ctx, ctx.say.plain("reading-empty"));
  await toast(ctx);
  const markdown = writeMarkdown(content.rich ?? promote(content.text));
  await sendMarkdown(ctx, { markdown, name: titleOf(content) ?? `№${id}` });
}
