import type { InputRichBlock, Message, MessageEntity } from "@grammyjs/types";
import type { People } from "./people.ts";
import { readDataUrl, splitText } from "./people-input.ts";
import { openChat } from "./people-views.ts";
import type { Telegram } from "./server/calling.ts";
import { type FileKind, mediaContent, resolveFile, type Shape, storeUpload, type Upload } from "./server/files.ts";
import {
  announce,
  type Content,
  changeMessage,
  contentOf,
  copyContent,
  originOf,
  putMessage,
  removeMessages,
} from "./server/messages.ts";
import { readRichMessage } from "./server/rich/message.ts";
import type { StoredChat, StoredFile, StoredMessage } from "./server/state.ts";
import { type FormattedText, fixEntities, parseTyped } from "./server/text-engine.ts";
import { findActor, findMessage, may } from "./server/world.ts";

/** UTF-16 units: of a message, and of a caption for people without and with Telegram Premium. */
const TEXT_LIMIT = 4096;
const CAPTION_LIMIT = 1024;
const PREMIUM_CAPTION_LIMIT = 2048;

/** Seconds within which a person may edit their own message in a private chat. */
const EDIT_LIFETIME = 48 * 3600;

export type Writing = Pick<People, "say" | "paste" | "sendFiles" | "forward" | "edit" | "delete" | "start">;

