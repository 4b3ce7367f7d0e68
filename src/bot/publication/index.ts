import { Composer } from "grammy";
import type { Publications } from "../../archive/publications.ts";
import type { Desk } from "../../desk/desk.ts";
import type { Publisher } from "../../publish/publisher.ts";
import type { PaperboyContext } from "../context.ts";
import { timeOf } from "../draft/saying.ts";
import { toast } from "../setup/reply.ts";
import { decode } from "./buttons.ts";
import type { Troubles } from "./troubles.ts";

export { createTroubles } from "./troubles.ts";
export { noticeChannel, noticeForwards } from "./watch.ts";

/** The buttons under what admins are told of publications. Who presses is checked again. */
export function createPublicationPresses(deps: {
  readonly publications: Pick<Publications, "get">;
  readonly publisher: Pick<Publisher, "settle" | "withdraw">;
  readonly desk: Pick<Desk, "standing">;
  readonly troubles: Troubles;
}): Composer<PaperboyContext> {
  const { publications, publisher, desk, troubles } = deps;
  const composer = new Composer<PaperboyContext>();
  composer.chatType("private").on("callback_query:data", async (ctx, next) => {
    const press = decode(ctx.callbackQuery.data);
    if (press === null) return await next();
    const { say, person } = ctx;
    if (!(await desk.standing(person.id, { live: true })).admin) {
      return await toast(ctx, say.plain("restored-not-admin"), { alert: true });
    }
    const publication = publications.get(press.publicationId);
    if (publication === null) return await toast(ctx, say.plain("draft-gone"), { alert: true });
    const { id, draftId, requestedBy } = publication;
    const outcome =
      press.verb === "undo"
        ? publisher.withdraw(id)
        : publisher.settle(
            id,
            press.verb === "this" ? { there: true, messageIds: [press.messageId] } : { there: false },
          );
    if (outcome.status === "early") {
      const time = timeOf(outcome.until + 59_999, ctx.channel?.zone ?? "UTC");
      return await toast(ctx, say.plain("publish-settle-early", { time }), { alert: true });
    }
    await toast(ctx, outcome.status === "released" ? say.plain("publish-released") : undefined);
    if (outcome.status !== "released") await troubles.tell({ publicationId: id, draftId, requestedBy, outcome });
  });
  return composer;
}
