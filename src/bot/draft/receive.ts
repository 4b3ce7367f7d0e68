import type { Message } from "@grammyjs/types";
import { partsOf } from "../../archive/draft-undo.ts";
import { placesOf } from "../../document/rich/places.ts";
import { answer } from "./answer.ts";
import { begin, beginWith, wantPapers } from "./begin.ts";
import { WORDS_LENGTH } from "./figures.ts";
import { fill } from "./fill.ts";
import { documentOf, figureOf, readMessages } from "./incoming.ts";
import { intentOf } from "./intent.ts";
import { hasFileCaption, isMarkdown } from "./markdown.ts";
import type { Outcome, ReceiveParts, Sender } from "./outcome.ts";
import type { Messages } from "./parts.ts";
import { figureOfPart, partOf as questionOf } from "./questions.ts";

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
