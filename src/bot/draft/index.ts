import { type Conversation, conversations, createConversation } from "@grammyjs/conversations";
import type { Message } from "@grammyjs/types";
import { type Api, Composer, type Context } from "grammy";
import type { Logger } from "pino";
import type { Authors } from "../../archive/authors.ts";
import type { Channels } from "../../archive/channels.ts";
import { createConversationStorage } from "../../archive/conversations.ts";
import type { Db } from "../../archive/database.ts";
import { createDraftMessages, createGuesses, createQuestions } from "../../archive/draft-messages.ts";
import { createUndos } from "../../archive/draft-undo.ts";
import type { Drafts } from "../../archive/drafts.ts";
import type { Effects } from "../../archive/effects.ts";
import type { Papers } from "../../archive/papers.ts";
import type { People } from "../../archive/people.ts";
import type { ArchivedPost, Posts } from "../../archive/posts.ts";
import type { Publications } from "../../archive/publications.ts";
import type { Schedule } from "../../archive/schedule.ts";
import type { Tags } from "../../archive/tags.ts";
import type { Desk } from "../../desk/desk.ts";
import type { LayoutName } from "../../post/post.ts";
import type { PublicationEvent } from "../../publish/ports.ts";
import type { Publisher } from "../../publish/publisher.ts";
import type { Rehearsing } from "../../publish/rehearsal.ts";
import { commandIn } from "../command.ts";
import type { PaperboyContext } from "../context.ts";
import { isTrouble } from "../publication/stuck.ts";
import type { SearchAnswers } from "../search/index.ts";
import { type Language, languageOf, type Say } from "../words.ts";
import { createCards } from "./cards.ts";
import { createCommands } from "./commands.ts";
import { createEdits } from "./edits.ts";
import { type Beginning, beginFrom } from "./follow.ts";
import { createMessages } from "./messages.ts";
import type { DraftingParts } from "./parts.ts";
import { createPresses } from "./pressing.ts";
import { showOutcome } from "./publishing.ts";
import { createAsking } from "./questions.ts";
import { publishTwin } from "./twin.ts";

export interface DraftingDeps {
  readonly db: Db;
  /** The chat's, not the one that publishes. */
  readonly api: Api;
  readonly drafts: Drafts;
  readonly posts: Posts;
  readonly papers: Papers;
  readonly tags: Tags;
  readonly authors: Authors;
  readonly people: Pick<People, "find">;
  readonly publications: Publications;
  readonly schedule: Pick<Schedule, "find">;
  readonly channels: Pick<Channels, "served" | "changeSettings">;
  readonly desk: Pick<Desk, "standing">;
  readonly effects: Effects;
  readonly publisher: Publisher;
  readonly rehearsing: Rehearsing;
  readonly answers: Pick<SearchAnswers, "answerSearch" | "answerPaper">;
  readonly words: (language: Language) => Say;
  /** A draft has a paper of which nothing is known yet. Called within a transaction; default: nothing happens. */
  readonly wanted?: (paperId: number) => void;
  /** Shows the card of the post of this message to whoever may change it; default: nobody may. */
  readonly openPost?: DraftingParts["openPost"];
  readonly now: () => number;
  readonly log: Logger;
}

export interface Drafting {
  readonly composer: Composer<PaperboyContext>;
  /** Something was learnt about a paper: the cards and questions that name it follow. */
  refreshCards(paperId: number): Promise<void>;
  /** The draft has another place in the queue: its card follows. */
  refreshCard(draftId: number): Promise<void>;
  /** Shows on a draft's card what became of its publication. */
  tellPublication(event: PublicationEvent): Promise<void>;
  /** Begins a draft from a post of the channel, with these messages, and shows it. */
  beginFrom(
    ctx: PaperboyContext,
    post: ArchivedPost,
    how: Beginning,
    messages: readonly Message[],
    layout?: LayoutName | null,
  ): Promise<number | null>;
  /** Publishes the post in its other form as a post of its own. `begun` is called before, with the draft's id. */
  publishTwin(
    ctx: PaperboyContext,
    post: ArchivedPost,
    form: "classic" | "rich",
    begun: (draftId: number) => void,
  ): Promise<void>;
}

