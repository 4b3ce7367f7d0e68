import { InlineKeyboard } from "grammy";
import type { Publication } from "../../archive/publications.ts";
import { identifierLabel } from "../../paper/identifier.ts";
import { findingKey } from "../../post/finding.ts";
import { mendsOf } from "../../post/mend.ts";
import { titleOf } from "../../post/title.ts";
import { outcomeOf } from "../../publish/endings.ts";
import { isOvertaken } from "../../publish/overtaken.ts";
import { findingText, mendLabel, waveLabel } from "../publication/findings.ts";
import { CANDIDATES, outcomeText, refusalText } from "../publication/texts.ts";
import { receiptButtons } from "../published/receipt.ts";
import { planButton, plannedLine } from "../queue/on-card.ts";
import { escapeHtml, type Say } from "../words.ts";
import { press, token } from "./buttons.ts";
import { earlierHtml } from "./earlier.ts";
import { figureLines } from "./figures.ts";
import { layoutButton, layoutHtml, swapButton } from "./layouts.ts";
import { type Menu, submenu } from "./menus.ts";
import { readingLines } from "./reading.ts";
import { numberOf, timeOf } from "./saying.ts";
import type { Screen } from "./screen.ts";
import { type DraftView, nameOf } from "./view.ts";

export interface CardState {
  /** Whether the person may publish. */
  readonly publisher: boolean;
  readonly menu: Menu;
  /** The message of the figure that the menu is about. */
  readonly at?: number | null;
  /** A line below, HTML; null for none. */
  readonly note: string | null;
  /** Where an admin mends why the channel refuses the post. Default: there is nothing to mend. */
  readonly remedy?: { readonly text: string; readonly url: string } | null;
  /** The draft is a guess that one tap undoes. */
  readonly guessed: boolean;
  /** A draft of the same person into which this one may go. */
  readonly other: number | null;
  /** Whether there is a channel for rehearsals. Default: no. */
  readonly rehearsal?: boolean;
}

/** Finding lines that a card shows before they are unfolded. */
const LINES = 3;

/** The draft card: what the draft has, what the post schema says, and what can be done. */
export function renderCard(view: DraftView, state: CardState, say: Say): Screen {
  const { draft } = view;
  if (draft.state === "deleted") {
    return {
      html: say.html("draft-deleted", { number: String(draft.id), title: nameOrNone(view, say) }),
      keyboard: new InlineKeyboard().text(say.plain("draft-restore"), press(view, "restore")),
    };
  }
  if (draft.state === "published") return publishedCard(view, state, say);
  const keyboard = new InlineKeyboard();
  const lines = [head(view, say), inventory(view, say)];
  const onItsWay = view.publication === null ? null : onItsWayCard(view, view.publication, lines, state, say);
  if (onItsWay !== null) return onItsWay;
  if (isLeftBehind(view)) lines.push(say.html("publish-stale"));
  const stopped = view.publication?.state === "intended" ? view.publication.refusal : null;
  if (state.remedy != null) keyboard.url(state.remedy.text, state.remedy.url).row();
  if (stopped !== null && view.publication !== null) {
    // The channel has the beginning: the next press sends the rest, unless a person wants to begin anew.
    lines.push(refusalText(say, stopped));
    if (stopped.code !== "partly-sent") lines.push(say.html("publish-partly"));
    if (state.publisher)
      keyboard.text(say.plain("publish-settle-anew"), press(view, "gone", `${view.publication.id}a`)).row();
  }
  lines.push(...readingLines(view, say, keyboard));
  if (view.planned !== null) lines.push(plannedLine(view.planned, view, say));
  if (view.layout !== null) lines.push(layoutHtml(view, say));
  if (view.earlier !== null) lines.push(earlierHtml(view.earlier, view.zone, view, say, keyboard));
  lines.push(...findings(view, state, say, keyboard));
  if (view.undoable)
    keyboard
      .row()
      .text(say.plain(view.literal ? "reading-off" : "draft-undo"), press(view, "unmend"))
      .row();
  const at = state.at ?? null;
  if (state.menu === "figure") lines.push(...figureLines(view, at, say));
  if (state.note !== null) lines.push(state.note);
  if (state.menu === "main") mainButtons(view, state, say, keyboard);
  else submenu(view, { menu: state.menu, at }, say, keyboard);
  return {
    html: lines.join("\n\n"),
    keyboard: new InlineKeyboard(keyboard.inline_keyboard.filter((row) => row.length > 0)),
  };
}

