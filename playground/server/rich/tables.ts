import type { RichBlockTableCell } from "@grammyjs/types";
import { badRequest } from "../errors.ts";
import { type Fields, flag, integer, listOf, objectOf, oneOf, optional, type Reader, readFields } from "./fields.ts";
import { text } from "./texts.ts";

const MOST = 2 ** 31 - 1;

// Types and documentation call both alignments obligatory, and the server sets those that are not there.
const CELL = {
  text: optional(text),
  is_header: optional(flag),
  colspan: optional(integer(0, MOST, "Invalid table cell colspan specified")),
  rowspan: optional(integer(0, MOST, "Invalid table cell rowspan specified")),
  align: optional(oneOf(["left", "center", "right"], "Invalid table cell align specified")),
  valign: optional(oneOf(["top", "middle", "bottom"], "Invalid table cell valign specified")),
} satisfies { readonly [K in keyof Fields<RichBlockTableCell>]: unknown };

/** Rows of cells. A row counts as a block; cells that reach over rows take room in those too. */
export const cells: Reader = (value, name, within): RichBlockTableCell[][] => {
  const rows = listOf(value, name).map((row) => listOf(row, name));
  if (rows.length === 0 || rows.some((row) => row.length === 0)) throw badRequest("RICH_MESSAGE_CONTENT_REQUIRED");
  within.reading.countBlocks(rows.length);
  const read = rows.map((row) => row.map((cell) => readCell(objectOf(cell, name), within)));
  within.reading.checkColumns(columnsOf(read));
  return read;
};

function readCell(value: Record<string, unknown>, within: Parameters<Reader>[2]): RichBlockTableCell {
  const read = readFields(value, CELL, "a table cell", within) as Partial<RichBlockTableCell>;
  const { colspan = 1, rowspan = 1, text: inside, ...rest } = read;
  return {
    ...(inside === undefined || inside === "" ? {} : { text: inside }),
    ...rest,
    ...(colspan > 1 ? { colspan } : {}),
    ...(rowspan > 1 ? { rowspan } : {}),
    align: rest.align ?? (rest.is_header === true ? "center" : "left"),
    valign: rest.valign ?? "top",
  };
}

function columnsOf(rows: readonly (readonly RichBlockTableCell[])[]): number {
  let widest = 0;
  let above: { readonly width: number; readonly rows: number }[] = [];
  for (const row of rows) {
    const here = [...above, ...row.map(({ colspan = 1, rowspan = 1 }) => ({ width: colspan, rows: rowspan }))];
    widest = Math.max(
      widest,
      here.reduce((sum, { width }) => sum + width, 0),
    );
    above = here.map(({ width, rows: left }) => ({ width, rows: left - 1 })).filter(({ rows: left }) => left > 0);
  }
  return widest;
}
