import type { InlineKeyboardButton } from "@grammyjs/types";
import type { People } from "./people.ts";
import { countReactions, openChat } from "./people-views.ts";
import { messageIn } from "./people-writing.ts";
import type { Telegram } from "./server/calling.ts";
import type { StoredMessage } from "./server/state.ts";
import { channelOf, findActor, isIn, membershipOf } from "./server/world.ts";

export type Acting = Pick<People, "press" | "inlineQuery" | "react">;

type Press = Parameters<People["press"]>[0];

/** What people do to messages without writing. */
export function createActing(telegram: Telegram): Acting {
  const { world, updates, queries } = telegram;

  return {
    async press(p) {
      const stored = openChat(world, p.person, p.chat);
      const kept = messageIn(stored, p.message);
      const button = findButton(kept, p);
      if ("url" in button) return { answered: true, text: null, alert: false, url: button.url };
      if ("copy_text" in button) return { answered: true, text: button.copy_text.text, alert: false, url: null };
      if (!("callback_data" in button)) throw new Error(`nothing happens here when «${button.text}» is pressed`);
      const { id, answer } = queries.press(p.wait ?? 10_000);
      updates.add("callback_query", {
        id,
        from: findActor(world, p.person).user,
        message: kept.message,
        chat_instance: String(stored.chat.id * 31),
        data: button.callback_data,
      });
      world.tell({ type: "other" });
      return answer;
    },

    async inlineQuery(p) {
      const { user } = findActor(world, p.person);
      if (p.query.length > 256) throw new Error("an inline query has at most 256 characters");
      const { id, answer } = queries.inline(10_000);
      updates.add("inline_query", { id, from: user, query: p.query, offset: p.offset ?? "", chat_type: "sender" });
      world.tell({ type: "other" });
      return answer;
    },

    async react(p) {
      const stored = openChat(world, p.person, p.chat);
      const kept = messageIn(stored, p.message);
      const before = kept.reactions[p.person];
      if (before === (p.emoji ?? undefined)) return true;
      const wasFirst = countReactions(kept).size === 0;
      if (p.emoji === null) delete kept.reactions[p.person];
      else kept.reactions[p.person] = p.emoji;
      world.tell({ type: "message", chatId: stored.chat.id, stored: kept });
      if (stored.chat.type === "private") tellOfReaction(p.person, kept, before, p.emoji);
      else tellOfCounts(kept, wasFirst);
      return true;
    },
  };

  function tellOfReaction(person: number, kept: StoredMessage, before: string | undefined, after: string | null): void {
    const asTypes = (emoji: string | null | undefined): { type: "emoji"; emoji: never }[] =>
      emoji === null || emoji === undefined ? [] : [{ type: "emoji", emoji: emoji as never }];
    updates.add("message_reaction", {
      chat: kept.message.chat,
      message_id: kept.message.message_id,
      user: findActor(world, person).user,
      date: world.date(),
      old_reaction: asTypes(before),
      new_reaction: asTypes(after),
    });
  }

  /** In a channel reactions are anonymous counts. The first one also looks like an edit: tdlib/telegram-bot-api#773. */
  function tellOfCounts(kept: StoredMessage, wasFirst: boolean): void {
    const channel = channelOf(world);
    if (!isIn(membershipOf(channel, world.state.bot.id))) return;
    const reactions = [...countReactions(kept)].map(([emoji, total_count]) => ({
      type: { type: "emoji" as const, emoji: emoji as never },
      total_count,
    }));
    updates.add("message_reaction_count", {
      chat: kept.message.chat,
      message_id: kept.message.message_id,
      date: world.date(),
      reactions,
    });
    if (!wasFirst || reactions.length === 0 || kept.author === "bot") return;
    const { edit_date, ...message } = kept.message;
    updates.add(
      "edited_channel_post",
      { ...message, edit_date: edit_date ?? world.date() } as never,
      edit_date ?? message.date,
    );
  }
}

function findButton(kept: StoredMessage, { button, data }: Press): InlineKeyboardButton {
  const buttons = kept.message.reply_markup?.inline_keyboard.flat() ?? [];
  const found = buttons.find((one) =>
    data === undefined ? one.text === button : "callback_data" in one && one.callback_data === data,
  );
  if (found !== undefined) return found;
  const there = buttons.map((one) => `«${one.text}»`).join(", ") || "none";
  throw new Error(
    `there is no button «${button ?? data}» under message ${kept.message.message_id}; there is: ${there}`,
  );
}
