import type { PaperboyContext } from "../context.ts";
import { refused, type Screen } from "../draft/screen.ts";
import { editOrSend } from "../setup/reply.ts";
import { type AgendaOptions, agenda } from "./agenda.ts";
import type { AgendaScreen } from "./agenda-view.ts";
import { neighbours } from "./beside.ts";
import { type QueueParts, readerOf } from "./parts.ts";

const HTML = { parse_mode: "HTML", link_preview_options: { is_disabled: true } } as const;

/** Sends the choice of a time at the bottom, in place of the one that was open. */
export async function sendPicker(
  parts: QueueParts,
  ctx: PaperboyContext,
  draftId: number,
  screen: Screen,
): Promise<void> {
  const { api, messages } = parts;
  const before = messages.question(ctx.person.id);
  const sent = await api.sendMessage(ctx.person.id, screen.html, { ...HTML, reply_markup: screen.keyboard });
  messages.ask(ctx.person.id, draftId, sent.message_id);
  if (before?.messageId == null) return;
  // A receipt that had become the choice is the choice no longer.
  if (messages.receipt(before.draftId, ctx.person.id)?.messageId === before.messageId)
    messages.dropReceipt(before.draftId, ctx.person.id);
  await deleteQuietly(parts, ctx.person.id, before.messageId);
}

/**
 * A post has its time: receipts and card show it, and nothing more is asked. Posts that stand too close to it, or on the
 * same paper, say so on theirs.
 *
 * @param before the posts of which that was true until now
 */
export async function afterPlan(
  parts: QueueParts,
  ctx: PaperboyContext,
  draftId: number,
  before: readonly number[],
): Promise<void> {
  parts.messages.close(ctx.person.id);
  await parts.receipts.show(draftId);
  await parts.refreshCard(draftId);
  const now = ctx.channel === null ? [] : neighbours(parts.schedule, ctx.channel.id, draftId);
  for (const other of new Set([...before, ...now])) await parts.receipts.show(other);
  parts.agendas.refresh();
  parts.scheduler.wake();
}

/** Sends the agenda at the bottom, in place of the last one. */
export async function sendAgenda(parts: QueueParts, ctx: PaperboyContext, options: AgendaOptions = {}): Promise<void> {
  const { api, messages } = parts;
  const screen = await agendaFor(parts, ctx, options);
  if (screen === null) return;
  const before = messages.agenda(ctx.person.id);
  const sent = await api.sendMessage(ctx.person.id, screen.html, { ...HTML, reply_markup: screen.keyboard });
  parts.agendas.opened(ctx.person.id, sent.message_id, screen);
  if (before !== null) await deleteQuietly(parts, ctx.person.id, before.messageId);
}

export async function agendaFor(
  parts: QueueParts,
  ctx: PaperboyContext,
  options: AgendaOptions = {},
): Promise<AgendaScreen | null> {
  if (ctx.channel === null) return null;
  const { publisher } = await ctx.standing();
  return agenda(parts, ctx.channel, readerOf(parts, ctx.person.id, ctx.say, ctx.channel), { publisher, ...options });
}

/**
 * Brings the message under the pressed button to this screen; null leaves it. The agenda is known by what it shows: a
 * message that comes to show the list is the agenda from then on, and the one before it goes.
 */
export async function showPressed(parts: QueueParts, ctx: PaperboyContext, screen: Screen | null): Promise<void> {
  if (screen === null) return;
  const message = ctx.callbackQuery?.message?.message_id;
  const before = parts.messages.agenda(ctx.person.id)?.messageId;
  await editOrSend(ctx, screen);
  if (message === undefined || (message !== before && !("view" in screen))) return;
  parts.agendas.opened(ctx.person.id, message, screen);
  if (before !== undefined && before !== message) await deleteQuietly(parts, ctx.person.id, before);
}

/** Whether the pressed button stands in the newest agenda of this chat. */
export function isOpenAgenda({ messages }: Pick<QueueParts, "messages">, ctx: PaperboyContext): boolean {
  return ctx.callbackQuery?.message?.message_id === messages.agenda(ctx.person.id)?.messageId;
}

/** A message that is gone already, or too old for a bot to delete, stays as it is. */
export async function deleteQuietly(
  { api }: Pick<QueueParts, "api">,
  chatId: number,
  messageId: number,
): Promise<void> {
  try {
    await api.deleteMessage(chatId, messageId);
  } catch (error) {
    if (!refused(error, /./)) throw error;
  }
}
