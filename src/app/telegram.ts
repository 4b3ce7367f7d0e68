import { Api } from "grammy";
import { createChat } from "../telegram/chat.ts";
import { clientOptions, fileFetch, retryingClientOptions } from "../telegram/client.ts";
import { createEditing } from "../telegram/editing.ts";
import { createFiles } from "../telegram/files.ts";
import { createSending } from "../telegram/publishing.ts";
import { createSideChats } from "../telegram/side-chats.ts";
import type { AppOptions } from "./options.ts";
import type { Repositories } from "./repositories.ts";

/** How long one call may take, s. A person waits for the chat; a long poll is held for 30. */
const CHAT_TIMEOUT = 100;
const PUBLISHING_TIMEOUT = 60;
const POLL_TIMEOUT = 45;

export type Telegram = ReturnType<typeof createTelegram>;

/** All ways to Telegram. Only what answers people in their chats repeats a call, and only where that is safe. */
export function createTelegram(
  { token, connection, me, timers, log, sideChats }: AppOptions,
  { channels }: Pick<Repositories, "channels">,
) {
  const client = retryingClientOptions(connection, { timeoutSeconds: CHAT_TIMEOUT, timers, log });
  const api = new Api(token, client);
  const once = (timeoutSeconds: number) => new Api(token, clientOptions(connection, { timeoutSeconds }));
  return {
    api,
    client,
    chat: createChat(api),
    polling: once(POLL_TIMEOUT),
    sending: createSending(once(PUBLISHING_TIMEOUT)),
    editing: createEditing(once(PUBLISHING_TIMEOUT)),
    files: createFiles({
      api: once(CHAT_TIMEOUT),
      apiRoot: connection.apiRoot,
      token,
      fetch: fileFetch(connection),
    }),
    sides: createSideChats({
      api,
      botId: me.id,
      served: () => channels.served()?.chatId ?? null,
      ...(sideChats ?? { serviceChatId: null, testChannelId: null }),
    }),
  };
}
