import type { Channel } from "../../archive/channels.ts";
import { type Parts, partsOf } from "../../archive/draft-undo.ts";
import type { Draft } from "../../archive/drafts.ts";
import { identifierUrl } from "../../paper/identifier.ts";
import { DELIVERY } from "../../post/delivery.ts";
import { findingKey, type Mend } from "../../post/finding.ts";
import { mend as mended, mendsOf } from "../../post/mend.ts";
import { withoutMissing } from "../../post/missing.ts";
import { pieceAt } from "../../post/pieces.ts";
import { KINDS, LAYOUTS } from "../../post/post.ts";
import { check } from "../../post/schema.ts";
import { askNext } from "./begin.ts";
import { type Press, token, type Verb } from "./buttons.ts";
import { figureAt } from "./figures.ts";
import { distinctTags, following } from "./fill.ts";
import { isMarkdown, MARKDOWN_QUESTION } from "./markdown.ts";
import { MENUS, type Menu } from "./menus.ts";
import type { Outcome, ReceiveParts } from "./outcome.ts";
import type { DraftingParts } from "./parts.ts";
import { figureOfPart, partOf } from "./questions.ts";
import { earlierKey } from "./view.ts";

/** What a press led to; plain JSON, so that it can be told again. */
export type Pressed =
  /** `toast`: the key of a short text; `note`: of a line on the card. */
  | {
      readonly shows: "card";
      readonly menu?: Menu;
      readonly at?: number;
      readonly move?: boolean;
      readonly toast?: string;
      readonly note?: string;
    }
  | { readonly shows: "outcome"; readonly outcome: Outcome }
  | { readonly shows: "search"; readonly query: string };

export type PressParts = ReceiveParts & Pick<DraftingParts, "tags" | "publications" | "undos">;

/** Units of a text that are searched for where it was no draft. */
const QUERY = 256;

/** Verbs that change what was seen: the draft must still be what the presser saw. */
const EXACT: ReadonlySet<Verb> = new Set<Verb>([
  "read",
  "layout",
  "swap",
  "raise",
  "lower",
  "drop",
  "paper",
  "tag",
  "add",
  "author",
  "mend",
  "unmend",
  "wave",
  "follow",
  "anyway",
  "kind",
  "merge",
  "option",
]);

/** Makes the change that a press asks for, in the caller's transaction. The presser's right to the draft is checked. */
export function applyPress(parts: PressParts, press: Press, draft: Draft, channel: Channel, chatId: number): Pressed {
  if (draft.state === "published") return { shows: "card", toast: "draft-is-published" };
  if (press.verb === "restore") {
    return parts.drafts.restore(draft.id) ? { shows: "card", toast: "draft-restored" } : { shows: "card" };
  }
  if (draft.state === "deleted") return { shows: "card", toast: "draft-is-deleted" };
  if (EXACT.has(press.verb) && press.version !== draft.version) return { shows: "card", toast: "draft-changed" };
  return change(parts, press, draft, channel, chatId);
}

