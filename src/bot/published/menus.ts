import type { InlineKeyboard } from "grammy";
import { identifierLabel } from "../../paper/identifier.ts";
import { token } from "../draft/buttons.ts";
import { dayOf } from "../draft/saying.ts";
import type { Say } from "../words.ts";
import { encode, type Verb } from "./buttons.ts";
import type { PostView } from "./view.ts";

/** The keyboards that a card may show. */
export const MENUS = ["main", "figures", "tags", "papers", "update", "history", "down"] as const;
export type Menu = (typeof MENUS)[number];

/** Revisions that have a button at once: the last ones. */
const LISTED = 8;
const IN_A_ROW = 3;

type Buttons = (view: PostView, say: Say, keyboard: InlineKeyboard) => void;

/** Puts the buttons of this menu below what stands there, and the way back under them. */
export function submenu(view: PostView, menu: Exclude<Menu, "main">, say: Say, keyboard: InlineKeyboard): void {
  BUTTONS[menu](view, say, keyboard);
  keyboard.row().text(say.plain("published-to-card"), press(view, "menu", "main"));
}

/** What a menu says beside its buttons, HTML: what Telegram cannot do here; null for nothing. */
export function menuNote(view: PostView, menu: Menu, say: Say): string | null {
  switch (menu) {
    case "figures": {
      if (view.parts.some(({ forwarded }) => forwarded === true)) return say.html("published-problem-forwarded");
      const drawn = view.parts.filter((part) => part.form === "figure");
      if (drawn.length === 0) return say.html("published-problem-text-takes-no-figure");
      return say.html(drawn.length > 1 ? "published-figures-album" : "published-figures-one");
    }
    case "tags":
      return say.html("published-tags-note");
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

const BUTTONS: Readonly<Record<Exclude<Menu, "main">, Buttons>> = {
  figures: (view, say, keyboard) => {
    const drawn = view.parts.filter((part) => part.form === "figure");
    const forwarded = view.parts.some((part) => part.forwarded === true);
    for (const [i, { messageId }] of forwarded ? [] : drawn.entries()) {
      keyboard.text(
        say.plain("published-figure", { number: i + 1 }),
        press(view, "ask", `figure-${messageId.toString(36)}`),
      );
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
  update: (view, say, keyboard) => {
    keyboard
      .text(say.plain("published-line"), press(view, "ask", "line"))
      .row()
      .text(say.plain("published-reply"), press(view, "reply"))
      .text(say.plain("published-after"), press(view, "after"));
  },
  history: (view, say, keyboard) => {
    const { revisions, channel } = view;
    for (const [i, revision] of [...revisions.entries()].slice(-LISTED)) {
      const label = say.plain("published-revision", {
        number: i + 1,
        day: dayOf(revision.beganAt, channel.zone, say),
        kind: revision.kind,
      });
      keyboard.text(label, press(view, "see", String(revision.id))).row();
    }
  },
  down: (view, say, keyboard) => {
    keyboard.text(say.plain("published-down-yes"), press(view, "down"));
  },
};

/** The callback data of a button that shows this post as it is now. */
export function press({ post, base }: Pick<PostView, "post" | "base">, verb: Verb, arg = ""): string {
  return encode({ verb, postId: post.id, base, arg });
}

/** What surely fits on a button beside two others. */
function cut(text: string): string {
  const characters = [...text];
  return characters.length > 24 ? `${characters.slice(0, 23).join("")}…` : text;
}
