import { createHash } from "node:crypto";
import type { BotCommand, BotCommandScope, LanguageCode } from "@grammyjs/types";
import { type Api, GrammyError, HttpError } from "grammy";
import type { Logger } from "pino";
import type { CommandMenus } from "../../archive/command-menus.ts";
import type { Person } from "../../archive/people.ts";
import type { Standing } from "../../desk/desk.ts";
import { type Language, languageOf, type Say } from "../words.ts";
import { menuFor, rankOf } from "./commands.ts";

/** The commands in Telegram's menu. What Telegram has been told is remembered, so that it is told only what is new. */
export interface Menus {
  /** The readers' menu, for whoever has none of their own, in Telegram's languages. Called at start. */
  setDefault(): Promise<void>;
  /**
   * This person's own menu, where it differs from the readers' in Telegram's language: by what they may do, or by the
   * language that they chose. A failure is logged, and tried again the next time.
   */
  refresh(person: Person, standing: Standing): Promise<void>;
}

/** Telegram's languages whose speakers read the Russian texts, as `languageOf` has it. */
const RUSSIAN_READERS = ["ru", "uk", "be", "kk"] as const satisfies readonly LanguageCode[];

export function createMenus(deps: {
  readonly api: Pick<Api, "setMyCommands" | "deleteMyCommands">;
  readonly told: CommandMenus;
  readonly words: (language: Language) => Say;
  readonly log: Logger;
}): Menus {
  const { api, told, words, log } = deps;

  const update = async (key: string, commands: readonly BotCommand[] | null, call: () => Promise<unknown>) => {
    const hash = commands === null ? null : hashOf(commands);
    if (told.hash(key) === hash) return;
    try {
      await call();
      told.remember(key, hash);
    } catch (error) {
      if (!(error instanceof GrammyError || error instanceof HttpError)) throw error;
      log.warn({ err: error, menu: key }, "a menu of commands could not be set");
    }
  };

  return {
    setDefault: async () => {
      const scope: BotCommandScope = { type: "all_private_chats" };
      const english = menuFor("reader", words("en"));
      await update("default", english, () => api.setMyCommands(english, { scope }));
      const russian = menuFor("reader", words("ru"));
      for (const language_code of RUSSIAN_READERS) {
        await update(`default:${language_code}`, russian, () => api.setMyCommands(russian, { scope, language_code }));
      }
    },
    refresh: async (person, standing) => {
      const rank = rankOf(standing);
      const language = languageOf(person.language, person.telegramLanguage);
      // A menu of the chat goes before the common ones, whatever their language.
      const own = rank !== "reader" || language !== languageOf(null, person.telegramLanguage);
      const commands = own ? menuFor(rank, words(language)) : null;
      const scope: BotCommandScope = { type: "chat", chat_id: person.id };
      await update(`chat:${person.id}`, commands, () =>
        commands === null ? api.deleteMyCommands({ scope }) : api.setMyCommands(commands, { scope }),
      );
    },
  };
}

function hashOf(commands: readonly BotCommand[]): string {
  return createHash("sha256").update(JSON.stringify(commands)).digest("base64url");
}
