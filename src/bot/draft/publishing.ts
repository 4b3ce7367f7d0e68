import { GrammyError } from "grammy";
import type { DraftMessages } from "../../archive/draft-messages.ts";
import type { Draft } from "../../archive/drafts.ts";
import { CAPTION_LENGTH } from "../../document/limits.ts";
import { answeredBy } from "../../post/outgoing.ts";
import { isPublishable } from "../../post/schema.ts";
import { layout } from "../../publish/layout.ts";
import type { PublishOutcome } from "../../publish/publisher.ts";
import { sendOutgoing } from "../../telegram/publishing.ts";
import type { PaperboyContext } from "../context.ts";
import { findingText } from "../publication/findings.ts";
import { isTrouble, remedyOf } from "../publication/stuck.ts";
import { outcomeText } from "../publication/texts.ts";
import { toast } from "../setup/reply.ts";
import type { Say } from "../words.ts";
import type { Press } from "./buttons.ts";
import type { Showing } from "./cards.ts";
import type { DraftingParts } from "./parts.ts";
import { timeOf } from "./saying.ts";
import { refused } from "./screen.ts";

export type PublishingParts = Pick<
  DraftingParts,
  | "api"
  | "desk"
  | "drafts"
  | "publisher"
  | "publications"
  | "channels"
  | "cards"
  | "messages"
  | "questions"
  | "now"
  | "log"
>;

/**
 * A person pressed "publish". Whether they may is asked of Telegram now; a press that had waited while the bot was
 * down, or that saw an older version, reaches nothing.
 */
export async function publishPress(parts: PublishingParts, ctx: PaperboyContext, press: Press): Promise<void> {
  const { cards, drafts, publisher, publications, log } = parts;
  const { say, person } = ctx;
  const draft = drafts.load(press.draftId);
  const stop = async (key: string, note?: string) => {
    await toast(ctx, say.plain(key), { alert: true });
    await cards.show(press.draftId, note === undefined ? {} : { note: say.html(note) });
  };
  if (draft === null || ctx.channel === null) return await stop("draft-gone");
  if (draft.state === "published") return await stop("draft-is-published");
  if (draft.state === "deleted") return await stop("draft-is-deleted");
  if (ctx.late && publications.alive(draft.id) === null) return await stop("draft-late", "draft-late-note");
  if (draft.version !== press.version) return await stop("draft-changed");
  if (!isPublishable(draft.content, ctx.channel.settings)) return await stop("draft-not-ready");
  try {
    if (!(await parts.desk.standing(person.id, { live: true })).publisher) return await stop("draft-may-not-publish");
  } catch (error) {
    log.warn({ err: error, draftId: draft.id }, "Telegram did not tell who may publish");
    return await stop("draft-standing-unknown");
  }
  await toast(ctx, say.plain("draft-publishing"));
  const { draftId, version } = press;
  const outcome = await publisher.publish({ draftId, version, by: person.id, updateId: ctx.update.update_id });
  const chatId = ctx.chat?.id ?? person.id;
  if (outcome.status === "sent" && parts.questions.find(chatId)?.draftId === draftId) parts.questions.close(chatId);
  await showOutcome(parts, draftId, say, outcome);
}

/** Shows on the card how publishing ended, and what to do now. `move`: at the bottom, where it is noticed. */
export async function showOutcome(
  { cards, channels, now }: Pick<PublishingParts, "cards" | "channels" | "now">,
  draftId: number,
  say: Say,
  outcome: PublishOutcome,
  move = false,
): Promise<void> {
  // These the card tells by itself, as long as they are so.
  const told = outcome.status === "refused" ? outcome.partly !== undefined : outcome.status !== "changed";
  const channel = channels.served();
  const clock = { now: now(), zone: channel?.zone ?? "UTC" };
  const remedy =
    outcome.status === "refused" && isTrouble(outcome) && channel !== null
      ? remedyOf(say, outcome.refusal, channel.settings.bot)
      : null;
  await cards.show(draftId, { move, remedy, ...(told ? {} : { note: outcomeText(say, outcome, clock) }) });
}

/** Takes back what waits or is delayed. */
export async function undoPress(parts: PublishingParts, ctx: PaperboyContext, press: Press): Promise<void> {
  const publication = parts.publications.alive(press.draftId);
  if (publication === null || String(publication.id) !== press.arg) {
    await toast(ctx);
    return await parts.cards.show(press.draftId);
  }
  const outcome = parts.publisher.withdraw(publication.id);
  const taken = outcome.status === "refused" && outcome.refusal.code === "withdrawn";
  await toast(ctx, ctx.say.plain(taken ? "publish-withdrawn" : "publish-undo-late"), { alert: !taken });
  await showOutcome(parts, press.draftId, ctx.say, outcome);
}

