import type { Attempt } from "../archive/attempts.ts";
import type { Publication, PublicationMessage } from "../archive/publications.ts";
import type { Endings } from "./endings.ts";
import type { Doubt } from "./look.ts";
import type { PublisherPorts } from "./ports.ts";

/** A publication in doubt, the message that is, and the attempt that left it so. */
export interface Doubtful {
  readonly publication: Publication;
  readonly message: PublicationMessage;
  readonly attempt: Attempt;
}

/** What is in doubt, as rows tell of it. */
export interface Doubts {
  /** Null where it is in doubt no longer, and where it is from before attempts were kept. */
  find(publicationId: number): Doubtful | null;
  /** What a look at the channel has to know of it. */
  toLookFor(doubtful: Doubtful): Doubt;
  /** Whether a message of the channel is known for something else. */
  isExplained(channelId: number, messageId: number): boolean;
}

/** Ids after a message that are known to be something else, at most. */
const KNOWN = 1_000;
/** Messages that surely stood in the channel, on which a lookup is tried, at most. */
const CONTROLS = 5;

export function createDoubts(
  { publications, attempts }: Pick<PublisherPorts, "publications" | "attempts">,
  { find, readable }: Pick<Endings, "find" | "readable">,
): Doubts {
  /** What other publications may have put into the same channel without its being recorded. */
  const unrecorded = ({ id, channel }: Publication) =>
    readable([...publications.intended(), ...publications.unknown()].filter((other) => other !== id))
      .filter((other) => other.channel.id === channel.id)
      .flatMap(({ content, messages }) =>
        messages
          .filter(({ state }) => state === "calling" || state === "unknown")
          .map(({ outgoing }) => ({ outgoing, figures: content.figures })),
      );

  return {
    find: (publicationId) => {
      const publication = find(publicationId);
      const message = publication.messages.find(({ state }) => state === "unknown");
      const made = attempts.list(publicationId);
      // After a restore parts are in doubt whose calls the copy does not know: they came after the ones that it knows.
      const attempt = made.findLast(({ position }) => position === message?.position) ?? made.at(-1);
      if (publication.state !== "unknown" || message === undefined || attempt === undefined) return null;
      return { publication, message, attempt };
    },
    toLookFor: ({ publication, message, attempt }) => {
      const { channel, content } = publication;
      return {
        chatId: channel.chatId,
        outgoing: message.outgoing,
        figures: content.figures,
        others: () => unrecorded(publication),
        after: attempt.lastMessageId,
        beganAt: attempt.beganAt,
        restored: attempt.restored,
        explained: () => new Set(attempts.known(channel.id, attempt.lastMessageId ?? 0, KNOWN)),
        controls: attempts.known(channel.id, 0, CONTROLS),
      };
    },
    isExplained: (channelId, messageId) => attempts.known(channelId, messageId - 1, KNOWN).includes(messageId),
  };
}
