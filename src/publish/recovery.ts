import type { Publication } from "../archive/publications.ts";
import { ChannelSettings } from "../post/settings.ts";
import { type Endings, sentOf } from "./endings.ts";
import type { PublisherPorts } from "./ports.ts";
import { lateRules } from "./schedule/late.ts";

/** Brings to rest, or lets go on, what was on its way when the process ended. */
export function recoverAll(
  { publications, channel, now, log }: Pick<PublisherPorts, "publications" | "channel" | "now" | "log">,
  { readable, halt, doubt, complete }: Endings,
): void {
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
    const grace = lateRules(channel()?.settings ?? ChannelSettings.parse({})).grace;
    if (origin === "schedule" && releaseAt !== null && time - releaseAt <= grace) return;
    // Nobody could take it back while the bot was away: it needs a second press.
    halt(publication, { code: "interrupted" });
  };

  for (const publication of readable(publications.intended())) {
    try {
      recover(publication);
    } catch (error) {
      // It stays as it is on disk, and a press on its draft will meet the same: that must not keep the bot down.
      log.error({ err: error, publicationId: publication.id }, "a publication could not be recovered");
    }
  }
}
