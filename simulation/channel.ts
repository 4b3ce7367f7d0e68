import type { Message, MessageEntity } from "@grammyjs/types";
import { toPlain } from "../src/document/plain.ts";
import type { Block } from "../src/document/rich/document.ts";

/** What stands in the channel, as only the simulation knows it. */
export interface Standing {
  readonly id: number;
  /** Milliseconds. */
  readonly postedAt: number;
  /** The bot's request that made it; null for what a person posted. */
  readonly request: number | null;
  /** Which part of which post it is, in words of the simulation; null for what a person wrote themself. */
  readonly part: string | null;
  readonly silent: boolean;
  readonly replyTo: number | null;
  text: string;
  entities: readonly MessageEntity[];
  readonly figure: { readonly kind: string; readonly fileId: string } | null;
  /** Of a rich message its blocks, as they were sent. */
  rich: readonly Block[] | null;
  readonly protected: boolean;
  readonly album: string | null;
  pinned: boolean;
  /** When a person, or the bot, took it away. */
  deletedAt: number | null;
}

/** One call of the Bot API, by its method and what it holds. */
export interface BotCall {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The channel's truth: all messages that ever stood in it, by ids that run on without holes. */
export interface TrueChannel {
  chatId(): number;
  /** Whether this is its id, or was. */
  isCalled(chatId: unknown): boolean;
  /** Gives it another id. */
  migrate(chatId: number): void;
  pin(id: number): void;
  all(): readonly Standing[];
  /** What stands there now under this id. */
  at(id: number): Standing | null;
  lastId(): number;
  /** Puts a post of the bot's there. Returns its messages. */
  take(request: number, call: BotCall): readonly Standing[];
  /** A person writes beside the bot. */
  write(text: string): Standing;
  edit(id: number, text: string): void;
  remove(id: number): void;
  /** The message as the Bot API shows it. */
  shown(message: Standing): Message;
}

export function createTrueChannel(first: number, now: () => number): TrueChannel {
  const ids = [first];
  const chatId = (): number => ids.at(-1) ?? first;
  const messages: Standing[] = [];
  const at = (id: number) => messages.find((message) => message.id === id && message.deletedAt === null) ?? null;
  const add = (message: Omit<Standing, "id" | "postedAt" | "deletedAt" | "pinned">): Standing => {
    const standing = {
      ...message,
      id: (messages.at(-1)?.id ?? 0) + 1,
      postedAt: now(),
      deletedAt: null,
      pinned: false,
    };
    messages.push(standing);
    return standing;
  };
  return {
    chatId,
    isCalled: (id) => ids.some((own) => own === id),
    migrate: (id) => {
      ids.push(id);
    },
    pin: (id) => {
      const message = at(id);
      if (message !== null) message.pinned = true;
    },
    all: () => messages,
    at,
    lastId: () => messages.at(-1)?.id ?? 0,
    take: (request, { method, payload }) => {
      const reply = (payload.reply_parameters as { message_id?: number } | undefined)?.message_id ?? null;
      const common = {
        request,
        silent: payload.disable_notification === true,
        protected: payload.protect_content === true,
        replyTo: reply !== null && at(reply) !== null ? reply : null,
      };
      return itemsOf(method, payload).map(({ text, entities, figure, rich }, _, items) =>
        add({
          ...common,
          ...normal(text, entities),
          figure,
          rich,
          album: items.length > 1 ? `album-${request}` : null,
          part: partOf(text, figure),
        }),
      );
    },
    write: (text) =>
      add({
        ...normal(text, []),
        request: null,
        part: null,
        silent: false,
        protected: false,
        replyTo: null,
        figure: null,
        rich: null,
        album: null,
      }),
    edit: (id, text) => {
      const message = at(id);
      if (message === null) return;
      Object.assign(message, normal(text, message.entities));
      if (message.rich !== null) message.rich = text.split("\n\n").map((words) => ({ type: "paragraph", text: words }));
    },
    remove: (id) => {
      const message = at(id);
      if (message !== null) message.deletedAt = now();
    },
    shown: (message) => show(message, chatId()),
  };
}

interface Item {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  readonly figure: Standing["figure"];
  readonly rich: Standing["rich"];
}

const FIGURES: Readonly<Record<string, string>> = {
  sendPhoto: "photo",
  sendVideo: "video",
  sendAnimation: "animation",
  sendDocument: "document",
};

/** The messages that a call asks for. */
export function itemsOf(method: string, payload: Readonly<Record<string, unknown>>): Item[] {
  if (method === "sendMediaGroup") {
    return (
      payload.media as { type: string; media: string; caption?: string; caption_entities?: MessageEntity[] }[]
    ).map(({ type, media, caption, caption_entities }) => ({
      text: caption ?? "",
      entities: caption_entities ?? [],
      figure: { kind: type, fileId: media },
      rich: null,
    }));
  }
  if (method === "sendRichMessage") {
    const { blocks } = payload.rich_message as { readonly blocks: readonly Block[] };
    return [{ text: toPlain({ blocks }).text, entities: [], figure: null, rich: blocks }];
  }
  const kind = FIGURES[method];
  const [text, entities] =
    kind === undefined ? [payload.text, payload.entities] : [payload.caption, payload.caption_entities];
  return [
    {
      text: String(text ?? ""),
      entities: (entities ?? []) as MessageEntity[],
      figure: kind === undefined ? null : { kind, fileId: String(payload[kind]) },
      rich: null,
    },
  ];
}

/**
 * The name of a part: posts of the simulation carry "Post 7" in their text, or in the names of their files. A figure is
 * a part by itself, whatever stands under it.
 */
export function partOf(text: string, figure: Standing["figure"]): string | null {
  if (figure !== null) return /^\w+?-(\d+)-/.test(figure.fileId) ? figure.fileId.replace(/^\w+?-(\d+)-/, "$1:") : null;
  const number = /\bPost (\d+)\b/.exec(text)?.[1];
  return number === undefined ? null : `${number}:text`;
}

/** Which post of the simulation a part belongs to. */
export function postOf(part: string): number {
  return Number(part.split(":", 1)[0]);
}

/** As Telegram keeps it: without spaces around it, and with the hashtags that it finds by itself. */
function normal(text: string, entities: readonly MessageEntity[]): Pick<Standing, "text" | "entities"> {
  const trimmed = text.trim();
  const shift = text.length - text.trimStart().length;
  const tags = [...trimmed.matchAll(/#[\p{L}\p{N}_]+/gu)].map(
    (match): MessageEntity => ({ type: "hashtag", offset: match.index, length: match[0].length }),
  );
  const own = entities.map((entity) => ({ ...entity, offset: Math.max(0, entity.offset - shift) }));
  return { text: trimmed, entities: [...own.filter(({ type }) => type !== "hashtag"), ...tags] };
}

function show(message: Standing, chatId: number): Message {
  const { id, postedAt, text, entities, figure, rich, album } = message;
  const chat = { id: chatId, type: "channel", title: "Simulated" };
  const textual =
    rich !== null
      ? { rich_message: { blocks: rich.map(asShown) } }
      : figure === null
        ? { text, ...(entities.length > 0 && { entities }) }
        : { ...(text !== "" && { caption: text }), ...(entities.length > 0 && { caption_entities: entities }) };
  const file = figure === null ? {} : fileOf(figure);
  return {
    message_id: id,
    date: Math.floor(postedAt / 1000),
    chat,
    sender_chat: chat,
    ...textual,
    ...file,
    ...(album !== null && { media_group_id: album }),
  } as unknown as Message;
}

/** A block as Telegram gives it back: with files of its own in the place of their ids. */
function asShown(block: Block): object {
  if (block.type === "collage") return { ...block, blocks: block.blocks.map(asShown) };
  if (block.type !== "photo" && block.type !== "video") return block;
  const { media } = (block as unknown as Record<string, { readonly media: string }>)[block.type] ?? { media: "" };
  return { ...block, ...fileOf({ kind: block.type, fileId: media }) };
}

/** A file keeps its unique name in every message, and gets another name to send it by. */
function fileOf({ kind, fileId }: NonNullable<Standing["figure"]>): object {
  const file = { file_id: `shown-${fileId}`, file_unique_id: `unique-${fileId}`, file_size: 1000 };
  const drawn = { ...file, width: 90, height: 90, duration: 1 };
  if (kind === "photo") return { photo: [{ ...drawn, file_unique_id: `small-${fileId}` }, drawn] };
  if (kind === "animation") return { animation: drawn, document: file };
  return { [kind]: drawn };
}
