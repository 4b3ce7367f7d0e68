import { bold, type ClassicDocument, concat, plainly } from "../document.ts";
import type { BlockOf, Cell } from "../rich/document.ts";
import { compact } from "../rich/text.ts";
import { stacked, within } from "./build.ts";
import { classicInline, type Notes } from "./inline.ts";

/** Columns of a monospaced line that a phone shows without a break. */
const WIDTH = 36;

interface Shown {
  readonly document: ClassicDocument;
  readonly header: boolean;
  readonly align: Cell["align"];
}

/**
 * A table in signs, as code, where it is narrow and holds no links; else a line for each row, "name: value" for each
 * cell, with its formatting.
 */
export function classicTable(table: BlockOf<"table">, notes: Notes): ClassicDocument {
  const rows = table.cells.map((row) =>
    row.flatMap(({ text = "", colspan = 1, is_header, align }): Shown[] => [
      { document: classicInline(compact(text), notes), header: is_header === true, align },
      ...Array.from({ length: Math.min(colspan, 20) - 1 }, () => ({
        document: plainly(""),
        header: is_header === true,
        align,
      })),
    ]),
  );
  const caption = table.caption === undefined ? plainly("") : classicInline(table.caption, notes);
  const drawn = drawnTable(rows);
  return stacked([drawn ?? namedRows(rows), within(caption, { type: "italic" })], 1);
}

function drawnTable(rows: readonly (readonly Shown[])[]): ClassicDocument | null {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const flat = rows.flat();
  if (flat.some(({ document: { text, entities } }) => text.includes("\n") || entities.some(isLink))) return null;
  const widths = Array.from({ length: count }, (_, i) =>
    Math.max(1, ...rows.map((row) => widthOf(row[i]?.document.text ?? ""))),
  );
  if (widths.reduce((sum, width) => sum + width + 3, -3) > WIDTH) return null;
  const lines = rows.flatMap((row, i) => {
    const line = widths.map((width, j) => padded(row[j]?.document.text ?? "", width, row[j]?.align ?? "left"));
    const drawn = [line.join(" │ ").trimEnd()];
    const isHead = row.some(({ header }) => header) && !(rows[i + 1]?.some(({ header }) => header) ?? true);
    if (isHead && i === 0) drawn.push(widths.map((width) => "─".repeat(width)).join("─┼─"));
    return drawn;
  });
  return within(plainly(lines.join("\n").trimEnd()), { type: "pre" });
}

function namedRows(rows: readonly (readonly Shown[])[]): ClassicDocument {
  const [first = [], ...others] = rows;
  const headed = first.length > 0 && first.every(({ header }) => header) && others.length > 0;
  const names = headed ? first.map(({ document }) => document) : [];
  return stacked(
    (headed ? others : rows).map((row) => {
      const cells = row.flatMap(({ document }, i) => {
        if (document.text === "") return [];
        const name = names[i];
        if (name === undefined || name.text === "") return [document];
        return [concat(bold(name.text), plainly(": "), document)];
      });
      return cells.length === 0
        ? plainly("")
        : concat(plainly("• "), ...cells.flatMap((cell, i) => (i === 0 ? [cell] : [plainly("; "), cell])));
    }),
    1,
  );
}

function isLink({ type }: { readonly type: string }): boolean {
  return type === "text_link" || type === "text_mention";
}

const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{RGI_Emoji}/v;
const graphemes = new Intl.Segmenter();

/** Columns of a monospaced font: two for an ideograph or an emoji. */
function widthOf(text: string): number {
  return [...graphemes.segment(text)].reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0);
}

function padded(text: string, width: number, align: Cell["align"]): string {
  const missing = width - widthOf(text);
  const left = align === "right" ? missing : align === "center" ? missing >> 1 : 0;
  return " ".repeat(left) + text + " ".repeat(missing - left);
}
