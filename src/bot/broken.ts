import type { Update, User } from "@grammyjs/types";
import type { Api } from "grammy";
import type { People } from "../archive/people.ts";
import { type DatabaseTrouble, databaseTrouble } from "../archive/trouble.ts";
import type { UnreadableError } from "../archive/unreadable.ts";
import type { Desk } from "../desk/desk.ts";
import { type Language, languageOf, type Say } from "./words.ts";

export interface BrokenOptions {
  readonly api: Pick<Api, "sendMessage" | "answerCallbackQuery" | "answerInlineQuery">;
  readonly people: Pick<People, "find">;
  readonly desk: Pick<Desk, "admins">;
  /** The title of a published post; null where it is not known. */
  readonly titleOf: (postId: number) => string | null;
  readonly words: (language: Language) => Say;
}

/** What people are told where the program itself failed. */
export interface Broken {
  /** Tells whoever sent the update, with the code that the log has. Does nothing where nobody waits for an answer. */
  tell(batch: readonly [Update, ...Update[]], code: string): Promise<void>;
  /** Tells whoever sent the update that it is kept until it can be saved what follows from it. */
  tellHeld(batch: readonly [Update, ...Update[]]): Promise<void>;
  /** Tells those who set the bot up that nothing can be saved any more. */
  tellTrouble(trouble: DatabaseTrouble): Promise<void>;
  /** Tells those who set the bot up of a post that cannot be read, while the others go on. */
  tellUnreadable(error: Pick<UnreadableError, "kind" | "id">): Promise<void>;
  /** Tells those who set the bot up that an update was set aside. Nobody's deafness keeps it from the others. */
  tellSetAside(update: Pick<Update, "update_id">): Promise<void>;
}

export function createBroken({ api, people, desk, titleOf, words }: BrokenOptions): Broken {
  /** What is said may be that the database cannot be read. */
  const find: BrokenOptions["people"]["find"] = (id) => {
    try {
      return people.find(id);
    } catch (error) {
      if (databaseTrouble(error) === null) throw error;
      return null;
    }
  };
  const sayTo = (id: number, user?: User): Say => {
    const known = find(id);
    return words(languageOf(known?.language ?? null, user?.language_code ?? known?.telegramLanguage));
  };
  const answer = async (update: Update, text: (say: Say) => string): Promise<void> => {
    const { callback_query: press, inline_query: query } = update;
    const message = update.message ?? update.edited_message;
    if (press !== undefined) {
      await api.answerCallbackQuery(press.id, { text: text(sayTo(press.from.id, press.from)), show_alert: true });
    } else if (query !== undefined) {
      await api.answerInlineQuery(query.id, [], { cache_time: 0, is_personal: true });
    } else if (message?.chat.type === "private") {
      await api.sendMessage(message.chat.id, text(sayTo(message.chat.id, message.from)));
    }
  };
  const tellAdmins = async (text: (say: Say) => string): Promise<void> => {
    await Promise.allSettled(desk.admins().map((id) => api.sendMessage(id, text(sayTo(id)))));
  };
  return {
    tell: ([update], code) => answer(update, (say) => say.plain("broken", { code })),
    tellHeld: ([update]) => answer(update, (say) => say.plain("broken-held")),
    tellTrouble: (trouble) => tellAdmins((say) => say.plain("broken-trouble", { trouble })),
    tellUnreadable: async ({ kind, id }) => {
      const post = kind === "edit" ? (titleOf(id) ?? String(id)) : String(id);
      await tellAdmins((say) => say.plain(`broken-${kind}`, { post }));
    },
    tellSetAside: (update) => tellAdmins((say) => say.plain("broken-set-aside", { update: String(update.update_id) })),
  };
}
