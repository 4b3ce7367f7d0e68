import type { Publication } from "../archive/publications.ts";
import { messageCount } from "../post/outgoing.ts";
import { isMessageId } from "../telegram/publishing.ts";
import { type Endings, outcomeOf } from "./endings.ts";
import { MAY_STILL_LAND, mayLandUntil } from "./landing.ts";
import type { PublisherPorts } from "./ports.ts";
import type { Publisher, PublishOutcome } from "./publisher.ts";

interface SettlingEvents {
  /** Whether the looks at the channel have ended for this publication. */
  readonly isOver: (publicationId: number) => boolean;
  /** Something is on disk otherwise than before. */
  readonly changed: () => void;
}

/** Takes people's word for what the channel has, where nobody else can tell. */
export function createSettling(
  ports: Pick<PublisherPorts, "publications" | "attempts" | "posts" | "now">,
  { find, atOnce, halt, complete, doubtNext }: Endings,
  { isOver, changed }: SettlingEvents,
): Pick<Publisher, "settle"> {
  const { publications, attempts, posts, now } = ports;

  const settle: Publisher["settle"] = (publicationId, truth) => {
    const publication = find(publicationId);
    const { state, refusal, retryAt } = publication;
    const stopped = state === "unknown" || (state === "intended" && refusal !== null && retryAt === null);
    if (!stopped) return outcomeOf(publication, now());
    // Pressed twice, or handled again after a crash: what was sent is not taken for gone because of it.
    if (!truth.there && state === "intended" && truth.anew !== true) return outcomeOf(publication, now());
    const hasEnded = truth.there || state !== "unknown" || isOver(publicationId);
    const last = hasEnded ? undefined : attempts.list(publicationId).at(-1);
    if (last !== undefined) {
      // Telegram does not tell when a button was pressed: what waited while no process ran may be from before the
      // message landed. So what counts is that this process has seen the time pass.
      const lands = mayLandUntil(last, now());
      return { status: "early", until: lands > now() ? lands : now() + MAY_STILL_LAND };
    }
    const outcome = truth.there ? found(publication, truth.messageIds) : missing(publication);
    changed();
    return outcome;
  };

  /**
   * The messages are there: the ids belong to the first messages without one. What gets none is still to be sent or,
   * where it is in doubt as well, to be looked for: after a restore several are, and a person may show a later one.
   * Ids that another post has, or that were known before, say nothing of the message in doubt.
   */
  function found(publication: Publication, messageIds: readonly number[]): PublishOutcome {
    return atOnce(() => {
      const { id, channel, messages } = publication;
      const known = messages.flatMap((message) => message.messageIds);
      const left = [...new Set(messageIds)].filter(
        (each) => isMessageId(each) && !known.includes(each) && posts.byMessage(channel.id, each) === null,
      );
      if (left.length === 0) return outcomeOf(publication, now());
      for (const { position, state, outgoing } of messages) {
        if (state === "sent") continue;
        const ids = left.splice(0, messageCount(outgoing));
        if (ids.length > 0 || state !== "unknown") {
          publications.mark(id, position, ids.length > 0 ? "sent" : "intended", ids);
        }
      }
      endAttempt(id, "found");
      const settled = find(id);
      if (settled.messages.every(({ state }) => state === "sent")) complete(id);
      else if (!doubtNext(id)) halt(settled, { code: "interrupted" });
      return outcomeOf(find(id), now());
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

  return { settle };
}
