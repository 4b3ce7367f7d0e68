import type { ResponseParameters } from "@grammyjs/types";

/** A refusal in Telegram's words. `description` is the whole of what the bot reads, "Bad Request: …" included. */
export class TelegramError extends Error {
  readonly code: number;
  readonly description: string;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.name = "TelegramError";
    this.code = code;
    this.description = description;
    this.parameters = parameters;
  }
}

/**
 * A 400 as the Bot API server words it: "Bad Request: " and TDLib's sentence with a small first letter, unless it is a
 * code such as BUTTON_DATA_INVALID. Source: `fail_query_with_error` in tdlib/telegram-bot-api Client.cpp.
 */
export function badRequest(message: string): TelegramError {
  const isCode = /^.[A-Z_]/.test(message);
  return new TelegramError(
    400,
    `Bad Request: ${isCode ? message : message.charAt(0).toLowerCase() + message.slice(1)}`,
  );
}

export function forbidden(message: string): TelegramError {
  return new TelegramError(403, `Forbidden: ${message}`);
}

export const NOT_MODIFIED =
  "message is not modified: specified new message content and reply markup are exactly the same as a current " +
  "content and reply markup of the message";

export const QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid";
