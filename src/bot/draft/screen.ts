import { GrammyError, type InlineKeyboard } from "grammy";

/** A text with its buttons, for `parse_mode: "HTML"`. */
export interface Screen {
  readonly html: string;
  readonly keyboard: InlineKeyboard;
}

/** Whether Telegram refused a call with a description like this. */
export function refused(error: unknown, description: RegExp): boolean {
  return error instanceof GrammyError && error.error_code === 400 && description.test(error.description);
}
