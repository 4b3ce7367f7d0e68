import type { Channel } from "../../archive/channels.ts";
import { findIdentifiers, type Identifier, isPaper } from "../../paper/identifier.ts";
import { askNext, wantPapers } from "./begin.ts";
import { WORDS_LENGTH } from "./figures.ts";
import { distinctTags, fill, tagsIn } from "./fill.ts";
import { documentOf, figureOf, forwardedPost, readMessages } from "./incoming.ts";
import type { Outcome, ReceiveParts, Sender } from "./outcome.ts";
import type { Messages } from "./parts.ts";
import type { Part } from "./questions.ts";

/** What waits for an answer. */
export interface Asked {
  readonly draftId: number;
  readonly part: Part;
  /** The message of the figure that is asked about. */
  readonly figure: number | null;
}

/** Takes these messages as the answer to what is asked, in the caller's transaction. */
export function answer(
  parts: ReceiveParts,
  sender: Sender,
  { draftId, part, figure }: Asked,
  messages: Messages,
): Outcome {
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
