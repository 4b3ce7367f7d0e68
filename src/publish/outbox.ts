import type { Channel } from "../archive/channels.ts";
import type { Draft } from "../archive/drafts.ts";
import type { Publication } from "../archive/publications.ts";
import { messageCount, type OutgoingMessage } from "../post/outgoing.ts";
import { isPublishable } from "../post/schema.ts";
import { ChannelSettings } from "../post/settings.ts";
import { deliver } from "./delivery.ts";
import { createEndings, outcomeOf, refused, sentOf } from "./endings.ts";
import { createLane } from "./lane.ts";
import { layout } from "./layout.ts";
import type { PublisherPorts } from "./ports.ts";
import type { Publisher, PublishOutcome } from "./publisher.ts";
import { createReconciler, MAY_STILL_LAND } from "./reconcile.ts";
import { lateRules } from "./schedule/late.ts";
import { createTelling } from "./telling.ts";

export type { PublisherPorts } from "./ports.ts";

/** What a press leads to: an answer at once, or a publication that is on its way. */
type Begun =
  | { readonly next: "answer"; readonly outcome: PublishOutcome }
  | { readonly next: "send"; readonly publicationId: number };

/** Who wants which version in the channel, and when. */
interface Wish {
  readonly draftId: number;
  readonly version: number;
  readonly by: number;
  readonly origin: Publication["origin"];
  /** Wall clock, ms; null: after the channel's undo window. */
  readonly due: number | null;
}

/**
 * The publisher as an outbox. The order on disk is: intent with exactly what is sent, attempt and "calling" before each
 * call, ids after it, and at the end the post, the draft and the publication in one transaction. So at any moment the
 * disk tells what the channel may have, and nothing is called twice unless the channel was seen to lack it.
 */
