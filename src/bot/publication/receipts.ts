import { type Api, GrammyError } from "grammy";
import type { Logger } from "pino";
import type { Channels } from "../../archive/channels.ts";
import type { Draft, Drafts } from "../../archive/drafts.ts";
import type { Posts } from "../../archive/posts.ts";
import type { Publications } from "../../archive/publications.ts";
import type { Schedule, Scheduled } from "../../archive/schedule.ts";
import type { Receipt, ScheduleMessages } from "../../archive/schedule-messages.ts";
import type { Desk } from "../../desk/desk.ts";
import { refused, type Screen } from "../draft/screen.ts";
import { besideLines } from "../queue/beside.ts";
import type { Say } from "../words.ts";
import { alarmOf, receiptOf, stuckOf } from "./receipt-screen.ts";
import { stuckButtons } from "./stuck.ts";

export interface ReceiptParts {
  readonly api: Pick<Api, "sendMessage" | "editMessageText" | "deleteMessage">;
  readonly schedule: Pick<Schedule, "find" | "queue" | "papers">;
  readonly messages: Pick<ScheduleMessages, "receipt" | "setReceipt" | "dropReceipt" | "zone">;
  readonly drafts: Pick<Drafts, "load">;
  readonly posts: Pick<Posts, "get">;
  readonly publications: Pick<Publications, "get" | "alive">;
  readonly channels: Pick<Channels, "served">;
  readonly desk: Pick<Desk, "admins" | "standing">;
  readonly sayTo: (personId: number) => Say;
  /** The bot's @username, without @. */
  readonly username: string;
  readonly now: () => number;
  readonly log: Logger;
}

/** What becomes of a planned post, in one message for each of its author, whoever planned it, and the admins. */
export interface Receipts {
  /** Whether this publication is that of a planned post, so that its receipts tell what becomes of it. */
  covers(draftId: number, publicationId: number): boolean;
  /**
   * Brings all receipts of this post to what is on disk. They are edited without a sound; trouble that people have to
   * look at comes as a new message at the bottom, once, and the old one goes.
   */
  show(draftId: number): Promise<void>;
  /** This message of the person becomes their receipt; an older one goes. */
  take(draftId: number, personId: number, messageId: number): Promise<void>;
  /** The person's receipt goes, so that the next one comes at the bottom of their chat. */
  drop(draftId: number, personId: number): Promise<void>;
}

const HTML = { parse_mode: "HTML", link_preview_options: { is_disabled: true } } as const;

export function createReceipts(parts: ReceiptParts): Receipts {
  const { api, schedule, messages, drafts, channels, desk, sayTo, log } = parts;

  const put = async (row: Scheduled, draft: Draft, personId: number, zone: string): Promise<void> => {
    const reader = { say: sayTo(personId), zone, own: messages.zone(personId), now: parts.now() };
    const publisher = row.state === "out" && (await desk.standing(personId)).publisher;
    const screen = receiptOf(parts, row, draft, reader, publisher, besideLines(parts, row, reader));
    const stuck = stuckOf(row);
    if (stuck !== null && desk.admins().includes(personId)) {
      const id = row.publicationId ?? parts.publications.alive(draft.id)?.id ?? 0;
      stuckButtons(reader.say, id, stuck, parts.username, screen.keyboard.row());
    }
    const before = messages.receipt(row.draftId, personId);
    const alarm = alarmOf(row);
    const rings = alarm !== "" && alarm !== before?.alarm;
    if (before !== null && !rings && (await edited(personId, before, screen))) {
      messages.setReceipt(row.draftId, personId, { ...before, alarm });
      return;
    }
    // Whoever has no receipt yet needs none of what is over.
    if (before === null && row.state === "cancelled") return;
    const sent = await api.sendMessage(personId, screen.html, {
      ...HTML,
      reply_markup: screen.keyboard,
      disable_notification: !rings,
    });
    messages.setReceipt(row.draftId, personId, { messageId: sent.message_id, alarm });
    if (before !== null) await remove(personId, before.messageId);
  };

  const edited = async (personId: number, { messageId }: Receipt, { html, keyboard }: Screen): Promise<boolean> => {
    try {
      await api.editMessageText(personId, messageId, html, { ...HTML, reply_markup: keyboard });
      return true;
    } catch (error) {
      if (refused(error, /message is not modified/i)) return true;
      if (refused(error, /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i)) return false;
      throw error;
    }
  };

  const remove = async (personId: number, messageId: number): Promise<void> => {
    try {
      await api.deleteMessage(personId, messageId);
    } catch (error) {
      // Gone already, or older than the 48 hours in which a bot may delete.
      if (!refused(error, /./)) throw error;
    }
  };

  const turns = new Map<number, Promise<void>>();
  /** One after the other for each post: two at once would send two receipts. */
  const inTurn = (draftId: number, job: () => Promise<void>): Promise<void> => {
    const turn = (turns.get(draftId) ?? Promise.resolve()).catch(() => undefined).then(job);
    turns.set(draftId, turn);
    const leave = (): void => {
      if (turns.get(draftId) === turn) turns.delete(draftId);
    };
    turn.then(leave, leave);
    return turn;
  };

  return {
    covers: (draftId, publicationId) => {
      const row = schedule.find(draftId);
      if (row === null || row.outcome === null || row.state === "cancelled") return false;
      return row.publicationId === publicationId || (row.state === "asked" && row.why === "refused");
    },
    show: (draftId) => inTurn(draftId, () => showAll(draftId)),
    take: (draftId, personId, messageId) =>
      inTurn(draftId, async () => {
        const before = messages.receipt(draftId, personId);
        messages.setReceipt(draftId, personId, { messageId, alarm: before?.alarm ?? "" });
        if (before !== null && before.messageId !== messageId) await remove(personId, before.messageId);
      }),
    drop: (draftId, personId) =>
      inTurn(draftId, async () => {
        const before = messages.receipt(draftId, personId);
        if (before === null) return;
        messages.dropReceipt(draftId, personId);
        await remove(personId, before.messageId);
      }),
  };

  async function showAll(draftId: number): Promise<void> {
    const row = schedule.find(draftId);
    const draft = drafts.load(draftId);
    const channel = channels.served();
    if (row === null || draft === null || channel === null || channel.id !== row.channelId) return;
    for (const personId of new Set([draft.personId, row.by, ...desk.admins()])) {
      try {
        await put(row, draft, personId, channel.zone);
      } catch (error) {
        if (!isOutOfReach(error)) throw error;
        log.info({ draftId, personId }, "a receipt was not shown: the person does not hear the bot");
      }
    }
  }
}

/** Whoever blocked the bot, never started it, or is no more. */
export function isOutOfReach(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    (error.error_code === 403 || (error.error_code === 400 && /chat not found|user not found/i.test(error.description)))
  );
}
