import type { ApiError } from "@grammyjs/types";
import type { Refusal } from "../post/refusal.ts";

/**
 * Why Telegram did not take a message, by its error. Null for a 5xx: the server may have acted before it failed.
 * Descriptions are those of telegram-bot-api's Client.cpp and of Telegram's servers behind it.
 */
export function refusalOf(error: Pick<ApiError, "error_code" | "description" | "parameters">): Refusal | null {
  const { error_code: code, description } = error;
  if (code >= 500) return null;
  if (code === 429) return { code: "too-many-requests", retryAfterSeconds: error.parameters?.retry_after ?? 60 };
  // 404 is what a token without its secret half gets.
  if (code === 401 || (code === 404 && /^not found$/i.test(description))) return { code: "unauthorized" };
  const migrated = error.parameters?.migrate_to_chat_id;
  if (migrated !== undefined) return { code: "chat-migrated", chatId: migrated };
  if (code === 409) return { code: "conflict", description };
  const known = KINDS.find(([, pattern]) => pattern.test(description))?.[0];
  if (known === "text-refused" || known === undefined) return { code: known ?? "other", description };
  return { code: known };
}

/**
 * Whether the request certainly never left: the name was not found, the connection or its TLS was never made. Anything
 * else, a connection that broke later or a time-out, may have been after Telegram acted.
 */
export function neverLeft(error: unknown): boolean {
  for (let each: unknown = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    const { code = "", syscall, message } = each as NodeJS.ErrnoException;
    if (BEFORE_CONNECTING.has(code) || TLS.test(code)) return true;
    // node-fetch keeps the system call's name in the message alone.
    const connecting = syscall === "connect" || new RegExp(`\\bconnect ${code}\\b`).test(message);
    if (WHILE_CONNECTING.has(code) && connecting) return true;
  }
  return false;
}

const KINDS: readonly (readonly [
  "not-a-member" | "no-right-to-post" | "channel-not-found" | "file-unusable" | "text-refused",
  RegExp,
])[] = [
  [
    "not-a-member",
    /\bnot a member\b|\bbot was kicked\b|\bCHANNEL_PRIVATE\b|\bchat was deleted\b|\bUSER_NOT_PARTICIPANT\b/i,
  ],
  [
    "no-right-to-post",
    /\bneed administrator rights\b|\bnot enough rights\b|\bno rights to send\b|\bno write access\b|\bCHAT_WRITE_FORBIDDEN\b|\bCHAT_ADMIN_REQUIRED\b|\bCHAT_SEND_\w+_FORBIDDEN\b|\bCHAT_RESTRICTED\b/i,
  ],
  ["channel-not-found", /\bchat not found\b|\bPEER_ID_INVALID\b|\bCHANNEL_INVALID\b|\bCHAT_ID_INVALID\b/i],
  [
    "text-refused",
    /\btoo long\b|_TOO_LONG\b|\btext is empty\b|\btext must be non-empty\b|\bMESSAGE_EMPTY\b|\bcan't parse entit|\bparse (?:caption )?entities\b|\bENTITY_\w+|\bENTITIES_\w+|\bmust be encoded in UTF-8\b|\bexpected an Object\b/i,
  ],
  [
    "file-unusable",
    /\bfile\b|\bFILE_\w+|\bMEDIA_\w+|\bPHOTO_\w+|\bVIDEO_\w+|\bIMAGE_\w+|\bDOCUMENT_INVALID\b|\bmedia of the specified type\b|\bthere is no (?:photo|video|animation|document) in the request\b/i,
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
