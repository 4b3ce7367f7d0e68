import type { Message } from "@grammyjs/types";
import type { Channel } from "../../archive/channels.ts";
import { partsOf } from "../../archive/draft-undo.ts";
import type { Draft } from "../../archive/drafts.ts";
import type { Person } from "../../archive/people.ts";
import { placesOf } from "../../document/rich/places.ts";
import { findIdentifiers, type Identifier, isPaper } from "../../paper/identifier.ts";
import { WORDS_LENGTH } from "./figures.ts";
import { distinctTags, fill } from "./fill.ts";
import { documentOf, figureOf, forwardedPost, readMessages } from "./incoming.ts";
import { intentOf } from "./intent.ts";
import { hasFileCaption, isMarkdown } from "./markdown.ts";
import type { DraftingParts, Messages } from "./parts.ts";
import { figureOfPart, nextStep, type Part, partOf as questionOf } from "./questions.ts";
import { earlierKey } from "./view.ts";

/** What handling a message led to: all of it is on disk, and it is plain JSON, so that it can be told a second time. */
export type Outcome =
  | {
      readonly shows: "card";
      readonly draftId: number;
      readonly guessed?: boolean;
      readonly other?: number | null;
      /** The key of a line on the card. */
      readonly note?: string;
      /** The message of the figure whose menu is open. */
      readonly figure?: number;
    }
  /** A question waits now. `again`: the same as before; `guessed`: the draft is a guess that one tap undoes. */
  | { readonly shows: "question"; readonly note?: string; readonly again?: boolean; readonly guessed?: boolean }
  | { readonly shows: "words"; readonly query: string; readonly mayDraft: boolean }
  /** `paperId`: the person may write about it. */
  | { readonly shows: "paper"; readonly identifier: Identifier; readonly paperId: number | null }
  | { readonly shows: "post"; readonly messageId: number }
  /** A person looked into the channel and named these messages of it. */
  | { readonly shows: "settled"; readonly draftId: number; readonly messageId: number }
  | { readonly shows: "nothing" };

export interface Sender {
  readonly person: Person;
  readonly chatId: number;
  readonly channel: Channel;
  /** Whether the person may draft. */
  readonly author: boolean;
}

export type ReceiveParts = Pick<
  DraftingParts,
  "drafts" | "papers" | "posts" | "authors" | "questions" | "guesses" | "undos" | "wanted"
>;

/** How lately another draft was worked on, ms, for a new one to be offered as a part of it. */
const LATELY = 3_600_000;

/** Makes everything of a message that it means, in the caller's transaction. */
export function receive(parts: ReceiveParts, sender: Sender, messages: Messages): Outcome {
  const outcome = understood(parts, sender, messages);
  if (outcome.shows !== "card" && outcome.shows !== "question") return outcome;
  return hasFileCaption(messages) ? { note: "reading-caption-left", ...outcome } : outcome;
}

function understood(parts: ReceiveParts, sender: Sender, messages: Messages): Outcome {
  const { drafts, questions, posts, guesses } = parts;
  const { chatId, channel, author } = sender;
  const late = lateAlbum(parts, sender, messages);
  if (late !== null) return late;
  const question = questions.find(chatId);
  const draft = question === null ? null : drafts.load(question.draftId);
  const part = draft === null || draft.state !== "open" || !author ? null : questionOf(question?.part ?? "");
  const read = readMessages(messages, channel.chatId);
  const intent = intentOf({
    ...read,
    asked: part,
    author,
    reviewed: read.identifier !== null && posts.byPaper(channel.id, read.identifier).length > 0,
  });
  switch (intent.kind) {
    case "answer":
      return draft === null || part === null
        ? { shows: "nothing" }
        : answer(parts, sender, { draftId: draft.id, part, figure: figureOfPart(question?.part ?? "") }, messages);
    case "draft": {
      const lacking = lackingFigures(parts, sender, messages);
      if (lacking !== null) {
        fill(parts, lacking, messages, channel.settings);
        return { shows: "card", draftId: lacking };
      }
      return { shows: "card", draftId: paste(parts, sender, messages), guessed: true, other: lately(parts, sender) };
    }
    case "draft-paper": {
      const outcome = beginWith(parts, sender, parts.papers.ensure(intent.identifier));
      return outcome.shows === "question" ? { ...outcome, guessed: true } : outcome;
    }
    case "search":
      if (intent.mayDraft) guesses.keep(chatId, messages);
      return { shows: "words", query: intent.query, mayDraft: intent.mayDraft };
    case "paper":
      return {
        shows: "paper",
        identifier: intent.identifier,
        paperId: intent.mayDraft ? parts.papers.ensure(intent.identifier) : null,
      };
    case "post":
      return { shows: "post", messageId: intent.messageId };
    case "none":
      return { shows: "nothing" };
  }
}

