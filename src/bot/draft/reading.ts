import type { InlineKeyboard } from "grammy";
import { figuresOf, type RichDocument } from "../../document/rich/document.ts";
import { everyBlock, everyPart, textsIn } from "../../document/rich/walk.ts";
import { documentText } from "../document/texts.ts";
import { escapeHtml, type Say } from "../words.ts";
import { press } from "./buttons.ts";
import { isMarkdown } from "./markdown.ts";
import type { DraftView } from "./view.ts";

/** What the card says of a text that is Markdown or may be, with the buttons that settle it above the others. */
export function readingLines(view: DraftView, say: Say, keyboard: InlineKeyboard): string[] {
  const { draft } = view;
  const lines: string[] = [];
  if (draft.reading !== null) {
    const rich = draft.content.rich ?? null;
    const from = isMarkdown(draft) ? "markdown" : "rich";
    const key = rich === null ? "reading-failed" : "reading-done";
    lines.push(say.html(key, { from, what: (rich === null ? "" : contentsOf(rich, say)) || "none" }));
    for (const finding of draft.reading) lines.push(`• ${escapeHtml(documentText(say, finding))}`);
  }
  if (view.mayBeMarkdown) {
    lines.push(say.html("reading-ask"));
    keyboard
      .text(say.plain("reading-yes"), press(view, "read", "markdown"))
      .text(say.plain("reading-no"), press(view, "read", "plain"))
      .row();
  }
  return lines.length === 0 ? [] : [lines.join("\n")];
}

/** The other way of reading, and the text as a file, for the menu of the text. */
export function readingButtons({ draft }: DraftView, say: Say, keyboard: InlineKeyboard): void {
  if (draft.content.text.text === "") return;
  keyboard.row();
  if (isMarkdown(draft)) keyboard.text(say.plain("reading-off"), press({ draft }, "read", "plain")).row();
  else if (draft.pieces.some(({ format }) => format === null)) {
    keyboard.text(say.plain("reading-on"), press({ draft }, "read", "markdown")).row();
  }
  keyboard.text(say.plain("reading-file"), press({ draft }, "file"));
}

/** What a reader will see in the document beside its text: "3 формулы, таблица, 2 сноски". "" for nothing. */
function contentsOf({ blocks }: RichDocument, say: Say): string {
  const counts = { headings: 0, formulas: 0, tables: 0, notes: 0, code: 0, figures: figuresOf(blocks).length };
  for (const { block } of everyBlock(blocks)) {
    if (block.type === "heading") counts.headings += 1;
    if (block.type === "table") counts.tables += 1;
    if (block.type === "pre") counts.code += 1;
    if (block.type === "mathematical_expression") counts.formulas += 1;
    for (const { inline } of textsIn(block)) {
      for (const { part } of everyPart(inline)) {
        if (typeof part === "string") continue;
        if (part.type === "mathematical_expression") counts.formulas += 1;
        if (part.type === "reference") counts.notes += 1;
      }
    }
  }
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => say.plain(`reading-${name}`, { count }))
    .join(", ");
}
