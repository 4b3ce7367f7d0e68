import type { PaperboyContext } from "../context.ts";
import type { DraftingParts, Messages } from "./parts.ts";
import { receive } from "./receive.ts";
import { tell } from "./tell.ts";

/** Takes a private message, whatever it means, and answers it. False where it is nothing of drafting's. */
export function createMessages(parts: DraftingParts): (ctx: PaperboyContext) => Promise<boolean> {
  const { effects, questions } = parts;
  return async (ctx) => {
    const [first, ...rest] = ctx.together;
    const chatId = ctx.chat?.id;
    if (first === undefined || chatId === undefined) return false;
    const { channel, person } = ctx;
    if (channel === null) return false;
    const { author } = await ctx.standing();
    const asked = questions.find(chatId)?.messageId ?? null;
    const messages: Messages = [first, ...rest];
    const outcome = effects.once(ctx.update.update_id, "draft", () =>
      receive(parts, { person, chatId, channel, author }, messages),
    );
    return await tell(parts, ctx, outcome, asked);
  };
}
