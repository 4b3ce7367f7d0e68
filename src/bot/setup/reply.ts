import { GrammyError, type InlineKeyboard } from "grammy";
import type { PaperboyContext } from "../context.ts";
import type { Notice } from "./announce.ts";

/** Sends a text with its buttons, without a link preview. */
export async function replyWith(ctx: PaperboyContext, { html, keyboard }: Notice): Promise<void> {
  await ctx.reply(html, {
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
    ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
  });
}

/**
 * Answers a press. Does nothing if Telegram no longer waits for it ("query is too old and response timeout expired or
 * query ID is invalid"): the press was late, what it changed stands.
 */
export async function toast(ctx: PaperboyContext, text?: string, options: { readonly alert?: boolean } = {}) {
  try {
    await ctx.answerCallbackQuery(text === undefined ? {} : { text, show_alert: options.alert === true });
  } catch (error) {
    if (!refusedWith(error, /query is too old|query ID is invalid/i)) throw error;
  }
}

/**
 * Brings the message under the pressed button to this state. One that is so already is left; one that can no longer be
 * edited is sent anew.
 */
export async function editOrSend(ctx: PaperboyContext, notice: Notice): Promise<void> {
  try {
    const markup: { reply_markup?: InlineKeyboard } =
      notice.keyboard === undefined ? {} : { reply_markup: notice.keyboard };
    await ctx.editMessageText(notice.html, {
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
      ...markup,
    });
  } catch (error) {
    if (refusedWith(error, /message is not modified/i)) return;
    if (!refusedWith(error, /message to edit not found|message can't be edited|MESSAGE_ID_INVALID/i)) throw error;
    await replyWith(ctx, notice);
  }
}

function refusedWith(error: unknown, description: RegExp): boolean {
  return error instanceof GrammyError && error.error_code === 400 && description.test(error.description);
}
