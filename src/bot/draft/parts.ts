import type { Message } from "@grammyjs/types";
import type { Api } from "grammy";
import type { Authors } from "../../archive/authors.ts";
import type { Channels } from "../../archive/channels.ts";
import type { Guesses, Questions } from "../../archive/draft-messages.ts";
import type { Undos } from "../../archive/draft-undo.ts";
import type { Effects } from "../../archive/effects.ts";
import type { Papers } from "../../archive/papers.ts";
import type { Posts } from "../../archive/posts.ts";
import type { Publications } from "../../archive/publications.ts";
import type { Tags } from "../../archive/tags.ts";
import type { Publisher } from "../../publish/publisher.ts";
import type { Rehearsing } from "../../publish/rehearsal.ts";
import type { PaperboyContext } from "../context.ts";
import type { SearchAnswers } from "../search/index.ts";
import type { Say } from "../words.ts";
import type { CardParts, Cards } from "./cards.ts";

/** The question that waits in a chat. */
export interface Asking {
  /** Sends the question that waits in this chat, at the bottom; what asked before loses its buttons, or goes. */
  show(
    chatId: number,
    say: Say,
    showing?: { readonly note?: string; readonly again?: boolean; readonly guessed?: boolean },
  ): Promise<void>;
  /** Brings the message that asks to what is known now. Does nothing if nothing is asked. */
  refresh(chatId: number, say: Say): Promise<void>;
  /** The question is answered or given up: its buttons go. */
  settle(chatId: number, messageId: number | null): Promise<void>;
}

/** All that the parts of drafting share among each other. */
export interface DraftingParts extends CardParts {
  /** The chat's: previews and questions. Publishing has its own. */
  readonly api: Api;
  readonly channels: Pick<Channels, "served" | "changeSettings">;
  readonly posts: Posts;
  readonly papers: Papers;
  readonly tags: Tags;
  readonly authors: Authors;
  readonly publications: Publications;
  readonly questions: Questions;
  readonly guesses: Guesses;
  readonly undos: Undos;
  readonly effects: Effects;
  readonly publisher: Publisher;
  readonly rehearsing: Rehearsing;
  readonly answers: Pick<SearchAnswers, "answerSearch" | "answerPaper">;
  readonly cards: Cards;
  readonly asking: Asking;
  /** A draft has a paper of which nothing is known yet. */
  readonly wanted: (paperId: number) => void;
  /** Shows the card of the post of this message to whoever may change it; false for anybody else. */
  readonly openPost: (ctx: PaperboyContext, messageId: number) => Promise<boolean>;
}

export type Messages = readonly [Message, ...Message[]];
