import type { Update, User } from "@grammyjs/types";
import type { Api } from "grammy";
import type { People } from "../archive/people.ts";
import type { Desk } from "../desk/desk.ts";
import { type Language, languageOf, type Say } from "./words.ts";

export interface BrokenOptions {
  readonly api: Pick<Api, "sendMessage" | "answerCallbackQuery" | "answerInlineQuery">;
  readonly people: Pick<People, "find">;
  readonly desk: Pick<Desk, "admins">;
  readonly words: (language: Language) => Say;
}

/** What people are told where the program itself failed. */
export interface Broken {
  /** Tells whoever sent the update, with the code that the log has. Does nothing where nobody waits for an answer. */
  tell(batch: readonly [Update, ...Update[]], code: string): Promise<void>;
  /** Tells those who set the bot up that an update was set aside. Nobody's deafness keeps it from the others. */
  tellSetAside(update: Update): Promise<void>;
}

export function createBroken({ api, people, desk, words }: BrokenOptions): Broken {
  const sayTo = (id: number, user?: User): Say => {
    const known = people.find(id);
    return words(languageOf(known?.language ?? null, user?.language_code ?? known?.telegramLanguage));
  };
  return {
    tell: async ([update], code) => {
      const { callback_query: press, inline_query: query } = update;
      const message = update.message ?? update.edited_message;
      if (press !== undefined) {
        const text = sayTo(press.from.id, press.from).plain("broken", { code });
        await api.answerCallbackQuery(press.id, { text, show_alert: true });
      } else if (query !== undefined) {
        await api.answerInlineQuery(query.id, [], { cache_time: 0, is_personal: true });
      } else if (message?.chat.type === "private") {
        await api.sendMessage(message.chat.id, sayTo(message.chat.id, message.from).plain("broken", { code }));
      }
    },
    tellSetAside: async (update) => {
      await Promise.allSettled(
        desk
          .admins()
          .map((id) => api.sendMessage(id, sayTo(id).plain("broken-set-aside", { update: String(update.update_id) }))),
      );
    },
  };
}
