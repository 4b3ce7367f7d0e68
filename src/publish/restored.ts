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
