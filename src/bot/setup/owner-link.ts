import { Composer } from "grammy";
import type { Logger } from "pino";
import type { Channels } from "../../archive/channels.ts";
import type { Roles } from "../../archive/roles.ts";
import type { SetupLinks } from "../../archive/setup-links.ts";
import type { PaperboyContext } from "../context.ts";
import type { Notice } from "./announce.ts";
import type { Connecting } from "./connect.ts";
import { connectedNotice, connectKeyboard, nextSteps } from "./notices.ts";
import { replyWith } from "./reply.ts";

const PAYLOAD = "owner_";

/** The one-time link that makes its opener the owner. Handed out once: only a hash of it is kept. */
export function ownerLink(bot: string, links: Pick<SetupLinks, "create">): string {
  return `https://t.me/${bot}?start=${PAYLOAD}${links.create()}`;
}

/**
 * Answers `/start owner_…`. A link that is used, expired or was never made gets one and the same answer, which tells
 * nothing of the links that there are.
 */
export function createOwnerLink(deps: {
  readonly links: SetupLinks;
  readonly roles: Pick<Roles, "owner">;
  readonly channels: Channels;
  readonly connecting: Pick<Connecting, "connectRemembered">;
  readonly log: Logger;
}): Composer<PaperboyContext> {
  const { links, roles, channels, connecting, log } = deps;

  const welcome = async (ctx: PaperboyContext): Promise<Notice> => {
    const { say } = ctx;
    const bot = ctx.me.username;
    const remembered = await connecting.connectRemembered(ctx.person.id);
    if (remembered !== null) {
      const connected = connectedNotice(say, remembered.channel, remembered.rights, bot);
      return { html: `${say.html("setup-owner-yours")}\n\n${connected.html}` };
    }
    const served = channels.served();
    if (served === null || !channels.isPresent(served.id)) {
      return { html: say.html("setup-owner"), keyboard: connectKeyboard(say, bot) };
    }
    const steps = nextSteps(say, served, bot);
    return { html: `${say.html("setup-owner-connected", { channel: served.title })}\n\n${steps}` };
  };

  const composer = new Composer<PaperboyContext>();
  composer
    .chatType("private")
    .command("start")
    .filter((ctx) => ctx.match.startsWith(PAYLOAD))
    .use(async (ctx) => {
      const payload = String(ctx.match ?? "");
      const use = links.use(payload.slice(PAYLOAD.length).trim(), ctx.person.id);
      // The same person's second tap, or the same update again after a crash, is answered like the first.
      const again = use.status === "used" && use.by === ctx.person.id && roles.owner() === ctx.person.id;
      if (use.status !== "owner" && !again) {
        log.warn({ personId: ctx.person.id, status: use.status }, "an owner's link did not work");
        await replyWith(ctx, { html: ctx.say.html("setup-link-spent") });
        return;
      }
      if (use.status === "owner") log.info({ personId: ctx.person.id }, "the bot has an owner");
      await replyWith(ctx, await welcome(ctx));
    });
  return composer;
}
