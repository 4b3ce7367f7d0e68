import type { Message } from "@grammyjs/types";
import type { Draft, Drafts } from "../../archive/drafts.ts";
import type { Papers } from "../../archive/papers.ts";
import type { ClassicDocument } from "../../document/document.ts";
import { isFormatted } from "../../document/markdown/source.ts";
import { findIdentifiers, type Identifier, identifierKey, isPaper } from "../../paper/identifier.ts";
import { figureMessage, isFigureOf } from "../../post/pieces.ts";
import type { ChannelSettings } from "../../post/settings.ts";
import { firstLine } from "../../post/title.ts";
import { WORDS_LENGTH } from "./figures.ts";
import { documentOf, figureOf, formOf } from "./incoming.ts";
import { formatOf, richOf } from "./taken.ts";

export interface FillParts {
  readonly drafts: Drafts;
  readonly papers: Pick<Papers, "ensure">;
}

/** What a text tells of a post's papers and tags. */
export interface Told {
  readonly papers: readonly Identifier[];
  readonly tags: readonly string[];
  /** Whether a link stands under the channel's label or a word like it, as in a finished post. */
  readonly labelled: boolean;
}

/** More works than that are a list of references. */
const PAPERS_AT_MOST = 10;

/**
 * The papers that a text is about and its hashtags. Where links stand under the channel's label or a word like it,
 * the post is about those, and other links are only mentioned.
 */
export function toldBy(document: ClassicDocument, { linkLabel }: Pick<ChannelSettings, "linkLabel">): Told {
  const found = findIdentifiers(document.text, document.entities).filter(({ identifier }) => isPaper(identifier));
  const labelled = found.filter(({ offset, length }) => {
    const word = document.text.slice(offset, offset + length);
    return word.includes(linkLabel) || /^[^\p{L}]*(?:link|paper|pdf|arxiv|ссылка|статья)[^\p{L}]*$/iu.test(word);
  });
  const papers = new Map(
    (labelled.length > 0 ? labelled : found).map(({ identifier }) => [identifierKey(identifier), identifier]),
  );
  const tags = document.entities
    .filter(({ type }) => type === "hashtag")
    .map(({ offset, length }) => document.text.slice(offset + 1, offset + length).replace(/@.*$/s, ""))
    .map((tag) => tag.normalize("NFC"));
  return {
    papers: [...papers.values()].slice(0, PAPERS_AT_MOST),
    tags: distinctTags(tags),
    labelled: labelled.length > 0,
  };
}

/** Without repetitions; the first spelling stays. */
export function distinctTags(tags: readonly string[]): string[] {
  const folded = tags.map((tag) => tag.toLowerCase());
  return tags.filter((tag, index) => tag !== "" && folded.indexOf(tag.toLowerCase()) === index);
}

