import type { Channel } from "../../archive/channels.ts";
import { type Parts, partsOf } from "../../archive/draft-undo.ts";
import type { Draft } from "../../archive/drafts.ts";
import type { Mend } from "../../post/finding.ts";
import { mend as mended, mendsOf } from "../../post/mend.ts";
import { withoutMissing } from "../../post/missing.ts";
import { pieceAt } from "../../post/pieces.ts";
import { check } from "../../post/schema.ts";
import { token } from "./buttons.ts";
import { following } from "./fill.ts";
import { isMarkdown, MARKDOWN_QUESTION } from "./markdown.ts";
import type { Pressed, PressParts } from "./outcome.ts";

/** Mends what this button named, if it is still to be mended. One tap takes it back. */
export function mendPress(
  { drafts, papers, undos }: PressParts,
  draft: Draft,
  channel: Channel,
  name: string,
): Pressed {
  const mends = check(draft.content, channel.settings).flatMap(mendsOf);
  const chosen = mends.find((mend) => token(JSON.stringify(mend)) === name);
  if (chosen === undefined) return { shows: "card", toast: "draft-changed" };
  if (chosen.kind === "replace-text" || chosen.kind === "link") {
    following({ drafts, papers }, draft.id, channel.settings, () => mendText(drafts, draft, chosen));
  } else if (chosen.kind === "drop-places") {
    following({ drafts, papers }, draft.id, channel.settings, () =>
      putPieces(drafts, draft.id, withoutMissing(draft.pieces, draft.figures)),
    );
  } else {
    const { tags, kind } = mended(draft.content, chosen);
    if (tags !== undefined) drafts.setTags(draft.id, tags);
    if (kind !== undefined) drafts.setKind(draft.id, kind);
  }
  undos.keep(draft.id, drafts.load(draft.id)?.version ?? draft.version, partsOf(draft));
  return { shows: "card", toast: "draft-mended" };
}

/** Reads the text as Markdown, or as it is. One tap takes it back. */
export function readPress(
  { drafts, papers, undos }: PressParts,
  draft: Draft,
  channel: Channel,
  format: "markdown" | null,
): Pressed {
  const read = following({ drafts, papers }, draft.id, channel.settings, () => drafts.readAs(draft.id, format));
  if (format === null) drafts.skip(draft.id, MARKDOWN_QUESTION);
  if (read) undos.keep(draft.id, drafts.load(draft.id)?.version ?? draft.version, partsOf(draft));
  return { shows: "card", toast: format === null ? "reading-is-plain" : "reading-is-markdown" };
}

/** Takes the last change that was made for the author back. */
export function undoPress({ drafts, undos }: PressParts, draft: Draft): Pressed {
  const before = undos.find(draft.id, draft.version);
  if (before === null) return { shows: "card", toast: "draft-changed" };
  putBack(drafts, draft, before);
  // Whoever takes it back that the text is Markdown has said that it is none.
  const literal = before.pieces.every(({ format }) => format === null);
  if (isMarkdown(draft) && literal) drafts.skip(draft.id, MARKDOWN_QUESTION);
  return { shows: "card", toast: "draft-undone" };
}

/** Makes these parts what they were. */
function putBack(drafts: PressParts["drafts"], draft: Draft, before: Parts): void {
  putPieces(drafts, draft.id, before.pieces);
  drafts.setPapers(draft.id, before.paperIds);
  drafts.setTags(draft.id, before.tags);
  drafts.setKind(draft.id, before.chosenKind);
}

/** Makes the text of these pieces. */
function putPieces(drafts: PressParts["drafts"], id: number, pieces: Parts["pieces"]): void {
  drafts.clearText(id);
  for (const piece of pieces) drafts.addText(id, piece, piece.document);
}

/** Mends the message's piece in which the place stands, so that later edits of the other messages find theirs. */
function mendText(drafts: PressParts["drafts"], draft: Draft, mend: Extract<Mend, { offset: number }>): void {
  const place = pieceAt(
    draft.pieces.map(({ document }) => document),
    mend.offset,
  );
  const piece = place === null ? undefined : draft.pieces[place.index];
  if (place === null || piece === undefined) return;
  const { text } = mended({ ...draft.content, text: piece.document }, { ...mend, offset: place.offset });
  if (text !== undefined) drafts.replaceMessage(draft.id, { ...piece, form: null }, { document: text, figure: null });
}
