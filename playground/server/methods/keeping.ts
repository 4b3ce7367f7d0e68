import type { Call, Methods } from "../calling.ts";
import { badRequest } from "../errors.ts";
import { announce, type Content, removeMessages } from "../messages.ts";
import type { StoredChat, StoredMessage } from "../state.ts";
import { chatForBot, checkAccess, findMessage, may } from "../world.ts";
import { put } from "./content.ts";

/** Seconds within which a bot may delete in a private chat: deleteMessage in the Bot API. */
const DELETE_LIFETIME = 48 * 3600;

function open(call: Call, chatId: number | string | undefined): StoredChat {
  const stored = chatForBot(call.world, chatId ?? "");
  checkAccess(call.world, stored, "write");
  return stored;
}

function canDelete(call: Call, stored: StoredChat, kept: StoredMessage): boolean {
  const { world } = call;
  if (stored.chat.type === "private") return world.date() - kept.message.date < DELETE_LIFETIME;
  const { id } = world.state.bot;
  return may(stored, id, "can_delete_messages") || (kept.author === "bot" && may(stored, id, "can_post_messages"));
}

function mayPin(call: Call, stored: StoredChat): void {
  if (stored.chat.type === "private") return;
  const { id } = call.world.state.bot;
  // In channels it is the right to edit that lets one pin: pinChatMessage in the Bot API.
  if (!may(stored, id, "can_edit_messages") && !may(stored, id, "can_pin_messages")) {
    throw badRequest("Not enough rights to manage pinned messages in the chat");
  }
}

/** "… pinned a message": one of the few messages of its own that a bot is told of (need_skip_update_message). */
function notePin(call: Call, stored: StoredChat, pinned: StoredMessage): void {
  const content = { pinned_message: { ...pinned.message, reply_to_message: undefined } } as Content;
  const notice = put(call, stored, { content });
  announce(call.world, call.updates, stored, notice, "new");
}

function changed(call: Call, stored: StoredChat): true {
  call.world.tell({ type: "chat", chatId: stored.chat.id });
  return true;
}

export const keeping = {
  deleteMessage(p, call) {
    const stored = open(call, p.chat_id);
    if (p.message_id === undefined) throw badRequest("Message identifier is not specified");
    const kept = findMessage(stored, p.message_id);
    if (kept === undefined) throw badRequest("message to delete not found");
    if (!canDelete(call, stored, kept)) throw badRequest("message can't be deleted");
    removeMessages(call.world, stored, [p.message_id]);
    return true;
  },

  deleteMessages(p, call) {
    const stored = open(call, p.chat_id);
    const ids = p.message_ids;
    if (!Array.isArray(ids) || ids.length === 0) throw badRequest("Message identifiers are not specified");
    if (ids.length > 100) throw badRequest("Too many message identifiers specified");
    const kept = ids.flatMap((id) => findMessage(stored, id) ?? []).filter((one) => canDelete(call, stored, one));
    removeMessages(
      call.world,
      stored,
      kept.map((one) => one.message.message_id),
    );
    return true;
  },

  pinChatMessage(p, call) {
    const stored = open(call, p.chat_id);
    const id = p.message_id ?? 0;
    const pinned = findMessage(stored, id);
    if (pinned === undefined) throw badRequest("message to pin not found");
    mayPin(call, stored);
    if (stored.pinned[0] === id) return true;
    stored.pinned = [id, ...stored.pinned.filter((one) => one !== id)];
    notePin(call, stored, pinned);
    return changed(call, stored);
  },

  unpinChatMessage(p, call) {
    const stored = open(call, p.chat_id);
    const id = p.message_id ?? stored.pinned[0];
    if (id === undefined) throw badRequest("Message to unpin not found");
    if (findMessage(stored, id) === undefined) throw badRequest("message to unpin not found");
    mayPin(call, stored);
    stored.pinned = stored.pinned.filter((one) => one !== id);
    return changed(call, stored);
  },

  unpinAllChatMessages(p, call) {
    const stored = open(call, p.chat_id);
    mayPin(call, stored);
    stored.pinned = [];
    return changed(call, stored);
  },

  setMessageReaction(p, call) {
    const stored = open(call, p.chat_id);
    const kept = findMessage(stored, p.message_id ?? 0);
    if (kept === undefined) throw badRequest("message to react not found");
    const reactions = p.reaction ?? [];
    if (!Array.isArray(reactions)) throw badRequest("Expected an Array of ReactionType");
    if (reactions.length > 1) throw badRequest("REACTIONS_TOO_MANY");
    const [reaction] = reactions;
    const { id } = call.world.state.bot;
    if (reaction === undefined) {
      delete kept.reactions[id];
    } else {
      if (reaction.type !== "emoji") throw badRequest("REACTION_INVALID");
      kept.reactions[id] = reaction.emoji;
    }
    call.world.tell({ type: "message", chatId: stored.chat.id, stored: kept });
    return true;
  },
} satisfies Partial<Methods>;
