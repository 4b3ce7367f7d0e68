import { type Api, GrammyError, InlineKeyboard } from "grammy";
import type { Logger } from "pino";
import { type Channels, messageLink } from "../../archive/channels.ts";
import type { Draft, Drafts } from "../../archive/drafts.ts";
import type { ArchivedPost, Posts } from "../../archive/posts.ts";
import type { Publications } from "../../archive/publications.ts";
import type { Problem, Schedule, Scheduled } from "../../archive/schedule.ts";
import type { Receipt, ScheduleMessages } from "../../archive/schedule-messages.ts";
import type { Desk } from "../../desk/desk.ts";
import { nameOf } from "../../post/title.ts";
import type { PublishOutcome } from "../../publish/publisher.ts";
import { refused, type Screen } from "../draft/screen.ts";
import { receiptButtons } from "../published/receipt.ts";
import { press, toMinutes } from "../queue/buttons.ts";
import { clock, distance, label, moment, type Reader } from "../queue/saying.ts";
import { escapeHtml, type Say } from "../words.ts";
import { outcomeText } from "./texts.ts";

export interface ReceiptParts {
  readonly api: Pick<Api, "sendMessage" | "editMessageText" | "deleteMessage">;
  readonly schedule: Pick<Schedule, "find">;
  readonly messages: Pick<ScheduleMessages, "receipt" | "setReceipt" | "dropReceipt" | "zone">;
  readonly drafts: Pick<Drafts, "load">;
  readonly posts: Pick<Posts, "get">;
  readonly publications: Pick<Publications, "get">;
  readonly channels: Pick<Channels, "served">;
  readonly desk: Pick<Desk, "admins" | "standing">;
  readonly sayTo: (personId: number) => Say;
  readonly now: () => number;
  readonly log: Logger;
}

/** What becomes of a planned post, in one message for each of its author, whoever planned it, and the admins. */
export interface Receipts {
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
    const screen = receiptOf(parts, row, draft, reader, publisher);
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
function isOutOfReach(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    (error.error_code === 403 || (error.error_code === 400 && /chat not found|user not found/i.test(error.description)))
  );
}

function alarmOf(row: Scheduled): string {
  if (row.state === "asked") return `asked:${row.why ?? ""}`;
  return row.state === "waiting" && row.problems.length > 0
    ? `ahead:${row.problems.map(({ code }) => code).join()}`
    : "";
}

function receiptOf(parts: ReceiptParts, row: Scheduled, draft: Draft, reader: Reader, publisher: boolean): Screen {
  const { say, now } = reader;
  const keyboard = new InlineKeyboard();
  const title = `<b>${escapeHtml(nameOf(draft.content))}</b>`;
  const planned = moment(row.due, reader);
  switch (row.state) {
    case "waiting":
      keyboard.text(say.plain("queue-change"), press("open", row)).text(say.plain("queue-off"), press("off", row));
      return screen(
        title,
        say.html("queue-planned", { moment: planned, distance: distance(row.due, reader) }),
        problemLines(row, say, keyboard),
        keyboard,
      );
    case "late":
      keyboard.text(say.plain("queue-change"), press("open", row)).text(say.plain("queue-off"), press("off", row));
      return screen(
        title,
        say.html("queue-late", { due: clock(row.due, reader.zone), time: moment(row.goAt ?? row.due, reader) }),
        [],
        keyboard,
      );
    case "asked":
      return askedReceipt(row, title, reader, keyboard);
    case "released":
      return screen(title, outcomeOf(row, reader) ?? say.html("queue-releasing"), [], keyboard);
    case "cancelled":
      if (row.due > now && draft.state === "open") {
        keyboard.text(say.plain("queue-back", { time: label(row.due, reader) }), press("set", row, toMinutes(row.due)));
      }
      return screen(title, say.html(draft.state === "deleted" ? "queue-off-deleted" : "queue-off-now"), [], keyboard);
    case "out":
      if (publisher) keyboard.row(...receiptButtonsOf(parts, row, say));
      return screen(title, outHtml(parts, row, reader), [], keyboard);
  }
}

function screen(title: string, text: string, more: readonly string[], keyboard: InlineKeyboard): Screen {
  return { html: [title, text, ...more].join("\n\n").replace("\n\n", "\n"), keyboard };
}

function askedReceipt(row: Scheduled, title: string, reader: Reader, keyboard: InlineKeyboard): Screen {
  const { say } = reader;
  const why = say.html(`queue-asked-${row.why ?? "changed"}`, { moment: moment(row.due, reader) });
  const outcome = row.why === "refused" ? outcomeOf(row, reader) : null;
  if (row.why === "edited") keyboard.text(say.plain("queue-edit-out"), press("edit", row)).row();
  keyboard
    .text(say.plain("queue-now"), press("out", row))
    .text(say.plain("queue-other"), press("open", row))
    .row()
    .text(say.plain("queue-remove"), press("off", row));
  return screen(title, why, outcome === null ? [] : [outcome], keyboard);
}

function problemLines(row: Scheduled, say: Say, keyboard: InlineKeyboard): readonly string[] {
  if (row.problems.length === 0) return [];
  if (row.problems.some(({ code }) => code === "edited")) {
    keyboard.row().text(say.plain("queue-edit-out"), press("edit", row));
  }
  return [[say.html("queue-problems"), ...row.problems.map((problem) => `• ${problemText(problem, say)}`)].join("\n")];
}

export function problemText(problem: Problem, say: Say): string {
  const args = { number: "number" in problem ? problem.number : 0, title: "title" in problem ? problem.title : "" };
  return say.html(`queue-problem-${problem.code}`, args);
}

function outcomeOf(row: Scheduled, { say, zone, now }: Reader): string | null {
  if (row.outcome === null) return null;
  const outcome: PublishOutcome = JSON.parse(row.outcome);
  return outcomeText(say, outcome, { now, zone });
}

function postOf({ publications, posts }: ReceiptParts, row: Scheduled): ArchivedPost | null {
  const publication = row.publicationId === null ? null : publications.get(row.publicationId);
  return publication?.postId == null ? null : posts.get(publication.postId);
}

function receiptButtonsOf(parts: ReceiptParts, row: Scheduled, say: Say) {
  const post = postOf(parts, row);
  return post === null ? [] : receiptButtons(post.id, say);
}

function outHtml(parts: ReceiptParts, row: Scheduled, { say, zone }: Reader): string {
  const { channels } = parts;
  const post = postOf(parts, row);
  const channel = channels.served();
  if (post === null || channel === null) return say.html("queue-out");
  const link = messageLink(channel, post.messageId);
  const html = `<a href="${escapeHtml(link)}">${escapeHtml(link.replace("https://", ""))}</a>`;
  return say.html("queue-out-at", { time: clock(post.publishedAt, zone), link: { html } });
}
