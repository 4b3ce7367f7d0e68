import { type Api, GrammyError, InlineKeyboard } from "grammy";
import type { Logger } from "pino";
import type { Channels } from "../../archive/channels.ts";
import type { Publications } from "../../archive/publications.ts";
import type { TroubleMessages } from "../../archive/trouble-messages.ts";
import type { Desk } from "../../desk/desk.ts";
import { nameOf } from "../../post/title.ts";
import type { PublicationEvent } from "../../publish/ports.ts";
import { refused, type Screen } from "../draft/screen.ts";
import type { Say } from "../words.ts";
import type { Receipts } from "./receipts.ts";
import { isTrouble, stuckButtons } from "./stuck.ts";
import { outcomeText } from "./texts.ts";

export interface TroubleParts {
  readonly api: Pick<Api, "sendMessage" | "editMessageText" | "deleteMessage">;
  readonly messages: TroubleMessages;
  readonly publications: Pick<Publications, "get">;
  readonly channels: Pick<Channels, "served">;
  readonly desk: Pick<Desk, "admins">;
  /** Who wrote the draft: its card tells them, with the same buttons. Null where there is none. */
  readonly authorOf: (draftId: number) => number | null;
  /** A planned post says all of it in its receipts. */
  readonly receipts: Pick<Receipts, "covers" | "show">;
  readonly sayTo: (personId: number) => Say;
  /** The bot's @username, without @. */
  readonly username: string;
  readonly now: () => number;
  readonly log: Logger;
}

/**
 * Tells the admins of what only they can mend: a post of which nobody knows whether it is out, a bot without its rights
 * or its token, a network that stays away. One message each, edited in place, which says in the end how it went, also
 * where a later press led to it; trouble that comes again with such a press comes at the bottom, and the old message
 * goes. A planned post has its receipt for it, the draft's author the card.
 */
export interface Troubles {
  tell(event: PublicationEvent): Promise<void>;
}

const HTML = { parse_mode: "HTML", link_preview_options: { is_disabled: true } } as const;

export function createTroubles(parts: TroubleParts): Troubles {
  const { api, messages, publications, channels, desk, sayTo, log } = parts;

  const put = async (id: number, personId: number, { html, keyboard }: Screen, open: boolean): Promise<void> => {
    const before = messages.find(id, personId);
    const rings = before !== null && open && before.publicationId !== id;
    try {
      if (before !== null && !rings) {
        await api.editMessageText(personId, before.messageId, html, { ...HTML, reply_markup: keyboard });
        return;
      }
    } catch (error) {
      if (refused(error, /message is not modified/i)) return;
      if (!refused(error, /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i)) throw error;
    }
    const sent = await api.sendMessage(personId, html, { ...HTML, reply_markup: keyboard });
    messages.set(id, personId, sent.message_id);
    if (rings) await remove(personId, before.messageId);
  };

  const remove = async (personId: number, messageId: number): Promise<void> => {
    try {
      await api.deleteMessage(personId, messageId);
    } catch (error) {
      // Gone already, or older than the 48 hours in which a bot may delete.
      if (!refused(error, /./)) throw error;
    }
  };

  return {
    tell: async ({ publicationId, draftId, outcome }) => {
      const publication = publications.get(publicationId);
      if (publication === null) return;
      if (parts.receipts.covers(draftId, publicationId) && messages.people(publicationId).length === 0) {
        return await parts.receipts.show(draftId);
      }
      const open = isTrouble(outcome);
      // Nothing new yet: what it comes to is told then.
      if (outcome.status === "waiting" || outcome.status === "already") return;
      const author = parts.authorOf(draftId);
      const people = open ? desk.admins().filter((id) => id !== author) : messages.people(publicationId);
      for (const personId of people) {
        const say = sayTo(personId);
        const clock = { now: parts.now(), zone: channels.served()?.zone ?? "UTC" };
        const title = say.html("trouble-title", { title: nameOf(publication.content) });
        const keyboard = open ? stuckButtons(say, publicationId, outcome, parts.username) : new InlineKeyboard();
        try {
          await put(
            publicationId,
            personId,
            { html: `${title}\n\n${outcomeText(say, outcome, clock)}`, keyboard },
            open,
          );
        } catch (error) {
          if (!(error instanceof GrammyError) || ![400, 403].includes(error.error_code)) throw error;
          log.info({ err: error, personId }, "an admin does not hear the bot");
        }
      }
      if (!open && outcome.status !== "delayed" && outcome.status !== "unknown") messages.forget(publicationId);
    },
  };
}
