import type { PastMessage } from "../telegram/history.ts";
import type { Doubtful, Doubts } from "./doubts.ts";
import type { Endings } from "./endings.ts";
import { SLACK } from "./look.ts";
import { findSent } from "./match.ts";
import type { PublisherPorts } from "./ports.ts";

/** Takes what updates tell of a channel's messages for what may be in doubt. */
export interface Noticing {
  /** An update told of a message of the channel, which may be one in doubt. Does nothing if it is not. */
  noticed(chatId: number, message: PastMessage): void;
  /** A call has just ended without an answer: what updates told of while it was waited for may be it. */
  doubted(publicationId: number): void;
}

interface NoticingEvents {
  /** These messages are what the call sent; within a transaction. */
  readonly found: (doubt: Doubtful, messageIds: readonly number[], postedAt: number) => void;
  /** Something is on disk otherwise than before. */
  readonly changed: () => void;
}

/** So many messages of which updates told are kept in mind. */
const LATELY = 50;

export function createNoticing(
  { publications, now }: Pick<PublisherPorts, "publications" | "now">,
  { atOnce, readable }: Pick<Endings, "atOnce" | "readable">,
  doubts: Doubts,
  { found, changed }: NoticingEvents,
): Noticing {
  /** The newest last, each message once. */
  let lately: readonly { readonly chatId: number; readonly message: PastMessage }[] = [];

  /** What is kept in mind of the doubt's channel and may be it. Of `news` the clocks are not asked where ids tell. */
  const about = (
    { publication: { channel }, attempt: { lastMessageId, beganAt } }: Doubtful,
    news: PastMessage | null,
  ): readonly PastMessage[] =>
    lately
      .filter(({ chatId }) => chatId === channel.chatId)
      .map(({ message }) => message)
      .filter(({ messageId }) => messageId > (lastMessageId ?? 0) && !doubts.isExplained(channel.id, messageId))
      .filter((each) => each.postedAt >= beganAt - SLACK || (each === news && lastMessageId !== null));

  const consider = (id: number, news: PastMessage | null): void => {
    const doubt = doubts.find(id);
    const told = doubt === null ? [] : about(doubt, news);
    if (doubt === null || told.length === 0) return;
    const { publication, message } = doubt;
    const sent = findSent(message.outgoing, publication.content.figures, told);
    if (!("found" in sent) && sent.perhaps.length === 0) return;
    atOnce(() => {
      if ("found" in sent) {
        const postedAt = told.find(({ messageId }) => messageId === sent.found[0])?.postedAt ?? now();
        found(doubt, sent.found, postedAt);
      } else publications.looked(id, { lookAt: now(), looks: publication.looks, candidates: [], tell: false });
    });
    changed();
  };

  return {
    noticed: (chatId, message) => {
      const others = lately.filter((each) => each.chatId !== chatId || each.message.messageId !== message.messageId);
      lately = [...others, { chatId, message }].slice(-LATELY);
      for (const { id } of readable(publications.unknown())) consider(id, message);
    },
    doubted: (id) => consider(id, null),
  };
}
