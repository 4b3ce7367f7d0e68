import type { InlineKeyboard } from "grammy";
import { escapeHtml, type Say } from "../words.ts";
import { press } from "./buttons.ts";
import { dayOf, numberOf } from "./saying.ts";
import type { DraftView, Earlier } from "./view.ts";

/** Who wrote about the paper before, and the buttons to open that post, to add to it, or to write all the same. */
export function earlierHtml(
  earlier: Earlier,
  zone: string,
  draft: Pick<DraftView, "draft">,
  say: Say,
  keyboard: InlineKeyboard,
): string {
  const { postId, link, title, author, at, reactions } = earlier;
  keyboard
    .url(say.plain("draft-earlier-open"), link)
    .text(say.plain("draft-earlier-follow"), press(draft, "follow", String(postId)))
    .row()
    .text(say.plain("draft-earlier-anyway"), press(draft, "anyway", String(postId)))
    .row();
  const line = say.html("draft-earlier", {
    who: author ?? "",
    known: author === null ? "no" : "yes",
    day: dayOf(at, zone, say),
    title: { html: `<a href="${escapeHtml(link)}">${escapeHtml(title)}</a>` },
  });
  return reactions === 0 ? line : `${line} · 👍 ${numberOf(reactions)}`;
}