/** What people write. Uploads are the files of the request by field name, for `attach://`. */
export function createWriting(telegram: Telegram): (uploads: ReadonlyMap<string, Upload>) => Writing {
  const { world, updates } = telegram;

  function writable(person: number, chat: number): StoredChat {
    const stored = openChat(world, person, chat);
    if (stored.chat.type === "channel" && !may(stored, person, "can_post_messages")) {
      throw new Error("this person may not post in the channel");
    }
    if (stored.blocked) throw new Error("this person has blocked the bot");
    stored.started = true;
    return stored;
  }

  function put(person: number, stored: StoredChat, content: Content, replyTo?: number): Message {
    const answered = replyTo === undefined ? undefined : messageIn(stored, replyTo).message;
    return structuredClone(putMessage(world, updates, stored, { author: person, content, replyTo: answered }));
  }

  function caption(person: number, text: string | undefined, entities: readonly MessageEntity[] | undefined): Content {
    const fixed = fixEntities(text ?? "", entities ?? [], world.findUser);
    const { is_premium } = findActor(world, person).user;
    const limit = is_premium === true ? PREMIUM_CAPTION_LIMIT : CAPTION_LIMIT;
    if (fixed.text.length > limit) throw new Error(`the caption has ${fixed.text.length} units of ${limit}`);
    return {
      ...(fixed.text === "" ? {} : { caption: fixed.text }),
      ...(fixed.entities.length === 0 ? {} : { caption_entities: fixed.entities }),
    };
  }

  function typed(p: {
    text?: string;
    entities?: readonly MessageEntity[];
    typed?: "plain" | "markdown";
  }): FormattedText {
    const { text = "" } = p;
    const given = p.typed === "markdown" ? parseTyped(text, p.entities) : { text, entities: p.entities ?? [] };
    return fixEntities(given.text, given.entities, world.findUser);
  }

  function textContent(fixed: FormattedText): Content {
    if (fixed.text === "") throw new Error("the message is empty");
    if (fixed.text.length > TEXT_LIMIT) throw new Error(`the message has ${fixed.text.length} units of ${TEXT_LIMIT}`);
    return { text: fixed.text, ...(fixed.entities.length === 0 ? {} : { entities: fixed.entities }) };
  }

  /** The file is one of the request's, or in the URL itself, or one that is there. */
  function openFile(
    uploads: ReadonlyMap<string, Upload>,
    media: string,
    kind: FileKind,
    name: string | null,
    shape: Shape = {},
  ): StoredFile {
    const data = readDataUrl(media, name);
    return data === null ? resolveFile(world, media, kind, uploads, shape) : storeUpload(world, data, kind, shape);
  }

  function richContent(blocks: readonly InputRichBlock<string>[], uploads: ReadonlyMap<string, Upload>): Content {
    const open = (media: string, kind: FileKind, shape: Shape) => openFile(uploads, media, kind, null, shape);
    return { rich_message: readRichMessage(world, { blocks }, open) };
  }

  /** Texts and rich messages are put in each other's place; under files only the caption changes. */
  function editedContent(
    message: Message,
    p: Parameters<Writing["edit"]>[0],
    uploads: ReadonlyMap<string, Upload>,
  ): Content {
    const { caption: _, caption_entities: __, ...media } = contentOf(message);
    const isFile = !("text" in message) && !("rich_message" in message);
    if (p.rich !== undefined) {
      if (isFile) throw new Error("blocks cannot take the place of a file");
      return richContent(p.rich, uploads);
    }
    const fixed = typed(p);
    return isFile ? { ...media, ...caption(p.person, fixed.text, fixed.entities) } : textContent(fixed);
  }

  return (uploads) => ({
    async say(p) {
      const content = p.rich === undefined ? textContent(typed(p)) : richContent(p.rich, uploads);
      return put(p.person, writable(p.person, p.chat), content, p.replyTo);
    },

    async paste(p) {
      const stored = writable(p.person, p.chat);
      const parts = splitText(typed(p), TEXT_LIMIT).map(textContent);
      if (parts.length === 0) throw new Error("the message is empty");
      return parts.map((content) => put(p.person, stored, content));
    },

    async sendFiles(p) {
      if (p.files.length < 1 || p.files.length > 10) throw new Error("one to ten files can be sent at once");
      const stored = writable(p.person, p.chat);
      const words = caption(p.person, p.caption, p.captionEntities);
      const files = p.files.map(({ kind, file, name }) => ({
        kind,
        file: openFile(uploads, file, kind, name ?? null),
      }));
      const group = files.length === 1 ? {} : { media_group_id: `1${world.state.nextQueryNumber++}` };
      const order = p.arrival ?? files.map((_, i) => i);
      if ([...order].sort((a, b) => a - b).some((value, i) => value !== i) || order.length !== files.length) {
        throw new Error("`arrival` names every file once");
      }
      const contents = files.map(({ kind, file }, i) => ({
        ...group,
        ...mediaContent(world, file, kind),
        ...(i === 0 ? words : {}),
      }));
      return putInOrder(p.person, stored, contents, order, p.replyTo);
    },

    async forward(p) {
      const from = openChat(world, p.person, p.from);
      const to = writable(p.person, p.chat);
      const groups = new Map<string, string>();
      return p.messages.map((id) => {
        const kept = messageIn(from, id);
        const content = { ...regroup(kept.message, groups), ...copyContent(world, kept.message) };
        const origin = originOf(world, kept);
        return structuredClone(putMessage(world, updates, to, { author: p.person, content, origin }));
      });
    },

    async edit(p) {
      const stored = openChat(world, p.person, p.chat);
      const kept = messageIn(stored, p.message);
      checkMayEdit(stored, kept, p.person);
      const content = editedContent(kept.message, p, uploads);
      const message = changeMessage(world, stored, kept, content, kept.message.reply_markup);
      if (kept.author !== "bot") announce(world, updates, stored, message, "edited");
      return structuredClone(message);
    },

    async delete(p) {
      const stored = openChat(world, p.person, p.chat);
      const kept = messageIn(stored, p.message);
      const isOwn = kept.author === p.person;
      if (stored.chat.type === "channel" && !isOwn && !may(stored, p.person, "can_delete_messages")) {
        throw new Error("this person may not delete this post");
      }
      removeMessages(world, stored, [p.message]);
      return true;
    },

    async start(p) {
      const stored = writable(p.person, world.state.bot.id);
      if (p.payload !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(p.payload)) {
        throw new Error("a start payload has 1–64 letters, digits, _ and -");
      }
      const text = p.payload === undefined ? "/start" : `/start ${p.payload}`;
      return put(p.person, stored, textContent(fixEntities(text, [])));
    },
  });

  /** Ids follow the order of the files, updates that of arrival. */
  function putInOrder(
    author: number,
    stored: StoredChat,
    contents: readonly Content[],
    order: readonly number[],
    replyTo: number | undefined,
  ): Message[] {
    const held: Parameters<typeof updates.add>[] = [];
    const holding = { ...updates, add: (...update: Parameters<typeof updates.add>) => void held.push(update) };
    const answered = replyTo === undefined ? undefined : messageIn(stored, replyTo).message;
    const messages = contents.map((content) =>
      putMessage(world, holding, stored, { author, content, replyTo: answered }),
    );
    for (const position of order) {
      const update = held[position];
      if (update !== undefined) updates.add(...update);
    }
    return structuredClone(messages);
  }

  function checkMayEdit(stored: StoredChat, kept: StoredMessage, author: number): void {
    if (kept.message.forward_origin !== undefined) throw new Error("a forwarded message cannot be edited");
    if (stored.chat.type === "channel") {
      const allowed = may(stored, author, "can_edit_messages") || kept.author === author;
      if (!allowed) throw new Error("this person may not edit this post");
      return;
    }
    if (kept.author !== author) throw new Error("only one's own messages can be edited");
    if (world.date() - kept.message.date > EDIT_LIFETIME) throw new Error("the message is older than 48 hours");
  }

  function regroup(message: Message, groups: Map<string, string>): Content {
    const old = message.media_group_id;
    if (old === undefined) return {};
    const id = groups.get(old) ?? `1${world.state.nextQueryNumber++}`;
    groups.set(old, id);
    return { media_group_id: id };
  }
}

export function messageIn(stored: StoredChat, id: number): StoredMessage {
  const kept = findMessage(stored, id);
  if (kept === undefined) throw new Error(`there is no message ${id} in this chat`);
  return kept;
}
