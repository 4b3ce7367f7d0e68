import type { InlineKeyboard } from "grammy";
import type { Paper } from "../../archive/papers.ts";
import { CAPTION_LENGTH } from "../../document/limits.ts";
import { identifierLabel, identifierUrl } from "../../paper/identifier.ts";
import type { LinkButtons } from "../../post/outgoing.ts";
import { textOfParts } from "../../post/standing.ts";
import { BUTTONS_AT_MOST, buttonPlace, buttonsOf } from "../../publish/editing/buttons.ts";
import { figureless, figurePlaces } from "../../publish/editing/figures.ts";
import { linksOf } from "../../publish/editing/links.ts";
import { looksOf } from "../../publish/editing/look.ts";
import { hasTagsLine } from "../../publish/editing/tags.ts";
import { token } from "../draft/buttons.ts";
import { dayOf, numberOf } from "../draft/saying.ts";
import type { Say } from "../words.ts";
import { encode, type Verb } from "./buttons.ts";
import { argOf } from "./questions.ts";
import type { PostView } from "./view.ts";

/** The keyboards that a card may show. */
export const MENUS = [
  "main",
  "figures",
  "tags",
  "papers",
  "links",
  "buttons",
  "look",
  "update",
  "history",
  "down",
] as const;
export type Menu = (typeof MENUS)[number];

/** Revisions, and links, that have a button at once. */
const LISTED = 8;
const IN_A_ROW = 3;

type Buttons = (view: PostView, say: Say, keyboard: InlineKeyboard, page: number) => void;

/** Puts the buttons of this menu below what stands there, and the way back under them. */
export function submenu(
  view: PostView,
  menu: Exclude<Menu, "main">,
  say: Say,
  keyboard: InlineKeyboard,
  page: number,
): void {
  BUTTONS[menu](view, say, keyboard, page);
  keyboard.row().text(say.plain("published-to-card"), press(view, "menu", "main"));
}

/** A menu and its page, from 1 on: "history-2". What is no menu is the main one. */
export function menuOf(arg: string): { readonly menu: Menu; readonly page: number } {
  const [name, page = ""] = arg.split("-");
  return { menu: MENUS.find((known) => known === name) ?? "main", page: Number.parseInt(page, 10) || 1 };
}

/** What a menu says beside its buttons, HTML: what Telegram cannot do here; null for nothing. */
export function menuNote(view: PostView, menu: Menu, say: Say): string | null {
  const forwarded = view.parts.some((part) => part.forwarded === true);
  switch (menu) {
    case "figures":
      return figuresNote(view, forwarded, say);
    case "tags":
      return say.html(hasTagsLine(view.parts) ? "published-tags-line" : "published-tags-note");
    case "papers":
      return say.html("published-papers-note");
    case "links":
      return say.html(forwarded ? "published-problem-forwarded" : "published-links-note");
    case "buttons":
      if (forwarded) return say.html("published-problem-forwarded");
      return say.html(buttonPlace(view.parts) === null ? "published-problem-no-buttons" : "published-buttons-note");
    case "look":
      return say.html("published-look-note");
    case "update":
      return say.html("published-update-note");
    case "down":
      return say.html("published-down-note", { count: view.post.messageIds.length });
    case "history":
      return say.html("published-history-note");
    default:
      return null;
  }
}

function figuresNote({ parts }: PostView, forwarded: boolean, say: Say): string {
  if (forwarded) return say.html("published-problem-forwarded");
  const empty = figureless(parts);
  if (empty !== null) {
    const { length } = textOfParts(parts).text;
    if (length <= CAPTION_LENGTH) return say.html("published-figures-none");
    return say.html("published-figures-none-long", { length: numberOf(length), max: numberOf(CAPTION_LENGTH) });
  }
  const places = figurePlaces(parts);
  if (places.length === 0) return say.html("published-problem-text-takes-no-figure");
  if (places.some(({ nth }) => nth !== null)) return say.html("published-figures-rich");
  return say.html(places.length > 1 ? "published-figures-album" : "published-figures-one");
}

