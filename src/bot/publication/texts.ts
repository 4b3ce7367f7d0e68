import type { PublishOutcome, Refusal } from "../../publish/publisher.ts";
import { escapeHtml, type Say } from "../words.ts";

/** How publishing ended and what to do now, as HTML. */
export function outcomeText(say: Say, outcome: PublishOutcome): string {
  switch (outcome.status) {
    case "sent":
      return say.html("publish-sent", { link: { html: linkHtml(outcome.link) } });
    case "already":
      return say.html("publish-already");
    case "changed":
      return say.html("publish-changed");
    case "unknown":
      return say.html("publish-unknown");
    case "refused":
      return [
        refusalText(say, outcome.refusal),
        outcome.partly === undefined || outcome.refusal.code === "partly-sent" ? [] : say.html("publish-partly"),
      ]
        .flat()
        .join("\n\n");
  }
}

/** Why the channel did not take the post, as HTML. */
export function refusalText(say: Say, refusal: Refusal): string {
  switch (refusal.code) {
    case "too-many-requests":
      return say.html("publish-too-many-requests", { seconds: refusal.retryAfterSeconds });
    case "text-refused":
    case "other":
      return say.html(`publish-${refusal.code}`, { description: refusal.description });
    default:
      return say.html(`publish-${refusal.code}`);
  }
}

function linkHtml(link: string): string {
  return `<a href="${escapeHtml(link)}">${escapeHtml(link.replace(/^https:\/\//, ""))}</a>`;
}
