import { InlineKeyboard } from "grammy";
import { type Channels, messageLink } from "../../archive/channels.ts";
import type { Draft } from "../../archive/drafts.ts";
import type { ArchivedPost, Posts } from "../../archive/posts.ts";
import type { Publications } from "../../archive/publications.ts";
import type { Problem, Scheduled } from "../../archive/schedule.ts";
import { nameOf } from "../../post/title.ts";
import type { PublishOutcome } from "../../publish/publisher.ts";
import type { Screen } from "../draft/screen.ts";
import { receiptButtons } from "../published/receipt.ts";
import { press, toMinutes } from "../queue/buttons.ts";
import { clock, distance, label, moment, type Reader } from "../queue/saying.ts";
import { escapeHtml, type Say } from "../words.ts";
import { isTrouble } from "./stuck.ts";
import { outcomeText } from "./texts.ts";

interface ReceiptParts {
  readonly posts: Pick<Posts, "get">;
  readonly publications: Pick<Publications, "get">;
  readonly channels: Pick<Channels, "served">;
}

/** Where only an admin can help; null where nobody has to. */
export function stuckOf(row: Scheduled): PublishOutcome | null {
  if (row.outcome === null || (row.state !== "released" && row.why !== "refused")) return null;
  const outcome: PublishOutcome = JSON.parse(row.outcome);
  return isTrouble(outcome) ? outcome : null;
}

/** What this row rings for; "" for nothing. */
export function alarmOf(row: Scheduled): string {
  const stuck = stuckOf(row);
  if (stuck !== null && row.state === "released") return `stuck:${stuck.status}`;
  if (row.state === "asked") return `asked:${row.why ?? ""}`;
  return row.state === "waiting" && row.problems.length > 0
    ? `ahead:${row.problems.map(({ code }) => code).join()}`
    : "";
}

/** The receipt as this reader sees it. @param beside HTML lines that warn of other posts, while this one waits */
export function receiptOf(
  parts: ReceiptParts,
  row: Scheduled,
  draft: Draft,
  reader: Reader,
  publisher: boolean,
  beside: readonly string[] = [],
): Screen {
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
        [...(beside.length > 0 ? [beside.join("\n")] : []), ...problemLines(row, say, keyboard)],
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
  const out = say.html("queue-out-at", { time: clock(post.publishedAt, zone), link: { html } });
  const isUnpinned = row.publicationId !== null && parts.publications.get(row.publicationId)?.refusal != null;
  return isUnpinned ? `${out}\n\n${say.html("publish-not-pinned")}` : out;
}
