/** The arguments of every finding about a document, by its code. Lengths are UTF-16 units unless it says otherwise. */
export interface DocumentFindingArguments {
  /** Telegram takes no message that shows nothing. */
  "document-empty": Record<never, never>;
  /** A classic text beyond one message or caption. */
  "text-long": { readonly length: number; readonly max: number };
  /** More formatting than one classic message keeps; what is beyond loses it. */
  "formatting-many": { readonly count: number; readonly max: number };
  /** Code points of a rich message. */
  "rich-long": { readonly length: number; readonly max: number };
  "blocks-many": { readonly count: number; readonly max: number };
  "nesting-deep": { readonly depth: number; readonly max: number };
  "media-many": { readonly count: number; readonly max: number };
  "columns-many": { readonly count: number; readonly max: number };
  "buttons-many": { readonly count: number; readonly max: number };
  "button-data-long": { readonly bytes: number; readonly max: number };
  /** Custom emoji, which only a bot with a name from Fragment may send. */
  "emoji-custom": { readonly count: number };
  /** Buttons that work in private chats only. */
  "buttons-private": { readonly count: number };
  /** A "Thinking…" placeholder, which is for drafts only. */
  "block-draft-only": { readonly count: number };
  /** Blocks or formatting of a type that this program does not know: `types` names them. */
  "type-unknown": { readonly count: number; readonly types: string };
  "map-size": { readonly count: number };
  /** A source text that is not read: too long, or nested too deeply to be a text that people wrote. */
  "source-long": { readonly length: number; readonly max: number };
  "source-nested": { readonly depth: number; readonly max: number };
  "source-tangled": { readonly count: number; readonly max: number };
  /** Tags that are not Telegram's, shown as text (Markdown) or left out around their text (HTML). */
  "tag-unknown": { readonly count: number; readonly tags: string };
  /** Links that Telegram opens nowhere, shown as text. */
  "link-unusable": { readonly count: number; readonly url: string };
  /** Figures that a classic text cannot hold between its lines: they go beside it. */
  "figures-moved": { readonly count: number };
  /** Buttons that a classic text cannot hold. */
  "buttons-dropped": { readonly count: number };
  /** A formula with commands that have no form in plain Unicode: it stays in LaTeX. */
  "formula-source": { readonly count: number; readonly commands: string };
}
export type DocumentFindingCode = keyof DocumentFindingArguments;

/** What Telegram would refuse (error), or what a person may want to look at (warning). */
export type DocumentFinding = {
  readonly [Code in DocumentFindingCode]: {
    readonly code: Code;
    readonly severity: "error" | "warning";
    readonly args: DocumentFindingArguments[Code];
  };
}[DocumentFindingCode];

export function documentFinding<Code extends DocumentFindingCode>(
  severity: DocumentFinding["severity"],
  code: Code,
  args: DocumentFindingArguments[Code],
): DocumentFinding {
  return { code, severity, args } as DocumentFinding;
}

/** A document that was read, or why it was not. Where it was, the findings are warnings. */
export type Reading<Document> =
  | { readonly ok: true; readonly document: Document; readonly findings: readonly DocumentFinding[] }
  | { readonly ok: false; readonly findings: readonly DocumentFinding[] };
