import type { Publication, PublicationMessage } from "../archive/publications.ts";
import { answeredBy } from "../post/outgoing.ts";
import type { Refusal } from "../post/refusal.ts";
import type { Sent } from "../telegram/publishing.ts";
import { type Endings, sentOf } from "./endings.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { isOvertaken } from "./overtaken.ts";
import type { PublisherPorts } from "./ports.ts";

/** Makes the calls of one publication. */
export interface Calls {
  /**
   * Sends the messages that the channel lacks, one after another, each on disk before its call and after it. Resolves
   * when the publication has come to rest, is put off, or `goesOn` says no; rejects where the disk failed.
   */
  send(publicationId: number): Promise<void>;
}

type CallPorts = Pick<
  PublisherPorts,
  "publications" | "attempts" | "drafts" | "posts" | "channels" | "sending" | "now" | "log"
>;

interface CallEvents {
  /** Whether another call may be begun. */
  readonly goesOn: () => boolean;
  /** Nobody knows what became of a call; it is on disk as such. */
  readonly doubted: (publicationId: number) => void;
}

/** How often a channel's new id is followed in one go. */
const MIGRATIONS = 2;
/** A network that fails is tried again after 1, 2, 4 … seconds, at most so many ms. */
const LONGEST_BACKOFF = 60_000;

export function createCalls(ports: CallPorts, endings: Endings, { goesOn, doubted }: CallEvents): Calls {
  const { publications, attempts, drafts, posts, channels, sending, now, log } = ports;
  const { find, atOnce, halt, doubt, complete } = endings;

  const send = async (id: number): Promise<void> => {
    const publication = find(id);
    const stale = staleness(publication);
    if (stale !== null) return halt(publication, stale);
    const earlier = sentOf(publication).flatMap(({ messageIds }) => messageIds[0] ?? []);
    let { channel } = publication;
    let migrations = 0;
    for (let i = 0; i < publication.messages.length && goesOn(); i++) {
      const message = publication.messages[i] as PublicationMessage;
      if (message.state === "sent") continue;
      const number = begin(publication, channel.chatId, message);
      const sent = await call(publication, channel.chatId, message, answeredBy(message.outgoing, earlier));
      if (sent.ok) {
        atOnce(() => {
          publications.mark(id, message.position, "sent", sent.messageIds);
          attempts.end(id, number, "sent");
        });
        earlier.push(sent.messageIds[0]);
      } else if (!("refusal" in sent)) {
        doubt(find(id));
        return doubted(id);
      } else if (sent.refusal.code === "chat-migrated" && migrations++ < MIGRATIONS) {
        const { refusal } = sent;
        atOnce(() => {
          refuse(id, number, message, refusal);
          channels.migrate(channel.chatId, refusal.chatId);
        });
        channel = { ...channel, chatId: refusal.chatId };
        i--;
      } else {
        return put(publication, number, message, sent.refusal);
      }
    }
    if (find(id).messages.every(({ state }) => state === "sent")) complete(id);
  };

  /** Writes the attempt, so that the disk knows of the call before it is made. */
  const begin = ({ id, channel }: Publication, chatId: number, { position, outgoing }: PublicationMessage): number =>
    atOnce(() => {
      // Whoever else has begun to call it, by whatever mishap, is not joined.
      const { state, messages } = find(id);
      const part = messages.find((message) => message.position === position)?.state;
      if (state !== "intended" || part !== "intended") throw new Error(`Part ${position} of ${id} is ${part} already.`);
      publications.mark(id, position, "calling");
      const lastMessageId = attempts.lastKnown(channel.id);
      return attempts.begin(id, { position, lastMessageId, fingerprint: fingerprintOf(chatId, outgoing) });
    });

  const call = async (
    { id, channel: { id: channelId } }: Publication,
    chatId: number,
    message: PublicationMessage,
    replyTo: number | null,
  ) => {
    try {
      const sent = await sending.send(chatId, message.outgoing, replyTo);
      if (!sent.ok || !sent.messageIds.some((messageId) => posts.byMessage(channelId, messageId) !== null)) return sent;
      log.error({ publicationId: id, sent }, "a call was answered with a message of another post");
      return { ok: false, unknown: true } satisfies Sent;
    } catch (error) {
      log.error({ err: error, publicationId: id, position: message.position }, "a call failed in an unforeseen way");
      return { ok: false, unknown: true } satisfies Sent;
    }
  };

  const refuse = (id: number, number: number, { position }: PublicationMessage, refusal: Refusal): void => {
    publications.mark(id, position, "intended");
    attempts.end(id, number, "refused", refusal);
  };

  /** The channel did not take this message: it is tried again later where that can help, and otherwise no more. */
  const put = (publication: Publication, number: number, message: PublicationMessage, refusal: Refusal): void =>
    atOnce(() => {
      const { id } = publication;
      refuse(id, number, message, refusal);
      const wait = waitOf(id, refusal);
      if (wait === null) halt(find(id), refusal);
      else publications.delay(id, refusal, now() + wait);
    });

  const waitOf = (id: number, refusal: Refusal): number | null => {
    if (refusal.code === "too-many-requests") return Math.max(1, refusal.retryAfterSeconds) * 1_000;
    if (refusal.code !== "not-reached") return null;
    const made = attempts.list(id);
    const since = made.findLastIndex((attempt) => attempt.refusal?.code !== "not-reached");
    return Math.min(1_000 * 2 ** Math.min(made.length - since - 2, 10), LONGEST_BACKOFF);
  };

  /**
   * Why a publication of which nothing is sent must not go out any more: its draft was put away, or changed while it
   * waited.
   */
  const staleness = (publication: Publication): Refusal | null => {
    const { id, messages, draftId } = publication;
    if (messages.some(({ state }) => state === "sent")) return null;
    const draft = drafts.load(draftId);
    if (draft?.state !== "open") return { code: "withdrawn" };
    return isOvertaken(publication, draft, attempts.list(id).length > 0) ? { code: "changed" } : null;
  };

  return { send };
}
