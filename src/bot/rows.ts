import type { InlineKeyboardButton } from "@grammyjs/types";

/** Characters that a button shows whole on a phone, by how many stand beside each other. Telegram cuts the rest. */
const FITS: readonly number[] = [Number.POSITIVE_INFINITY, 18, 11];

/** The buttons in their order, up to three in a row, fewer where a label would be cut. */
export function inRows<Button extends Pick<InlineKeyboardButton, "text">>(buttons: readonly Button[]): Button[][] {
  const rows: Button[][] = [];
  for (const button of buttons) {
    const row = rows.at(-1);
    const fits = FITS[row?.length ?? 0] ?? 0;
    if (row !== undefined && [...row, button].every(({ text }) => [...text].length <= fits)) row.push(button);
    else rows.push([button]);
  }
  return rows;
}
