import { Composer } from "grammy";
import { commandIn } from "../command.ts";
import type { PaperboyContext } from "../context.ts";
import { replyWith } from "../setup/reply.ts";
import { createAnswers } from "./answers.ts";
import { createLivingCards } from "./cards.ts";
import type { PublishedParts } from "./parts.ts";
import { createPresses } from "./presses.ts";
import { createAsking } from "./questions.ts";

export { leadsToPost } from "./buttons.ts";
export type { PublishedParts } from "./parts.ts";

export interface Published {
  readonly composer: Composer<PaperboyContext>;
  /** Shows the post's card to whoever may publish. False, with nothing sent, to anybody else. */
  open(ctx: PaperboyContext, messageId: number): Promise<boolean>;
}

/** What can be done with posts that are in the channel. Only private chats are served. */
export function createPublished(parts: PublishedParts): Published {
  const { questions, effects, posts } = parts;
  const living = createLivingCards(parts);
  const asking = createAsking(parts);
  const shared = { ...parts, living, asking };
  const answer = createAnswers(shared);

  const composer = new Composer<PaperboyContext>();
  composer.use(createPresses(shared));
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
    if (commandIn(ctx.message) !== null || !(await answer(ctx))) await next();
  });

  return {
    composer,
    open: async (ctx, messageId) => {
      const { channel, say } = ctx;
      const post = channel === null ? null : posts.byMessage(channel.id, messageId);
      if (channel === null || post === null || !(await ctx.standing()).publisher) return false;
      return await living.show(post.id, ctx.chat?.id ?? ctx.person.id, channel, say, { move: true });
    },
  };
}
