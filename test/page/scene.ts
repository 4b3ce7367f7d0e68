import type { Chat, InlineKeyboardButton, Message, MessageEntity, User } from "@grammyjs/types";
import type { Actor, ChatView, MessageView, World } from "../../playground/contract.ts";

export const BOT: User = { id: 7000, is_bot: true, first_name: "Paperboy", username: "paperboy_bot" };
export const CHANNEL: Chat.ChannelChat = {
  id: -1001234567890,
  type: "channel",
  title: "На полях",
  username: "margins",
};
export const ANNA = 11;
export const LEO = 12;
export const MIRA = 13;

type Piece =
  | string
  | { readonly text: string; readonly as: readonly (Record<string, unknown> & { type: MessageEntity["type"] })[] };

/** A piece of text under one or more entities. */
export function as(text: string, type: MessageEntity["type"], more: Record<string, unknown> = {}): Piece {
  return { text, as: [{ type, ...more }] };
}

/** Text with entities, put together from pieces. */
export function compose(...pieces: readonly Piece[]): { text: string; entities: MessageEntity[] } {
  let text = "";
  const entities: MessageEntity[] = [];
  for (const piece of pieces) {
    const words = typeof piece === "string" ? piece : piece.text;
    if (typeof piece !== "string") {
      for (const each of piece.as)
        entities.push({ ...each, offset: text.length, length: words.length } as MessageEntity);
    }
    text += words;
  }
  return { text, entities };
}

/** Buttons with callback data, row by row. */
export function buttons(...rows: readonly (readonly string[])[]): { inline_keyboard: InlineKeyboardButton[][] } {
  return { inline_keyboard: rows.map((row) => row.map((text) => ({ text, callback_data: `d:${text}`.slice(0, 20) }))) };
}

/** A picture of a message that the fixture draws. */
export function photo(kind: number, ratio = 1.6): Pick<Message, "photo"> {
  const id = `figure:${kind}:${ratio}`;
  return { photo: [{ file_id: id, file_unique_id: id, width: Math.round(400 * ratio), height: 400 }] };
}

function person(id: number, first: string, role: Actor["role"], colour: string): Actor {
  return { user: { id, is_bot: false, first_name: first, language_code: "ru" }, role, colour };
}

export const ACTORS: readonly Actor[] = [
  person(ANNA, "Аня", "author", "#d2588a"),
  person(LEO, "Лев", "admin", "#d98324"),
  person(MIRA, "Мира", "subscriber", "#3f9d6b"),
];

const PRIVATE = (actor: Actor): Chat.PrivateChat => ({
  id: actor.user.id,
  type: "private",
  first_name: actor.user.first_name,
});

/** A chat's key for a person: the private one with the bot, or the channel. */
export function keyOf(personId: number, where: "bot" | "channel" = "bot"): string {
  return `${personId}:${where === "bot" ? BOT.id : CHANNEL.id}`;
}

let nextId = 1;

/** A message of a private chat; `mine` is the person's own. */
export function said(actor: Actor, mine: boolean, date: number, content: Partial<Message>): MessageView {
  const message = {
    message_id: nextId++,
    date,
    chat: PRIVATE(actor),
    from: mine ? actor.user : BOT,
    ...content,
  } as Message;
  return { message, mine, reactions: [], views: null };
}

/** A channel post with views and reactions like "👍 41". */
export function posted(
  date: number,
  content: Partial<Message>,
  views: number,
  ...reactions: readonly string[]
): MessageView {
  const message = { message_id: nextId++, date, chat: CHANNEL, sender_chat: CHANNEL, ...content } as Message;
  const pills = reactions.map((each) => {
    const [emoji = "", count = "0"] = each.split(" ");
    return { emoji, count: Number(count), mine: false };
  });
  return { message, mine: false, reactions: pills, views };
}

const COMMANDS = {
  author: [
    { command: "new", description: "Новый пост" },
    { command: "drafts", description: "Черновики" },
    { command: "search", description: "Поиск по разборам" },
    { command: "tags", description: "Все темы" },
    { command: "help", description: "Помощь" },
  ],
  subscriber: [
    { command: "search", description: "Поиск по разборам" },
    { command: "tags", description: "Все темы" },
    { command: "top", description: "Самые любимые" },
    { command: "latest", description: "Последние" },
    { command: "random", description: "Случайный разбор" },
    { command: "help", description: "Помощь" },
  ],
};

/** A world of three people and a channel with the given messages; without them all chats are empty. */
export function world(messages: { readonly [key: string]: readonly MessageView[] } = {}): World {
  const chats = ACTORS.flatMap((actor): ChatView[] => {
    const common = { personId: actor.user.id, pinned: [], action: null } as const;
    const commands = actor.role === "subscriber" ? COMMANDS.subscriber : COMMANDS.author;
    return [
      {
        ...common,
        key: keyOf(actor.user.id),
        chat: PRIVATE(actor),
        messages: messages[keyOf(actor.user.id)] ?? [],
        commands,
        mayPost: true,
      },
      {
        ...common,
        key: keyOf(actor.user.id, "channel"),
        chat: CHANNEL,
        messages: messages.channel ?? [],
        commands: [],
        mayPost: actor.role !== "subscriber",
      },
    ];
  });
  return { bot: BOT, channel: CHANNEL, actors: ACTORS, chats };
}
