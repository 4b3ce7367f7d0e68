import type { Api } from "grammy";
import { type CheckedChat, checkChannel, refusedAs } from "./checkup.ts";

/** Whether a chat can take copies of the channel's messages for a moment: only a private one, in which the bot is. */
export type ServiceCheck = "ready" | "public" | "not-found" | "not-a-member" | "no-right-to-write" | "the-channel";

/** Whether rehearsals can go to a channel: the bot may post there, and it is not the one that is served. */
export type TestCheck =
  | { readonly status: "ready" | "not-admin" | "lacks-post" | "the-channel"; readonly chat: CheckedChat }
  | { readonly status: "not-found" | "not-a-channel" };

/** The chats beside the channel that the owner named, as far as they were checked and will do. */
export interface SideChats {
  /** Null before it was checked, where it will not do, and where none is named. */
  service(): number | null;
  /** The same of the channel for rehearsals. */
  test(): CheckedChat | null;
  /** Whether this chat is named for rehearsals, whatever the bot may do there. */
  isTest(chat: { readonly id: number; readonly username?: string | undefined }): boolean;
  /** Rehearsals cannot go there any more. */
  lostTest(): void;
  /** Null for what is not named. @throws GrammyError, HttpError where Telegram could not tell */
  check(): Promise<{ readonly service: ServiceCheck | null; readonly test: TestCheck | null }>;
}

export interface SideChatsParts {
  readonly api: Pick<Api, "getChat" | "getChatMember">;
  readonly botId: number;
  /** The channel's chat id, which neither of them may be; null before one is connected. */
  readonly served: () => number | null;
  readonly serviceChatId: number | null;
  readonly testChannelId: number | string | null;
}

export function createSideChats({ api, botId, served, serviceChatId, testChannelId }: SideChatsParts): SideChats {
  let service: number | null = null;
  let test: CheckedChat | null = null;
  return {
    service: () => service,
    test: () => (test?.chatId === served() ? null : test),
    isTest: ({ id, username }) =>
      id === testChannelId ||
      (username !== undefined && String(testChannelId).toLowerCase() === `@${username.toLowerCase()}`),
    lostTest: () => {
      test = null;
    },
    check: async () => {
      const checked = {
        service: serviceChatId === null ? null : await checkServiceChat(api, serviceChatId, botId, served()),
        test: testChannelId === null ? null : await checkTestChannel(api, testChannelId, botId, served()),
      };
      service = checked.service === "ready" ? serviceChatId : null;
      test = checked.test?.status === "ready" ? checked.test.chat : null;
      return checked;
    },
  };
}

/** Asks whether the bot may write there and only members see it. What the bot itself wrote it may always delete. */
async function checkServiceChat(
  api: SideChatsParts["api"],
  chatId: number,
  botId: number,
  served: number | null,
): Promise<ServiceCheck> {
  const chat = await refusedAs(api.getChat(chatId), null);
  if (chat === null) return "not-found";
  if (chat.id === served) return "the-channel";
  if (chat.type === "private") return "ready";
  if (chat.username !== undefined || (chat.active_usernames ?? []).length > 0) return "public";
  const member = await refusedAs(api.getChatMember(chat.id, botId), null);
  if (member === null || member.status === "left" || member.status === "kicked") return "not-a-member";
  if (member.status === "administrator") {
    return chat.type !== "channel" || member.can_post_messages === true ? "ready" : "no-right-to-write";
  }
  if (member.status === "restricted" && !member.is_member) return "not-a-member";
  const may = member.status === "restricted" ? member.can_send_messages : chat.permissions?.can_send_messages !== false;
  return may && chat.type !== "channel" ? "ready" : "no-right-to-write";
}

async function checkTestChannel(
  api: SideChatsParts["api"],
  channel: number | string,
  botId: number,
  served: number | null,
): Promise<TestCheck> {
  const check = await checkChannel(api, channel, botId);
  if (!("chat" in check)) return check;
  const { chat, status } = check;
  if (chat.chatId === served) return { status: "the-channel", chat };
  return { status: status === "lacks-edit" ? "ready" : status, chat };
}
