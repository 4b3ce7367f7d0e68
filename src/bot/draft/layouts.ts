import type { InlineKeyboard } from "grammy";
import { CAPTION_LENGTH, PREMIUM_CAPTION_LENGTH } from "../../document/limits.ts";
import type { Say } from "../words.ts";
import { press } from "./buttons.ts";
import { numberOf } from "./saying.ts";
import type { DraftView } from "./view.ts";

/** How the post goes out, why, and what that means for later; "" where it cannot go out. */
export function layoutHtml({ draft, layout, reason, calls }: DraftView, say: Say): string {
  if (layout === null || reason === null) return "";
  const { length, limit, over, unfit } = reason;
  const numbers = { length: numberOf(length), limit: numberOf(limit) };
  const said = [
    ...(unfit === null ? [] : [say.html("layout-unfit", { name: say.plain(`layout-name-${unfit}`) })]),
    say.html(`layout-${layout}`, { count: calls, own: draft.content.figures.length > 0 ? "yes" : "no" }),
    say.html(over === null || layout === "series" ? "layout-numbers" : "layout-numbers-over", {
      ...numbers,
      count: length,
      over: numberOf(over ?? limit),
      series: layout === "series" ? "yes" : "no",
    }),
  ];
  if (layout === "as-sent" && limit === PREMIUM_CAPTION_LENGTH && length > CAPTION_LENGTH) {
    said.push(say.html("layout-edits-later", { limit: numberOf(CAPTION_LENGTH) }));
  }
  return said.join(" ");
}

/** The button that opens the choice; there is none where there is nothing to choose. */
export function layoutButton(view: DraftView, say: Say, keyboard: InlineKeyboard): void {
  // Where no classic layout holds the post, the one that does is still a person's choice.
  const [only] = view.fitting;
  const name = view.layout ?? only;
  if (name === undefined || (view.fitting.length < 2 && view.layout === only)) return;
  const label = say.plain(view.layout === null ? "layout-choose" : `layout-name-${name}`);
  keyboard.text(`📐 ${label}`, press(view, "menu", "layout"));
}

/** Of a rich document, the other of its two forms by one tap: the rich message, or the most classic of the others. */
export function swapButton(view: DraftView, say: Say, keyboard: InlineKeyboard): void {
  if ((view.draft.content.rich ?? null) === null || view.layout === null) return;
  const classic = view.fitting.find((name) => name !== "rich");
  const other = view.layout === "rich" ? classic : view.fitting.find((name) => name === "rich");
  if (other === undefined) return;
  const form = other === "rich" ? "rich" : "classic";
  keyboard
    .row()
    .text(say.plain("layout-swap", { form }), press(view, "swap", other))
    .row();
}

/** A button for each layout that fits, and the way back to what the channel does by itself. */
export function layoutButtons(view: DraftView, say: Say, keyboard: InlineKeyboard): void {
  for (const name of view.fitting) {
    const mark = name === view.layout ? "✅ " : "";
    keyboard.text(`${mark}${say.plain(`layout-name-${name}`)}`, press(view, "layout", name)).row();
  }
  if ((view.draft.content.layout ?? null) !== null) {
    keyboard.text(say.plain("layout-usual"), press(view, "layout", "usual"));
  }
}
