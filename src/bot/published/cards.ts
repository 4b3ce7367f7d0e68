import type { Channel } from "../../archive/channels.ts";
import { refused } from "../draft/screen.ts";
import type { Say } from "../words.ts";
import { type CardState, renderPostCard } from "./card.ts";
import { menuNote } from "./menus.ts";
import type { PublishedParts } from "./parts.ts";
import { viewOf } from "./view.ts";

const HTML = { parse_mode: "HTML", link_preview_options: { is_disabled: true } } as const;

export interface Shown extends Partial<CardState> {
  /** Send the card anew at the bottom of the chat, and remove the old one. */
  readonly move?: boolean;
  /** Send nothing where the card cannot be edited any more. */
  readonly quiet?: boolean;
}

/** The living cards of published posts. */
export interface LivingCards {
  /** Brings the card to the newest state. False where the channel has no such post. */
  show(postId: number, chatId: number, channel: Channel, say: Say, shown?: Shown): Promise<boolean>;
  /** Brings the post's cards in all other chats to the newest state, without a sound. */
  refreshOthers(postId: number, chatId: number, channel: Channel): Promise<void>;
}

export function createLivingCards(parts: PublishedParts): LivingCards {
  const { api, cards } = parts;

  const remove = async (chatId: number, messageId: number): Promise<void> => {
    try {
      await api.deleteMessage(chatId, messageId);
    } catch (error) {
      // Gone already, or older than the 48 hours in which a bot may delete: then two cards stand there.
      if (!refused(error, /not found|can't be deleted|MESSAGE_ID_INVALID/i)) throw error;
    }
  };

  const living: LivingCards = {
    show: async (postId, chatId, channel, say, shown = {}) => {
      const { move = false, quiet = false, menu = "main", note = null, ...state } = shown;
      const view = viewOf(parts, postId, channel);
      if (view === null) return false;
      const beside = view.post.takenDownAt === null ? menuNote(view, menu, say) : null;
      const both = [note, beside].filter((each) => each !== null).join("\n\n");
      const { html, keyboard } = renderPostCard(view, { ...state, menu, note: both === "" ? null : both }, say);
      const card = cards.find(postId, chatId);
      if (card !== null && !move) {
        try {
          await api.editMessageText(chatId, card, html, { ...HTML, reply_markup: keyboard });
          return true;
        } catch (error) {
          if (refused(error, /message is not modified/i)) return true;
          if (!refused(error, /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i)) throw error;
        }
      }
      if (quiet) return true;
      const sent = await api.sendMessage(chatId, html, { ...HTML, reply_markup: keyboard });
      cards.set(postId, chatId, sent.message_id);
      if (card !== null) await remove(chatId, card);
      return true;
    },
    refreshOthers: async (postId, chatId, channel) => {
      for (const other of cards.chats(postId)) {
        if (other === chatId) continue;
        try {
          await living.show(postId, other, channel, parts.sayTo(other), { quiet: true });
        } catch (error) {
          // Somebody who left the bot keeps nobody else's change from being told.
          parts.log.warn({ err: error, postId, chatId: other }, "a post's card stayed old");
        }
      }
    },
  };
  return living;
}
