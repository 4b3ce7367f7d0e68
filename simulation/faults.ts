import type { Chance } from "./chance.ts";

/** What becomes of one call. `effectAfter`: ms from the request until Telegram acts on it; null if it never does. */
export type Fate =
  | { readonly kind: "taken"; readonly effectAfter: number; readonly answerAfter: number }
  /** An error of Telegram's. Below 500 it has no effect. */
  | {
      readonly kind: "error";
      readonly code: number;
      readonly description: string;
      readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
      readonly effectAfter: number | null;
      readonly answerAfter: number;
    }
  /** The connection was never made. */
  | { readonly kind: "not-reached"; readonly code: string; readonly syscall: string; readonly answerAfter: number }
  /** The connection broke, or nobody answered in time. */
  | { readonly kind: "broken"; readonly effectAfter: number | null; readonly answerAfter: number };

/** The kinds of fates that a seed draws from, or a scenario names. */
export const FATES = [
  "taken",
  "slow",
  "refused",
  "flood",
  "failed",
  "failed-after",
  "failed-late",
  "not-reached",
  "dropped",
  "dropped-after",
  "dropped-late",
  "timeout",
  "timeout-after",
  "timeout-late",
] as const;
export type FateName = (typeof FATES)[number];

/** grammY gives up after this long, ms. */
export const TIMEOUT = 60_000;
/** A Bot API server gives up after this long, ms: until then a request that nobody waits for may still be acted on. */
export const LATEST_EFFECT = 500_000;

/** What Telegram refuses a post with, and what each is for. Descriptions are the Bot API server's. */
export const REFUSALS: readonly (readonly [number, string])[] = [
  [403, "Forbidden: bot is not a member of the channel chat"],
  [403, "Forbidden: bot was kicked from the channel chat"],
  [400, "Bad Request: need administrator rights in the channel chat"],
  [400, "Bad Request: not enough rights to send text messages to the chat"],
  [400, "Bad Request: chat not found"],
  [400, "Bad Request: message is too long"],
  [400, "Bad Request: can't parse entities: unexpected end of the entity"],
  [400, "Bad Request: wrong file identifier/HTTP URL specified"],
  [400, "Bad Request: PHOTO_INVALID_DIMENSIONS"],
  [400, "Bad Request: something that nobody has met"],
  [401, "Unauthorized"],
  [404, "Not Found"],
  [409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"],
];

const BEFORE_CONNECTING = [
  ["ECONNREFUSED", "connect"],
  ["ENOTFOUND", "getaddrinfo"],
  ["EAI_AGAIN", "getaddrinfo"],
  ["ETIMEDOUT", "connect"],
  ["CERT_HAS_EXPIRED", ""],
] as const;

/** Telegram asks to wait so many seconds. */
export function floodFate(seconds: number, answerAfter: number): Fate {
  return {
    kind: "error",
    code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
    effectAfter: null,
    answerAfter,
  };
}

/** The fate of that name, with what is left to chance drawn. */
export function drawFate(name: FateName, chance: Chance, latest = LATEST_EFFECT): Fate {
  const soon = chance.between(30, 2_000);
  const late = chance.between(TIMEOUT, latest);
  switch (name) {
    case "taken":
      return { kind: "taken", effectAfter: Math.ceil(soon / 2), answerAfter: soon };
    case "slow": {
      const answerAfter = chance.between(5_000, TIMEOUT - 1_000);
      return { kind: "taken", effectAfter: chance.between(10, answerAfter), answerAfter };
    }
    case "refused": {
      const [code, description] = chance.pick(REFUSALS);
      return { kind: "error", code, description, effectAfter: null, answerAfter: soon };
    }
    case "flood":
      return floodFate(chance.pick([1, 3, 17, 40, 300]), soon);
    case "failed":
    case "failed-after":
    case "failed-late": {
      const code = chance.pick([500, 502, 504]);
      const description = code === 500 ? "Internal Server Error" : code === 502 ? "Bad Gateway" : "Gateway Timeout";
      const effectAfter = name === "failed" ? null : name === "failed-after" ? Math.ceil(soon / 2) : late;
      return { kind: "error", code, description, effectAfter, answerAfter: soon };
    }
    case "not-reached": {
      const [code, syscall] = chance.pick(BEFORE_CONNECTING);
      return { kind: "not-reached", code, syscall, answerAfter: soon };
    }
    case "dropped":
      return { kind: "broken", effectAfter: null, answerAfter: soon };
    case "dropped-after":
      return { kind: "broken", effectAfter: Math.ceil(soon / 2), answerAfter: soon };
    case "dropped-late":
      return { kind: "broken", effectAfter: late, answerAfter: soon };
    case "timeout":
      return { kind: "broken", effectAfter: null, answerAfter: TIMEOUT };
    case "timeout-after":
      return { kind: "broken", effectAfter: chance.between(10, TIMEOUT), answerAfter: TIMEOUT };
    case "timeout-late":
      return { kind: "broken", effectAfter: late, answerAfter: TIMEOUT };
  }
}
