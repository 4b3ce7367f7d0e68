import type { Message } from "@grammyjs/types";
import type { Api } from "grammy";
import type { Logger } from "pino";
import type { Channel } from "../../archive/channels.ts";
import type { Guesses } from "../../archive/draft-messages.ts";
import type { Effects } from "../../archive/effects.ts";
import type { Papers } from "../../archive/papers.ts";
import type { PostCards, PostQuestions, Replacements } from "../../archive/post-messages.ts";
import type { ArchivedPost, Posts } from "../../archive/posts.ts";
import type { Revisions } from "../../archive/revisions.ts";
import type { Desk } from "../../desk/desk.ts";
import type { LayoutName } from "../../post/post.ts";
import type { Editor } from "../../publish/editing/editor.ts";
import type { ReadLive } from "../../publish/editing/live.ts";
import type { Editing } from "../../telegram/editing.ts";
import type { PaperboyContext } from "../context.ts";
import type { Beginning } from "../draft/follow.ts";
import type { Say } from "../words.ts";

/** All that the parts of editing share among each other. */
export interface PublishedParts {
  readonly api: Pick<Api, "sendMessage" | "editMessageText" | "editMessageReplyMarkup" | "deleteMessage">;
  readonly channel: () => Channel | null;
  readonly posts: Posts;
  readonly papers: Papers;
  readonly revisions: Revisions;
  readonly editor: Editor;
  readonly editing: Pick<Editing, "pin">;
  /** Null where there is no way to see what stands in the channel. */
  readonly readLive: ReadLive | null;
  readonly desk: Pick<Desk, "standing">;
  readonly effects: Effects;
  readonly questions: PostQuestions;
  readonly cards: PostCards;
  readonly replacements: Replacements;
  /** Keeps messages that did not fit, so that one tap makes a draft of them. */
  readonly guesses: Guesses;
  /** Begins a draft, with these messages in it, and shows it. Returns its id where its card is shown. */
  readonly beginDraft: (
    ctx: PaperboyContext,
    post: ArchivedPost,
    how: Beginning,
    messages: readonly Message[],
    layout?: LayoutName | null,
  ) => Promise<number | null>;
  /** Publishes the post in its other form as a post of its own. `begun` is called before, with the draft's id. */
  readonly publishTwin: (
    ctx: PaperboyContext,
    post: ArchivedPost,
    form: "classic" | "rich",
    begun: (draftId: number) => void,
  ) => Promise<void>;
  /** A post has a paper of which nothing is known yet. */
  readonly wanted: (paperId: number) => void;
  /** In whose words a person is spoken to. */
  readonly sayTo: (personId: number) => Say;
  readonly now: () => number;
  readonly log: Logger;
}
