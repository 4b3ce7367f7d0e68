import type { Message, Update } from "@grammyjs/types";

let lastUpdate = 100;

/** Updates as Telegram sends them, with what a test is about and no more. */
export function message(part: Partial<Message> & { chatId?: number } = {}): Update & { message: Message } {
  lastUpdate += 1;
  const { chatId = 7, ...rest } = part;
  return {
    update_id: lastUpdate,
    message: {
      message_id: lastUpdate,
      date: 1_700_000_000,
      chat: { id: chatId, type: "private", first_name: "Ann" },
      from: { id: chatId, is_bot: false, first_name: "Ann" },
      ...rest,
    },
  } as Update & { message: Message };
}

export function press(chatId = 7, data = "s:1"): Update {
  lastUpdate += 1;
  return {
    update_id: lastUpdate,
    callback_query: {
      id: String(lastUpdate),
      from: { id: chatId, is_bot: false, first_name: "Ann" },
      chat_instance: "1",
      data,
      message: message({ chatId }).message,
    },
  } as Update;
}

export function inlineQuery(personId = 7, query = "baba"): Update {
  lastUpdate += 1;
  return {
    update_id: lastUpdate,
    inline_query: {
      id: String(lastUpdate),
      from: { id: personId, is_bot: false, first_name: "Ann" },
      query,
      offset: "",
    },
  };
}

export const PHOTO = [{ file_id: "p", file_unique_id: "p", width: 1, height: 1 }];
export const FORWARDED: Message["forward_origin"] = { type: "hidden_user", date: 1, sender_user_name: "Bob" };
export const LONG_TEXT = "слово ".repeat(60);
