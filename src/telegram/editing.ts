import { type Api, GrammyError, HttpError } from "grammy";
import type { LinkButtons } from "../post/outgoing.ts";
import type { EditRefusal, FigurePart, RichPart, TextPart } from "../post/standing.ts";
import { refusalOf } from "./refusal.ts";

/**
 * What became of one edit. `later`: Telegram asked to wait, or nobody knows; the same edit made again does no harm, so it
 * is tried again after so many ms.
 */
export type Edited =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: EditRefusal }
  | { readonly ok: false; readonly later: number };

/** Changes messages that stand in a channel. Each call is made once; made twice it leads to the same. */
export interface Editing {
  /** A text or a rich message; either takes the other's place. */
  text(chatId: number, part: TextPart | RichPart): Promise<Edited>;
  caption(chatId: number, part: FigurePart): Promise<Edited>;
  /** Another file in the message, with the caption that the part has. */
  media(chatId: number, part: FigurePart): Promise<Edited>;
  /** Only the buttons; without any, those that are there go. */
  markup(chatId: number, part: TextPart | RichPart | FigurePart): Promise<Edited>;
  /** One that is gone already is deleted. */
  remove(chatId: number, messageId: number): Promise<Edited>;
  pin(chatId: number, messageId: number, pinned: boolean): Promise<Edited>;
}

/** How long to wait where nobody knows what became of a call, ms. */
const AGAIN = 2_000;

/** @param api an `Api` of its own, without transformers: what is tried again is decided by the caller */
export function createEditing(api: Api): Editing {
  return {
    text: (chatId, part) =>
      attempt(() => {
        const message = { chat_id: chatId, message_id: part.messageId, ...markup(part.buttons) };
        if (part.form === "rich") {
          const { blocks, is_rtl } = part.rich;
          const rich = { blocks, ...(is_rtl !== undefined && { is_rtl }) };
          // Files are named by their ids: nothing is uploaded, as grammY's type would allow.
          type Rich = NonNullable<Parameters<typeof api.raw.editMessageText>[0]["rich_message"]>;
          return api.raw.editMessageText({ ...message, rich_message: rich as unknown as Rich });
        }
        const { document, preview } = part;
        return api.raw.editMessageText({
          ...message,
          text: document.text,
          entities: [...document.entities],
          ...(preview !== null && { link_preview_options: defined(preview) }),
        });
      }),
    caption: (chatId, { messageId, document, above, buttons }) =>
      attempt(() =>
        api.raw.editMessageCaption({
          chat_id: chatId,
          message_id: messageId,
          caption: document.text,
          caption_entities: [...document.entities],
          ...(above === true && { show_caption_above_media: true }),
          ...markup(buttons),
        }),
      ),
    media: (chatId, { messageId, figure, document, above, buttons }) =>
      attempt(() =>
        api.raw.editMessageMedia({
          chat_id: chatId,
          message_id: messageId,
          media: {
            type: figure.kind,
            media: figure.fileId,
            caption: document.text,
            caption_entities: [...document.entities],
            ...(above === true && figure.kind !== "document" && { show_caption_above_media: true }),
          },
          ...markup(buttons),
        }),
      ),
    markup: (chatId, { messageId, buttons }) =>
      attempt(() => api.raw.editMessageReplyMarkup({ chat_id: chatId, message_id: messageId, ...markup(buttons) })),
    remove: async (chatId, messageId) => {
      const removed = await attempt(() => api.raw.deleteMessage({ chat_id: chatId, message_id: messageId }));
      return !removed.ok && "refusal" in removed && removed.refusal.code === "message-gone" ? { ok: true } : removed;
    },
    pin: (chatId, messageId, pinned) => {
      const message = { chat_id: chatId, message_id: messageId };
      return attempt(() =>
        pinned ? api.raw.pinChatMessage({ ...message, disable_notification: true }) : api.raw.unpinChatMessage(message),
      );
    },
  };
}

async function attempt(call: () => Promise<unknown>): Promise<Edited> {
  try {
    await call();
    return { ok: true };
  } catch (error) {
    if (error instanceof HttpError) return { ok: false, later: AGAIN };
    if (!(error instanceof GrammyError)) throw error;
    const { description } = error;
    // It stands so already: by an earlier try, or by somebody's hand.
    if (/message is not modified|\b(?:MESSAGE|CHAT)_NOT_MODIFIED\b/i.test(description)) return { ok: true };
    const code = KINDS.find(([, pattern]) => pattern.test(description))?.[0];
    if (error.error_code === 400 && code !== undefined) return { ok: false, refusal: { code } };
    const refusal = refusalOf(error);
    if (refusal === null) return { ok: false, later: AGAIN };
    if (refusal.code === "too-many-requests") return { ok: false, later: refusal.retryAfterSeconds * 1_000 };
    return { ok: false, refusal };
  }
}

/** Descriptions of telegram-bot-api's Client.cpp and of TDLib's MessagesManager.cpp. */
const KINDS: readonly (readonly ["not-editable" | "not-deletable" | "message-gone" | "wrong-form", RegExp])[] = [
  ["message-gone", /message to (?:edit|delete|pin|unpin) not found|MESSAGE_ID_INVALID/i],
  ["not-deletable", /message can't be deleted/i],
  ["not-editable", /message can't be edited|MESSAGE_AUTHOR_REQUIRED|MESSAGE_EDIT_TIME_EXPIRED/i],
  ["wrong-form", /there is no (?:text|caption|media) in the message|specified type in the album|can't be edited to/i],
];

/** Without its buttons named anew, an edited message loses them. https://core.telegram.org/bots/api#editmessagetext */
function markup(buttons: LinkButtons | undefined) {
  return buttons === undefined ? {} : { reply_markup: { inline_keyboard: buttons.map((row) => [...row]) } };
}

function defined<T extends object>(options: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}
