import type { UserFromGetMe } from "@grammyjs/types";
import { type Api, GrammyError, HttpError } from "grammy";
import type { Logger } from "pino";
import type { Channels } from "./archive/channels.ts";
import type { Say } from "./bot/words.ts";
import type { Config } from "./config.ts";
import { checkChannel, startChannelLink } from "./telegram/checkup.ts";
import { ALLOWED_UPDATES } from "./telegram/lane.ts";
import { pause, type Timers } from "./telegram/timers.ts";
import { Unable } from "./unable.ts";

export interface IntroduceOptions {
  readonly config: Config;
  readonly say: Say;
  readonly out: (line: string) => void;
  readonly log: Logger;
  readonly timers: Timers;
}

/** Asks Telegram who the bot is, for as long as Telegram is not reached. Null if stopped meanwhile. @throws Unable */
export async function introduce(
  api: Api,
  { say, out, log, timers }: IntroduceOptions,
  stop: AbortSignal,
): Promise<UserFromGetMe | null> {
  for (let failures = 0; !stop.aborted; failures += 1) {
    try {
      return await api.getMe();
    } catch (error) {
      const answer = explained(error, say);
      if (answer instanceof Unable || !mayPass(error)) throw answer;
      log.warn({ err: error }, "getMe failed");
      if (failures === 0) {
        out(say.plain(error instanceof HttpError ? "trouble-not-reached" : "trouble-telegram-fails"));
      }
      await pause(timers, Math.min(1_000 * 2 ** failures, 30_000), stop);
    }
  }
  return null;
}

/** The sentence for a token that Telegram does not know; any other error as it is. */
export function explained(error: unknown, say: Say): unknown {
  const unknownToken = error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);
  return unknownToken ? new Unable(say.plain("token-unknown"), { cause: error }) : error;
}

function mayPass(error: unknown): boolean {
  return (
    error instanceof HttpError ||
    (error instanceof GrammyError && (error.error_code === 429 || error.error_code >= 500))
  );
}

/** Learns the channel that the environment names, and says what is missing there. */
export async function checkChannels(
  api: Api,
  { channels }: { readonly channels: Channels },
  me: UserFromGetMe,
  { config, say, out, log }: IntroduceOptions,
): Promise<void> {
  const link = startChannelLink(me.username);
  const channel = config.channelId ?? channels.served()?.chatId ?? null;
  if (channel === null) return out(say.plain("channel-none", { link }));
  try {
    const check = await checkChannel(api, channel, me.id);
    if ("chat" in check) {
      channels.serve(check.chat);
      channels.setPresence(check.chat.chatId, check.status !== "not-admin");
      out(say.plain(`channel-${check.status}`, { title: check.chat.title, link }));
    } else out(say.plain(`channel-${check.status}`, { channel: String(channel) }));
  } catch (error) {
    log.warn({ err: error }, "The channel could not be checked");
    out(say.plain("channel-unknown"));
  }
}

/** Tells Telegram where to deliver updates. @throws Unable where it does not take the address */
export async function setWebhook(api: Api, url: string, secret: string, say: Say): Promise<void> {
  try {
    await api.setWebhook(url, { secret_token: secret, allowed_updates: ALLOWED_UPDATES });
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) {
      throw new Unable(say.plain("webhook-refused", { reason: error.description }), { cause: error });
    }
    throw error;
  }
}
