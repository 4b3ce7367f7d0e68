import { messageLink } from "../archive/channels.ts";
import type { Publication, PublicationMessage } from "../archive/publications.ts";
import { UnreadableError } from "../archive/unreadable.ts";
import { textOf } from "../post/outgoing.ts";
import type { Refusal } from "../post/refusal.ts";
import { nameOf } from "../post/title.ts";
import type { PublisherPorts } from "./ports.ts";
import type { PublishOutcome } from "./publisher.ts";

export type EndingPorts = Pick<
  PublisherPorts,
  "db" | "publications" | "attempts" | "drafts" | "posts" | "papers" | "now" | "unreadable"
>;

/** How a publication comes to rest, each way in one transaction. */
export interface Endings {
  /** @throws Error where there is none; UnreadableError */
  find(id: number): Publication;
  /** Those of them that can be read: a row that cannot keeps no other from going out, and is told of. */
  readable(ids: readonly number[]): readonly Publication[];
  atOnce<T>(change: () => T): T;
  /** The channel takes no more: the draft is free, or, where it has some messages, the rest can be sent later. */
  halt(publication: Publication, refusal: Refusal): void;
  /** Nobody knows what became of the message that was being called: the channel is to be looked at. */
  doubt(publication: Publication): void;
  /**
   * One part of what is in doubt is known: where others are in doubt as well, as after a restore, they are looked for
   * before any part is called. Tells whether there are others.
   */
  doubtNext(publicationId: number): boolean;
  /**
   * Everything is in the channel: the post stands in the archive, and the draft is one no longer.
   *
   * @param postedAt when it appeared there, ms; default: now
   */
  complete(publicationId: number, postedAt?: number): void;
}

export function createEndings({
  db,
  publications,
  attempts,
  drafts,
  posts,
  papers,
  now,
  unreadable = () => {},
}: EndingPorts): Endings {
  const find = (id: number): Publication => {
    const publication = publications.get(id);
    if (publication === null) throw new Error(`There is no publication ${id}.`);
    return publication;
  };

  const readable = (ids: readonly number[]): readonly Publication[] =>
    ids.flatMap((id) => {
      try {
        return [find(id)];
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error;
        unreadable(error);
        return [];
      }
    });

  const atOnce = <T>(change: () => T): T => db.transaction(change).immediate();

  return {
    find,
    readable,
    atOnce,
    halt: (publication, refusal) =>
      atOnce(() => {
        const partly = sentOf(publication).length > 0;
        publications.settle(publication.id, partly ? "intended" : "refused", { refusal });
      }),
    doubt: (publication) =>
      atOnce(() => {
        for (const { position, state } of publication.messages) {
          if (state === "calling") publications.mark(publication.id, position, "unknown");
        }
        const last = attempts.list(publication.id).at(-1);
        if (last?.outcome === null) attempts.end(publication.id, last.number, "unknown");
        publications.settle(publication.id, "unknown", {});
        publications.looked(publication.id, { lookAt: now(), looks: 0, candidates: [], tell: false });
      }),
    doubtNext: (publicationId) => {
      const isDoubtful = find(publicationId).messages.some(({ state }) => state === "unknown");
      if (isDoubtful) publications.looked(publicationId, { lookAt: now(), looks: 0, candidates: [], tell: false });
      return isDoubtful;
    },
    complete: (publicationId, postedAt = now()) =>
      atOnce(() => {
        const publication = find(publicationId);
        const { draftId, channel, content, messages } = publication;
        const [first, ...rest] = messages.flatMap(({ messageIds }) => messageIds);
        if (first === undefined) throw new Error(`Publication ${publicationId} is complete without a message.`);
        const postId = posts.add({
          channelId: channel.id,
          kind: content.kind,
          title: nameOf(content),
          document: textOf(messages.map(({ outgoing }) => outgoing)),
          paperIds: content.papers.map(({ identifier }) => papers.ensure(identifier)),
          tags: content.tags,
          authorIds: content.authors.map(({ id }) => id),
          figures: content.figures,
          rich: content.rich,
          followsPostId: content.follows?.postId ?? null,
          publishedAt: postedAt,
          messageIds: [first, ...rest],
        });
        drafts.published(draftId);
        publications.settle(publicationId, "sent", { postId });
      }),
  };
}

/** Where a publication stands, as the disk says. */
export function outcomeOf(publication: Publication, now: number): PublishOutcome {
  const { id, channel, state, postId, refusal, messages, retryAt, releaseAt, lookAt } = publication;
  if (state === "sent" && postId !== null) {
    const messageIds = messages.flatMap((message) => message.messageIds);
    return { status: "sent", postId, messageIds, link: messageLink(channel, messageIds[0] ?? 0) };
  }
  if (state === "unknown") {
    const candidates = publication.candidates.map((messageId) => ({
      messageId,
      link: messageLink(channel, messageId),
    }));
    return { status: "unknown", publicationId: id, lookAt, candidates };
  }
  if (state === "intended" && refusal !== null && retryAt !== null) {
    const lasts = retryAt - (publication.delayedSince ?? retryAt) >= LASTING;
    return { status: "delayed", publicationId: id, refusal, until: retryAt, lasts };
  }
  if (state === "intended" && refusal === null) {
    return releaseAt !== null && releaseAt > now
      ? { status: "waiting", publicationId: id, until: releaseAt }
      : { status: "already" };
  }
  return refused(refusal ?? { code: "interrupted" }, publication);
}

/** A delay of so much, ms, is told to people as one that lasts. */
const LASTING = 60_000;

/** A refusal, with what the channel has of the publication. */
export function refused(refusal: Refusal, publication?: Publication): PublishOutcome {
  const sent = publication === undefined ? [] : sentOf(publication);
  if (publication === undefined || sent.length === 0) return { status: "refused", refusal };
  const messageIds = sent.flatMap((message) => message.messageIds);
  return { status: "refused", refusal, partly: { publicationId: publication.id, messageIds } };
}

/** The messages that the channel surely has. */
export function sentOf({ messages }: Publication): PublicationMessage[] {
  return messages.filter(({ state }) => state === "sent");
}
