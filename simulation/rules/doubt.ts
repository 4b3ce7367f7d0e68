import { postOf } from "../channel.ts";
import type { Request } from "../telegram.ts";
import type { MakeRule } from "./rule.ts";

/** The last look at a message in doubt comes no earlier than this after its request, ms. */
const LAST_LOOK = 510_000;
/** Two looks are no closer to each other, ms. */
const APART = 1_000;

/**
 * What nobody answered is sent again only where the channel was seen to lack it, twice, and the second time when it could
 * not arrive any more; or where a person said so. What a person took away stays away where that is to be seen.
 */
export const doubt: MakeRule = ({ plan, channel, telegram, people }, complain) => ({
  requested: (request) => {
    if (plan.restored !== null) return;
    for (const part of request.parts) {
      const wish = people.wishes.find(({ post }) => post.number === postOf(part));
      const before = telegram
        .requests()
        .slice(0, request.number - 1)
        .findLast(({ parts, end, heardAt }) => (end === "unknown" || heardAt === null) && parts.includes(part));
      if (before === undefined || wish === undefined || wish.cleared) continue;
      const looks = telegram.looks().filter((at) => before.at < at && at <= request.at);
      const last = looks.at(-1) ?? 0;
      if (last < before.at + LAST_LOOK)
        complain(`part ${part} is sent again ${seconds(request, before)} s after a request that may still be acted on`);
      else if (!looks.some((at) => at <= last - APART))
        complain(`part ${part} is sent again after one look at the channel`);
      const gone = channel.all().find((message) => message.request === before.number && message.part === part);
      if (gone?.deletedAt == null) continue;
      // Before the last look, so that the hole was there to be seen.
      const isSeen = channel
        .all()
        .some(({ id, postedAt, deletedAt }) => id > gone.id && deletedAt === null && postedAt < before.at + LAST_LOOK);
      if (isSeen) complain(`part ${part} was taken away by a person, which could be seen, and is sent again`);
    }
  },
});

function seconds(later: Request, earlier: Request): number {
  return Math.round((later.at - earlier.at) / 1_000);
}
