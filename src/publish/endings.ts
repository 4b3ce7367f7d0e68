import { messageLink } from "../archive/channels.ts";
import type { Db } from "../archive/database.ts";
import type { Drafts } from "../archive/drafts.ts";
import type { Papers } from "../archive/papers.ts";
import type { Posts } from "../archive/posts.ts";
import type { Publication, PublicationMessage, Publications } from "../archive/publications.ts";
import { textOf } from "../post/outgoing.ts";
import type { Refusal } from "../post/refusal.ts";
import { nameOf } from "../post/title.ts";
import type { PublishOutcome } from "./publisher.ts";

export interface EndingParts {
  readonly db: Db;
  readonly publications: Publications;
  readonly drafts: Pick<Drafts, "published">;
  readonly posts: Pick<Posts, "add">;
  readonly papers: Pick<Papers, "ensure">;
  readonly now: () => number;
}

/** How a publication ends, each way in one transaction. */
export function createEndings({ db, publications, drafts, posts, papers, now }: EndingParts) {
  const find = (id: number): Publication => {
    const publication = publications.get(id);
    if (publication === null) throw new Error(`There is no publication ${id}.`);
    return publication;
  };

  const atOnce = <T>(change: () => T): T => db.transaction(change).immediate();

  /** The channel takes no more: the draft is free, or, where it has some messages, the rest can be sent later. */
  const halt = (publication: Publication, refusal: Refusal): PublishOutcome => {
    const partly = sentOf(publication).length > 0;
    publications.settle(publication.id, partly ? "intended" : "refused", { refusal });
    return refused(refusal, publication);
  };

  /** Nobody knows what became of the message that was being called. */
  const doubt = (publication: Publication): PublishOutcome =>
    atOnce(() => {
      for (const { position, state } of publication.messages) {
        if (state === "calling") publications.mark(publication.id, position, "unknown");
      }
      publications.settle(publication.id, "unknown", {});
      return { status: "unknown", publicationId: publication.id };
    });

  /** Everything is in the channel: the post stands in the archive, and the draft is one no longer. */
  const complete = (publicationId: number): PublishOutcome =>
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
        followsPostId: content.follows?.postId ?? null,
        publishedAt: now(),
        messageIds: [first, ...rest],
      });
      drafts.published(draftId);
      publications.settle(publicationId, "sent", { postId });
      return outcomeOf(find(publicationId));
    });

  return { find, atOnce, halt, doubt, complete };
}

/** What the disk says of a publication that has ended, or that stopped halfway. */
export function outcomeOf(publication: Publication): PublishOutcome {
  const { id, channel, state, postId, refusal, messages } = publication;
  if (state === "sent" && postId !== null) {
    const messageIds = messages.flatMap((message) => message.messageIds);
    return { status: "sent", postId, messageIds, link: messageLink(channel, messageIds[0] ?? 0) };
  }
  if (state === "unknown") return { status: "unknown", publicationId: id };
  return refused(refusal ?? { code: "interrupted" }, publication);
}

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
