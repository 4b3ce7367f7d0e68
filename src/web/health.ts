import { Hono } from "hono";

export interface HealthOptions {
  /** Whether the database answers. May throw. */
  readonly databaseAnswers: () => boolean;
  /** When Telegram last answered a poll, ms; null before that. Undefined where the bot does not poll. */
  readonly lastPoll?: () => number | null;
  readonly startedAt: number;
  readonly now: () => number;
}

/** A poll is held for 30 s; three of them without an answer are a sickness, ms. */
const SILENCE = 120_000;

/** GET /health: 200 while the database answers and Telegram was reached lately, else 503. */
export function createHealth({ databaseAnswers, lastPoll, startedAt, now }: HealthOptions): Hono {
  const app = new Hono();
  app.get("/health", (c) => {
    let database: boolean;
    try {
      database = databaseAnswers();
    } catch {
      database = false;
    }
    const polled = lastPoll?.() ?? null;
    const silence = lastPoll === undefined ? 0 : now() - (polled ?? startedAt);
    const telegram = silence <= SILENCE;
    return c.json(
      { ok: database && telegram, database, telegram, lastPollMsAgo: polled === null ? null : now() - polled },
      database && telegram ? 200 : 503,
    );
  });
  return app;
}
