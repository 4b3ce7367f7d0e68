import { InlineKeyboard } from "grammy";
import { messageLink } from "../../archive/channels.ts";
import { type Revision, updatesAmong } from "../../archive/revisions.ts";
import { identifierLabel, identifierUrl } from "../../paper/identifier.ts";
import { linksOf } from "../../publish/editing/links.ts";
import { looksOf } from "../../publish/editing/look.ts";
import { canSwap } from "../../publish/editing/plan.ts";
import { dayOf, numberOf, timeOf } from "../draft/saying.ts";
import type { Screen } from "../draft/screen.ts";
import { nameOf } from "../draft/view.ts";
import { escapeHtml, type Say } from "../words.ts";
import { type Menu, press, submenu } from "./menus.ts";
import { otherForm, twinButtons } from "./rich.ts";
import type { PostView } from "./view.ts";

export interface CardState {
  readonly menu: Menu;
  /** Of a menu that has several, from 1 on, which is the default. */
  readonly page?: number;
  /** A line below, HTML; null for none. */
  readonly note: string | null;
  /** Rows of buttons above the card's own. */
  readonly choices?: InlineKeyboard;
  /** Whether the post has just been pinned. */
  readonly pinned?: boolean;
}

/** A published post as whoever may publish sees it: what it has, what became of it, and what can be changed. */
export function renderPostCard(view: PostView, state: CardState, say: Say): Screen {
  const { post } = view;
  const lines = [head(view, say), inventory(view, say), ...story(view, say)];
  const other = post.takenDownAt === null && state.menu === "main" ? otherForm(view) : null;
  if (other !== null) lines.push(say.html("published-twin", { form: other }));
  if (state.note !== null) lines.push(state.note);
  const keyboard = new InlineKeyboard();
  for (const row of state.choices?.inline_keyboard ?? []) keyboard.row(...row);
  keyboard.row();
  if (post.takenDownAt !== null) {
    lines.splice(2, 0, say.html("published-is-down", { day: dayOf(post.takenDownAt, view.channel.zone, say) }));
    keyboard.text(say.plain("published-anew"), press(view, "anew"));
    if (view.revisions.length > 0) keyboard.text(say.plain("published-history"), press(view, "menu", "history"));
    if (state.menu === "history") submenu(view, "history", say, keyboard, state.page ?? 1);
  } else if (state.menu === "main") mainButtons(view, state, say, keyboard);
  else submenu(view, state.menu, say, keyboard, state.page ?? 1);
  return {
    html: lines.filter((line) => line !== "").join("\n\n"),
    keyboard: new InlineKeyboard(keyboard.inline_keyboard.filter((row) => row.length > 0)),
  };
}

/** When a revision was made and by whom: "4 мая 2026, 10:12 · @max". */
export function whenAndWho({ beganAt, by }: Revision, zone: string, say: Say): string {
  const when = `${dayOf(beganAt, zone, say)}, ${timeOf(beganAt, zone)}`;
  return by === null ? when : `${when} · ${by}`;
}

function head({ post, channel }: PostView, say: Say): string {
  const title = `<b>${escapeHtml(post.title)}</b>`;
  const linked =
    post.takenDownAt === null ? `<a href="${escapeHtml(messageLink(channel, post.messageId))}">${title}</a>` : title;
  const line = [
    say.html("published-in-channel"),
    escapeHtml(dayOf(post.publishedAt, channel.zone, say)),
    escapeHtml(post.authors.map(nameOf).join(", ")),
  ];
  return `${linked}\n${line.filter((part) => part !== "").join(" · ")}`;
}

