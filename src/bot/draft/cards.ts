import { type Api, GrammyError } from "grammy";
import type { Logger } from "pino";
import type { Channel, Channels } from "../../archive/channels.ts";
import type { DraftMessages } from "../../archive/draft-messages.ts";
import type { Draft, Drafts } from "../../archive/drafts.ts";
import type { Desk } from "../../desk/desk.ts";
import type { Rehearsing } from "../../publish/rehearsal.ts";
import { isTrouble, remedyOf } from "../publication/stuck.ts";
import type { Say } from "../words.ts";
import { type CardState, renderCard } from "./card.ts";
import { refused, type Screen } from "./screen.ts";
import { type DraftView, type ViewParts, viewOf } from "./view.ts";

export interface CardParts extends ViewParts {
  readonly api: Pick<Api, "sendMessage" | "editMessageText" | "deleteMessage">;
  readonly drafts: Drafts;
  readonly messages: DraftMessages;
  readonly channels: Pick<Channels, "served">;
  readonly desk: Pick<Desk, "standing">;
  readonly rehearsing: Pick<Rehearsing, "possible">;
  /** Texts in this person's language. */
  readonly sayTo: (personId: number) => Say;
  readonly log: Logger;
}

export interface Showing extends Partial<Pick<CardState, "menu" | "at" | "note" | "remedy" | "guessed" | "other">> {
  /** As it was shown last, if the draft has not changed since: what is open stays open. */
  readonly asBefore?: boolean;
  /** Send the card anew at the bottom of the chat, and remove the old one. */
  readonly move?: boolean;
}

/** The living cards of drafts. */
export interface Cards {
  /**
   * Brings the draft's card to the newest state: edits it, or sends it where there is none or it is to move. Several
   * calls at once make one change. Resolves when the newest state is shown, or the person cannot be reached.
   */
  show(draftId: number, showing?: Showing): Promise<void>;
  /** Shows open drafts anew that have a card already; for what was learnt in the background. */
  refresh(draftIds: readonly number[]): Promise<void>;
}

/** Cards of which it is known how they were shown last. */
const REMEMBERED = 500;
const HTML = { parse_mode: "HTML", link_preview_options: { is_disabled: true } } as const;

export function createCards(parts: CardParts): Cards {
  const { api, drafts, messages, channels, desk, sayTo, log } = parts;
  const waiting = new Map<number, Showing>();
  const running = new Map<number, Promise<void>>();
  const last = new Map<number, { readonly version: number; readonly showing: Showing }>();

  /** Remembers how a card was shown, of the most recent ones. */
  const remember = (draft: Draft, showing: Showing): void => {
    last.delete(draft.id);
    last.set(draft.id, { version: draft.version, showing });
    for (const id of last.keys()) if (last.size > REMEMBERED) last.delete(id);
  };

  const show = (draftId: number, showing: Showing = {}): Promise<void> => {
    const before = waiting.get(draftId);
    const both = before !== undefined && showing.asBefore === true ? before : { ...before, ...showing };
    waiting.set(draftId, { ...both, move: (before?.move ?? false) || (showing.move ?? false) });
    const run = running.get(draftId) ?? work(draftId);
    running.set(draftId, run);
    return run;
  };

  const work = async (draftId: number): Promise<void> => {
    // What is asked for in this same turn is shown at once.
    await Promise.resolve();
    try {
      for (let next = waiting.get(draftId); next !== undefined; next = waiting.get(draftId)) {
        waiting.delete(draftId);
        const draft = drafts.load(draftId);
        if (draft !== null) await put(draft, next);
      }
    } finally {
      // In the same turn in which nothing more was found waiting: whoever comes later begins a run of their own.
      running.delete(draftId);
    }
  };

  const put = async (draft: Draft, showing: Showing): Promise<void> => {
    const channel = channels.served();
    if (channel === null || channel.id !== draft.channelId) return;
    const { publisher } = await desk.standing(draft.personId);
    const before = last.get(draft.id);
    const how = showing.asBefore === true && before?.version === draft.version ? before.showing : showing;
    const { menu = "main", at = null, note = null, remedy = null, guessed = false, other = null } = how;
    remember(draft, how);
    const say = sayTo(draft.personId);
    const view = viewOf(parts, draft, channel);
    const mend = remedy ?? remedyOfStopped(view, channel, say);
    const { html, keyboard } = renderCard(
      view,
      { publisher, menu, at, note, remedy: mend, guessed, other, rehearsal: parts.rehearsing.possible() },
      say,
    );
    const card = messages.card(draft.id);
    try {
      if (card !== null && showing.move !== true && (await edited(card, html, keyboard))) {
        messages.setCard(draft.id, { ...card, shown: draft.version });
        return;
      }
      const sent = await api.sendMessage(draft.personId, html, { ...HTML, reply_markup: keyboard });
      messages.setCard(draft.id, { chatId: sent.chat.id, messageId: sent.message_id, shown: draft.version });
    } catch (error) {
      if (!(error instanceof GrammyError) || error.error_code !== 403) throw error;
      log.info({ draftId: draft.id }, "a card was not shown: the person has blocked the bot");
      return;
    }
    if (card !== null) await remove(card.chatId, card.messageId);
  };

  /** False where the message is gone or can no longer be edited. */
  const edited = async (
    card: { readonly chatId: number; readonly messageId: number },
    html: string,
    keyboard: Screen["keyboard"],
  ): Promise<boolean> => {
    try {
      await api.editMessageText(card.chatId, card.messageId, html, { ...HTML, reply_markup: keyboard });
      return true;
    } catch (error) {
      if (refused(error, /message is not modified/i)) return true;
      if (refused(error, /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i)) return false;
      throw error;
    }
  };

  const remove = async (chatId: number, messageId: number): Promise<void> => {
    try {
      await api.deleteMessage(chatId, messageId);
    } catch (error) {
      // Gone already, or older than the 48 hours in which a bot may delete: then two cards stand there.
      if (!refused(error, /message to delete not found|message can't be deleted|MESSAGE_ID_INVALID/i)) throw error;
    }
  };

  return {
    show,
    refresh: async (draftIds) => {
      await Promise.all(draftIds.filter((id) => messages.card(id) !== null).map((id) => show(id, { asBefore: true })));
    },
  };
}

/** A post that stopped halfway says why on its card until it goes on, and so what mends it stays there as long. */
function remedyOfStopped({ publication }: DraftView, { settings }: Channel, say: Say): CardState["remedy"] {
  const refusal = publication?.state === "intended" ? publication.refusal : null;
  return refusal !== null && isTrouble({ status: "refused", refusal }) ? remedyOf(say, refusal, settings.bot) : null;
}
