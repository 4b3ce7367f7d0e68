import type { InlineKeyboardButton, InlineKeyboardMarkup } from "@grammyjs/types";
import { badRequest } from "./errors.ts";
import { checkUrl } from "./text-engine.ts";

const MAX_BUTTONS = 100; // the server's own limit on inline buttons of one message

/**
 * The inline keyboard of a reply markup as a message keeps it, undefined when there is none. Throws Telegram's
 * refusals of single buttons, and refuses reply keyboards, which the stand-in does not show.
 */
export function readKeyboard(markup: unknown): InlineKeyboardMarkup | undefined {
  if (markup === undefined || markup === null) return undefined;
  if (typeof markup !== "object") throw badRequest("Object expected as reply markup");
  if ("remove_keyboard" in markup || ("force_reply" in markup && !("inline_keyboard" in markup))) return undefined;
  if ("keyboard" in markup) throw badRequest("The stand-in shows no reply keyboards");
  const rows = (markup as { inline_keyboard?: unknown }).inline_keyboard;
  if (rows === undefined) return undefined;
  if (!Array.isArray(rows) || rows.some((row) => !Array.isArray(row))) {
    throw badRequest('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
  }
  const kept = (rows as InlineKeyboardButton[][]).filter((row) => row.length > 0);
  if (kept.flat().length > MAX_BUTTONS) throw badRequest("Reply markup is too long");
  for (const button of kept.flat()) checkButton(button);
  return kept.length === 0 ? undefined : { inline_keyboard: kept };
}

function checkButton(button: InlineKeyboardButton): void {
  if (typeof button !== "object" || button === null) throw badRequest("InlineKeyboardButton must be an Object");
  if (typeof button.text !== "string" || button.text.trim() === "") {
    throw badRequest("Inline keyboard button text must be non-empty");
  }
  if ("callback_data" in button) {
    const bytes = Buffer.byteLength(String(button.callback_data));
    if (bytes < 1 || bytes > 64) throw badRequest("BUTTON_DATA_INVALID");
    return;
  }
  if ("url" in button) {
    checkUrl(String(button.url), "Inline keyboard button");
    return;
  }
  if ("copy_text" in button) {
    const length = button.copy_text?.text?.length ?? 0;
    if (length < 1 || length > 256) throw badRequest("BUTTON_COPY_TEXT_INVALID");
    return;
  }
  const other = ["switch_inline_query", "switch_inline_query_current_chat", "switch_inline_query_chosen_chat"];
  if (other.some((kind) => kind in button)) return;
  const known = ["web_app", "login_url", "callback_game", "pay", "disabled"].find((kind) => kind in button);
  if (known !== undefined) throw badRequest(`The stand-in knows no ${known} buttons`);
  throw badRequest("Text buttons are unallowed in the inline keyboard");
}
