import type { Message } from "@grammyjs/types";
import { Composer, InputFile } from "grammy";
import type { OpenedText, OpenText } from "../../telegram/text-file.ts";
import type { PaperboyContext } from "../context.ts";
import type { WithMarkdown } from "../draft/taken.ts";
import { replyWith } from "../setup/reply.ts";

/** Bytes of a Markdown file that is read: more than what `SOURCE_LENGTH` units take. */
export const MARKDOWN_BYTES = 262_144;

/** Whether a message brings a Markdown file: the name says so, or the kind that the sender's app gave it. */
function isMarkdownFile({ document }: Message): boolean {
  if (document === undefined) return false;
  return /\.(?:md|markdown)$/i.test(document.file_name ?? "") || document.mime_type === "text/markdown";
}

/**
 * Reads the Markdown files that authors send, before anybody looks at the message: from then on what stands in the file
 * is the message's text. Where a file cannot be read, its sender is told why, and the message goes no further.
 */
export function createMarkdownFiles({ openText }: { readonly openText: OpenText }): Composer<PaperboyContext> {
  const composer = new Composer<PaperboyContext>();
  const chat = composer.chatType("private");
  const read = async (ctx: PaperboyContext, messages: readonly Message[]): Promise<boolean> => {
    const files = messages.filter(isMarkdownFile);
    if (files.length === 0 || ctx.channel === null || !(await ctx.standing()).author) return true;
    for (const message of files) {
      const { file_id: fileId = "", file_size: size = 0, file_name: name = "" } = message.document ?? {};
      const opened: OpenedText =
        size > MARKDOWN_BYTES ? { ok: false, code: "beyond" } : await openText(fileId, MARKDOWN_BYTES);
      if (!opened.ok) {
        await replyWith(ctx, { html: ctx.say.html(`markdown-file-${opened.code}`, { name }) });
        return false;
      }
      // An empty file stays a file.
      if (opened.text.trim() !== "")
        (message as { -readonly [Key in keyof WithMarkdown]: WithMarkdown[Key] }).markdown = opened.text;
    }
    return true;
  };
  chat.on("message", async (ctx, next) => {
    if (await read(ctx, ctx.together)) await next();
  });
  chat.on("edited_message", async (ctx, next) => {
    if (await read(ctx, [ctx.editedMessage])) await next();
  });
  return composer;
}

/** Sends a Markdown file to the chat, named after the post. */
export async function sendMarkdown(
  ctx: PaperboyContext,
  { markdown, name }: { readonly markdown: string; readonly name: string },
): Promise<void> {
  const words = name.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const file = `${[...words].slice(0, 60).join("").trim() || "post"}.md`;
  await ctx.replyWithDocument(new InputFile(new TextEncoder().encode(markdown), file));
}
