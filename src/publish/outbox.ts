import type { Logger } from "pino";
import { type Channel, messageLink } from "../archive/channels.ts";
import type { Db } from "../archive/database.ts";
import type { Draft, Drafts } from "../archive/drafts.ts";
import type { Effects } from "../archive/effects.ts";
import type { Papers } from "../archive/papers.ts";
import type { Posts } from "../archive/posts.ts";
import type { Publication, PublicationMessage, Publications } from "../archive/publications.ts";
import { messageCount, textOf } from "../post/outgoing.ts";
import type { Refusal } from "../post/refusal.ts";
import { isPublishable } from "../post/schema.ts";
import { nameOf } from "../post/title.ts";
import type { Sending, Sent } from "../telegram/publishing.ts";
import { layout } from "./layout.ts";
import type { Publisher, PublishOutcome, Recovered } from "./publisher.ts";

export interface PublisherParts {
  readonly db: Db;
  readonly publications: Publications;
  readonly drafts: Pick<Drafts, "load" | "published">;
  readonly posts: Pick<Posts, "add" | "byMessage">;
  readonly papers: Pick<Papers, "ensure">;
  readonly sending: Sending;
  /** The channel that is served now. */
  readonly channel: () => Channel | null;
  readonly effects: Effects;
  readonly now: () => number;
  readonly log: Logger;
}

/** What a press leads to: an answer at once, or calls. */
type Begun =
  | { readonly next: "answer"; readonly outcome: PublishOutcome }
  | { readonly next: "send"; readonly publicationId: number };

type Press = Parameters<Publisher["publish"]>[0];

/**
 * The publisher as an outbox. The order on disk is: intent with exactly what is sent, "calling" before each call, ids
 * after it, and at the end the post, the draft and the publication in one transaction. So at any moment the disk tells
 * what the channel may have, and nothing is called twice.
 */
