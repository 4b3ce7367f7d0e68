import { Composer } from "grammy";
import type { Publication } from "../../archive/publications.ts";
import type { PaperboyContext } from "../context.ts";
import { refill } from "./fill.ts";
import type { DraftingParts } from "./parts.ts";

/** An author edits a message of theirs: the drafts that it had filled follow, and say so. */
export function createEdits(parts: DraftingParts): Composer<PaperboyContext> {
  const { drafts, effects, cards, asking, questions, messages, publications } = parts;
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
        // What becomes of the change where the post is on its way, its card says.
        await cards.show(id, isOnItsWay(publications.alive(id)) ? {} : { note: say.html("draft-followed") });
      }
    }
  });
  return composer;
}

function isOnItsWay(publication: Publication | null): boolean {
  if (publication === null) return false;
  const { state, refusal, retryAt } = publication;
  return state === "unknown" || refusal === null || retryAt !== null;
}
