import { Composer } from "grammy";
import type { Revision } from "../../archive/revisions.ts";
import type { EditOutcome } from "../../publish/editing/editor.ts";
import { commandIn } from "../command.ts";
import type { PaperboyContext } from "../context.ts";
import { replyWith } from "../setup/reply.ts";
import { createAnswers } from "./answers.ts";
import { createLivingCards } from "./cards.ts";
import type { PublishedParts } from "./parts.ts";
import { createPresses } from "./presses.ts";
import { createAsking } from "./questions.ts";
import { outcomeText } from "./texts.ts";

export { leadsToPost } from "./buttons.ts";
export type { PublishedParts } from "./parts.ts";

export interface Published {
  readonly composer: Composer<PaperboyContext>;
  /** Shows the post's card to whoever may publish. False, with nothing sent, to anybody else. */
  open(ctx: PaperboyContext, messageId: number): Promise<boolean>;
  /** Where a post is out that takes another's place, that one's card asks whether to take it down. */
  sent(event: { readonly draftId: number; readonly requestedBy: number }): Promise<void>;
  /** Says how a change ended that had to wait, on the cards of its post. */
  ended(revision: Revision, outcome: EditOutcome): Promise<void>;
}

/** What can be done with posts that are in the channel. Only private chats are served. */
export function createPublished(parts: PublishedParts): Published {
  const { questions, effects, posts } = parts;
  const living = createLivingCards(parts);
  const asking = createAsking(parts);
  const shared = { ...parts, living, asking };
  const answers = createAnswers(shared);

  const composer = new Composer<PaperboyContext>();
  composer.use(createPresses({ ...shared, answers }));
  const chat = composer.chatType("private");
  chat.command("cancel", async (ctx, next) => {
    const question = effects.once(ctx.update.update_id, "post-cancel", () => {
      const open = questions.find(ctx.chat.id);
      if (open !== null) questions.close(ctx.chat.id);
      return open;
    });
    if (question === null) return await next();
    await asking.settle(ctx.chat.id, question.messageId);
    await replyWith(ctx, { html: ctx.say.html("published-cancelled") });
  });
  // Other commands pass through a question that waits.
  chat.on("message", async (ctx, next) => {
    if (commandIn(ctx.message) !== null || !(await answers.message(ctx))) await next();
  });

  return {
    composer,
    open: async (ctx, messageId) => {
      const { channel, say } = ctx;
      const post = channel === null ? null : posts.byMessage(channel.id, messageId);
      if (channel === null || post === null || !(await ctx.standing()).publisher) return false;
      return await living.show(post.id, ctx.chat?.id ?? ctx.person.id, channel, say, { move: true });
    },
    sent: async ({ draftId, requestedBy }) => {
      const channel = parts.channel();
      const postId = parts.replacements.find(draftId);
      const post = postId === null ? null : posts.get(postId);
      if (channel === null || post === null || post.takenDownAt !== null) return;
      const say = parts.sayTo(requestedBy);
      const note = say.html("published-replaced");
      await living.show(post.id, requestedBy, channel, say, { move: true, menu: "down", note });
    },
    ended: async ({ postId, personId }, outcome) => {
      const channel = parts.channel();
      if (channel === null) return;
      if (personId !== null) {
        const say = parts.sayTo(personId);
        await living.show(postId, personId, channel, say, { note: outcomeText(say, outcome), quiet: true });
      }
      await living.refreshOthers(postId, personId ?? 0, channel);
    },
  };
}
