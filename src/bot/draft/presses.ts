import type { Channel } from "../../archive/channels.ts";
import type { Draft } from "../../archive/drafts.ts";
import { identifierUrl } from "../../paper/identifier.ts";
import { DELIVERY } from "../../post/delivery.ts";
import { findingKey } from "../../post/finding.ts";
import { KINDS, LAYOUTS } from "../../post/post.ts";
import { check } from "../../post/schema.ts";
import { askNext } from "./begin.ts";
import { type Press, token, type Verb } from "./buttons.ts";
import { figureAt } from "./figures.ts";
import { distinctTags, following } from "./fill.ts";
import { mendPress, readPress, undoPress } from "./mending.ts";
import { MENUS } from "./menus.ts";
import type { Pressed, PressParts } from "./outcome.ts";
import { figureOfPart, partOf } from "./questions.ts";
import { earlierKey } from "./view.ts";

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
    case "unmend":
      return undoPress(parts, draft);
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
