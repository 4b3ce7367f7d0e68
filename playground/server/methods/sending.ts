import type { Message } from "@grammyjs/types";
import type { Call, Methods } from "../calling.ts";
import { badRequest } from "../errors.ts";
import { type FileKind, mediaContent, resolveFile, type Shape, withThumbnail } from "../files.ts";
import { chatForBot, checkMayPost } from "../world.ts";
import { captionContent, openChat, put, richContent, type Sending, send, textContent } from "./content.ts";

/** Milliseconds for which an app shows "typing": sendChatAction in the Bot API. */
const ACTION_LIFETIME = 5000;

const ACTIONS = new Set([
  "typing",
  "upload_photo",
  "record_video",
  "upload_video",
  "record_voice",
  "upload_voice",
  "upload_document",
  "choose_sticker",
  "find_location",
  "record_video_note",
  "upload_video_note",
]);

type Captioned = Sending & Shape & { readonly thumbnail?: string } & Parameters<typeof captionContent>[1];

function sendFile(call: Call, p: Captioned, kind: FileKind, input: string | undefined): Message {
  const caption = captionContent(call, p);
  const { stored, frame } = openChat(call, p);
  const file = resolveFile(call.world, input ?? ownField(call, kind), kind, call.uploads, p);
  const media = withThumbnail(call.world, mediaContent(call.world, file, kind), p.thumbnail, call.uploads);
  const content = { ...media, ...caption };
  return put(call, stored, { content, ...frame });
}

/** A file may also come in a field that is called like its parameter. */
function ownField(call: Call, kind: FileKind): string | undefined {
  return call.uploads.has(kind) ? `attach://${kind}` : undefined;
}

export const sending = {
  sendMessage: (p, call) => send(call, p, textContent(call, p)) as Message.TextMessage,
  sendPhoto: (p, call) => sendFile(call, p, "photo", p.photo) as Message.PhotoMessage,
  sendVideo: (p, call) => sendFile(call, p, "video", p.video) as Message.VideoMessage,
  sendAnimation: (p, call) => sendFile(call, p, "animation", p.animation) as Message.AnimationMessage,
  sendDocument: (p, call) => sendFile(call, p, "document", p.document) as Message.DocumentMessage,
  sendRichMessage(p, call) {
    if (p.rich_message === undefined) throw badRequest("Rich message is empty");
    const content = richContent(call, p.rich_message);
    return send(call, p, content) as Message.RichMessageMessage;
  },

  sendMediaGroup(p, call) {
    const items = p.media;
    if (!Array.isArray(items)) throw badRequest("Expected an Array of InputMedia");
    const { stored, frame } = openChat(call, p);
    if (items.length === 0) throw badRequest("There are no messages to send");
    if (items.length > 10) throw badRequest("Too many messages to send as an album");
    const contents = items.map((item) => {
      if (item.type !== "photo" && item.type !== "video" && item.type !== "document") {
        throw badRequest(`Can't parse InputMedia: type "${item.type}" can't be used in sendMediaGroup`);
      }
      const file = resolveFile(call.world, item.media, item.type, call.uploads, item);
      return { ...mediaContent(call.world, file, item.type), ...captionContent(call, item) };
    });
    const documents = items.filter((item) => item.type === "document").length;
    if (documents !== 0 && documents !== items.length) {
      throw badRequest("Document can't be mixed with other media types");
    }
    const group = items.length === 1 ? {} : { media_group_id: `1${call.world.state.nextQueryNumber++}` };
    return contents.map((content) =>
      put(call, stored, { content: { ...group, ...content }, ...frame }),
    ) as Message.PhotoMessage[];
  },

  sendChatAction(p, call) {
    const stored = chatForBot(call.world, p.chat_id ?? "");
    if (p.action === undefined || !ACTIONS.has(p.action)) throw badRequest("Wrong parameter action in request");
    checkMayPost(call.world, stored);
    call.actions.set(stored.chat.id, { action: p.action, until: call.world.now() + ACTION_LIFETIME });
    const tell = (): void => call.world.tell({ type: "chat", chatId: stored.chat.id });
    tell();
    setTimeout(tell, ACTION_LIFETIME).unref();
    return true;
  },
} satisfies Partial<Methods>;
