import { type Api, GrammyError, HttpError } from "grammy";
import type { App } from "./app.ts";
import type { IntroduceOptions } from "./introduce.ts";
import { sightOf, tryWays, type Ways } from "./telegram/ways.ts";

/** Messages of the channel that a way is tried on at most: some may be deleted. */
const TRIED = 5;

/** Checks the chats that are named beside the channel, and says what they will do for. Does nothing where none is. */
export async function checkSideChats(
  { sides }: Pick<App, "sides">,
  { say, out, log }: IntroduceOptions,
): Promise<void> {
  try {
    const { service, test } = await sides.check();
    if (service !== null) out(say.plain(`service-${service}`));
    if (test !== null) out(say.plain(`test-${test.status}`, "chat" in test ? { title: test.chat.title } : {}));
  } catch (error) {
    if (!(error instanceof GrammyError || error instanceof HttpError)) throw error;
    log.warn({ err: error }, "The chats beside the channel could not be checked");
    out(say.plain("sides-unknown"));
  }
}

/**
 * Tries by which ways the bot can find out whether a post is out, says so in the log, and tells the owner once where
 * none works. Does nothing before a channel is connected.
 */
export async function lookAround(
  api: Pick<Api, "getChat">,
  { channels, history, hasServiceChat, knownMessages, tellBlind }: App,
  { say, out, log }: IntroduceOptions,
): Promise<void> {
  const channel = channels.served();
  if (channel === null) return;
  try {
    const chat = await api.getChat(channel.chatId);
    const isProtected = chat.has_protected_content === true;
    const known = knownMessages(channel.id, TRIED);
    const ways = await tryWays(history, { chatId: channel.chatId, isProtected, known }, hasServiceChat());
    const sight = sightOf(ways);
    log.info({ ways, sight }, "ways into the channel's past were tried");
    out([say.plain(`sight-${sight}`), ...(sight === "sees" ? [] : linesOf(ways, say))].join("\n"));
    await tellBlind(channel, sight);
  } catch (error) {
    if (!(error instanceof GrammyError || error instanceof HttpError)) throw error;
    log.warn({ err: error }, "The ways into the channel's past could not be tried");
  }
}

/** One line for each way: whether it works and, where it does not, what would open it. */
export function linesOf(ways: Ways, say: IntroduceOptions["say"]): readonly string[] {
  return (["profile", "ids", "forward"] as const).map((name) => `• ${say.plain(`way-${name}`, { way: ways[name] })}`);
}