/** Whether the draft was changed while what was pressed before waits to go out: it will not, and the draft is free. */
function isLeftBehind({ draft, publication, now }: DraftView): boolean {
  if (publication === null || outcomeOf(publication, now).status !== "waiting") return false;
  return isOvertaken(publication, draft, false);
}

/**
 * A post that waits, is delayed, being sent or in doubt: what is so, and what can be done about it. Whether it is out
 * is for those to say who may publish. Null for others.
 */
function onItsWayCard(
  view: DraftView,
  publication: Publication,
  lines: readonly string[],
  { publisher, note }: Pick<CardState, "publisher" | "note">,
  say: Say,
): Screen | null {
  if (isLeftBehind(view)) return null;
  const standing = outcomeOf(publication, view.now);
  const keyboard = new InlineKeyboard();
  const id = String(publication.id);
  switch (standing.status) {
    case "waiting":
    case "delayed":
      keyboard.text(say.plain("publish-undo"), press(view, "undo", id));
      break;
    case "unknown":
      if (standing.lookAt !== null || !publisher) break;
      for (const { messageId, link } of standing.candidates.slice(0, CANDIDATES)) {
        keyboard.url(link.replace("https://", ""), link);
        keyboard.text(say.plain("publish-settle-this"), press(view, "this", `${id}-${messageId}`)).row();
      }
      if (standing.candidates.length === 0) keyboard.text(say.plain("publish-settle-there"), press(view, "there", id));
      keyboard.text(say.plain("publish-settle-missing"), press(view, "gone", id));
      break;
    case "already":
      break;
    default:
      return null;
  }
  const isEdited = publication.version !== view.draft.version;
  const told = [...lines, outcomeText(say, standing, view), ...(note === null ? [] : [note])];
  if (isEdited) told.push(say.html("publish-behind", { undo: standing.status === "delayed" ? "yes" : "no" }));
  return { html: told.join("\n\n"), keyboard };
}

function publishedCard(view: DraftView, { publisher }: Pick<CardState, "publisher">, say: Say): Screen {
  const title = nameOrNone(view, say);
  const { published } = view;
  if (published === null) return { html: say.html("publish-already"), keyboard: new InlineKeyboard() };
  const link = {
    html: `<a href="${escapeHtml(published.link)}">${escapeHtml(published.link.replace("https://", ""))}</a>`,
  };
  const html = say.html("draft-published", { title, time: timeOf(published.at, view.zone), link });
  // Being published is one version more.
  const isEdited = view.publication !== null && view.draft.version > view.publication.version + 1;
  const lines = [html, ...(isEdited ? [say.html("publish-behind-out")] : [])];
  if (view.publication?.refusal != null) lines.push(say.html("publish-not-pinned"));
  return {
    html: lines.join("\n\n"),
    keyboard: publisher ? new InlineKeyboard([receiptButtons(published.postId, say)]) : new InlineKeyboard(),
  };
}

function nameOrNone(view: DraftView, say: Say): string {
  return titleOf(view.draft.content) ?? say.plain("draft-untitled");
}

function head(view: DraftView, say: Say): string {
  const { draft } = view;
  const authors = draft.content.authors.map(nameOf).join(", ");
  const line = [
    say.html("draft-number", { number: String(draft.id) }),
    say.html(`draft-kind-${draft.content.kind}`),
    escapeHtml(authors),
  ].filter((part) => part !== "");
  return `<b>${escapeHtml(nameOrNone(view, say))}</b>\n${line.join(" · ")}`;
}