/** Grows with every change of what `ask` does: what waits in an older form is dropped, and the rows ask on. */
const ASK_VERSION = 1;

/** Everything between the first line of a post and the channel. Only private chats are served. */
export function createDrafting(deps: DraftingDeps): Drafting {
  const { db, api, drafts, people, words, now, wanted = () => undefined } = deps;
  const sayTo = (personId: number): Say => {
    const person = people.find(personId);
    return words(languageOf(person?.language ?? null, person?.telegramLanguage));
  };
  const questions = createQuestions(db, now);
  const messages = createDraftMessages(db);
  const undos = createUndos(db);
  const asking = createAsking({ ...deps, questions, undos }, api);
  const cards = createCards({ ...deps, messages, undos, sayTo });
  const parts: DraftingParts = {
    ...deps,
    wanted,
    undos,
    openPost: deps.openPost ?? (async () => false),
    questions,
    messages,
    guesses: createGuesses(db, now),
    asking,
    cards,
    sayTo,
  };
  const receive = createMessages(parts);

  /**
   * One question, one wait. The rows tell what is asked; what is kept here is only the draft and the part, so that a
   * conversation that is lost, or older than this program, costs nothing: its answer reaches `receive` all the same.
   */
  const ask = async (conversation: Conversation<PaperboyContext, Context>): Promise<void> => {
    await conversation.waitUntil(isAnswer, { next: true });
    const taken = await conversation.external((ctx) => receive(ctx));
    if (!taken) await conversation.halt({ next: true });
  };

  const composer = new Composer<PaperboyContext>();
  const chat = composer.chatType("private");
  chat.use(
    conversations<PaperboyContext, Context>({
      storage: { type: "key", version: ASK_VERSION, adapter: createConversationStorage(db) },
    }),
  );
  // Whatever an update led to, the conversation afterwards waits for what the rows ask.
  chat.use(async (ctx, next) => {
    await next();
    const question = questions.find(ctx.chat.id);
    await ctx.conversation.exitAll();
    if (question !== null) await ctx.conversation.enter("ask", question.draftId, question.part);
  });
  // Commands, buttons and edits pass through a question that waits; it stands first, because only what an update has
  // reached can be entered afterwards.
  chat.use(createConversation<PaperboyContext, Context>(ask, "ask"));
  chat.use(createCommands(parts));
  chat.use(createPresses(parts));
  chat.use(createEdits(parts));
  // No conversation, or one that was lost: the message is taken just so.
  chat.on("message", async (ctx, next) => {
    if (!(await receive(ctx))) await next();
  });

  return {
    composer,
    refreshCard: (draftId) => cards.refresh([draftId]),
    beginFrom: (ctx, post, how, from, layout) => beginFrom(parts, ctx, post, how, from, layout),
    publishTwin: (ctx, post, form, begun) => publishTwin(parts, ctx, post, form, begun),
    refreshCards: async (paperId) => {
      const named = drafts.withPaper(paperId);
      await cards.refresh(named);
      for (const chatId of named.flatMap(questions.chatsOf)) await asking.refresh(chatId, sayTo(chatId));
    },
    tellPublication: async ({ draftId, outcome }) => {
      const draft = drafts.load(draftId);
      if (draft === null) return;
      const { personId } = draft;
      if (outcome.status === "sent" && questions.find(personId)?.draftId === draftId) questions.close(personId);
      // What passes by itself is told where the card stands.
      const stuck = isTrouble(outcome) && outcome.status !== "delayed";
      await showOutcome(parts, draftId, sayTo(personId), outcome, stuck);
    },
  };
}

/** Commands, buttons and edits are no answers: they pass on to whoever knows them. */
function isAnswer(ctx: Context): boolean {
  const { message } = ctx;
  return message !== undefined && (message.text === undefined || commandIn(message) === null);
}
