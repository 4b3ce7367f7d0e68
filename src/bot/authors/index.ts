import { Composer, InlineKeyboard } from "grammy";
import type { Logger } from "pino";
import type { Channel } from "../../archive/channels.ts";
import type { Invitations } from "../../archive/invitations.ts";
import type { People, Person } from "../../archive/people.ts";
import type { Roles } from "../../archive/roles.ts";
import type { Desk } from "../../desk/desk.ts";
import type { PaperboyContext } from "../context.ts";
import type { Announcer, Notice } from "../setup/announce.ts";
import { encode as encodeSetting } from "../setup/buttons.ts";
import { editOrSend, replyWith, toast } from "../setup/reply.ts";
import type { Menus } from "../start/menus.ts";
import type { Say } from "../words.ts";
import { decode, encode, type Press } from "./buttons.ts";

const PAYLOAD = "author_";
/** Invited authors that the screen names; the rest are counted. */
const NAMED = 30;

export interface AuthorsDeps {
  readonly roles: Roles;
  readonly invitations: Invitations;
  readonly people: Pick<People, "find">;
  readonly desk: Pick<Desk, "standing">;
  readonly announcer: Pick<Announcer, "tell">;
  readonly menus: Pick<Menus, "refresh">;
  readonly log: Logger;
}

/**
 * Who writes for the channel without being its administrator: `/settings` → «Авторы». An admin makes a link that works
 * once, whoever opens it may draft, and an admin can end that and take the ending back. Who presses is checked again.
 */
export function createAuthorsScreen(deps: AuthorsDeps): Composer<PaperboyContext> {
  const { roles, invitations, people, desk, announcer, menus, log } = deps;
  const composer = new Composer<PaperboyContext>();
  const inPrivate = composer.chatType("private");

  inPrivate.on("callback_query:data", async (ctx, next) => {
    const press = decode(ctx.callbackQuery.data);
    if (press === null) return await next();
    const { channel, say } = ctx;
    if (!(await desk.standing(ctx.person.id, { live: true })).admin) {
      return await toast(ctx, say.plain("settings-not-yours"));
    }
    if (channel === null) return await toast(ctx, say.plain("settings-no-channel"));
    await answer(ctx, channel, press);
  });

  const answer = async (ctx: PaperboyContext, channel: Channel, press: Press): Promise<void> => {
    switch (press.action) {
      case "list":
        await toast(ctx);
        return await editOrSend(ctx, screen(ctx.say, channel, null));
      case "invite": {
        await toast(ctx);
        const link = `https://t.me/${ctx.me.username}?start=${PAYLOAD}${invitations.create(channel.id, ctx.person.id)}`;
        return await replyWith(ctx, { html: ctx.say.html("authors-invitation", { channel: channel.title, link }) });
      }
      case "in":
      case "out": {
        const person = people.find(press.personId);
        if (person === null) return await toast(ctx, ctx.say.plain("settings-same"));
        roles[press.action === "in" ? "grant" : "revoke"](channel.id, person.id, "author");
        log.info({ personId: person.id, by: ctx.person.id, action: press.action }, "an author was let in or out");
        await toast(ctx, ctx.say.plain("settings-saved"));
        await editOrSend(ctx, screen(ctx.say, channel, press.action === "out" ? person : null));
        return await menus.refresh(person, await desk.standing(person.id));
      }
    }
  };

  /** `gone`: who may be taken in again. */
  const screen = (say: Say, channel: Channel, gone: Person | null): Notice => {
    const { publishers } = channel.settings;
    const invited = roles.holders(channel.id, "author").flatMap((id) => people.find(id) ?? []);
    const lines = [
      say.html("authors-title", { channel: channel.title }),
      say.html("authors-administrators", { publishers }),
    ];
    const names = invited.slice(0, NAMED).map((person) => `• ${say.html("authors-name", { name: nameOf(person) })}`);
    const rest = invited.length > NAMED ? [say.html("authors-more", { count: invited.length - NAMED })] : [];
    lines.push(
      names.length === 0 ? say.html("authors-none") : [say.html("authors-invited"), ...names, ...rest].join("\n"),
    );
    const keyboard = new InlineKeyboard();
    if (gone !== null) {
      const label = say.plain("authors-in", { name: nameOf(gone) });
      keyboard.text(label, encode({ action: "in", personId: gone.id })).row();
    }
    keyboard.text(say.plain("authors-invite"), encode({ action: "invite" })).row();
    for (const person of invited.slice(0, NAMED)) {
      keyboard.text(`✖️ ${nameOf(person)}`, encode({ action: "out", personId: person.id })).row();
    }
    keyboard.text(say.plain("settings-back"), encodeSetting({ action: "menu", menu: "main" }));
    return { html: lines.join("\n\n"), keyboard };
  };

  inPrivate
    .command("start")
    .filter((ctx) => ctx.match.startsWith(PAYLOAD))
    .use(async (ctx) => {
      const { channel, person, say } = ctx;
      const token = String(ctx.match ?? "")
        .slice(PAYLOAD.length)
        .trim();
      const may = await ctx.standing();
      const isInvited = channel !== null && roles.has(channel.id, person.id, "author");
      // An admin who tries the link does not use it up.
      if (channel !== null && may.author && !isInvited) {
        return await replyWith(ctx, { html: say.html("authors-already", { channel: channel.title }) });
      }
      const use = channel === null ? null : invitations.use(token, channel.id, person.id);
      const again = use?.status === "used" && use.by === person.id && isInvited;
      if (channel === null || use === null || (use.status !== "author" && !again)) {
        log.warn({ personId: person.id, status: use?.status }, "an invitation did not work");
        return await replyWith(ctx, { html: say.html("authors-spent") });
      }
      await replyWith(ctx, {
        html: say.html("authors-welcome", { channel: channel.title, publishers: channel.settings.publishers }),
      });
      if (use.status !== "author") return;
      log.info({ personId: person.id, by: use.invitedBy }, "an invitation was accepted");
      const host = people.find(use.invitedBy);
      if (host === null) return;
      await announcer.tell(host, (theirs) => ({
        html: theirs.html("authors-joined", { name: nameOf(person), channel: channel.title }),
      }));
    });
  return composer;
}

function nameOf({ name, username }: Person): string {
  return username === null ? name : `${name} (@${username})`;
}