/** Makes a draft of a finished post: every part that it tells is filled. */
export function paste(parts: ReceiveParts, sender: Sender, messages: readonly Message[]): number {
  const id = begin(parts, sender, "verbatim");
  fill(parts, id, messages, sender.channel.settings);
  offerPlain(parts, id);
  wantPapers(parts, id);
  return id;
}

/** A file says itself that it is Markdown; that it is to be taken literally is one tap. */
function offerPlain({ drafts, undos }: ReceiveParts, id: number): void {
  const draft = drafts.load(id);
  if (draft === null || !isMarkdown(draft)) return;
  const pieces = draft.pieces.map((piece) => (piece.format === "markdown" ? { ...piece, format: null } : piece));
  undos.keep(id, draft.version, { ...partsOf(draft), pieces });
}

/** Begins an empty draft by its person. A guided one takes the place of those that were begun and have nothing yet. */
export function begin(parts: ReceiveParts, { person, channel }: Sender, style: "verbatim" | "guided"): number {
  for (const { id } of style === "guided" ? parts.drafts.list(person.id) : []) {
    const draft = parts.drafts.load(id);
    if (draft !== null && isEmpty(draft)) parts.drafts.remove(id);
  }
  const author = parts.authors.ensureForPerson(channel.id, person);
  return parts.drafts.create({ channelId: channel.id, personId: person.id, style, authorIds: [author.id] });
}

/** Begins a guided draft about this paper and asks for what comes next. `anew`: earlier posts about it were seen. */
export function beginWith(
  parts: ReceiveParts,
  sender: Sender,
  paperId: number,
  { anew = false }: { readonly anew?: boolean } = {},
): Outcome {
  const id = begin(parts, sender, "guided");
  parts.drafts.setPapers(id, [paperId]);
  const paper = anew ? parts.papers.get(paperId) : null;
  for (const identifier of paper?.identifiers ?? []) {
    for (const post of parts.posts.byPaper(sender.channel.id, identifier)) parts.drafts.wave(id, earlierKey(post.id));
  }
  wantPapers(parts, id);
  return askNext(parts, sender.chatId, id);
}

/** The person's draft about this paper that has nothing else yet: a second tap goes on with it. */
export function begunWith({ drafts }: ReceiveParts, { person }: Sender, paperId: number): number | null {
  const begun = drafts
    .list(person.id)
    .map(({ id }) => drafts.load(id))
    .find((draft) => draft !== null && isEmpty({ ...draft, paperIds: [] }) && draft.paperIds.join() === `${paperId}`);
  return begun?.id ?? null;
}

function isEmpty({ content, paperIds, chosenKind }: Pick<Draft, "content" | "paperIds" | "chosenKind">): boolean {
  const { text, figures, tags, title, follows } = content;
  const nothing = text.text === "" && figures.length === 0 && tags.length === 0 && paperIds.length === 0;
  return nothing && title === null && follows === null && chosenKind === null;
}

/** Asks the next guided step, or shows the card where none is left. */
export function askNext(parts: ReceiveParts, chatId: number, draftId: number): Outcome {
  const draft = parts.drafts.load(draftId);
  const step = draft === null ? null : nextStep(draft);
  if (step === null) {
    parts.questions.close(chatId);
    return { shows: "card", draftId };
  }
  parts.questions.ask(chatId, draftId, step);
  return { shows: "question" };
}

/** The person's other draft that was changed last, if lately. Called before the new one could be it. */
function lately({ drafts }: ReceiveParts, { person }: Sender): number | null {
  const [newest, before] = drafts.list(person.id);
  if (newest === undefined || before === undefined) return null;
  return newest.updatedAt - before.updatedAt <= LATELY ? before.id : null;
}

/** The draft worked on last, lately, whose text has more places for figures than it has figures, if only those came. */
function lackingFigures({ drafts }: ReceiveParts, { person }: Sender, messages: Messages): number | null {
  const only = messages.every(
    (message) =>
      figureOf(message) !== null &&
      message.forward_origin === undefined &&
      (documentOf(message)?.text.length ?? 0) <= WORDS_LENGTH,
  );
  const [newest] = only ? drafts.list(person.id) : [];
  const draft = newest === undefined ? null : drafts.load(newest.id);
  if (draft === null || draft.content.rich == null) return null;
  return placesOf(draft.content.rich) > draft.figures.length ? draft.id : null;
}

/** A part of an album that came after the others had been handled. */
function lateAlbum(parts: ReceiveParts, { chatId, channel }: Sender, messages: Messages): Outcome | null {
  const group = messages[0].media_group_id;
  if (group === undefined || messages.some((message) => message.media_group_id !== group)) return null;
  const draftId = parts.drafts.withAlbum(chatId, group);
  if (draftId === null) return null;
  fill(parts, draftId, messages, channel.settings);
  return parts.questions.find(chatId)?.draftId === draftId
    ? { shows: "question", again: true }
    : { shows: "card", draftId };
}

