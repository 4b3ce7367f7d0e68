import type { ApiError } from "@grammyjs/types";
import type { Refusal } from "../post/refusal.ts";
import { NeverLeft } from "./wire.ts";

/**
 * Why Telegram did not take a message, by its error. Null where the answer says nothing for certain: a 5xx, before which
 * the server may have acted; an album of which a part was not sent; what is no error of the Bot API.
 * Descriptions are those of telegram-bot-api's Client.cpp, of TDLib and of Telegram's servers behind them.
 */
export function refusalOf(error: Pick<ApiError, "error_code" | "description" | "parameters">): Refusal | null {
  const { error_code: code } = error;
  const isRefusal = code >= 400 && code < 500 && code !== 408 && typeof error.description === "string";
  if (!isRefusal || IN_PART.test(error.description)) return null;
  const description = error.description.slice(0, LONGEST_DESCRIPTION);
  if (code === 429) return { code: "too-many-requests", retryAfterSeconds: retryAfterOf(error) };
  // 404 is what a token without its secret half gets; 421 what a server of one's own that serves other bots says.
  if (
    code === 401 ||
    code === 421 ||
    (code === 404 && /^not found$/i.test(description)) ||
    /\blogged out\b/i.test(description)
  )
    return { code: "unauthorized" };
  const migrated = error.parameters?.migrate_to_chat_id;
  if (Number.isSafeInteger(migrated)) return { code: "chat-migrated", chatId: migrated as number };
  if (code === 409) return { code: "conflict", description };
  const known = KINDS.find(([, pattern]) => pattern.test(description))?.[0] ?? "other";
  return known === "text-refused" || known === "buttons-refused" || known === "other"
    ? { code: known, description }
    : { code: known };
}

/**
 * How long Telegram asks to wait, in s: 1 to 14 days, the longest that TDLib waits
 * (https://github.com/tdlib/td/blob/master/td/telegram/net/NetQueryDelayer.cpp); a minute where it does not say.
 */
export function retryAfterOf(error: Partial<Pick<ApiError, "parameters">>): number {
  const seconds: unknown = error.parameters?.retry_after;
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) return 60;
  return Math.min(Math.max(1, Math.ceil(seconds)), 1_209_600);
}

/**
 * Whether the request certainly never left: the name was not found, the connection or its TLS was never made. Anything
 * else, a connection that broke later or a time-out, may have been after Telegram acted.
 */
export function neverLeft(error: unknown): boolean {
  for (let each: unknown = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    if (each instanceof NeverLeft) return true;
    const { code = "", syscall, message } = each as NodeJS.ErrnoException;
    if (BEFORE_CONNECTING.has(code) || TLS.test(code)) return true;
    // node-fetch keeps the system call's name in the message alone.
    const connecting = syscall === "connect" || new RegExp(`\\bconnect ${code}\\b`).test(message);
    if (WHILE_CONNECTING.has(code) && connecting) return true;
  }
  return false;
}

/** An album: the rest of it may stand. TDLib, SendMultiMediaQuery and ForwardMessagesQuery. */
const IN_PART = /\bmessage was not (?:sent|forwarded)\b/i;

/** What of Telegram's words is kept, in UTF-16 units: they are shown to people. */
const LONGEST_DESCRIPTION = 300;

type Kind =
  | "frozen"
  | "unsupported"
  | "not-a-member"
  | "no-right-to-post"
  | "channel-not-found"
  | "source-gone"
  | "buttons-refused"
  | "text-refused"
  | "file-unusable";

/** The first that fits. An album's errors hold those of its messages. */
const KINDS: readonly (readonly [Kind, RegExp])[] = [
  // https://core.telegram.org/api/auth#frozen-accounts
  ["frozen", /\bFROZEN_\w+/i],
  ["unsupported", /\bmethod not found\b/i],
  [
    "source-gone",
    /\bmessage to copy not found\b|\bmessage can't be copied\b|\bcan't copy message\b|\bto copy message from\b|\bprotected content\b|\bCHAT_FORWARDS_RESTRICTED\b/i,
  ],
  [
    "not-a-member",
    /\bnot a member\b|\bbot was kicked\b|\bCHANNEL_PRIVATE\b|\bchat was deleted\b|\bUSER_NOT_PARTICIPANT\b|\bCHANNEL_PUBLIC_GROUP_NA\b|\bno access to the chat\b|\bcan't access the chat\b|\bchat is not accessible\b/i,
  ],
  [
    "no-right-to-post",
    /\bneed administrator rights\b|\bnot enough rights\b|\bno rights to send\b|\bno write access\b|\bCHAT_WRITE_FORBIDDEN\b|\bCHAT_ADMIN_REQUIRED\b|\bCHAT_(?:SEND|GUEST_SEND)_(?:\w+_)?FORBIDDEN\b|\bCHAT_RESTRICTED\b|\bUSER_BANNED_IN_CHANNEL\b|\bRIGHT_FORBIDDEN\b/i,
  ],
  [
    "channel-not-found",
    /\bchat not found\b|\bPEER_ID_INVALID\b|\bCHANNEL_INVALID\b|\bCHAT_ID_INVALID\b|\bchat is deactivated\b|\bchat_id is empty\b|\bchat identifier\b/i,
  ],
  ["buttons-refused", /\bkeyboard\b|\breply markup\b|\bREPLY_MARKUP_\w+|\bBUTTON_\w+/i],
  [
    "text-refused",
    /\btoo long\b|_TOO_LONG\b|\btext is empty\b|\btext must be non-empty\b|\bMESSAGE_EMPTY\b|\bcan't parse entit|\bcan't parse MessageEntity\b|\bparse (?:caption )?entities\b|\bENTITY_\w+|\bENTITIES_\w+|\bmust be encoded in UTF-8\b|\bexpected an Object\b|\bRICH_\w+|\bPAGE_?BLOCK\w*|\brich (?:text|block|message)/i,
  ],
  [
    "file-unusable",
    /\bfiles?\b|\bfile_id\b|\bHTTP URL\b|\bgroup send failed\b|\bFILE_\w+|\bMEDIA_\w+|\bWEBPAGE_\w+|\bPHOTO_\w+|\bVIDEO_\w+|\bIMAGE_\w+|\bDOCUMENT_INVALID\b|\bmedia of the specified type\b|\bunsupported extension\b|\bthere is no (?:photo|video|animation|document) in the request\b/i,
  ],
];

/** Codes that only come before there is a connection. */
const BEFORE_CONNECTING = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EAI_NODATA", "UND_ERR_CONNECT_TIMEOUT"]);

/** Codes that also come of a connection that breaks. */
const WHILE_CONNECTING = new Set([
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
]);

/** Codes of a certificate that was not accepted: the handshake failed, so that nothing was said. */
const TLS =
  /^(?:CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_CERT_\w+|ERR_SSL_WRONG_VERSION_NUMBER)$/;