const BUTTONS: Readonly<Record<Exclude<Menu, "main">, Buttons>> = {
  figures: (view, say, keyboard) => {
    const forwarded = view.parts.some((part) => part.forwarded === true);
    const empty = forwarded ? null : figureless(view.parts);
    if (empty !== null && textOfParts(view.parts).text.length <= CAPTION_LENGTH) {
      keyboard.text(say.plain("published-figure-add"), press(view, "ask", `figure-${argOf(empty)}`));
    }
    for (const [i, place] of forwarded ? [] : figurePlaces(view.parts).entries()) {
      keyboard.text(say.plain("published-figure", { number: i + 1 }), press(view, "ask", `figure-${argOf(place)}`));
      if (i % IN_A_ROW === IN_A_ROW - 1) keyboard.row();
    }
    keyboard.row().text(say.plain("published-reply"), press(view, "reply"));
    keyboard.text(say.plain("published-anew"), press(view, "anew"));
  },
  tags: (view, say, keyboard) => {
    for (const [i, tag] of view.post.tags.entries()) {
      keyboard.text(`✖️ #${cut(tag)}`, press(view, "tag", token(tag)));
      if (i % IN_A_ROW === IN_A_ROW - 1) keyboard.row();
    }
    keyboard.row().text(say.plain("published-tags-add"), press(view, "ask", "tags"));
  },
  papers: (view, say, keyboard) => {
    for (const { id, identifiers } of view.post.papers) {
      keyboard.text(`✖️ ${cut(identifierLabel(identifiers[0]))}`, press(view, "paper", String(id))).row();
    }
    keyboard.text(say.plain("published-paper-add"), press(view, "ask", "papers"));
  },
  links: (view, _say, keyboard) => {
    if (view.parts.some((part) => part.forwarded === true)) return;
    for (const [i, { label, url }] of [...linksOf(view.parts).entries()].slice(0, LISTED)) {
      const shown = label === url ? cut(bare(url)) : `${cut(label)} → ${cut(bare(url))}`;
      keyboard.text(`🔁 ${shown}`, press(view, "ask", `link-${i.toString(36)}`)).row();
    }
  },
  buttons: (view, say, keyboard) => {
    if (buttonPlace(view.parts) === null) return;
    const now = buttonsOf(view.parts);
    for (const [i, { text }] of now.entries()) keyboard.text(`✖️ ${cut(text)}`, press(view, "button", String(i))).row();
    if (now.length >= BUTTONS_AT_MOST) return;
    for (const paper of view.post.papers.slice(0, IN_A_ROW)) {
      const { text, url } = paperButton(paper);
      if (now.some((each) => each.url === url)) continue;
      keyboard.text(`➕ ${cut(text)}`, press(view, "offer", String(paper.id))).row();
    }
    keyboard.text(say.plain("published-button-add"), press(view, "ask", "button"));
  },
  look: (view, say, keyboard) => {
    const { offered, now } = looksOf(view.parts);
    for (const look of offered) {
      keyboard
        .text(`${look === now ? "✅ " : ""}${say.plain(`published-look-${look}`)}`, press(view, "look", look))
        .row();
    }
    keyboard.text(say.plain("published-anew"), press(view, "anew"));
  },
  update: (view, say, keyboard) => {
    keyboard
      .text(say.plain("published-line"), press(view, "ask", "line"))
      .row()
      .text(say.plain("published-reply"), press(view, "reply"))
      .text(say.plain("published-after"), press(view, "after"));
  },
  history: (view, say, keyboard, page) => {
    const { revisions, channel } = view;
    const pages = Math.ceil(revisions.length / LISTED);
    const end = revisions.length - (Math.min(Math.max(1, page), pages) - 1) * LISTED;
    for (const [i, revision] of [...revisions.entries()].slice(Math.max(0, end - LISTED), end)) {
      const label = say.plain("published-revision", {
        number: i + 1,
        day: dayOf(revision.beganAt, channel.zone, say),
        kind: revision.kind,
      });
      keyboard.text(label, press(view, "see", String(revision.id))).row();
    }
    if (pages > 1) turning(keyboard, page, pages, (to) => press(view, "menu", `history-${to}`));
  },
  down: (view, say, keyboard) => {
    keyboard.text(say.plain("published-down-yes"), press(view, "down"));
  },
};

/** The callback data of a button that shows this post as it is now. */
export function press({ post, base }: Pick<PostView, "post" | "base">, verb: Verb, arg = ""): string {
  return encode({ verb, postId: post.id, base, arg });
}

/** The page of the history, from 1 on, the newest first, on which the n-th of so many revisions stands. */
export function historyPage(count: number, number: number): number {
  return Math.ceil((count - number + 1) / LISTED);
}

/** Arrows to the pages before and behind, and where one is. */
export function turning(keyboard: InlineKeyboard, page: number, pages: number, to: (page: number) => string): void {
  if (page > 1) keyboard.text("←", to(page - 1));
  keyboard.text(`${page}/${pages}`, to(page));
  if (page < pages) keyboard.text("→", to(page + 1));
}

/** The button with which a post leads to a paper. */
export function paperButton({ identifiers: [first] }: Paper): LinkButtons[number][number] {
  return { text: `📄 ${identifierLabel(first)}`, url: identifierUrl(first) };
}

function bare(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
}

/** What surely fits on a button beside two others. */
function cut(text: string): string {
  const characters = [...text];
  return characters.length > 24 ? `${characters.slice(0, 23).join("")}…` : text;
}