interface Asked {
  readonly draftId: number;
  readonly part: Part;
  /** The message of the figure that is asked about. */
  readonly figure: number | null;
}

function answer(parts: ReceiveParts, sender: Sender, { draftId, part, figure }: Asked, messages: Messages): Outcome {
  const { drafts, questions } = parts;
  const { chatId, channel } = sender;
  const texts = messages.flatMap((message) => documentOf(message)?.text ?? []);
  const line = texts.join(" ").replace(/\s+/g, " ").trim();
  const repeat = (note: string): Outcome => ({ shows: "question", note, again: true });
  const done = (): Outcome => {
    questions.close(chatId);
    return { shows: "card", draftId };
  };
  switch (part) {
    case "paper":
    case "add-paper": {
      const papers = papersIn(messages).map(parts.papers.ensure);
      const whole = part === "paper" && isPost(messages);
      if (papers.length === 0 && !whole) return repeat("draft-no-paper-there");
      if (whole) fill(parts, draftId, messages, channel.settings);
      else drafts.setPapers(draftId, [...(drafts.load(draftId)?.paperIds ?? []), ...papers]);
      wantPapers(parts, draftId);
      return part === "paper" ? askNext(parts, chatId, draftId) : done();
    }
    case "new-text":
      drafts.clearText(draftId);
      fill(parts, draftId, messages, channel.settings);
      wantPapers(parts, draftId);
      questions.ask(chatId, draftId, "add-text");
      return { shows: "question", again: true };
    case "text":
    case "add-text":
      fill(parts, draftId, messages, channel.settings);
      wantPapers(parts, draftId);
      return { shows: "question", again: true };
    case "title":
      if (line === "") return repeat("draft-no-title-there");
      drafts.setTitle(draftId, line);
      return done();
    case "tags": {
      const tags = tagsIn(texts.join(" "));
      if (tags.length === 0) return repeat("draft-no-tags-there");
      drafts.setTags(draftId, distinctTags([...(drafts.load(draftId)?.content.tags ?? []), ...tags]));
      return done();
    }
    case "figures":
      if (!messages.some((message) => figureOf(message) !== null)) return repeat("draft-no-figure-there");
      fill(parts, draftId, messages, channel.settings);
      return done();
    case "caption":
    case "credit": {
      if (line.length > WORDS_LENGTH) return repeat("draft-words-long");
      if (line === "" || figure === null) return repeat("draft-no-title-there");
      drafts.describeFigure(draftId, figure, part, line);
      questions.close(chatId);
      return { shows: "card", draftId, figure };
    }
    case "replace": {
      const message = messages.find((each) => figureOf(each) !== null);
      const by = message === undefined ? null : figureOf(message);
      if (message === undefined || by === null || figure === null) return repeat("draft-no-figure-there");
      drafts.replaceFigure(draftId, figure, { chatId, messageId: message.message_id }, by);
      questions.close(chatId);
      return { shows: "card", draftId, figure: message.message_id };
    }
    case "there": {
      const messageId = channelMessage(messages, channel);
      if (messageId === null) return repeat("publish-settle-not-ours");
      questions.close(chatId);
      return { shows: "settled", draftId, messageId };
    }
  }
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

/** Whether an answer to "which paper" is the whole post already. */
function isPost(messages: Messages): boolean {
  const { texts, figures, identifier } = readMessages(messages, null);
  if (identifier !== null) return false;
  return figures > 0 || texts.some((text) => text.length > 300 && text.includes("\n"));
}

function papersIn(messages: Messages): Identifier[] {
  const { identifier } = readMessages(messages, null);
  if (identifier !== null) return [identifier];
  return messages.flatMap((message) => {
    const document = documentOf(message);
    if (document === null) return [];
    return findIdentifiers(document.text, document.entities).flatMap((found) =>
      isPaper(found.identifier) ? [found.identifier] : [],
    );
  });
}

/** The message of the channel that is forwarded or linked to. */
function channelMessage(messages: Messages, channel: Channel): number | null {
  for (const message of messages) {
    const forwarded = forwardedPost(message, channel.chatId);
    if (forwarded !== null) return forwarded;
    const link = /t\.me\/(?:c\/(\d+)|(\w+))\/(\d+)/i.exec(documentOf(message)?.text ?? "");
    if (link === null) continue;
    const [, bare, username, id] = link;
    const ours =
      bare === undefined
        ? username?.toLowerCase() === channel.username?.toLowerCase()
        : `-100${bare}` === String(channel.chatId);
    if (ours) return Number(id);
  }
  return null;
}

function wantPapers({ drafts, papers, wanted }: ReceiveParts, draftId: number): void {
  for (const id of drafts.load(draftId)?.paperIds ?? []) if (papers.get(id)?.title === null) wanted(id);
}