export function createPublisher(ports: PublisherPorts): Publisher {
  const { publications, attempts, drafts, posts, effects, now, log } = ports;
  const endings = createEndings(ports);
  const { find, atOnce, halt, doubt, complete } = endings;
  const telling = createTelling(ports);
  const lane = createLane(ports, endings, {
    changed: telling.flush,
    doubted: (id) => reconciler.doubted(id),
  });
  const reconciler = createReconciler(ports, endings, () => {
    telling.flush();
    lane.pump();
  });

  const standing = (id: number): PublishOutcome => outcomeOf(find(id), now());

  const begin = (wish: Wish): Begun => {
    const { draftId, version } = wish;
    const draft = drafts.load(draftId);
    const alive = publications.alive(draftId);
    if (draft?.state === "published" || alive?.state === "sent") return answer({ status: "already" });
    if (alive !== null && lane.isCalling(alive.id)) return answer({ status: "already" });
    // A call without its record: the process died, or the disk failed.
    if (alive?.messages.some(({ state }) => state === "calling")) {
      doubt(alive);
      return answer(standing(alive.id));
    }
    if (alive?.state === "unknown") return answer(outcomeOf(alive, now()));
    // All of it is in the channel, only the record failed: what the draft is now does not matter.
    if (alive?.messages.every(({ state }) => state === "sent")) return { next: "send", publicationId: alive.id };
    if (alive !== null && (alive.refusal === null || alive.retryAt !== null)) return answer(outcomeOf(alive, now()));
    if (draft?.state !== "open" || draft.version !== version) return answer({ status: "changed" });
    const channel = ports.channel();
    if (channel === null || channel.id !== draft.channelId) return answer(refused({ code: "channel-not-found" }));
    const made = messagesOf(draft, channel);
    if (made === null) return answer({ status: "changed" });
    return alive === null ? intend(wish, draft, channel, made) : resume(wish, alive, draft, made);
  };

  const intend = (wish: Wish, draft: Draft, channel: Channel, made: Made): Begun => {
    const { version, content } = draft;
    const { origin, by: requestedBy, due } = wish;
    const window = channel.settings.undoSeconds * 1_000;
    const releaseAt = due ?? (window === 0 ? null : now() + window);
    const intent = { version, content, requestedBy, origin, releaseAt, ...made };
    return { next: "send", publicationId: publications.intend(draft.id, channel.id, intent) };
  };

  /** Goes on where the channel stopped taking. What it has must still be the beginning of the post. */
  const resume = (wish: Wish, alive: Publication, draft: Draft, made: Made): Begun => {
    const begins = sentOf(alive).every(
      ({ outgoing }, i) => JSON.stringify(outgoing) === JSON.stringify(made.messages[i]),
    );
    if (!begins) return answer(refused({ code: "partly-sent" }, alive));
    const { version, content } = draft;
    publications.resume(alive.id, { version, content, requestedBy: wish.by, ...made });
    return { next: "send", publicationId: alive.id };
  };

  /** Puts an end to what is not being called; with a part in the channel, the rest can be sent later. */
  const withdraw = (id: number): PublishOutcome => {
    const publication = find(id);
    const isOn = publication.state === "intended" && (publication.refusal === null || publication.retryAt !== null);
    const called = publication.messages.some(({ state }) => state === "calling");
    if (!isOn || called || lane.isCalling(id)) return outcomeOf(publication, now());
    halt(publication, { code: "withdrawn" });
    telling.flush();
    lane.pump();
    return standing(id);
  };

  /** What a start makes of a publication that was on its way when the process ended. */
  const recover = (publication: Publication): void => {
    const { id, messages, refusal, releaseAt, origin } = publication;
    if (messages.some(({ state }) => state === "calling")) {
      doubt(publication);
      return;
    }
    if (messages.every(({ state }) => state === "sent")) {
      complete(id);
      return;
    }
    // It stopped, which people know, or goes on by itself: after a delay, or with the parts that are missing.
    if (refusal !== null || sentOf(publication).length > 0) return;
    const time = now();
    if (releaseAt !== null && releaseAt > time) return;
    const grace = lateRules(ports.channel()?.settings ?? ChannelSettings.parse({})).grace;
    if (origin === "schedule" && releaseAt !== null && time - releaseAt <= grace) return;
    // Nobody could take it back while the bot was away: it needs a second press.
    halt(publication, { code: "interrupted" });
  };

  return {
    publish: async ({ draftId, version, by, updateId }) => {
      let first = false;
      const begun = effects.once(updateId, "publish", (): Begun => {
        first = true;
        return begin({ draftId, version, by, origin: "press", due: null });
      });
      if (begun.next === "answer") {
        if (first) reconciler.pump();
        telling.flush();
        return begun.outcome;
      }
      const id = begun.publicationId;
      // An update that is handled again, after a crash, calls nothing: the disk knows what it led to.
      if (first) await lane.rest(id);
      else if (!lane.isCalling(id) && find(id).messages.some(({ state }) => state === "calling")) {
        doubt(find(id));
        reconciler.pump();
      }
      return standing(id);
    },
    release: ({ draftId, version, by, due, alongside }) => {
      const begun = atOnce(() => {
        const made = begin({ draftId, version, by, origin: "schedule", due });
        if (made.next === "send") alongside?.(made.publicationId);
        return made;
      });
      if (begun.next === "send") {
        lane.pump();
        return { status: "taken", publicationId: begun.publicationId };
      }
      reconciler.pump();
      const { outcome } = begun;
      if (outcome.status === "refused") return { status: "refused", refusal: outcome.refusal };
      return { status: outcome.status === "changed" ? "changed" : "already" };
    },
    withdraw,
    settle: (publicationId, truth) => {
      const publication = find(publicationId);
      const { state, refusal, retryAt } = publication;
      const stopped = state === "unknown" || (state === "intended" && refusal !== null && retryAt === null);
      if (!stopped) return outcomeOf(publication, now());
      // Pressed twice, or handled again after a crash: what was sent is not taken for gone because of it.
      if (!truth.there && state === "intended" && truth.anew !== true) return outcomeOf(publication, now());
      const isOver = truth.there || state !== "unknown" || reconciler.isOver(publicationId);
      const until = isOver ? null : mayLandUntil(publication);
      if (until !== null && until > now()) return { status: "early", until };
      const outcome = truth.there ? found(publication, truth.messageIds) : missing(publication);
      telling.flush();
      lane.pump();
      return outcome;
    },
    noticed: (chatId, message) => reconciler.noticed(chatId, message),
    recover: () => {
      for (const id of publications.intended()) {
        try {
          recover(find(id));
        } catch (error) {
          // It stays as it is on disk, and a press on its draft will meet the same: that must not keep the bot down.
          log.error({ err: error, publicationId: id }, "a publication could not be recovered");
        }
      }
      reconciler.lookAgain();
    },
    start: () => {
      telling.open();
      reconciler.open();
      lane.open();
    },
    stop: async () => {
      await Promise.all([lane.stop(), reconciler.stop()]);
      await telling.idle();
      telling.close();
    },
    idle: async () => {
      // Each may give the others something to do.
      while ((await lane.idle()) || (await reconciler.idle()) || (await telling.idle()));
    },
  };

  /** Until when the message in doubt may still appear; null where no attempt is known. */
  function mayLandUntil({ id }: Publication): number | null {
    const last = attempts.list(id).at(-1);
    return last === undefined ? null : Math.min(last.beganAt, now()) + MAY_STILL_LAND;
  }

  /**
   * The messages are there: the ids belong to the first messages without one, and what gets none is still to be sent.
   * Ids that another post has, or that were known before, say nothing of the message in doubt.
   */
  function found(publication: Publication, messageIds: readonly number[]): PublishOutcome {
    return atOnce(() => {
      const { id, channel, messages } = publication;
      const known = messages.flatMap((message) => message.messageIds);
      const left = messageIds.filter((each) => !known.includes(each) && posts.byMessage(channel.id, each) === null);
      if (left.length === 0) return outcomeOf(publication, now());
      for (const { position, state, outgoing } of messages) {
        if (state === "sent") continue;
        const ids = left.splice(0, messageCount(outgoing));
        publications.mark(id, position, ids.length > 0 ? "sent" : "intended", ids);
      }
      endAttempt(id, "found");
      const settled = find(id);
      if (settled.messages.every(({ state }) => state === "sent")) complete(id);
      else halt(settled, { code: "interrupted" });
      return standing(id);
    });
  }

  /** Nothing that is in doubt is there. Where a part was surely sent and has now gone too, all begins anew. */
  function missing(publication: Publication): { status: "released" } {
    return atOnce(() => {
      const { id, messages } = publication;
      const doubted = messages.filter(({ state }) => state === "unknown");
      const gone = doubted.length > 0 ? doubted : messages;
      for (const { position } of gone) publications.mark(id, position, "intended");
      if (doubted.length > 0) endAttempt(id, "absent");
      halt(find(id), { code: "interrupted" });
      return { status: "released" };
    });
  }

  function endAttempt(id: number, outcome: "found" | "absent"): void {
    const last = attempts.list(id).at(-1);
    if (last?.outcome === "unknown") attempts.end(id, last.number, outcome);
  }
}

function answer(outcome: PublishOutcome): Begun {
  return { next: "answer", outcome };
}

/** What goes out, and whether it is pinned. */
interface Made {
  readonly messages: readonly OutgoingMessage[];
  readonly pin: boolean;
}

function messagesOf(draft: Draft, { settings }: Channel): Made | null {
  if (!isPublishable(draft.content, settings)) return null;
  const laidOut = layout(draft.content, settings);
  if (!laidOut.ok) return null;
  const { messages, pin } = deliver(laidOut.messages, draft.options, settings);
  return { messages, pin };
}
