import type { Logger } from "pino";
import type { Channel } from "../archive/channels.ts";
import type { Draft, Drafts } from "../archive/drafts.ts";
import type { Effects } from "../archive/effects.ts";
import type { Posts } from "../archive/posts.ts";
import type { Publication, PublicationMessage } from "../archive/publications.ts";
import { answeredBy, messageCount } from "../post/outgoing.ts";
import type { Refusal } from "../post/refusal.ts";
import { isPublishable } from "../post/schema.ts";
import type { Sending, Sent } from "../telegram/publishing.ts";
import { createEndings, type EndingParts, outcomeOf, refused, sentOf } from "./endings.ts";
import { layout } from "./layout.ts";
import type { Publisher, PublishOutcome, Recovered } from "./publisher.ts";

export interface PublisherParts extends EndingParts {
  readonly drafts: Pick<Drafts, "load" | "published">;
  readonly posts: Pick<Posts, "add" | "byMessage">;
  readonly sending: Sending;
  /** The channel that is served now. */
  readonly channel: () => Channel | null;
  readonly effects: Effects;
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
  const { publications, drafts, posts, sending, effects, log } = parts;
  const { find, atOnce, halt, doubt, complete } = createEndings(parts);
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
    // All of it is in the channel, only the record failed: what the draft is now does not matter.
    if (alive?.messages.every(({ state }) => state === "sent")) return { next: "send", publicationId: alive.id };
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
    const earlier = sentOf(publication).flatMap(({ messageIds }) => messageIds[0] ?? []);
    for (const message of publication.messages) {
      if (message.state === "sent") continue;
      publications.mark(publicationId, message.position, "calling");
      const sent = await call(publication, message, answeredBy(message.outgoing, earlier));
      if (!sent.ok) return "refusal" in sent ? stop(publicationId, message, sent.refusal) : doubt(find(publicationId));
      publications.mark(publicationId, message.position, "sent", sent.messageIds);
      earlier.push(sent.messageIds[0]);
    }
    return complete(publicationId);
  };

  const call = async ({ id, channel }: Publication, message: PublicationMessage, replyTo: number | null) => {
    const { outgoing } = message;
    try {
      return await sending.send(channel.chatId, outgoing, replyTo);
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

  /** What the disk says of a publication that this process is not sending. */
  const look = (publication: Publication): PublishOutcome => {
    if (publication.state !== "intended") return outcomeOf(publication);
    if (running.has(publication.draftId)) return { status: "already" };
    if (publication.messages.some(({ state }) => state === "calling")) return doubt(publication);
    if (publication.messages.every(({ state }) => state === "sent")) return complete(publication.id);
    return atOnce(() => halt(publication, publication.refusal ?? { code: "interrupted" }));
  };

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
      publications.intended().flatMap((publicationId): Recovered[] => {
        try {
          const publication = find(publicationId);
          const { draftId, requestedBy } = publication;
          return [{ publicationId, draftId, requestedBy, outcome: look(publication) }];
        } catch (error) {
          // It stays as it is on disk, and a press on its draft will meet the same: that must not keep the bot down.
          log.error({ err: error, publicationId }, "a publication could not be recovered");
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

function messagesOf({ content }: Draft, { settings }: Channel) {
  if (!isPublishable(content, settings)) return null;
  const laidOut = layout(content, settings);
  return laidOut.ok ? laidOut.messages : null;
}
