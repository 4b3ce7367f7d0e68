import type { Logger } from "pino";
import type { Refusal } from "../post/refusal.ts";
import type { PublicationEvent } from "./ports.ts";

/** Ends that people chose, or that need nobody's care: no warning. */
const EXPECTED: ReadonlySet<Refusal["code"]> = new Set(["changed", "withdrawn", "paused", "interrupted"]);

/**
 * Puts what became of a publication into the operator's log, one line with the ids by which the post is found. Does
 * nothing while it only waits.
 */
export function logOutcome(log: Logger, { publicationId, draftId, outcome }: PublicationEvent): void {
  const ids = { publicationId, draftId };
  switch (outcome.status) {
    case "sent":
      log.info({ ...ids, postId: outcome.postId, messageIds: outcome.messageIds }, "a post is in the channel");
      break;
    case "delayed":
      log.warn(
        { ...ids, refusal: outcome.refusal, until: outcome.until },
        outcome.refusal.code === "too-many-requests"
          ? "a post is put off: Telegram asks to wait"
          : "a post is put off: Telegram was not reached",
      );
      break;
    case "refused": {
      const fields = { ...ids, refusal: outcome.refusal, messageIds: outcome.partly?.messageIds };
      if (EXPECTED.has(outcome.refusal.code)) log.info(fields, "a post did not go out");
      else log.warn(fields, "a post was refused");
      break;
    }
    case "unknown":
      if (outcome.lookAt !== null) log.warn(ids, "it is not known whether a post is out: the channel is looked at");
      else {
        const candidates = outcome.candidates.map(({ messageId }) => messageId);
        log.warn({ ...ids, candidates }, "it is not known whether a post is out: people are asked");
      }
      break;
    default:
  }
}
