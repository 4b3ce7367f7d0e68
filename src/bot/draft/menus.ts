import { InlineKeyboard } from "grammy";
import { identifierLabel } from "../../paper/identifier.ts";
import { DELIVERY } from "../../post/delivery.ts";
import { KINDS } from "../../post/post.ts";
import { inRows } from "../rows.ts";
import type { Say } from "../words.ts";
import { press, token } from "./buttons.ts";
import { figureButtons, figuresButtons } from "./figures.ts";
import { layoutButtons } from "./layouts.ts";
import { readingButtons } from "./reading.ts";
import { type DraftView, nameOf } from "./view.ts";

/** The keyboards that a card may show. */
export const MENUS = [
  "main",
  "findings",
  "layout",
  "text",
  "figures",
  "figure",
  "tags",
  "kind",
  "papers",
  "authors",
  "more",
] as const;
export type Menu = (typeof MENUS)[number];

/** Puts the buttons of this menu below what stands there, and the way back under them. */
export function submenu(
  view: DraftView,
  { menu, at }: { readonly menu: Exclude<Menu, "main">; readonly at: number | null },
  say: Say,
  keyboard: InlineKeyboard,
): void {
  BUTTONS[menu](view, say, keyboard, at);
  keyboard.row().text(say.plain("draft-to-card"), press(view, "menu", "main"));
}

type Buttons = (view: DraftView, say: Say, keyboard: InlineKeyboard, at: number | null) => void;

/** Suggested tags that stand in a menu at once. */
const SUGGESTED = 9;

const BUTTONS: Readonly<Record<Exclude<Menu, "main">, Buttons>> = {
  findings: () => undefined,
  text: (view, say, keyboard) => {
    keyboard.text(say.plain("draft-text-add"), press(view, "ask", "add-text"));
    if (view.draft.content.text.text !== "") {
      keyboard.text(say.plain("draft-text-new"), press(view, "ask", "new-text"));
    }
    readingButtons(view, say, keyboard);
  },
  layout: layoutButtons,
  figures: figuresButtons,
  figure: (view, say, keyboard, at) => figureButtons(view, at, say, keyboard),
  tags: (view, say, keyboard) => {
    const given = view.draft.content.tags.map((tag) =>
      InlineKeyboard.text(`✖️ #${cut(tag)}`, press(view, "tag", token(tag))),
    );
    const offered = view.suggested
      .slice(0, SUGGESTED)
      .map(({ name }) => InlineKeyboard.text(`➕ ${cut(name)}`, press(view, "add", token(name))));
    for (const row of [...inRows(given), ...inRows(offered)]) keyboard.row(...row);
    keyboard.row().text(say.plain("draft-tags-type"), press(view, "ask", "tags"));
  },
  kind: (view, say, keyboard) => {
    for (const kind of KINDS) {
      if (kind === "follow-up" && view.draft.content.follows === null) continue;
      const chosen = view.draft.content.kind === kind ? "✅ " : "";
      keyboard.text(`${chosen}${say.plain(`draft-kind-${kind}`)}`, press(view, "kind", kind)).row();
    }
  },
  papers: (view, say, keyboard) => {
    for (const [index, { identifier }] of view.draft.content.papers.entries()) {
      keyboard
        .text(`✖️ ${cut(identifierLabel(identifier))}`, press(view, "paper", String(view.draft.paperIds[index])))
        .row();
    }
    keyboard.text(say.plain("draft-paper-add"), press(view, "ask", "add-paper"));
  },
  authors: (view, _say, keyboard) => {
    const chosen = new Set(view.draft.content.authors.map(({ id }) => id));
    for (const author of view.authors) {
      const mark = chosen.has(author.id) ? "✅ " : "";
      keyboard.text(`${mark}${cut(nameOf(author))}`, press(view, "author", String(author.id))).row();
    }
  },
  more: (view, say, keyboard) => {
    keyboard.text(say.plain("draft-authors"), press(view, "menu", "authors")).row();
    if (view.draft.content.follows !== null) {
      keyboard.text(say.plain("draft-follow-not"), press(view, "follow", "0")).row();
    }
    for (const option of DELIVERY) {
      const mark = view.delivery[option] ? "✅ " : "";
      keyboard.text(`${mark}${say.plain(`draft-option-${option}`)}`, press(view, "option", option)).row();
    }
    keyboard.text(say.plain("draft-delete"), press(view, "delete"));
  },
};

/** What surely fits on a button beside two others. */
function cut(text: string): string {
  const characters = [...text];
  return characters.length > 24 ? `${characters.slice(0, 23).join("")}…` : text;
}
