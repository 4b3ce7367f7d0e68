import type { Endings } from "./endings.ts";
import type { PublisherPorts } from "./ports.ts";

/** Pins what is in the channel and is to be pinned. */
export interface Pins {
  /** Whether anything is still to be pinned. */
  isLeft(): boolean;
  /** Tries all of it once. What Telegram refuses is told and let be; what could not be reached stays for the next time. */
  pinAll(): Promise<void>;
}

export function createPins(
  ports: Pick<PublisherPorts, "publications" | "channels" | "sending" | "log">,
  { readable }: Pick<Endings, "readable">,
  changed: () => void,
): Pins {
  const { publications, channels, sending, log } = ports;
  return {
    isLeft: () => publications.toPin().length > 0,
    pinAll: async () => {
      for (const id of publications.toPin()) {
        const [publication] = readable([id]);
        if (publication === undefined) continue;
        const { channel, messages } = publication;
        const [first] = messages.flatMap(({ messageIds }) => messageIds);
        const pinned = first === undefined ? "pinned" : await sending.pin(channel.chatId, first);
        if (pinned === "pinned") publications.pinned(id);
        else if (pinned === "unreachable") log.warn({ publicationId: id }, "a post is not pinned yet");
        // It stays to be pinned, under the new id at the next glance.
        else if ("movedTo" in pinned) channels.migrate(channel.chatId, pinned.movedTo);
        else {
          log.warn({ publicationId: id, refusal: pinned.refusal }, "a post may not be pinned");
          publications.notPinned(id, pinned.refusal);
          changed();
        }
      }
    },
  };
}
