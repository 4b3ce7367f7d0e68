import type { LinkPreviewOptions, Message } from "@grammyjs/types";
import { type ClassicDocument, EMPTY, plainly } from "../../document/document.ts";
import { toSendable } from "../../document/rich/sendable.ts";
import { toClassic } from "../../document/twin/twin.ts";
import type { PostPart } from "../../post/standing.ts";
import { documentOf, figureOf } from "../draft/incoming.ts";

/** How a message of the channel stands there, as Telegram tells it; null for "somebody pinned a message" and the like. */
export function partOf(message: Message): PostPart | null {
  const messageId = message.message_id;
  const forwarded = message.forward_origin === undefined ? {} : { forwarded: true };
  const document = documentOf(message);
  const figure = figureOf(message);
  const links = message.reply_markup?.inline_keyboard.flatMap((row) => {
    const shown = row.flatMap((button) => ("url" in button ? [{ text: button.text, url: button.url }] : []));
    return shown.length > 0 ? [shown] : [];
  });
  const buttons = links === undefined || links.length === 0 ? {} : { buttons: links };
  if (figure !== null) {
    const above = message.show_caption_above_media === true ? { above: true } : {};
    const album = message.media_group_id !== undefined;
    return {
      form: "figure",
      messageId,
      figure,
      document: document ?? EMPTY,
      album,
      ...above,
      ...buttons,
      ...forwarded,
    };
  }
  if (message.text !== undefined && document !== null) {
    return {
      form: "text",
      messageId,
      document,
      preview: previewOf(message.link_preview_options),
      ...buttons,
      ...forwarded,
    };
  }
  if (message.rich_message !== undefined) {
    const rich = toSendable(message.rich_message);
    return { form: "rich", messageId, rich, document: toClassic(rich).document, ...buttons, ...forwarded };
  }
  return OTHER.some((kind) => kind in message) ? { form: "other", messageId, ...forwarded } : null;
}

/** What a message says that is neither a text nor a figure with a caption: its caption, its question, or its name. */
export function saidBy(message: Message): ClassicDocument {
  const { poll, audio, checklist, venue } = message;
  const name =
    poll?.question ??
    checklist?.title ??
    venue?.title ??
    (audio === undefined ? undefined : [audio.performer, audio.title ?? audio.file_name].filter(Boolean).join(" — "));
  return documentOf(message) ?? (name === undefined ? EMPTY : plainly(name));
}

/** What people post beside texts and figures; everything else is a note of Telegram's own. */
const OTHER = [
  "audio",
  "voice",
  "video_note",
  "sticker",
  "poll",
  "location",
  "venue",
  "contact",
  "dice",
  "story",
  "checklist",
];

function previewOf(options: LinkPreviewOptions | undefined) {
  if (options === undefined) return null;
  const { is_disabled, url, prefer_large_media, prefer_small_media, show_above_text } = options;
  return { is_disabled, url, prefer_large_media, prefer_small_media, show_above_text };
}
