import { Composer, InlineKeyboard } from "grammy";
import type { Logger } from "pino";
import type { Channels } from "../../archive/channels.ts";
import type { Restoration, Restorations } from "../../archive/restorations.ts";
import type { Desk } from "../../desk/desk.ts";
import type { PaperboyContext } from "../context.ts";
import { dayOf, timeOf } from "../draft/saying.ts";
import type { Announcer, Notice } from "../setup/announce.ts";
import { editOrSend, toast } from "../setup/reply.ts";
import type { Say } from "../words.ts";

export interface RestoredDeps {
  readonly restorations: Restorations;
  readonly channels: Pick<Channels, "served">;
  readonly desk: Pick<Desk, "standing">;
  readonly announcer: Pick<Announcer, "tellAdmins">;
  readonly log: Logger;
}

/** After a restore: admins are told what is not known any more, and one of them lets publishing go on. */
export interface Restored {
  /**
   * The button, and the end of those under messages that were sent or changed in the time that is lost: what they show is
   * not what the database has, and the numbers in them may be those of other drafts by now.
   */
  readonly composer: Composer<PaperboyContext>;
  /** Does nothing unless publishing is paused. */
  tell(): Promise<void>;
}

const SHOWN = 10;
/** Units of a title in the list. */
const TITLE = 80;
const GO_ON = /^z:go:([1-9]\d{0,8})$/;

export function createRestored({ restorations, channels, desk, announcer, log }: RestoredDeps): Restored {
  const zone = () => channels.served()?.zone ?? "UTC";

  const notice = (say: Say, restoration: Restoration): Notice => {
    const { drafts, count } = restorations.doubtful(SHOWN);
    const when = { day: dayOf(restoration.backupAt, zone(), say), time: timeOf(restoration.backupAt, zone()) };
    const lines = drafts.map(({ id, title }) =>
      say.html("restored-draft", { id: String(id), title: title.length > TITLE ? `${title.slice(0, TITLE)}…` : title }),
    );
    if (count > drafts.length) lines.push(say.html("restored-more", { count: count - drafts.length }));
    const list = lines.length === 0 ? [] : [say.html("restored-drafts"), lines.join("\n")];
    return {
      html: [say.html("restored", when), say.html("restored-lost"), ...list, say.html("restored-then")].join("\n\n"),
      keyboard: new InlineKeyboard().text(say.plain("restored-go-on"), `z:go:${restoration.id}`),
    };
  };

  const composer = new Composer<PaperboyContext>();
  composer.callbackQuery(GO_ON, async (ctx) => {
    const { say, person } = ctx;
    if (!(await desk.standing(person.id, { live: true })).admin) {
      await toast(ctx, say.plain("restored-not-admin"), { alert: true });
      return;
    }
    const paused = restorations.pausedSince();
    const confirmed = restorations.confirm(Number(ctx.match[1]), person.id);
    if (confirmed) log.info({ personId: person.id, backupAt: paused?.backupAt }, "publishing goes on after a restore");
    await toast(ctx);
    if (paused === null || confirmed) await editOrSend(ctx, { html: say.html("restored-over") });
    // An older message's button: the database was restored again since.
    else await editOrSend(ctx, notice(say, paused));
  });
  composer.on("callback_query", async (ctx, next) => {
    const { message } = ctx.callbackQuery;
    const shown = !message || message.date === 0 ? null : (message.edit_date ?? message.date);
    if (shown === null || !restorations.isLost(shown * 1_000)) return await next();
    await toast(ctx, ctx.say.plain("restored-old-button"), { alert: true });
  });
  return {
    composer,
    tell: async () => {
      const paused = restorations.pausedSince();
      if (paused !== null) await announcer.tellAdmins((say) => notice(say, paused));
    },
  };
}
