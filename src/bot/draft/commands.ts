import { Composer } from "grammy";
import type { Channel } from "../../archive/channels.ts";
import { isPaper, parseIdentifier } from "../../paper/identifier.ts";
import type { PaperboyContext } from "../context.ts";
import { editOrSend, replyWith, toast } from "../setup/reply.ts";
import { askNext, begin, beginWith } from "./begin.ts";
import { LIST_PAGE, listScreen } from "./list.ts";
import type { Outcome, Sender } from "./outcome.ts";
import type { DraftingParts } from "./parts.ts";
import { tell } from "./tell.ts";

/** /new, /drafts and /cancel. */
export function createCommands(parts: DraftingParts): Composer<PaperboyContext> {
  const { drafts, effects, questions, asking } = parts;
  const composer = new Composer<PaperboyContext>();

  composer.command("new", async (ctx) => {
    const sender = await authorOf(ctx);
    if (sender === null) return;
    const asked = questions.find(ctx.chat.id)?.messageId ?? null;
    const identifier = parseIdentifier(ctx.match);
    const outcome = effects.once(ctx.update.update_id, "draft", (): Outcome => {
      if (identifier !== null && isPaper(identifier)) return beginWith(parts, sender, parts.papers.ensure(identifier));
      return askNext(parts, sender.chatId, begin(parts, sender, "guided"));
    });
    await tell(parts, ctx, outcome, asked);
  });

  composer.command("drafts", async (ctx) => {
    if ((await authorOf(ctx)) === null) return;
    await replyWith(ctx, listScreen(drafts, ctx.person.id, 0, ctx.say));
  });

  // The list is each person's own: nobody's press reaches another's.
  composer.callbackQuery(LIST_PAGE, async (ctx) => {
    await toast(ctx);
    if ((await authorOf(ctx)) === null) return;
    await editOrSend(ctx, listScreen(drafts, ctx.person.id, Number(ctx.match[1]), ctx.say));
  });

  composer.command("cancel", async (ctx) => {
    const question = effects.once(ctx.update.update_id, "draft", () => {
      const open = questions.find(ctx.chat.id);
      questions.close(ctx.chat.id);
      return open;
    });
    if (question === null) return await replyWith(ctx, { html: ctx.say.html("draft-nothing-to-cancel") });
    await asking.settle(ctx.chat.id, question.messageId);
    await replyWith(ctx, { html: ctx.say.html("draft-cancelled", { number: String(question.draftId) }) });
  });

  return composer;
}

/** The sender as an author; where they are none, they are told why not. */
export async function authorOf(ctx: PaperboyContext): Promise<(Sender & { readonly channel: Channel }) | null> {
  const { channel, person } = ctx;
  if (channel === null) {
    await replyWith(ctx, { html: ctx.say.html("draft-no-channel") });
    return null;
  }
  const { author } = await ctx.standing();
  if (!author) {
    await replyWith(ctx, { html: ctx.say.html("draft-authors-only", { channel: channel.title }) });
    return null;
  }
  return { person, chatId: ctx.chat?.id ?? person.id, channel, author };
}
