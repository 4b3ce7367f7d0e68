import type { Message, MessageId } from "@grammyjs/types";
import type { Call, Methods } from "../calling.ts";
import { badRequest } from "../errors.ts";
import { copyContent, originOf } from "../messages.ts";
import type { StoredChat, StoredMessage } from "../state.ts";
import { chatForBot, checkAccess, findMessage } from "../world.ts";
import { captionContent, openChat, put } from "./content.ts";

interface From {
  readonly chat_id?: number | string;
  readonly from_chat_id?: number | string;
  readonly protect_content?: boolean;
}

function source(call: Call, p: From): StoredChat {
  const stored = chatForBot(call.world, p.from_chat_id ?? "");
  checkAccess(call.world, stored, "read");
  return stored;
}

function one(call: Call, p: From & { readonly message_id?: number }, doing: "copy" | "forward"): StoredMessage {
  if (p.message_id === undefined) throw badRequest("Message identifier is not specified");
  const kept = findMessage(source(call, p), p.message_id);
  if (kept === undefined) throw badRequest(`message to ${doing} not found`);
  if (kept.message.has_protected_content === true) {
    throw badRequest(doing === "copy" ? "Message can't be copied" : "Message can't be forwarded");
  }
  return kept;
}

/** Those that are there, in order; Telegram passes over the others, but not over all. */
function several(call: Call, p: From & { readonly message_ids?: readonly number[] }): StoredMessage[] {
  const { message_ids: ids } = p;
  if (!Array.isArray(ids) || ids.length === 0) throw badRequest("Message identifiers are not specified");
  if (ids.length > 100) throw badRequest("Too many message identifiers specified");
  if (ids.some((id, i) => i > 0 && id <= (ids[i - 1] as number))) {
    throw badRequest("Message identifiers must be in a strictly increasing order");
  }
  const stored = source(call, p);
  const found = ids.flatMap((id) => findMessage(stored, id) ?? []);
  if (found.length === 0) throw badRequest("message to forward not found");
  const free = found.filter((kept) => kept.message.has_protected_content !== true);
  if (free.length === 0) throw badRequest("Messages can't be forwarded");
  return free;
}

/** Albums stay albums, under a new id. */
function groupOf(call: Call, groups: Map<string, string>, message: Message): { media_group_id?: string } {
  const old = message.media_group_id;
  if (old === undefined) return {};
  const id = groups.get(old) ?? `1${call.world.state.nextQueryNumber++}`;
  groups.set(old, id);
  return { media_group_id: id };
}

export const copying = {
  copyMessage(p, call): MessageId {
    const kept = one(call, p, "copy");
    const content = copyContent(call.world, kept.message);
    const { stored, frame } = openChat(call, p);
    const { caption: _, caption_entities: __, ...bare } = content;
    const isText = "text" in content || "rich_message" in content || "sticker" in content;
    const whole = p.caption === undefined || isText ? content : { ...bare, ...captionContent(call, p) };
    const { message_id } = put(call, stored, { content: whole, ...frame });
    return { message_id };
  },

  copyMessages(p, call): MessageId[] {
    const messages = several(call, p);
    const { stored } = openChat(call, p);
    const groups = new Map<string, string>();
    return messages.map(({ message }) => {
      const { caption, caption_entities, ...bare } = copyContent(call.world, message);
      const content = p.remove_caption === true ? bare : copyContent(call.world, message);
      const whole = { ...groupOf(call, groups, message), ...content };
      return { message_id: put(call, stored, { content: whole, protect: p.protect_content }).message_id };
    });
  },

  forwardMessage(p, call): Message {
    const kept = one(call, p, "forward");
    const { stored } = openChat(call, p);
    const content = copyContent(call.world, kept.message);
    return put(call, stored, { content, origin: originOf(call.world, kept), protect: p.protect_content });
  },

  forwardMessages(p, call): MessageId[] {
    const messages = several(call, p);
    const { stored } = openChat(call, p);
    const groups = new Map<string, string>();
    return messages.map((kept) => {
      const content = { ...groupOf(call, groups, kept.message), ...copyContent(call.world, kept.message) };
      const origin = originOf(call.world, kept);
      return { message_id: put(call, stored, { content, origin, protect: p.protect_content }).message_id };
    });
  },
} satisfies Partial<Methods>;
