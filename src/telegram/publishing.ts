import type { MessageId } from "@grammyjs/types";
import { type Api, GrammyError, HttpError } from "grammy";
import type { InputMediaPhoto, InputMediaVideo } from "grammy/types";
import { messageCount, type OutgoingMessage } from "../post/outgoing.ts";
import type { Refusal } from "../post/refusal.ts";
import { neverLeft, refusalOf } from "./refusal.ts";

/** What became of one call. */
export type Sent =
  | { readonly ok: true; readonly messageIds: readonly [number, ...number[]] }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly unknown: true };

/** What became of a pin; a chat that has another id is named by it. */
export type Pinned = "pinned" | "unreachable" | { readonly movedTo: number } | { readonly refusal: Refusal };

export interface Sending {
  /** Sends one message or album into a chat: once, whatever happens. What it throws is a defect. */
  send(chatId: number, outgoing: OutgoingMessage, replyTo: number | null): Promise<Sent>;
  /** Pins a message without telling anybody; pinned twice is the same. A chat may have another id by now. */
  pin(chatId: number, messageId: number): Promise<Pinned>;
}

/**
 * Sends posts into channels, each part by one call that is never repeated.
 *
 * @param api an `Api` of its own: without transformers, so that nothing retries, and with `timeoutSeconds: 60`
 */
export function createSending(api: Api): Sending {
  return {
    send: async (chatId, outgoing, replyTo): Promise<Sent> => {
      try {
        const messageIds = idsOf(await sendOutgoing(api, chatId, outgoing, { replyTo }), messageCount(outgoing));
        // Telegram took it but did not tell where: the channel has it, or some of it.
        return messageIds === null ? { ok: false, unknown: true } : { ok: true, messageIds };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    pin: async (chatId, messageId) => {
      try {
        await api.pinChatMessage(chatId, messageId, { disable_notification: true });
        return "pinned";
      } catch (error) {
        if (error instanceof GrammyError && /\bCHAT_NOT_MODIFIED\b/.test(error.description)) return "pinned";
        const refusal = error instanceof GrammyError ? refusalOf(error) : null;
        if (refusal?.code === "chat-migrated") return { movedTo: refusal.chatId };
        if (refusal !== null && refusal.code !== "too-many-requests") return { refusal };
        if (error instanceof GrammyError || error instanceof HttpError) return "unreachable";
        throw error;
      }
    },
  };
}

/**
 * Sends one part of a post, or its preview, into any chat and returns the ids of the messages that it became.
 *
 * @throws GrammyError where Telegram refused, HttpError where it did not answer
 */
export async function sendOutgoing(
  api: Api,
  chatId: number,
  outgoing: OutgoingMessage,
  { replyTo = null, silent = false }: { readonly replyTo?: number | null; readonly silent?: boolean } = {},
): Promise<readonly MessageId[]> {
  const common = {
    chat_id: chatId,
    disable_notification: silent || outgoing.disable_notification,
    ...(outgoing.protect_content === true && { protect_content: true }),
    // The first part may have been deleted in between: the next one then stands by itself.
    ...(replyTo !== null && { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } }),
  };
  // Albums carry no buttons. https://core.telegram.org/bots/api#sendmediagroup
  const buttons = outgoing.method === "sendMediaGroup" ? undefined : outgoing.buttons;
  const single = {
    ...common,
    ...(buttons !== undefined && { reply_markup: { inline_keyboard: buttons.map((row) => [...row]) } }),
  };
  if (outgoing.method === "sendMessage") {
    const { text, entities, link_preview_options } = outgoing;
    return [await api.raw.sendMessage({ ...single, text, entities: [...entities], link_preview_options })];
  }
  if (outgoing.method === "copyMessage") {
    const { from_chat_id, message_id } = outgoing;
    return [await api.raw.copyMessage({ ...single, from_chat_id, message_id })];
  }
  if (outgoing.method === "sendMediaGroup") {
    const media = outgoing.media.map((item) => ({ ...item, caption_entities: [...item.caption_entities] }));
    // Either of one kind or of the other, as layout makes them; the types tell albums of files from albums of pictures.
    return await api.raw.sendMediaGroup({ ...common, media: media as (InputMediaPhoto | InputMediaVideo)[] });
  }
  if (outgoing.method === "sendRichMessage") {
    const { blocks, is_rtl } = outgoing.rich_message;
    const rich = { blocks, ...(is_rtl !== undefined && { is_rtl }) };
    // Files are named by their ids: nothing is uploaded, as grammY's type would allow.
    type Rich = Parameters<typeof api.raw.sendRichMessage>[0]["rich_message"];
    return [await api.raw.sendRichMessage({ ...single, rich_message: rich as unknown as Rich })];
  }
  const captioned = { ...single, caption: outgoing.caption, caption_entities: [...outgoing.caption_entities] };
  switch (outgoing.method) {
    case "sendPhoto":
      return [await api.raw.sendPhoto({ ...captioned, photo: outgoing.file_id })];
    case "sendVideo":
      return [await api.raw.sendVideo({ ...captioned, video: outgoing.file_id })];
    case "sendAnimation":
      return [await api.raw.sendAnimation({ ...captioned, animation: outgoing.file_id })];
    case "sendDocument":
      return [await api.raw.sendDocument({ ...captioned, document: outgoing.file_id })];
  }
}

/** The ids of so many messages; null where the answer is none of them. */
function idsOf(made: unknown, count: number): readonly [number, ...number[]] | null {
  const ids = (Array.isArray(made) ? made : []).map((each) => (each as { message_id?: unknown } | null)?.message_id);
  const [first, ...rest] = ids.filter(isMessageId);
  return first === undefined || ids.length !== count || new Set([first, ...rest]).size !== count
    ? null
    : [first, ...rest];
}

/** Whether Telegram may have named a message so: 32 bits with a sign, of which only the positive are used. https://core.telegram.org/constructor/message */
export function isMessageId(id: unknown): id is number {
  return Number.isInteger(id) && Number(id) > 0 && Number(id) < 2 ** 31;
}

/** What a failed call means: refused for certain, or unknown. What is neither is thrown on. */
function outcomeOf(error: unknown): Sent {
  if (error instanceof GrammyError) {
    const refusal = refusalOf(error);
    return refusal === null ? { ok: false, unknown: true } : { ok: false, refusal };
  }
  if (error instanceof HttpError) {
    return neverLeft(error.error) ? { ok: false, refusal: { code: "not-reached" } } : { ok: false, unknown: true };
  }
  throw error;
}
