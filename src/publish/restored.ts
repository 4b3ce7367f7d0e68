import type { Logger } from "pino";
import type { Restorations } from "../archive/restorations.ts";
import type { Sending } from "../telegram/publishing.ts";

/**
 * The same calls, of which none that puts a message into a channel is made while a restore is not confirmed: they are
 * refused for certain, so that nothing goes out twice whoever asks for it, and can be asked for again afterwards.
 */
export function holdAfterRestore(sending: Sending, restorations: Pick<Restorations, "pausedSince">): Sending {
  return {
    ...sending,
    send: async (chatId, outgoing, replyTo) =>
      restorations.pausedSince() === null
        ? await sending.send(chatId, outgoing, replyTo)
        : { ok: false, refusal: { code: "paused" } },
  };
}

/**
 * The same calls, each made only after `note` has written that it will be. Where that fails nothing has left, so that it
 * can be tried again like a network that was not reached.
 */
export function noteCalls(sending: Sending, note: () => void, log: Pick<Logger, "error">): Sending {
  return {
    ...sending,
    send: async (chatId, outgoing, replyTo) => {
      try {
        note();
      } catch (error) {
        log.error({ err: error }, "a call could not be noted beside the database, and is not made");
        return { ok: false, refusal: { code: "not-reached" } };
      }
      return await sending.send(chatId, outgoing, replyTo);
    },
  };
}
