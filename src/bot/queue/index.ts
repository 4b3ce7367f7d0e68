import { Composer } from "grammy";
import { parseSlots } from "../../publish/schedule/typed-slots.ts";
import { zoneNamed } from "../../publish/schedule/typed-zone.ts";
import type { PaperboyContext } from "../context.ts";
import { replyWith } from "../setup/reply.ts";
import { mayPublish, type QueueParts } from "./parts.ts";
import { createQueuePresses } from "./presses.ts";
import { sendAgenda } from "./showing.ts";
import { weekScreen } from "./slots.ts";
import { createTypedTimes } from "./typed.ts";
import { setChannelZone } from "./zone-presses.ts";
import { zoneScreen } from "./zones.ts";

export type { QueueParts } from "./parts.ts";

/** When posts go out: `/queue`, `/slots`, `/zone`, the choice of a time, and the receipts' buttons. Private chats only. */
export function createQueue(parts: QueueParts): Composer<PaperboyContext> {
  const { messages, slots, now } = parts;
  const composer = new Composer<PaperboyContext>();
  const chat = composer.chatType("private");

  chat.command("queue", async (ctx, next) => {
    if (ctx.channel === null || !(await ctx.standing()).author) return await next();
    messages.close(ctx.person.id);
    await sendAgenda(parts, ctx);
  });

  chat.command("slots", async (ctx, next) => {
    const { channel } = ctx;
    if (channel === null || !(await ctx.standing()).author) return await next();
    messages.close(ctx.person.id);
    if (ctx.match.trim() !== "") {
      const typed = parseSlots(ctx.match);
      if (typed === null) return await replyWith(ctx, { html: ctx.say.html("slots-unknown") });
      const allowed = await mayPublish(parts, ctx);
      if (allowed !== true)
        return await replyWith(ctx, {
          html: ctx.say.html(allowed === false ? "queue-may-not" : "queue-unknown-rights"),
        });
      slots.add(channel.id, typed);
      parts.agendas.refresh();
    }
    await replyWith(ctx, weekScreen(slots.list(channel.id), ctx.say));
  });

  chat.command("zone", async (ctx, next) => {
    const { channel, say } = ctx;
    const standing = await ctx.standing();
    if (channel === null || !standing.author) return await next();
    messages.close(ctx.person.id);
    const named = ctx.match.trim() === "" ? null : zoneNamed(ctx.match);
    if (ctx.match.trim() !== "" && named === null) return await replyWith(ctx, { html: say.html("zone-unknown") });
    if (named !== null) messages.setZone(ctx.person.id, named);
    await replyWith(ctx, zoneScreen(channel.zone, messages.zone(ctx.person.id), standing.admin, now(), say));
  });

  chat.use(createQueuePresses(parts));
  chat.use(createTypedTimes(parts));
  return composer;
}

export { setChannelZone };
