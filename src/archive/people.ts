import type { User } from "@grammyjs/types";
import type { Db } from "./database.ts";

/** Somebody who has spoken to the bot. */
export interface Person {
  /** Telegram's user id. */
  readonly id: number;
  readonly name: string;
  /** Without `@`. */
  readonly username: string | null;
  /** Chosen with /language; null follows Telegram's. */
  readonly language: "ru" | "en" | null;
  readonly telegramLanguage: string | null;
}

export type TelegramUser = Pick<User, "id" | "first_name" | "last_name" | "username" | "language_code">;

export interface People {
  /**
   * Who this user is, remembered from now on. Writes only where Telegram tells something new, or once a day that the
   * person was seen. A user without a language keeps the one that was known.
   */
  meet(user: TelegramUser): Person;
  find(id: number): Person | null;
  /** Null follows Telegram's language again. Does nothing if the person is unknown. */
  setLanguage(id: number, language: Person["language"]): void;
}

const DAY = 86_400_000;

export function createPeople(db: Db, now: () => number): People {
  const select = db.prepare<[number], Row>(
    `SELECT id,
            name,
            username,
            language,
            telegram_language,
            seen_at
       FROM person
      WHERE id = ?`,
  );
  const save = db.prepare(
    `INSERT INTO person (id, name, username, telegram_language, seen_at)
     VALUES (@id, @name, @username, @telegramLanguage, @seenAt)
         ON CONFLICT (id) DO UPDATE
        SET name = excluded.name,
            username = excluded.username,
            telegram_language = excluded.telegram_language,
            seen_at = excluded.seen_at`,
  );
  const choose = db.prepare<[Person["language"], number]>("UPDATE person SET language = ? WHERE id = ?");

  return {
    meet: (user) => {
      const seenAt = now();
      const row = select.get(user.id);
      const person = asPerson(user, row === undefined ? null : toPerson(row));
      if (row === undefined || seenAt - row.seen_at >= DAY || !sameInTelegram(toPerson(row), person)) {
        save.run({ ...person, seenAt });
      }
      return person;
    },
    find: (id) => {
      const row = select.get(id);
      return row === undefined ? null : toPerson(row);
    },
    setLanguage: (id, language) => {
      choose.run(language, id);
    },
  };
}

/** A person as Telegram tells of them now, with what is known of them from before. */
export function asPerson(user: TelegramUser, known: Person | null): Person {
  return {
    id: user.id,
    name: [user.first_name, user.last_name].filter(Boolean).join(" "),
    username: user.username ?? null,
    language: known?.language ?? null,
    telegramLanguage: user.language_code ?? known?.telegramLanguage ?? null,
  };
}

interface Row {
  id: number;
  name: string;
  username: string | null;
  language: "ru" | "en" | null;
  telegram_language: string | null;
  seen_at: number;
}

function toPerson(row: Row): Person {
  return {
    id: row.id,
    name: row.name,
    username: row.username,
    language: row.language,
    telegramLanguage: row.telegram_language,
  };
}

function sameInTelegram(a: Person, b: Person): boolean {
  return a.name === b.name && a.username === b.username && a.telegramLanguage === b.telegramLanguage;
}