/** Whether the person may say if a post is out, which Telegram is asked now; they are told where they may not. */
export async function maySettle(parts: PublishingParts, ctx: PaperboyContext, press: Press): Promise<boolean> {
  const stop = async (key: string): Promise<false> => {
    await toast(ctx, ctx.say.plain(key), { alert: true });
    await parts.cards.show(press.draftId);
    return false;
  };
  const may = await mayDecide(parts, ctx.person.id);
  return may === true || (await stop(may === false ? "draft-may-not-publish" : "queue-unknown-rights"));
}

/** Whether the person may publish, asked of Telegram now; "unknown" where it does not say. */
export async function mayDecide(
  { desk, log }: Pick<PublishingParts, "desk" | "log">,
  personId: number,
): Promise<boolean | "unknown"> {
  try {
    return (await desk.standing(personId, { live: true })).publisher;
  } catch (error) {
    log.warn({ err: error, personId }, "Telegram did not tell who may publish");
    return "unknown";
  }
}

/** A person looked into the channel: this message is the post. */
export async function thisPress(parts: PublishingParts, ctx: PaperboyContext, press: Press): Promise<void> {
  if (!(await maySettle(parts, ctx, press))) return;
  const publication = parts.publications.alive(press.draftId);
  const [, id, messageId] = /^(\d+)-([1-9]\d{0,9})$/.exec(press.arg) ?? [];
  await toast(ctx);
  if (publication === null || String(publication.id) !== id) return await parts.cards.show(press.draftId);
  const outcome = parts.publisher.settle(publication.id, { there: true, messageIds: [Number(messageId)] });
  if (outcome.status !== "released" && outcome.status !== "early") {
    await showOutcome(parts, press.draftId, ctx.say, outcome);
  }
}

/** A person looked into the channel: the post is not there, and may be sent again. */
export async function gonePress(parts: PublishingParts, ctx: PaperboyContext, press: Press): Promise<void> {
  if (!(await maySettle(parts, ctx, press))) return;
  const publication = parts.publications.alive(press.draftId);
  const { say } = ctx;
  const anew = press.arg.endsWith("a");
  if (publication === null || `${publication.id}${anew ? "a" : ""}` !== press.arg) {
    await toast(ctx);
    return await parts.cards.show(press.draftId);
  }
  const outcome = parts.publisher.settle(publication.id, { there: false, anew });
  if (outcome.status === "early") {
    const time = timeOf(outcome.until + 59_999, ctx.channel?.zone ?? "UTC");
    return await toast(ctx, say.plain("publish-settle-early", { time }), { alert: true });
  }
  await toast(ctx);
  if (outcome.status === "released") {
    return await parts.cards.show(press.draftId, { note: say.html("publish-released") });
  }
  await showOutcome(parts, press.draftId, say, outcome);
}

/** Sends the very messages that the channel would get to the author, in place of the last preview, and the card below. */
export async function preview(
  parts: PublishingParts,
  ctx: PaperboyContext,
  draft: Draft,
  showing: Pick<Showing, "menu"> = {},
): Promise<void> {
  const { api, cards, messages } = parts;
  const { channel, say } = ctx;
  const chatId = draft.personId;
  if (channel === null) return;
  const laidOut = layout(draft.content, channel.settings);
  if (!laidOut.ok) {
    await toast(ctx);
    return await cards.show(draft.id, { note: findingText(say, laidOut.finding) });
  }
  await toast(ctx);
  await forgetPreview(parts, draft.id);
  const earlier: number[] = [];
  const copied = laidOut.name === "as-sent" && laidOut.reason.length > CAPTION_LENGTH;
  try {
    const sent: number[] = [];
    for (const outgoing of laidOut.messages) {
      const each = await sendOutgoing(api, chatId, outgoing, {
        silent: true,
        replyTo: outgoing.replyToPrevious ? answeredBy(outgoing, earlier) : null,
      });
      earlier.push(...each.slice(0, 1).map((message) => message.message_id));
      sent.push(...each.map((message) => message.message_id));
      messages.setPreview(draft.id, chatId, sent);
    }
    if (copied) parts.channels.changeSettings(channel.id, { longCaptions: "taken" });
    await cards.show(draft.id, { ...showing, move: true });
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    // What Telegram refuses here it would refuse in the channel: the layout is not offered from now on.
    if (copied && /caption is too long/i.test(error.description)) {
      parts.channels.changeSettings(channel.id, { longCaptions: "refused" });
    }
    await cards.show(draft.id, {
      move: true,
      note: say.html("draft-preview-refused", { description: error.description }),
    });
  }
}

/** Takes away the messages of the last preview. Those older than 48 hours stay: a bot may not delete them. */
async function forgetPreview(
  { api, messages }: { readonly api: Pick<DraftingParts["api"], "deleteMessages">; readonly messages: DraftMessages },
  draftId: number,
): Promise<void> {
  const old = messages.preview(draftId);
  const [first] = old;
  if (first === undefined) return;
  try {
    await api.deleteMessages(
      first.chatId,
      old.map(({ messageId }) => messageId),
    );
  } catch (error) {
    if (!refused(error, /./)) throw error;
  }
  messages.setPreview(draftId, first.chatId, []);
}
