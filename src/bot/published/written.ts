import type { Message } from "@grammyjs/types";
import { InlineKeyboard } from "grammy";
import { join } from "../../document/document.ts";
import { looksLikeMarkdown } from "../../document/markdown/looks.ts";
import { markdownSource } from "../../document/markdown/source.ts";
import { joinMarkdown } from "../../post/pieces.ts";
import { documentOf } from "../draft/incoming.ts";
import type { WithMarkdown } from "../draft/taken.ts";
import type { Say } from "../words.ts";
import { press } from "./menus.ts";
import type { PostView } from "./view.ts";

/** Whether it is to be asked if a new text is Markdown: it looks like it, came in no file, and nobody has said. */
export function asksMarkdown(messages: readonly WithMarkdown[]): boolean {
  if (messages.some(({ markdown, literal, rich_message: rich }) => markdown !== undefined || literal || rich))
    return false;
  return looksLikeMarkdown(join(messages.flatMap((message) => documentOf(message) ?? [])));
}

/** The two ways to read these messages, which are kept under this name. */
export function readingChoices(view: PostView, kept: string, say: Say): InlineKeyboard {
  return new InlineKeyboard()
    .text(say.plain("reading-yes"), press(view, "read", `m-${kept}`))
    .text(say.plain("reading-no"), press(view, "read", `p-${kept}`));
}

/** The messages as a person wants them read. */
export function readAs(messages: readonly Message[], how: "markdown" | "plain"): readonly WithMarkdown[] {
  if (how === "plain") return messages.map((message) => ({ ...message, literal: true as const }));
  const [first] = messages;
  return first === undefined ? [] : [{ ...first, markdown: sourceOf(messages) }];
}

/** The Markdown of these messages, if they are to be read so; null for any other. */
export function writtenIn(messages: readonly WithMarkdown[]): string | null {
  return messages.some(({ markdown }) => markdown !== undefined) ? sourceOf(messages) : null;
}

function sourceOf(messages: readonly WithMarkdown[]): string {
  return joinMarkdown(messages.flatMap((message) => documentOf(message) ?? []).map(markdownSource));
}