function change(parts: PressParts, press: Press, draft: Draft, channel: Channel, chatId: number): Pressed {
  const { drafts, questions } = parts;
  const { id, content } = draft;
  const { verb, arg } = press;
  switch (verb) {
    case "menu":
      return menuPress(arg);
    case "ask": {
      const part = partOf(arg);
      const figure = figureOfPart(arg);
      if (part === null || part === "there") return { shows: "card" };
      if (figure !== null && figureAt(draft.figures, figure) === null) return { shows: "card", menu: "figures" };
      questions.ask(chatId, id, figure === null ? part : arg);
      return { shows: "outcome", outcome: { shows: "question" } };
    }
    case "layout":
    case "swap": {
      const layout = LAYOUTS.find((known) => known === arg);
      if (layout !== undefined || arg === "usual") drafts.setLayout(id, layout ?? null);
      return { shows: "card", menu: "layout" };
    }
    case "kind": {
      const kind = KINDS.find((known) => known === arg);
      if (kind !== undefined) drafts.setKind(id, kind);
      return { shows: "card" };
    }
    case "raise":
    case "lower": {
      const place = Number(arg);
      drafts.raiseFigure(id, verb === "raise" ? place : place + 1);
      const moved = draft.figures[place]?.messageId;
      return { shows: "card", menu: "figure", ...(moved !== undefined && { at: moved }) };
    }
    case "drop":
      drafts.removeFigure(id, Number(arg));
      return { shows: "card", menu: "figures" };
    case "paper":
      drafts.setPapers(
        id,
        draft.paperIds.filter((paperId) => String(paperId) !== arg),
      );
      return { shows: "card", menu: "papers" };
    case "tag":
      drafts.setTags(
        id,
        content.tags.filter((tag) => token(tag) !== arg),
      );
      return { shows: "card", menu: "tags" };
    case "add": {
      const tag = parts.tags.list(channel.id).find(({ name }) => token(name) === arg);
      if (tag !== undefined) drafts.setTags(id, distinctTags([...content.tags, tag.name]));
      return { shows: "card", menu: "tags" };
    }
    case "author": {
      const authorId = Number(arg);
      const ids = content.authors.map((author) => author.id);
      const known = parts.authors.list(channel.id).some((author) => author.id === authorId);
      if (known)
        drafts.setAuthors(id, ids.includes(authorId) ? ids.filter((each) => each !== authorId) : [...ids, authorId]);
      return { shows: "card", menu: "authors" };
    }
    case "read":
      return readPress(parts, draft, channel, arg === "markdown" ? "markdown" : null);
    case "mend":
      return mendPress(parts, draft, channel, arg);
    case "unmend": {
      const before = parts.undos.find(id, draft.version);
      if (before === null) return { shows: "card", toast: "draft-changed" };
      putBack(drafts, draft, before);
      // Whoever takes it back that the text is Markdown has said that it is none.
      if (isMarkdown(draft) && before.pieces.every(({ format }) => format === null)) drafts.skip(id, MARKDOWN_QUESTION);
      return { shows: "card", toast: "draft-undone" };
    }
    case "wave": {
      const finding = check(content, channel.settings).find((each) => token(findingKey(each)) === arg);
      if (finding?.severity === "warning") drafts.wave(id, findingKey(finding));
      return { shows: "card" };
    }
    case "follow": {
      drafts.setFollows(id, arg === "0" ? null : Number(arg));
      if (draft.chosenKind !== null) drafts.setKind(id, null);
      return here(parts, draft, chatId);
    }
    case "anyway":
      drafts.wave(id, earlierKey(Number(arg)));
      return here(parts, draft, chatId);
    case "option": {
      const option = DELIVERY.find((known) => known === arg);
      if (option === undefined) return { shows: "card" };
      const usual = channel.settings.delivery[option];
      const value = !(draft.options[option] ?? usual);
      drafts.setOption(id, option, value === usual ? null : value);
      return { shows: "card", menu: "more" };
    }
    case "delete":
      if (questions.find(chatId)?.draftId === id) questions.close(chatId);
      drafts.remove(id);
      return { shows: "card" };
    case "search": {
      if (questions.find(chatId)?.draftId === id) questions.close(chatId);
      drafts.remove(id);
      const [paper] = content.papers;
      const text = content.text.text.slice(0, QUERY);
      return { shows: "search", query: text === "" && paper !== undefined ? identifierUrl(paper.identifier) : text };
    }
    case "merge":
      return merge(parts, draft, Number(arg), channel);
    case "skip":
    case "back":
    case "done":
      return step(parts, draft, verb, chatId);
    default:
      return { shows: "card", move: true };
  }
}

function menuPress(arg: string): Pressed {
  const figure = /^figure-(\d+)$/.exec(arg)?.[1];
  if (figure !== undefined) return { shows: "card", menu: "figure", at: Number(figure) };
  return { shows: "card", menu: MENUS.find((menu) => menu === arg) ?? "main" };
}

/** Stays with the question, if one is open for this draft; else shows the card. */
function here({ questions }: PressParts, draft: Draft, chatId: number): Pressed {
  return questions.find(chatId)?.draftId === draft.id
    ? { shows: "outcome", outcome: { shows: "question", again: true } }
    : { shows: "card" };
}

function step(parts: PressParts, draft: Draft, verb: "skip" | "back" | "done", chatId: number): Pressed {
  const { drafts, questions } = parts;
  const question = questions.find(chatId);
  if (question === null || question.draftId !== draft.id) return { shows: "card", move: true };
  const part = partOf(question.part);
  if (verb === "back" && part === "text") {
    questions.ask(chatId, draft.id, "paper");
    return { shows: "outcome", outcome: { shows: "question" } };
  }
  if (verb === "skip" && (part === "paper" || part === "text")) {
    drafts.skip(draft.id, part);
    return { shows: "outcome", outcome: askNext(parts, chatId, draft.id) };
  }
  if (verb === "skip" && part === "title") drafts.setTitle(draft.id, null);
  const figure = figureOfPart(question.part);
  if (verb === "skip" && figure !== null && (part === "caption" || part === "credit")) {
    drafts.describeFigure(draft.id, figure, part, "");
  }
  questions.close(chatId);
  return { shows: "card", move: true, ...(figure !== null && { menu: "figure", at: figure }) };
}

function mendPress({ drafts, papers, undos }: PressParts, draft: Draft, channel: Channel, name: string): Pressed {
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
function readPress(
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

/** Moves what this draft has into another of the same person. */
function merge(parts: PressParts, draft: Draft, into: number, channel: Channel): Pressed {
  const { drafts } = parts;
  const other = drafts.load(into);
  if (other === null || other.state !== "open" || other.personId !== draft.personId) {
    return { shows: "card", toast: "draft-changed" };
  }
  following(parts, into, channel.settings, () => {
    for (const piece of draft.pieces) drafts.addText(into, piece, piece.document);
    for (const figure of draft.figures) drafts.addFigure(into, figure, figure);
  });
  drafts.remove(draft.id);
  return { shows: "outcome", outcome: { shows: "card", draftId: into } };
}
