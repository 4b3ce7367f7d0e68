import { type Api, Composer } from "grammy";
import type { Logger } from "pino";
import type { Channels } from "../../archive/channels.ts";
import type { Invitations } from "../../archive/invitations.ts";
import type { People } from "../../archive/people.ts";
import type { Roles } from "../../archive/roles.ts";
import type { SetupLinks } from "../../archive/setup-links.ts";
import type { Desk } from "../../desk/desk.ts";
import { type ChatPort, toMembership } from "../../telegram/chat.ts";
import type { SideChats } from "../../telegram/side-chats.ts";
import { createAuthorsScreen } from "../authors/index.ts";
import type { PaperboyContext } from "../context.ts";
import type { Menus } from "../start/menus.ts";
import type { Language, Say } from "../words.ts";
import { createAnnouncer } from "./announce.ts";
import { createConnecting } from "./connect.ts";
import { keepToPrivateChats } from "./groups.ts";
import { createOwnerLink } from "./owner-link.ts";
import { createSettings } from "./settings.ts";

export { ownerLink } from "./owner-link.ts";
export { noticeRenaming } from "./watch.ts";

export interface SetupDeps {
  readonly people: People;
  readonly roles: Roles;
  readonly channels: Channels;
  readonly links: SetupLinks;
  readonly invitations: Invitations;
  readonly desk: Desk;
  readonly chat: ChatPort;
  readonly api: Pick<Api, "sendMessage" | "leaveChat">;
  /** Default: there are none. */
  readonly sides?: Pick<SideChats, "isTest" | "check">;
  readonly menus: Pick<Menus, "refresh">;
  readonly me: { readonly id: number; readonly username: string };
  readonly words: (language: Language) => Say;
  readonly log: Logger;
}

/** Who owns the bot, which channel it serves with which rights, and how that channel wants its posts. */
export function createSetup(deps: SetupDeps): Composer<PaperboyContext> {
  const { people, channels, desk, menus, words } = deps;
  const announcer = createAnnouncer(deps);
  const connecting = createConnecting({ ...deps, announcer });

  const composer = new Composer<PaperboyContext>();
  composer.on("my_chat_member", (ctx) => connecting.changed(ctx.myChatMember, ctx.person));
  composer.on("chat_member", async (ctx) => {
    const { old_chat_member: before, new_chat_member: after } = ctx.chatMember;
    desk.forget(after.user.id);
    // Whoever became an author or is none any more, and talks with the bot, finds the fitting commands there at once.
    const person = people.find(after.user.id);
    if (person === null || toMembership(before).mayPost === toMembership(after).mayPost) return;
    await menus.refresh(person, await desk.standing(person.id));
  });
  composer.use(keepToPrivateChats(deps.log));
  // After the answer, whoever gives it, so that nobody waits for a menu. A role that was lost or won shows from there on.
  composer.chatType("private").on(["message", "callback_query"], async (ctx, next) => {
    await next();
    await menus.refresh(ctx.person, await ctx.standing());
  });
  composer.use(createOwnerLink({ ...deps, connecting }));
  composer.use(createAuthorsScreen({ ...deps, announcer }));
  composer.use(
    createSettings({ channels, desk, words, switchTo: connecting.switchTo, discussion: deps.chat.discussion }),
  );
  return composer;
}
