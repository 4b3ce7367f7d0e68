import { type Api, GrammyError, HttpError, type InlineKeyboard } from "grammy";
import type { Logger } from "pino";
import type { People, Person } from "../../archive/people.ts";
import type { Desk } from "../../desk/desk.ts";
import { type Language, languageOf, type Say } from "../words.ts";

/** A text for `parse_mode: "HTML"`, with buttons under it where there is something to tap. */
export interface Notice {
  readonly html: string;
  readonly keyboard?: InlineKeyboard;
}

/** Speaks to people who did not ask just now, each in their own language. */
export interface Announcer {
  /** To the owner and the admins. Whom Telegram does not let the bot reach is passed over. */
  tellAdmins(notice: (say: Say) => Notice | null): Promise<void>;
  /** False if there is nothing to say, or Telegram does not let the bot reach the person, who may never have started it. */
  tell(person: Person, notice: (say: Say) => Notice | null): Promise<boolean>;
}

export function createAnnouncer(deps: {
  readonly api: Pick<Api, "sendMessage">;
  readonly people: Pick<People, "find">;
  readonly desk: Pick<Desk, "admins">;
  readonly words: (language: Language) => Say;
  readonly log: Logger;
}): Announcer {
  const send = async (
    id: number,
    person: Pick<Person, "language" | "telegramLanguage"> | null,
    notice: (say: Say) => Notice | null,
  ): Promise<boolean> => {
    const said = notice(deps.words(languageOf(person?.language ?? null, person?.telegramLanguage)));
    if (said === null) return false;
    const { html, keyboard } = said;
    try {
      await deps.api.sendMessage(id, html, {
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
        ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
      });
      return true;
    } catch (error) {
      if (!(error instanceof GrammyError || error instanceof HttpError)) throw error;
      deps.log.warn({ err: error, personId: id }, "a person could not be told");
      return false;
    }
  };
  return {
    tell: (person, notice) => send(person.id, person, notice),
    tellAdmins: async (notice) => {
      for (const personId of deps.desk.admins()) await send(personId, deps.people.find(personId), notice);
    },
  };
}
