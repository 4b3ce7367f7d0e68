import { InlineKeyboard } from "grammy";
import { textOfParts } from "../../post/standing.ts";
import type { EditOutcome } from "../../publish/editing/editor.ts";
import { type Live, lookAt } from "../../publish/editing/live.ts";
import { following } from "../channel/told.ts";
import type { Say } from "../words.ts";
import { wordsBetween } from "./difference.ts";
import { press } from "./menus.ts";
import type { PublishedParts } from "./parts.ts";
import { undoButton } from "./texts.ts";
import type { PostView } from "./view.ts";

/** What stands in the channel, looked at before a change; `about`: a message without a text that matters too. */
export function lookFor(parts: Pick<PublishedParts, "readLive">, view: PostView, about: number | null = null) {
  return lookAt(parts.readLive, view.channel.chatId, view.parts, about);
}

/**
 * What somebody changed in the channel becomes a revision, so that it is kept, whatever takes its place. Returns the
 * post's last revision then. Once for an update.
 */
export function keepFound(
  parts: Pick<PublishedParts, "editor" | "effects" | "revisions" | "papers" | "now">,
  view: PostView,
  live: Extract<Live, { seen: "differs" }>,
  updateId: number,
): number {
  const { editor, effects, revisions, now } = parts;
  const { post, channel } = view;
  return effects.once(updateId, "post-take", () => {
    const before = editor.snapshot(post);
    const told = following(parts, before, textOfParts(before.parts), textOfParts(live.parts), channel.settings);
    editor.record(post, { ...told, parts: live.parts }, null, now());
    return revisions.last(post.id);
  });
}

/** That the post was changed in the channel, with the words that differ, as HTML. */
export function foundNote(view: PostView, live: Extract<Live, { seen: "differs" }>, say: Say): string {
  const said = say.html(live.parts.length < view.parts.length ? "published-fewer" : "published-differs");
  const words = wordsBetween(view.parts, live.parts);
  return words === "" ? said : `${said}\n${words}`;
}

/** The two ways on where somebody changed the post in the channel; the args say what is to happen then. */
export function foundChoices(view: PostView, say: Say, args: { readonly take: string; readonly mine: string }) {
  return new InlineKeyboard()
    .text(say.plain("published-take"), press(view, "take", args.take))
    .text(say.plain("published-mine"), press(view, "mine", args.mine));
}

/** What is left where the post is gone from the channel. */
export function goneChoices(view: PostView, say: Say): InlineKeyboard {
  return new InlineKeyboard()
    .text(say.plain("published-down-record"), press(view, "down"))
    .text(say.plain("published-anew"), press(view, "anew"));
}

/** What can be tapped after a change: the way back, or what is left where Telegram refused it; null for nothing. */
export function afterwards(view: PostView | null, outcome: EditOutcome, say: Say): InlineKeyboard | null {
  if (view === null) return null;
  if (outcome.status === "made") return undoButton(view, say);
  if (outcome.status !== "refused") return null;
  const { code } = outcome.refusal;
  if (code === "message-gone") return goneChoices(view, say);
  return code === "not-editable" || code === "wrong-form" ? leftChoices(view, say) : null;
}

/** What is left where Telegram cannot do it in place: an answer, a post that points back, or all of it anew. */
export function leftChoices(view: PostView, say: Say, kept = ""): InlineKeyboard {
  return new InlineKeyboard()
    .text(say.plain("published-reply"), press(view, "reply", kept))
    .text(say.plain("published-after"), press(view, "after", kept))
    .row()
    .text(say.plain("published-anew"), press(view, "anew", kept));
}

/** An answer that waits for a tap, as an argument of a press. */
export function keptAs(messageId: number): string {
  return `kept-${messageId.toString(36)}`;
}

/** The id of the first message of the answer that waits; null for any other argument. */
export function keptIn(arg: string): number | null {
  const [, id] = /^kept-([0-9a-z]{1,10})$/.exec(arg) ?? [];
  return id === undefined ? null : Number.parseInt(id, 36);
}
