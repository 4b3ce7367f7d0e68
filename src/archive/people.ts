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
