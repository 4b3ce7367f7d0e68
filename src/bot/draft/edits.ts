import { Composer } from "grammy";
import type { PaperboyContext } from "../context.ts";
import { refill } from "./fill.ts";
import type { DraftingParts } from "./parts.ts";

/** An author edits a message of theirs: the drafts that it had filled follow, and say so. */
export function createEdits(parts: DraftingParts): Composer<PaperboyContext> {
  const { drafts, effects, cards, asking, questions, messages } = parts;
  const composer = new Composer<PaperboyContext>();
  composer.on("edited_message", async (ctx, next) => {
    const { channel, say, editedMessage } = ctx;
    const source = { chatId: editedMessage.chat.id, messageId: editedMessage.message_id };
    const filled = drafts.filledBy(source);
    if (channel === null || filled.length === 0) return await next();
    const changed = effects.once(ctx.update.update_id, "draft-edit", () =>
      filled.filter((id) => refill(parts, id, editedMessage, channel.settings)),
    );
    for (const id of changed) {
      const question = questions.find(source.chatId);
      if (messages.card(id) === null && question?.draftId === id) {
        await asking.show(source.chatId, say, { note: say.html("draft-followed"), again: true });
      } else {
        await cards.show(id, { note: say.html("draft-followed") });
      }
    }
  });
  return composer;
}
