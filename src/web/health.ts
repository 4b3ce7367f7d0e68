import { Hono } from "hono";

/** What the program is doing. It waits where being started anew would change nothing. */
export type Standing =
  | { readonly state: "starting" | "stopping" }
  /** `lock`: another process serves the database; `database`: its disk, its folder or its file has to be mended. */
  | { readonly state: "waiting"; readonly for: "lock" | "database" }
  | {
      readonly state: "serving";
      readonly since: number;
      /** Whether the database answers. May throw. */
      readonly databaseAnswers: () => boolean;
      /** When Telegram last answered a poll, ms; null before that. Undefined where the bot does not poll. */
      readonly lastPoll?: () => number | null;
    };

export interface HealthOptions {
  readonly standing: () => Standing;
  readonly now: () => number;
}

/** A poll is held for 30 s; three of them without an answer are a sickness, ms. */
const SILENCE = 120_000;

/**
 * GET /health, for whoever watches: 200 while people are served, that is while the database answers and Telegram was
 * reached lately; else 503, with what it waits for. GET /health/live, for whatever starts it anew: 503 only where that
 * would help.
 */
export function createHealth({ standing, now }: HealthOptions): Hono {
  const app = new Hono();
  app.get("/health", (c) => {
    const is = standing();
    if (is.state !== "serving") {
      const waitsFor = is.state === "waiting" ? is.for : null;
      return c.json(
        { ok: false, state: is.state, waitsFor, database: false, telegram: false, lastPollMsAgo: null },
        503,
      );
    }
    const { lastPoll, since } = is;
    const database = answers(is);
    const polled = lastPoll?.() ?? null;
    const telegram = lastPoll === undefined || now() - (polled ?? since) <= SILENCE;
    const lastPollMsAgo = polled === null ? null : now() - polled;
    const ok = database && telegram;
    return c.json({ ok, state: is.state, waitsFor: null, database, telegram, lastPollMsAgo }, ok ? 200 : 503);
  });
  app.get("/health/live", (c) => {
    const is = standing();
    const ok = is.state !== "serving" || answers(is);
    return c.json({ ok, state: is.state }, ok ? 200 : 503);
  });
  return app;
}

function answers({ databaseAnswers }: Extract<Standing, { state: "serving" }>): boolean {
  try {
    return databaseAnswers();
  } catch {
    return false;
  }
}
