/** A piece of a text node: plain text, or a `==` or `||` that opens or closes. */
export type MarkPiece = { readonly text: string } | { readonly mark: "==" | "||" };

/**
 * The text with Telegram's own marks set apart, which Markdown has not: `==marked==`, `||spoiler||`. `source` is what
 * stands in the file for it, so that escaped signs stay signs; where the two cannot be matched, nothing is a mark.
 */
export function piecesOf(value: string, source: string | undefined): MarkPiece[] {
  if (source === undefined || !/==|\|\|/.test(value)) return [{ text: value }];
  const raw = rawUnits(value, source);
  if (raw === null) return [{ text: value }];
  const pieces: MarkPiece[] = [];
  let start = 0;
  for (let i = 0; i + 1 < value.length; i++) {
    const pair = value.slice(i, i + 2);
    if ((pair !== "==" && pair !== "||") || !raw[i] || !raw[i + 1]) continue;
    if (value[i + 2] === value[i] || value[i - 1] === value[i]) continue;
    pieces.push({ text: value.slice(start, i) }, { mark: pair });
    start = i + 2;
    i += 1;
  }
  pieces.push({ text: value.slice(start) });
  return pieces.filter((piece) => "mark" in piece || piece.text !== "");
}

/** For each unit of the value whether it stands unescaped in the source. */
function rawUnits(value: string, source: string): boolean[] | null {
  const raw: boolean[] = [];
  let at = 0;
  for (let i = 0; i < value.length; i++) {
    if (source[at] === "\\" && source[at + 1] === value[i]) {
      raw.push(false);
      at += 2;
    } else if (source[at] === value[i]) {
      raw.push(true);
      at += 1;
    } else return null;
    // What a quotation or a list puts before the next line is not in the value.
    if (value[i] === "\n") while (source[at] !== value[i + 1] && /[\s>]/.test(source[at] ?? "x")) at += 1;
  }
  return raw;
}
