import { InlineKeyboard } from "grammy";
import type { Drafts } from "../../archive/drafts.ts";
import { ifReadable } from "../../archive/unreadable.ts";
import { firstLine, titleOf } from "../../post/title.ts";
import type { Say } from "../words.ts";
import { encode } from "./buttons.ts";
import type { Screen } from "./screen.ts";

/** Drafts on a page of the list, a row of buttons each. */
const PAGE = 10;
const PREFIX = "dl:";

/** Matches the buttons that lead to other pages of the list; the group is the page, from 0. */
export const LIST_PAGE = /^dl:(\d{1,4})$/;

/** A person's open drafts, the one touched last first. @param page from 0; one that there is no longer becomes the last */
export function listScreen(drafts: Pick<Drafts, "list" | "load">, personId: number, page: number, say: Say): Screen {
  const all = drafts.list(personId);
  const last = Math.max(0, Math.ceil(all.length / PAGE) - 1);
  const shown = Math.min(page, last);
  const keyboard = new InlineKeyboard();
  for (const { id } of all.slice(shown * PAGE, (shown + 1) * PAGE)) {
    const content = ifReadable(() => drafts.load(id))?.content;
    const title = content === undefined ? null : (titleOf(content) ?? firstLine(content.text.text));
    const name = title ?? say.plain("draft-untitled");
    const label = say.plain("draft-listed", { number: String(id), title: cut(name) });
    keyboard.text(label, encode({ verb: "open", draftId: id, version: 0, arg: "" })).row();
  }
  if (shown > 0) keyboard.text(`◀ ${shown}`, `${PREFIX}${shown - 1}`);
  if (shown < last) keyboard.text(`${shown + 2} ▶`, `${PREFIX}${shown + 1}`);
  return { html: say.html(all.length === 0 ? "draft-list-empty" : "draft-list", { count: all.length }), keyboard };
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length > 48 ? `${characters.slice(0, 47).join("")}…` : text;
}
