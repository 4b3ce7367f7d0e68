import type { InlineKeyboard } from "grammy";
import type { DraftFigure } from "../../archive/drafts.ts";
import { DOWNLOAD_BYTES } from "../../document/limits.ts";
import type { Say } from "../words.ts";
import { press } from "./buttons.ts";
import type { DraftView } from "./view.ts";

/** Units of what is said of a figure, its source likewise. */
export const WORDS_LENGTH = 300;

/** The figure of this draft that came in this message, with its place. */
export function figureAt(figures: readonly DraftFigure[], messageId: number | null) {
  const place = figures.findIndex((figure) => figure.messageId === messageId);
  const figure = figures[place];
  return figure === undefined ? null : { place, figure };
}

/** What the card says of the one figure that is looked at. */
export function figureLines({ draft, layout }: DraftView, messageId: number | null, say: Say): string[] {
  const found = figureAt(draft.figures, messageId);
  if (found === null) return [];
  const { place, figure } = found;
  const { kind, caption, credit, size } = figure;
  const count = draft.figures.length;
  const lines = [say.html("figure-about", { number: place + 1, count, kind })];
  if ((caption ?? "") !== "") lines.push(say.html("figure-caption-is", { words: caption ?? "" }));
  if ((credit ?? "") !== "") lines.push(say.html("figure-credit-is", { words: credit ?? "" }));
  // In a rich message they stand under the figure itself.
  if (lines.length > 1 && layout !== "rich") lines.push(say.html("figure-joined"));
  if (size !== null && size > DOWNLOAD_BYTES) lines.push(say.html("figure-large"));
  return [lines.join("\n")];
}

/** All figures, each opening what can be done with it. */
export function figuresButtons(view: DraftView, say: Say, keyboard: InlineKeyboard): void {
  for (const [place, { messageId, caption }] of view.draft.figures.entries()) {
    const words = [...(caption ?? "")];
    const said = words.length > 20 ? `${words.slice(0, 19).join("")}…` : words.join("");
    const label = say.plain("figure-item", { number: place + 1 });
    keyboard.text(said === "" ? label : `${label} · ${said}`, press(view, "menu", `figure-${messageId}`));
    if (said !== "" || place % 4 === 3) keyboard.row();
  }
  keyboard.row().text(say.plain("draft-figure-add"), press(view, "ask", "figures"));
}

/** What can be done with the one figure that is looked at. */
export function figureButtons(view: DraftView, messageId: number | null, say: Say, keyboard: InlineKeyboard): void {
  const found = figureAt(view.draft.figures, messageId);
  if (found === null) {
    figuresButtons(view, say, keyboard);
    return;
  }
  const { place } = found;
  if (place > 0) keyboard.text(say.plain("figure-earlier"), press(view, "raise", String(place)));
  if (place < view.draft.figures.length - 1)
    keyboard.text(say.plain("figure-later"), press(view, "lower", String(place)));
  keyboard
    .row()
    .text(say.plain("figure-caption"), press(view, "ask", `caption-${messageId}`))
    .text(say.plain("figure-credit"), press(view, "ask", `credit-${messageId}`))
    .row()
    .text(say.plain("figure-replace"), press(view, "ask", `replace-${messageId}`))
    .text(say.plain("figure-drop"), press(view, "drop", String(place)))
    .row()
    .text(say.plain("figure-to-list"), press(view, "menu", "figures"));
}
