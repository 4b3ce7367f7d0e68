import { type ClassicDocument, concat, plainly } from "../document/document.ts";
import type { DocumentFinding } from "../document/finding.ts";
import { readMarkdown } from "../document/markdown/read.ts";
import { markdownSource } from "../document/markdown/source.ts";
import { promote } from "../document/promote.ts";
import type { Block, RichDocument } from "../document/rich/document.ts";
import { richFindings } from "../document/rich/findings.ts";
import { placesOf, renumber } from "../document/rich/places.ts";
import { isStorable } from "../document/rich/schema.ts";
import { toClassic } from "../document/twin/twin.ts";
import { withHashtags } from "./hashtag.ts";

/** How a piece of a text is read: null: as Telegram's own text. */
export type PieceFormat = "markdown" | "rich" | null;

/** A part of a text, as it came in one message. */
export interface Piece {
  readonly messageId: number;
  /** As it came: of Markdown its source, of a rich message its twin. */
  readonly document: ClassicDocument;
  readonly format: PieceFormat;
  /** Of a rich message its document; its figures are named by their place in it, from 1 on. */
  readonly rich: RichDocument | null;
}

/** What the pieces are together, where some are Markdown or came as a rich message. */
export interface ReadPieces {
  /** Null where it could not be read; the findings say why, and `twin` is the text as it came. */
  readonly document: RichDocument | null;
  readonly twin: ClassicDocument;
  readonly findings: readonly DocumentFinding[];
}

/** Telegram's apps cut a pasted text at 4,096 units, earlier where a line or a word ends. */
const CUT = 3_000;

/** Figures in one rich message at most, and more. */
const IN_A_MESSAGE = 1_000;
const FIRST = 1_000_000_000_000;

/** The name of the n-th figure of a rich message, from 1 on, among messages: beyond every id that Telegram gives. */
export function figureMessage(messageId: number, number: number): number {
  return FIRST + messageId * IN_A_MESSAGE + number;
}

/** Whether this is the name of a figure of that rich message. */
export function isFigureOf(name: number, messageId: number): boolean {
  return isWithin(name) && Math.floor((name - FIRST) / IN_A_MESSAGE) === messageId;
}

/** Whether a figure came in a rich message, of which it is only a part. */
export function isWithin(messageId: number): boolean {
  return messageId > FIRST;
}

/**
 * The text that came in these messages: a paragraph each, but where an app cut one text into two messages in the
 * middle of a sentence, the sentence goes on.
 */
export function joinPieces(pieces: readonly ClassicDocument[]): ClassicDocument {
  return concat(
    ...pieces.flatMap((piece, index) => {
      const separator = separatorBefore(pieces, index);
      return separator === "" ? [piece] : [plainly(separator), piece];
    }),
  );
}

/** Which piece holds this unit of the joined text, and where within it. Null for a separator, or beyond the text. */
export function pieceAt(
  pieces: readonly ClassicDocument[],
  offset: number,
): { readonly index: number; readonly offset: number } | null {
  let start = 0;
  for (const [index, { text }] of pieces.entries()) {
    start += separatorBefore(pieces, index).length;
    if (offset < start) return null;
    if (offset < start + text.length) return { index, offset: offset - start };
    start += text.length;
  }
  return null;
}

/**
 * Reads the pieces as one rich document, neighbours that are Markdown as one text. Places of Markdown count the post's
 * figures that came by themselves; those of a rich message are its own. Null where no piece is either.
 */
export function readPieces(
  pieces: readonly Piece[],
  figures: readonly { readonly messageId: number }[],
): ReadPieces | null {
  if (pieces.every(({ format }) => format === null)) return null;
  const loose = figures.flatMap(({ messageId }, i) => (isWithin(messageId) ? [] : [i + 1]));
  const blocks: Block[] = [];
  const findings: DocumentFinding[] = [];
  let rtl = false;
  let placed = 0;
  for (const run of runsOf(pieces)) {
    const [first] = run;
    if (first.format === "markdown") {
      const reading = readMarkdown(joinMarkdown(run.map(({ document }) => markdownSource(document))));
      if (!reading.ok) {
        return { document: null, twin: joinPieces(pieces.map(({ document }) => document)), findings: reading.findings };
      }
      const before = placed;
      placed += placesOf(reading.document);
      // A figure that has not come yet stands beyond all that have.
      const missing = (n: number) => figures.length + n - loose.length;
      const own = renumber(reading.document, (number) => loose[before + number - 1] ?? missing(before + number));
      blocks.push(...own.blocks);
      findings.push(...reading.findings.filter(({ severity }) => severity === "warning"));
    } else if (first.format === "rich" && first.rich !== null) {
      const numberOf = (number: number) => {
        const at = figures.findIndex(({ messageId }) => messageId === figureMessage(first.messageId, number));
        return at === -1 ? null : at + 1;
      };
      blocks.push(...renumber(first.rich, numberOf).blocks);
      rtl ||= first.rich.is_rtl === true;
    } else blocks.push(...promote(first.document).blocks);
  }
  const document: RichDocument = rtl ? { blocks, is_rtl: true } : { blocks };
  const found = [...findings, ...richFindings(document)];
  const known = new Set<string>();
  const distinct = found.filter(({ code }) => !known.has(code) && known.add(code));
  if (!isStorable(document)) {
    return { document: null, twin: joinPieces(pieces.map((piece) => piece.document)), findings: distinct };
  }
  return { document, twin: withHashtags(toClassic(document).document), findings: distinct };
}

/** Markdown that came in several messages: what an app cut apart goes on, everything else is a paragraph each. */
export function joinMarkdown(sources: readonly string[]): string {
  return sources.reduce((whole, source) => (whole === "" ? source : whole + seam(whole, source) + source), "");
}

/** What stood where an app cut a text: within code, a table or a list a new line, within a sentence a space. */
function seam(before: string, after: string): string {
  const fences = before.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0;
  if (fences % 2 === 1) return "\n";
  const last = before.slice(before.lastIndexOf("\n") + 1);
  const next = after.split("\n", 1)[0] ?? "";
  const alike = [/^\s*\|/, /^\s*(?:[-*+]|\d{1,9}[.)])\s/, /^\s*>/].some((mark) => mark.test(last) && mark.test(next));
  if (alike) return "\n";
  const cut = before.length >= CUT && /[\p{L}\p{N},;–—-]$/u.test(before);
  return cut && !/^\s*(?:#{1,6}\s|\||```|[-*+]\s|\d{1,9}[.)]\s|>|\$\$|\[\^)/.test(next) ? " " : "\n\n";
}

type Run<P extends Piece> = readonly [P, ...P[]];

/** Neighbours that are Markdown are one; every other piece stands by itself. */
export function runsOf<P extends Piece>(pieces: readonly P[]): Run<P>[] {
  const runs: [P, ...P[]][] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last !== undefined && piece.format === "markdown" && last[0].format === "markdown") last.push(piece);
    else runs.push([piece]);
  }
  return runs;
}

function separatorBefore(pieces: readonly ClassicDocument[], index: number): string {
  const before = pieces[index - 1]?.text;
  if (before === undefined || before === "") return "";
  return before.length >= CUT && /[\p{L}\p{N},;–—-]$/u.test(before) ? " " : "\n\n";
}
