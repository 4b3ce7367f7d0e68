import { createEndings, outcomeOf } from "./endings.ts";
import { type Begun, createIntents } from "./intents.ts";
import { createLane } from "./lane.ts";
import type { PublisherPorts } from "./ports.ts";
import type { Publisher, PublishOutcome } from "./publisher.ts";
import { createReconciler } from "./reconcile.ts";
import { recoverAll } from "./recovery.ts";
import { createSettling } from "./settling.ts";
import { createTelling } from "./telling.ts";

export type { PublisherPorts } from "./ports.ts";

/**
 * The publisher as an outbox. The order on disk is: intent with exactly what is sent, attempt and "calling" before each
 * call, ids after it, and at the end the post, the draft and the publication in one transaction. So at any moment the
 * disk tells what the channel may have, and nothing is called twice unless the channel was seen to lack it.
 */
export function createPublisher(ports: PublisherPorts): Publisher {
  const { effects, now } = ports;
  const endings = createEndings(ports);
  const { find, atOnce, halt, doubt } = endings;
  const telling = createTelling(ports, endings);
  const lane = createLane(ports, endings, {
    changed: telling.flush,
    doubted: (id) => reconciler.doubted(id),
  });
  const changed = (): void => {
    telling.flush();
    lane.pump();
  };
  const reconciler = createReconciler(ports, endings, changed);
  const { begin } = createIntents(ports, endings, lane.isCalling);
  const { settle } = createSettling(ports, endings, { isOver: reconciler.isOver, changed });

  const standing = (id: number): PublishOutcome => outcomeOf(find(id), now());

  /** Puts an end to what is not being called; with a part in the channel, the rest can be sent later. */
  const withdraw = (id: number): PublishOutcome => {
    const publication = find(id);
    const isOn = publication.state === "intended" && (publication.refusal === null || publication.retryAt !== null);
    const called = publication.messages.some(({ state }) => state === "calling");
    if (!isOn || called || lane.isCalling(id)) return outcomeOf(publication, now());
    halt(publication, { code: "withdrawn" });
    changed();
    return standing(id);
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
    settle,
    noticed: (chatId, message) => reconciler.noticed(chatId, message),
    recover: () => {
      recoverAll(ports, endings);
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
}