/** Tags as people type them: with `#` or without, between spaces, commas or lines. In NFC. */
export function tagsIn(text: string): string[] {
  return distinctTags(
    text
      .split(/[\s,;]+/u)
      .map((tag) => tag.replace(/^[#＃]+/u, "").normalize("NFC"))
      .filter((tag) => tag !== ""),
  );
}

/**
 * Puts these messages into the draft: texts and captions, figures, and what the text tells of papers and tags. Where the
 * draft is read as Markdown, or a rich message, a text without formatting is Markdown too, and a short caption is what
 * is said of its figure.
 */
export function fill(parts: FillParts, id: number, messages: readonly Message[], settings: ChannelSettings): void {
  const { drafts } = parts;
  following(parts, id, settings, () => {
    const read = drafts.load(id)?.pieces.some(({ format }) => format !== null) ?? false;
    const written = read || messages.some((message) => formatOf(message) !== null);
    for (const message of messages) {
      const { message_id: messageId } = message;
      const source = { chatId: message.chat.id, messageId };
      const document = documentOf(message);
      const figure = figureOf(message);
      const isCaption = written && figure !== null && document !== null && isShort(document);
      if (document !== null && !isCaption) {
        const format = formatOf(message) ?? (written && !isFormatted(document) ? "markdown" : null);
        const form = format === null ? formOf(message) : null;
        drafts.addText(id, { ...source, form, format, rich: richOf(message)?.document ?? null }, document);
      }
      if (figure !== null) {
        const added = drafts.addFigure(id, { ...source, mediaGroup: message.media_group_id ?? null }, figure);
        if (added && isCaption) drafts.describeFigure(id, messageId, "caption", lineOf(document));
      }
      addRichFigures(drafts, id, message);
    }
  });
}

/** An author edited a message of theirs: what it had filled follows. False if nothing differs. */
export function refill(parts: FillParts, id: number, message: Message, settings: ChannelSettings): boolean {
  const { drafts } = parts;
  const source = { chatId: message.chat.id, messageId: message.message_id };
  const figure = figureOf(message);
  const document = documentOf(message);
  const draft = drafts.load(id);
  const piece = draft?.pieces.find(
    ({ chatId, messageId }) => chatId === source.chatId && messageId === source.messageId,
  );
  const said = draft?.figures.find(
    ({ chatId, messageId }) => chatId === source.chatId && messageId === source.messageId,
  );
  return following(parts, id, settings, () => {
    const isCaption = draft?.reading != null && piece === undefined && said !== undefined;
    if (isCaption && (document === null || isShort(document))) {
      const words = drafts.describeFigure(id, source.messageId, "caption", document === null ? "" : lineOf(document));
      return (figure !== null && drafts.replaceMessage(id, source, { document: null, figure })) || words;
    }
    const format = formatOf(message) ?? (piece?.format === "markdown" ? "markdown" : null);
    const form = format === null ? formOf(message) : null;
    const rich = richOf(message)?.document ?? null;
    const changed = drafts.replaceMessage(id, { ...source, form, format, rich }, { document, figure });
    return replaceRichFigures(drafts, id, message) || changed;
  });
}

/** The figures of a rich message, each under a name of its own. */
function addRichFigures(drafts: Drafts, id: number, message: Message): boolean {
  const { message_id: messageId } = message;
  const added = (richOf(message)?.figures ?? []).map((figure, i) =>
    drafts.addFigure(
      id,
      { chatId: message.chat.id, messageId: figureMessage(messageId, i + 1), mediaGroup: null },
      figure,
    ),
  );
  return added.includes(true);
}

function replaceRichFigures(drafts: Drafts, id: number, message: Message): boolean {
  const rich = richOf(message);
  if (rich === null) return false;
  const { message_id: messageId } = message;
  const names = rich.figures.map((_, i) => figureMessage(messageId, i + 1));
  const old = drafts.load(id)?.figures ?? [];
  const own = old.filter((figure) => isFigureOf(figure.messageId, messageId));
  if (
    own.length === names.length &&
    own.every(({ fileUniqueId }, i) => fileUniqueId === rich.figures[i]?.fileUniqueId)
  ) {
    return false;
  }
  for (let place = old.length - 1; place >= 0; place--) {
    if (isFigureOf(old[place]?.messageId ?? 0, messageId)) drafts.removeFigure(id, place);
  }
  addRichFigures(drafts, id, message);
  return true;
}

function isShort({ text }: ClassicDocument): boolean {
  return text.length <= WORDS_LENGTH;
}

function lineOf({ text }: ClassicDocument): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** Changes the text, and lets the papers and tags that stood there or stand there now follow. */
export function following<T>({ drafts, papers }: FillParts, id: number, settings: ChannelSettings, change: () => T): T {
  const before = drafts.load(id);
  const result = change();
  const after = drafts.load(id);
  if (before === null || after === null) return result;
  const [old, told] = [toldBy(before.content.text, settings), toldBy(after.content.text, settings)];
  const [oldIds, newIds] = [old.papers.map(papers.ensure), told.papers.map(papers.ensure)];
  // In a guided draft the papers are chosen: a link in its text mentions another.
  const chosen = after.content.style === "guided" && before.paperIds.length > 0 && !told.labelled;
  if (!chosen) drafts.setPapers(id, follow(after.paperIds, oldIds, newIds));
  drafts.setTags(id, distinctTags(follow(after.content.tags, old.tags, told.tags)));
  if (after.content.style === "guided" && isFinished(after, told)) drafts.setStyle(id, "verbatim");
  return result;
}

function follow<T>(current: readonly T[], old: readonly T[], told: readonly T[]): T[] {
  const kept = current.filter((item) => told.includes(item) || !old.includes(item));
  return [...kept, ...told.filter((item) => !kept.includes(item) && !old.includes(item))];
}

/** A text that names its title and its paper is a finished post: a template would say both twice. */
function isFinished({ content }: Draft, told: Told): boolean {
  const title = content.papers[0]?.title ?? null;
  const first = firstLine(content.text.text);
  if (first === null) return false;
  if (title !== null && first.toLowerCase().startsWith(title.toLowerCase())) return true;
  return content.title === null && told.labelled && content.text.text.trim() !== first;
}
