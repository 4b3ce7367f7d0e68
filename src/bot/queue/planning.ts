import type { Draft } from "../../archive/drafts.ts";
import type { Scheduled } from "../../archive/schedule.ts";
import { toWritten } from "../../publish/schedule/zone.ts";
import type { PaperboyContext } from "../context.ts";
import { toast } from "../setup/reply.ts";
import type { Press } from "./buttons.ts";
import { mayPublish, type QueueParts } from "./parts.ts";

/** Why a time was not given; the key of a text. Null: it was. */
export type Refused =
  | "queue-gone"
  | "queue-changed"
  | "queue-past"
  | "queue-not-ready"
  | "queue-on-its-way"
  | "queue-published"
  | "queue-may-not"
  | "queue-unknown-rights"
  | "queue-is-paused"
  | "queue-late-press";

/** Whether a row still stands in the queue, where everybody who publishes may see and change it. */
export function isQueued(row: Scheduled | null): row is Scheduled {
  return row !== null && row.state !== "cancelled" && row.state !== "out";
}

/** Whether the person may see the choice of this draft's time: it is theirs, or in the queue and they may publish. */
export async function mayChooseTime(
  { schedule }: Pick<QueueParts, "schedule">,
  ctx: PaperboyContext,
  draft: Draft,
): Promise<boolean> {
  if (draft.channelId !== ctx.channel?.id) return false;
  const standing = await ctx.standing();
  if (draft.personId === ctx.person.id) return standing.author;
  return isQueued(schedule.find(draft.id)) && standing.publisher;
}

/** Years ahead that a time may be. */
const YEARS = 2;
const YEAR = 366 * 86_400_000;

/**
 * Gives a draft a time, if the person may publish, which Telegram is asked now, and the draft may go out. Done once for
 * an update, in one transaction.
 *
 * @param seen the row's revision that the person saw; null where they typed
 */
export async function plan(
  parts: QueueParts,
  ctx: PaperboyContext,
  draftId: number,
  at: number,
  seen: number | null,
): Promise<Refused | null> {
  if (ctx.late && seen !== null) return "queue-late-press";
  const allowed = await mayPublish(parts, ctx);
  if (allowed !== true) return allowed === false ? "queue-may-not" : "queue-unknown-rights";
  const refused = parts.effects.once(ctx.update.update_id, "plan", (): Refused | null => {
    const { schedule, drafts, publications, now } = parts;
    const channel = ctx.channel;
    const draft = drafts.load(draftId);
    const row = schedule.find(draftId);
    if (channel === null || draft === null || draft.channelId !== channel.id) return "queue-gone";
    if (draft.state === "published") return "queue-published";
    if (draft.state === "deleted") return "queue-gone";
    // Somebody else's draft is planned only from the queue, where it is already.
    if (draft.personId !== ctx.person.id && !isQueued(row)) return "queue-gone";
    if (row?.state === "released" || (publications.alive(draftId) !== null && row?.state !== "asked"))
      return "queue-on-its-way";
    if (seen !== null && seen !== (row?.revision ?? 0)) return "queue-changed";
    if (at <= now() || at > now() + YEARS * YEAR) return "queue-past";
    if (!parts.publishable(draft, channel)) return "queue-not-ready";
    schedule.plan({
      draftId,
      channelId: channel.id,
      written: toWritten(at, channel.zone),
      due: at,
      version: draft.version,
      by: ctx.person.id,
    });
    return null;
  });
  return refused;
}

/** A change of a row that a press asks for, by somebody who may publish. Null where it was made; it is answered otherwise. */
export async function changeRow(
  parts: QueueParts,
  ctx: PaperboyContext,
  press: Press,
  change: () => Refused | null,
): Promise<Refused | null> {
  if (ctx.late) return "queue-late-press";
  const allowed = await mayPublish(parts, ctx);
  if (allowed !== true) return allowed === false ? "queue-may-not" : "queue-unknown-rights";
  const refused = parts.effects.once(ctx.update.update_id, "queue", (): Refused | null => {
    if (press.draftId !== 0) {
      const row = parts.schedule.find(press.draftId);
      if (row === null || row.channelId !== ctx.channel?.id) return "queue-gone";
      if (row.revision !== press.revision) return "queue-changed";
    }
    return change();
  });
  return refused;
}

/** Says why nothing was done. Telegram has forgotten a press of long ago, so that the word on it comes as a message. */
export async function tellRefused(ctx: PaperboyContext, refused: Refused): Promise<void> {
  if (refused === "queue-late-press") {
    await toast(ctx);
    await ctx.reply(ctx.say.plain(refused));
    return;
  }
  await toast(ctx, ctx.say.plain(refused), { alert: true });
}
