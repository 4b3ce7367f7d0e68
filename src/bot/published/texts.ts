import { InlineKeyboard } from "grammy";
import type { Revision } from "../../archive/revisions.ts";
import type { EditRefusal, Snapshot } from "../../post/standing.ts";
import { figuresOfParts, textOfParts } from "../../post/standing.ts";
import { difference, shortened } from "../../publish/editing/difference.ts";
import type { EditOutcome } from "../../publish/editing/editor.ts";
import { isSameText, type Problem } from "../../publish/editing/plan.ts";
import { numberOf } from "../draft/saying.ts";
import { escapeHtml, type Say } from "../words.ts";
import { press } from "./menus.ts";
import type { PostView } from "./view.ts";

/** How a change ended, as HTML. */
export function outcomeText(say: Say, outcome: EditOutcome): string {
  if (outcome.status === "made" && !outcome.channel) return say.html("published-made-archive");
  if (outcome.status !== "refused") return say.html(`published-${outcome.status}`);
  const why = refusalText(say, outcome.refusal);
  return outcome.partly ? `${why} ${say.html("published-partly")}` : why;
}

/** Why the channel did not take the change, and what to do, as HTML. */
export function refusalText(say: Say, refusal: EditRefusal): string {
  switch (refusal.code) {
    case "not-editable":
    case "not-deletable":
    case "message-gone":
    case "wrong-form":
    case "not-a-member":
    case "no-right-to-post":
    case "channel-not-found":
    case "unauthorized":
    case "file-unusable":
    case "paused":
      return say.html(`published-refused-${refusal.code}`);
    default:
      return say.html("published-refused-other", {
        known: "description" in refusal ? "yes" : "no",
        description: "description" in refusal ? refusal.description : "",
      });
  }
}

/** What Telegram cannot do in place, with its numbers, as HTML. */
export function problemText(say: Say, problem: Problem): string {
  if (problem.code === "text-long") {
    const { form, length, max, over } = problem;
    const shown = { length: numberOf(length), max: numberOf(max), over: numberOf(over) };
    return say.html("published-problem-text-long", { form, ...shown });
  }
  if (problem.code === "album-kind") return say.html("published-problem-album-kind", { takes: problem.takes });
  return say.html(`published-problem-${problem.code}`);
}

/** The tap that brings back what was before the last change. */
export function undoButton(view: PostView, say: Say): InlineKeyboard | null {
  const before = view.revisions.at(-2);
  if (before === undefined || view.revisions.at(-1)?.kind === "take-down") return null;
  return new InlineKeyboard().text(say.plain("published-undo"), press(view, "back", String(before.id)));
}

/** Units of a difference that fit beside the rest of the card. */
const DIFFERENCE = 2_400;

/** What a revision changed, as HTML: words that went struck through, words that came in bold. */
export function differenceHtml(view: PostView, revision: Revision, say: Say): string {
  const at = view.revisions.findIndex(({ id }) => id === revision.id);
  const before = view.revisions[at - 1]?.snapshot ?? null;
  const { snapshot } = revision;
  if (before === null) return textHtml(textOfParts(snapshot.parts).text);
  if (revision.kind === "take-down") return say.html("published-difference-down");
  const lines: string[] = [];
  const [old, now] = [textOfParts(before.parts), textOfParts(snapshot.parts)];
  if (old.text !== now.text) lines.push(wordsHtml(old.text, now.text));
  else if (!isSameText(old, now)) lines.push(say.html("published-difference-format"));
  if (before.title !== snapshot.title && !now.text.includes(snapshot.title)) {
    lines.push(`${say.html("published-difference-title")} ${wordsHtml(before.title, snapshot.title)}`);
  }
  if (filesOf(before) !== filesOf(snapshot)) lines.push(say.html("published-difference-figures"));
  if (before.tags.join(" ") !== snapshot.tags.join(" ")) {
    lines.push(`🏷 ${wordsHtml(before.tags.map(hash).join(" "), snapshot.tags.map(hash).join(" "))}`);
  }
  if (before.paperIds.join() !== snapshot.paperIds.join()) lines.push(say.html("published-difference-papers"));
  return lines.length === 0 ? say.html("published-difference-none") : lines.join("\n");
}

function wordsHtml(before: string, after: string): string {
  let html = "";
  for (const { kind, text } of shortened(difference(before, after))) {
    const shown = escapeHtml(text.length > DIFFERENCE / 3 ? `${text.slice(0, DIFFERENCE / 3).toWellFormed()}…` : text);
    const next = kind === "same" ? shown : kind === "gone" ? `<s>${shown}</s>` : `<b>${shown}</b>`;
    if (html.length + next.length > DIFFERENCE) return `${html}…`;
    html += next;
  }
  return html.trim();
}

function textHtml(text: string): string {
  return escapeHtml(text.length > DIFFERENCE / 2 ? `${text.slice(0, DIFFERENCE / 2).toWellFormed()}…` : text);
}

function filesOf({ parts }: Snapshot): string {
  return figuresOfParts(parts)
    .map(({ fileId }) => fileId)
    .join();
}

function hash(tag: string): string {
  return `#${tag}`;
}
