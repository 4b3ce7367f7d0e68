import { isDeepStrictEqual } from "node:util";
import { InlineKeyboard } from "grammy";
import type { EditRefusal } from "../../post/standing.ts";
import type { EditOutcome } from "../../publish/editing/editor.ts";
import { broughtBack, changes, type Problem } from "../../publish/editing/plan.ts";
import { numberOf } from "../draft/saying.ts";
import type { Say } from "../words.ts";
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
    case "frozen":
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
  const why = reasonText(say, problem);
  const closed = problem.code === "text-empty" || problem.code === "no-buttons";
  return closed ? why : `${why}\n\n${say.html("published-what-is-left")}`;
}

function reasonText(say: Say, problem: Problem): string {
  if (problem.code === "text-long") {
    const { form, length, max, over } = problem;
    const shown = { length: numberOf(length), max: numberOf(max), over: numberOf(over) };
    return say.html("published-problem-text-long", { form, ...shown });
  }
  if (problem.code === "album-kind") return say.html("published-problem-album-kind", { takes: problem.takes });
  return say.html(`published-problem-${problem.code}`);
}

/** The tap that brings back what was before the last change; null where it would change nothing. */
export function undoButton(view: PostView, say: Say): InlineKeyboard | null {
  const [before, last] = [view.revisions.at(-2), view.revisions.at(-1)];
  if (before === undefined || last === undefined || last.kind === "take-down") return null;
  const back = broughtBack(view.parts, before.snapshot.parts);
  const { title, tags, paperIds } = before.snapshot;
  const now = last.snapshot;
  const alike = isDeepStrictEqual([title, tags, paperIds], [now.title, now.tags, now.paperIds]);
  if (!back.ok || (alike && changes(view.parts, back.parts).length === 0)) return null;
  return new InlineKeyboard().text(say.plain("published-undo"), press(view, "back", String(before.id)));
}