function inventory({ post, follows }: PostView, say: Say): string {
  const papers = post.papers.map(({ identifiers: [first], byline }) => {
    const link = `<a href="${escapeHtml(identifierUrl(first))}">${escapeHtml(identifierLabel(first))}</a>`;
    return `📄 ${link}${byline === null ? "" : ` — ${escapeHtml(byline)}`}`;
  });
  const { length } = post.document.text;
  const amount = [
    post.figures.length > 0 ? say.html("draft-figures", { count: post.figures.length }) : "",
    length > 0 ? say.html("draft-length", { count: length, shown: numberOf(length) }) : "",
  ].filter((part) => part !== "");
  const reactions = post.reactions
    .filter(({ emoji }) => !emoji.startsWith("custom:"))
    .slice(0, 3)
    .map(({ emoji, count }) => `${escapeHtml(emoji)} ${numberOf(count)}`);
  return [
    ...(follows === null ? [] : [say.html("draft-follows", { title: follows.title })]),
    ...papers,
    amount.join(" · "),
    ...(post.tags.length > 0 ? [`🏷 ${post.tags.map((tag) => escapeHtml(`#${tag}`)).join(" ")}`] : []),
    reactions.join(" "),
  ]
    .filter((line) => line !== "")
    .join("\n");
}

/** Its updates and changes since it was published. */
function story(view: PostView, say: Say): string[] {
  const { channel, followUps, revisions, pending } = view;
  const link = (messageId: number, text: string) =>
    `<a href="${escapeHtml(messageLink(channel, messageId))}">${escapeHtml(text)}</a>`;
  const updates = [
    ...updatesAmong(revisions).map(({ beganAt }) => ({ at: beganAt, messageId: view.post.messageId })),
    ...followUps.map(({ publishedAt, messageId }) => ({ at: publishedAt, messageId })),
  ].toSorted((a, b) => a.at - b.at);
  const lines = updates.map(({ at, messageId }) =>
    link(messageId, say.plain("published-update-of", { day: dayOf(at, channel.zone, say) })),
  );
  const last = revisions.at(-1);
  const changes = revisions.filter(({ kind }) => kind !== "first").length;
  return [
    lines.map((line) => `➕ ${line}`).join("\n"),
    last === undefined || changes === 0
      ? ""
      : say.html("published-changes", { count: changes, last: whenAndWho(last, channel.zone, say) }),
    pending === null ? "" : say.html("published-pending"),
  ].filter((line) => line !== "");
}

function mainButtons(view: PostView, state: CardState, say: Say, keyboard: InlineKeyboard): void {
  const { post, channel } = view;
  keyboard
    .text(say.plain("published-text"), press(view, "ask", "text"))
    .text(say.plain("published-title"), press(view, "ask", "title"))
    .row()
    .text(say.plain("published-figures"), press(view, "menu", "figures"))
    .text(say.plain("published-tags"), press(view, "menu", "tags"))
    .text(say.plain("published-papers"), press(view, "menu", "papers"))
    .row();
  if (linksOf(view.parts).length > 0) keyboard.text(say.plain("published-links"), press(view, "menu", "links"));
  keyboard.text(say.plain("published-buttons"), press(view, "menu", "buttons"));
  if (looksOf(view.parts).offered.length > 0) keyboard.text(say.plain("published-look"), press(view, "menu", "look"));
  keyboard
    .row()
    .text(say.plain("published-update"), press(view, "menu", "update"))
    .text(
      say.plain(state.pinned === true ? "published-unpin" : "published-pin"),
      press(view, state.pinned === true ? "unpin" : "pin"),
    )
    .row();
  if (canSwap(view.parts) && view.parts[0]?.form === "rich") {
    keyboard.text(say.plain("published-as-text"), press(view, "swap")).row();
  } else if (canSwap(view.parts) && view.parts[0]?.form === "text" && view.parts[0].rich !== undefined) {
    keyboard.text(say.plain("published-as-rich"), press(view, "swap")).row();
  }
  const other = otherForm(view);
  if (other !== null) twinButtons(view, other, say, keyboard);
  if (view.revisions.length > 0) keyboard.text(say.plain("published-history"), press(view, "menu", "history"));
  if (post.document.text !== "") keyboard.text(say.plain("published-markdown"), press(view, "file"));
  keyboard
    .text(say.plain("published-down"), press(view, "menu", "down"))
    .row()
    .url(say.plain("published-open"), messageLink(channel, post.messageId));
}