export function createPublisher(parts: PublisherParts): Publisher {
  const { db, publications, drafts, posts, papers, sending, effects, now, log } = parts;
  /** Drafts whose calls this process is making. */
  const running = new Set<number>();

  const begin = ({ draftId, version, by }: Press): Begun => {
    const draft = drafts.load(draftId);
    const alive = publications.alive(draftId);
    if (draft?.state === "published" || alive?.state === "sent" || running.has(draftId)) {
      return answer({ status: "already" });
    }
    if (alive?.state === "unknown" || alive?.messages.some(({ state }) => state === "calling")) {
      return answer(doubt(alive));
    }
    if (draft?.state !== "open" || draft.version !== version) return answer({ status: "changed" });
    const channel = parts.channel();
    if (channel === null || channel.id !== draft.channelId) return answer(refused({ code: "channel-not-found" }));
    return alive === null ? intend(draftId, draft, by, channel) : resume(alive, draft, by, channel);
  };

  const intend = (draftId: number, draft: Draft, by: number, channel: Channel): Begun => {
    const messages = messagesOf(draft, channel);
    if (messages === null) return answer({ status: "changed" });
    const { version, content } = draft;
    const intent = { version, content, requestedBy: by, messages };
    return { next: "send", publicationId: publications.intend(draftId, channel.id, intent) };
  };

  /** Goes on where the channel stopped taking. What it has must still be the beginning of the post. */
  const resume = (alive: Publication, draft: Draft, by: number, channel: Channel): Begun => {
    const messages = messagesOf(draft, channel);
    if (messages === null) return answer({ status: "changed" });
    const begins = sentOf(alive).every(({ outgoing }, i) => JSON.stringify(outgoing) === JSON.stringify(messages[i]));
    if (!begins) return answer(refused({ code: "partly-sent" }, alive));
    publications.resume(alive.id, { version: draft.version, content: draft.content, requestedBy: by, messages });
    return { next: "send", publicationId: alive.id };
  };

  const run = async (publicationId: number): Promise<PublishOutcome> => {
    const publication = find(publicationId);
    let replyTo = sentOf(publication)[0]?.messageIds[0] ?? null;
    for (const message of publication.messages) {
      if (message.state === "sent") continue;
      publications.mark(publicationId, message.position, "calling");
      const sent = await call(publication, message, replyTo);
      if (!sent.ok) return "refusal" in sent ? stop(publicationId, message, sent.refusal) : doubt(find(publicationId));
      publications.mark(publicationId, message.position, "sent", sent.messageIds);
      replyTo ??= sent.messageIds[0];
    }
    return complete(publicationId);
  };

  const call = async ({ id, channel }: Publication, message: PublicationMessage, first: number | null) => {
    const { outgoing } = message;
    try {
      return await sending.send(
        channel.chatId,
        outgoing,
        outgoing.replyToPrevious ? first : (outgoing.follows ?? null),
      );
    } catch (error) {
      log.error({ err: error, publicationId: id, position: message.position }, "a call failed in an unforeseen way");
      return { ok: false, unknown: true } satisfies Sent;
    }
  };

  /** The channel did not take this message: the draft is free, or, where it took others, the rest can be sent later. */
  const stop = (id: number, { position }: PublicationMessage, refusal: Refusal): PublishOutcome =>
    atOnce(() => {
      publications.mark(id, position, "intended");
      return halt(find(id), refusal);
    });

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

  /** What the disk says of a publication that this process is not sending. */
  const look = (publication: Publication): PublishOutcome => {
    if (publication.state !== "intended") return outcomeOf(publication);
    if (running.has(publication.draftId)) return { status: "already" };
    if (publication.messages.some(({ state }) => state === "calling")) return doubt(publication);
    if (publication.messages.every(({ state }) => state === "sent")) return complete(publication.id);
    return atOnce(() => halt(publication, publication.refusal ?? { code: "interrupted" }));
  };

  const outcomeOf = (publication: Publication): PublishOutcome => {
    const { id, channel, state, postId, refusal, messages } = publication;
    if (state === "sent" && postId !== null) {
      const messageIds = messages.flatMap((message) => message.messageIds);
      return { status: "sent", postId, messageIds, link: messageLink(channel, messageIds[0] ?? 0) };
    }
    if (state === "unknown") return { status: "unknown", publicationId: id };
    return refused(refusal ?? { code: "interrupted" }, publication);
  };

  const find = (id: number): Publication => {
    const publication = publications.get(id);
    if (publication === null) throw new Error(`There is no publication ${id}.`);
    return publication;
  };

  const atOnce = <T>(change: () => T): T => db.transaction(change).immediate();

  return {
    publish: async (press) => {
      let first = false;
      const begun = effects.once(press.updateId, "publish", (): Begun => {
        first = true;
        return begin(press);
      });
      if (begun.next === "answer") return begun.outcome;
      // An update that is handled again, after a crash, calls nothing: the disk knows what it led to.
      if (!first) return look(find(begun.publicationId));
      running.add(press.draftId);
      try {
        return await run(begun.publicationId);
      } finally {
        running.delete(press.draftId);
      }
    },
    settle: (publicationId, truth) => {
      const publication = find(publicationId);
      const stopped = publication.state === "unknown" || (publication.state === "intended" && publication.refusal);
      if (!stopped || running.has(publication.draftId)) return look(publication);
      return truth.there ? found(publication, truth.messageIds) : missing(publication);
    },
    recover: () =>
      publications.intended().flatMap((publication): Recovered[] => {
        const { id, draftId, requestedBy } = publication;
        try {
          return [{ publicationId: id, draftId, requestedBy, outcome: look(publication) }];
        } catch (error) {
          // It stays as it is on disk, and a press on its draft will meet the same: that must not keep the bot down.
          log.error({ err: error, publicationId: id }, "a publication could not be recovered");
          return [];
        }
      }),
  };

  /**
   * The messages are there: the ids belong to the first messages without one, and what gets none is still to be sent.
   * Ids that another post has, or that were known before, say nothing of the message in doubt.
   */
  function found(publication: Publication, messageIds: readonly number[]): PublishOutcome {
    return atOnce(() => {
      const known = publication.messages.flatMap((message) => message.messageIds);
      const left = messageIds.filter(
        (id) => !known.includes(id) && posts.byMessage(publication.channel.id, id) === null,
      );
      if (left.length === 0) return outcomeOf(publication);
      for (const { position, state, outgoing } of publication.messages) {
        if (state === "sent") continue;
        const ids = left.splice(0, messageCount(outgoing));
        publications.mark(publication.id, position, ids.length > 0 ? "sent" : "intended", ids);
      }
      const settled = find(publication.id);
      if (settled.messages.every(({ state }) => state === "sent")) return complete(publication.id);
      return halt(settled, { code: "interrupted" });
    });
  }

  /** Nothing that is in doubt is there. Where a part was surely sent and has now gone too, all begins anew. */
  function missing(publication: Publication): { status: "released" } {
    return atOnce(() => {
      const doubted = publication.messages.filter(({ state }) => state === "unknown");
      const gone = doubted.length > 0 ? doubted : publication.messages;
      for (const { position } of gone) publications.mark(publication.id, position, "intended");
      halt(find(publication.id), { code: "interrupted" });
      return { status: "released" };
    });
  }
}

function answer(outcome: PublishOutcome): Begun {
  return { next: "answer", outcome };
}

function refused(refusal: Refusal, publication?: Publication): PublishOutcome {
  const sent = publication === undefined ? [] : sentOf(publication);
  if (publication === undefined || sent.length === 0) return { status: "refused", refusal };
  const messageIds = sent.flatMap((message) => message.messageIds);
  return { status: "refused", refusal, partly: { publicationId: publication.id, messageIds } };
}

function sentOf({ messages }: Publication): PublicationMessage[] {
  return messages.filter(({ state }) => state === "sent");
}

function messagesOf({ content }: Draft, { settings }: Channel) {
  if (!isPublishable(content, settings)) return null;
  const laidOut = layout(content, settings);
  return laidOut.ok ? laidOut.messages : null;
}