function inventory(view: DraftView, say: Say): string {
  const { content } = view.draft;
  const papers = content.papers.map(({ identifier, title, byline }) => {
    const about = [content.papers.length > 1 ? title : null, byline].filter((part) => part !== null).join(", ");
    return `📄 ${escapeHtml(identifierLabel(identifier))}${about === "" ? "" : ` — ${escapeHtml(about)}`}`;
  });
  if (papers[0] !== undefined && view.code) papers[0] += ` · ${say.html("draft-code")}`;
  const { length } = content.text.text;
  const { follows, figures, tags } = content;
  const amount = [
    figures.length > 0 ? say.html("draft-figures", { count: figures.length }) : "",
    length > 0 ? say.html("draft-length", { count: length, shown: numberOf(length) }) : say.html("draft-no-text"),
  ].filter((part) => part !== "");
  return [
    ...(follows === null ? [] : [say.html("draft-follows", { title: follows.title })]),
    ...papers,
    amount.join(" · "),
    ...(tags.length > 0 ? [`🏷 ${tags.map((tag) => escapeHtml(`#${tag}`)).join(" ")}`] : []),
  ].join("\n");
}

function findings(view: DraftView, state: CardState, say: Say, keyboard: InlineKeyboard): string[] {
  const shown = state.menu === "findings" ? view.findings : view.findings.slice(0, LINES);
  const lines: string[] = [];
  for (const severity of ["error", "warning"] as const) {
    const of = shown.filter((finding) => finding.severity === severity);
    if (of.length === 0) continue;
    lines.push(
      [say.html(`draft-findings-${severity}`), ...of.map((finding) => `• ${findingText(say, finding)}`)].join("\n"),
    );
    for (const finding of of) {
      for (const mend of mendsOf(finding).slice(0, 3)) {
        keyboard.text(`🔧 ${mendLabel(say, finding, mend)}`, press(view, "mend", token(JSON.stringify(mend))));
      }
      if (severity === "warning")
        keyboard.text(waveLabel(say, finding), press(view, "wave", token(findingKey(finding))));
      keyboard.row();
    }
  }
  const hidden = view.findings.length - shown.length;
  if (hidden > 0)
    keyboard.text(say.plain("draft-findings-more", { count: hidden }), press(view, "menu", "findings")).row();
  return lines;
}

function mainButtons(view: DraftView, state: CardState, say: Say, keyboard: InlineKeyboard): void {
  const ready = view.findings.every(({ severity }) => severity !== "error");
  if (state.publisher && ready) {
    keyboard.text(say.plain("draft-publish"), press(view, "publish"));
    keyboard.add(planButton(view.draft.id, view.planned, say)).row();
  }
  if (view.layout !== null) {
    keyboard.text(say.plain("draft-preview"), press(view, "preview"));
    if (state.rehearsal === true) keyboard.text(say.plain("draft-rehearse"), press(view, "rehearse"));
  }
  keyboard
    .row()
    .text(say.plain("draft-title"), press(view, "ask", "title"))
    .text(say.plain("draft-text"), press(view, "menu", "text"))
    .row()
    .text(say.plain("draft-pictures"), press(view, "menu", "figures"))
    .text(say.plain("draft-tags"), press(view, "menu", "tags"))
    .row()
    .text(say.plain("draft-kind", { kind: view.draft.content.kind }), press(view, "menu", "kind"))
    .text(say.plain("draft-papers"), press(view, "menu", "papers"))
    .row();
  layoutButton(view, say, keyboard);
  keyboard.text("⋯", press(view, "menu", "more")).row();
  swapButton(view, say, keyboard);
  if (state.guessed) {
    keyboard.text(say.plain("draft-not-a-draft"), press(view, "search"));
    if (state.other !== null) {
      keyboard.text(
        say.plain("draft-merge", { number: String(state.other) }),
        press(view, "merge", String(state.other)),
      );
    }
  }
}
