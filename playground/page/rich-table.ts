/// <reference lib="dom" />
import type { RichBlockTable, RichBlockTableCell } from "@grammyjs/types";
import { h } from "./dom.ts";
import type { Reader } from "./reader.ts";
import { richText } from "./rich-text.ts";

/** A table that scrolls sideways where it is wider than its message. */
export function richTable(block: RichBlockTable, reader: Reader): HTMLElement {
  const classes = ["rich-table"];
  if (block.is_bordered) classes.push("bordered");
  if (block.is_striped) classes.push("striped");
  if (block.is_compact) classes.push("compact");
  const rows = block.cells.map((row) =>
    h(
      "tr",
      {},
      row.map((cell) => tableCell(cell, reader)),
    ),
  );
  const caption = block.caption ? h("caption", { dir: "auto" }, [richText(block.caption, reader)]) : null;
  const table = h("table", { class: classes.join(" ") }, [caption, h("tbody", {}, rows)]);
  return h("div", { class: "table-scroll", tabindex: 0 }, [table]);
}

/** Without a text a cell is not seen, but keeps its place. */
function tableCell(cell: RichBlockTableCell, reader: Reader): HTMLElement {
  const node = h(
    cell.is_header ? "th" : "td",
    {
      colspan: cell.colspan,
      rowspan: cell.rowspan,
      class: cell.text === undefined ? "no-cell" : null,
      dir: "auto",
    },
    [richText(cell.text, reader)],
  );
  node.style.textAlign = cell.align;
  node.style.verticalAlign = cell.valign;
  return node;
}
