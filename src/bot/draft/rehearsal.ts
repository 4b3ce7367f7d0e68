import type { Draft } from "../../archive/drafts.ts";
import type { Rehearsed } from "../../publish/rehearsal.ts";
import type { PaperboyContext } from "../context.ts";
import { findingText } from "../publication/findings.ts";
import { refusalText } from "../publication/texts.ts";
import { toast } from "../setup/reply.ts";
import { escapeHtml, type Say } from "../words.ts";
import type { DraftingParts } from "./parts.ts";

/** Sends the draft to the channel for rehearsals, and says on the card where it stands or why it does not. */
export async function rehearse(
  { cards, rehearsing }: Pick<DraftingParts, "cards" | "rehearsing">,
  ctx: PaperboyContext,
  draft: Draft,
): Promise<void> {
  const { channel, say } = ctx;
  if (channel === null) return await toast(ctx, say.plain("draft-no-channel"), { alert: true });
  if (!(await ctx.standing()).author)
    return await toast(ctx, say.plain("draft-authors-only", { channel: channel.title }), { alert: true });
  await toast(ctx);
  const rehearsed = await rehearsing.rehearse(draft, channel.settings);
  await cards.show(draft.id, { note: rehearsedText(say, rehearsed) });
}

function rehearsedText(say: Say, rehearsed: Rehearsed): string {
  switch (rehearsed.status) {
    case "shown": {
      const { link } = rehearsed;
      const html = `<a href="${escapeHtml(link)}">${escapeHtml(link.replace("https://", ""))}</a>`;
      return say.html("rehearsal-done", { link: { html } });
    }
    case "unknown":
      return say.html("rehearsal-unknown", { channel: rehearsed.channel });
    case "unfit":
      return findingText(say, rehearsed.finding);
    case "nowhere":
      return say.html("rehearsal-gone");
    case "refused":
      return refusedText(say, rehearsed.refusal);
  }
}

function refusedText(say: Say, refusal: Extract<Rehearsed, { status: "refused" }>["refusal"]): string {
  switch (refusal.code) {
    case "not-a-member":
    case "no-right-to-post":
    case "channel-not-found":
      return say.html("rehearsal-gone");
    case "too-many-requests":
      return say.html("rehearsal-wait", { seconds: refusal.retryAfterSeconds });
    case "not-reached":
      return say.html("rehearsal-not-reached");
    default:
      return say.html("rehearsal-refused", { reason: { html: refusalText(say, refusal) } });
  }
}
