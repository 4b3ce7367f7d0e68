import type { PublishOutcome, Refusal } from "../../publish/publisher.ts";
import { dayOf, timeOf } from "../draft/saying.ts";
import { escapeHtml, type Say } from "../words.ts";

/** How publishing ended and what to do now, as HTML. */
export function outcomeText(say: Say, outcome: PublishOutcome, { now, zone }: Clock): string {
  switch (outcome.status) {
    case "sent":
      return say.html("publish-sent", { link: { html: linkHtml(outcome.link) } });
    case "already":
      return say.html("publish-already");
    case "changed":
      return say.html("publish-changed");
    case "waiting":
      return say.html("publish-waiting", { seconds: secondsUntil(outcome.until, now) });
    case "delayed":
      return delayText(say, outcome, { now, zone });
    case "unknown":
      return doubtText(say, outcome);
    case "refused":
      return [
        refusalText(say, outcome.refusal),
        outcome.partly === undefined || outcome.refusal.code === "partly-sent" ? [] : say.html("publish-partly"),
      ]
        .flat()
        .join("\n\n");
  }
}

/** When something is said, ms, and in which zone its times are. */
export interface Clock {
  readonly now: number;
  readonly zone: string;
}

type Of<Status extends PublishOutcome["status"]> = Extract<PublishOutcome, { readonly status: Status }>;

function secondsUntil(at: number, now: number): number {
  return Math.max(1, Math.ceil((at - now) / 1_000));
}

/** Why it goes out later by itself, and when. */
function delayText(say: Say, { refusal, until, lasts }: Of<"delayed">, { now, zone }: Clock): string {
  const reason = refusal.code === "too-many-requests" ? "asked" : lasts ? "lasts" : "unreached";
  const seconds = secondsUntil(until, now);
  const far = seconds > 43_200 ? "day" : seconds > 90 ? "yes" : "no";
  return say.html("publish-delayed", { reason, seconds, far, time: timeOf(until, zone), day: dayOf(until, zone, say) });
}

/** That it is being looked for or, where the bot cannot tell, what a person can look at. */
function doubtText(say: Say, { lookAt, candidates }: Of<"unknown">): string {
  if (lookAt !== null) return say.html("publish-looking");
  if (candidates.length === 0) return say.html("publish-unknown");
  const links = candidates.slice(0, CANDIDATES).map(({ link }) => linkHtml(link));
  return say.html("publish-candidates", { links: { html: links.join(", ") } });
}

/** Candidates that are named at once. */
export const CANDIDATES = 3;

/** Why the channel did not take the post, as HTML. */
export function refusalText(say: Say, refusal: Refusal): string {
  switch (refusal.code) {
    case "too-many-requests":
      return say.html("publish-too-many-requests", { seconds: refusal.retryAfterSeconds });
    case "text-refused":
    case "buttons-refused":
    case "conflict":
    case "other":
      return say.html(`publish-${refusal.code}`, { description: refusal.description });
    case "changed":
      return say.html("publish-changed-meanwhile");
    default:
      return say.html(`publish-${refusal.code}`);
  }
}

function linkHtml(link: string): string {
  return `<a href="${escapeHtml(link)}">${escapeHtml(link.replace(/^https:\/\//, ""))}</a>`;
}
