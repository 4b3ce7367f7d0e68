import type { Wish } from "../wish.ts";
import { type MakeRule, wishOfRequest } from "./rule.ts";

/** By how much a person may be left waiting for word while the bot runs, ms: this is the stated bound. */
const BOUND = 60 * 60_000;
/** The channel's default, ms. */
const UNDO_WINDOW = 30_000;
/** Where the network is not reached, the same is not tried again before, ms. */
const LEAST_PAUSE = 1_000;
/** What Telegram does not ask to wait for is not put off by more, ms. */
const LONGEST_PAUSE = 60_000;

/** Nothing is sent that nobody wanted, or before it was to be. */
export const earliness: MakeRule = (sight, complain) => ({
  requested: (request) => {
    const { plan, disk, bornAt } = sight;
    const wish = wishOfRequest(sight, request);
    if (wish === null) return;
    const { number } = wish.post;
    const isFirst = sight.telegram
      .requests()
      .every((other) => other.number >= request.number || !isOf(other.parts, number));
    if (isFirst && (wish.approvedAt === null || request.at < wish.approvedAt))
      complain(`post ${number} is sent, and nobody wanted it`);
    else if (isFirst && wish.firstDueAt !== null && request.wall < wish.firstDueAt)
      complain(`post ${number} is sent before its time`);
    const hasPart = disk.value(
      `SELECT 1
         FROM publication
         JOIN publication_message ON publication_id = publication.id
        WHERE draft_id = ? AND publication_message.state = 'sent'`,
      wish.draftId ?? 0,
    );
    // Under the channel's new id the same call is made once more at once.
    const isAgain = plan.migratedAt !== null || hasPart !== null;
    if (wish.thrownAwayAt !== null && wish.thrownAwayAt < request.at && !isAgain)
      complain(`post ${number} is sent, though its draft was thrown away`);
    // The window is measured by whatever the clock says.
    if (plan.jumps.length > 0 || plan.restored !== null) return;
    if (isFirst && wish.firstDueAt === null && request.at < (wish.approvedAt ?? 0) + UNDO_WINDOW)
      complain(`post ${number} is sent before the undo window is over`);
    const pressed = disk.row<{ releaseAt: number | null; calls: number; stands: number; shown: number }>(
      `SELECT release_at AS releaseAt,
              (SELECT count(*) FROM attempt WHERE publication_id = publication.id) AS calls,
              publication.version AS stands,
              draft.version AS shown
         FROM publication
         JOIN draft ON draft.id = draft_id
         JOIN publication_message ON publication_id = publication.id AND publication_message.state = 'calling'
        WHERE origin = 'press' AND draft_id = ?`,
      wish.draftId ?? 0,
    );
    if (pressed === null || pressed.calls > 1 || pressed.releaseAt === null) return;
    if (pressed.releaseAt < bornAt(request.life))
      complain(`post ${number} is sent, though nobody could take it back while the bot was down`);
    if (pressed.stands !== pressed.shown) complain(`post ${number} is sent, though it changed while it waited`);
    if (!wish.pressed.includes(pressed.stands)) complain(`post ${number} is sent in a version that nobody pressed`);
  },
});

function isOf(parts: readonly string[], number: number): boolean {
  return parts.some((part) => Number(part.split(":", 1)[0]) === number);
}

/** Telegram's wait is kept, and a network that is down is not called without a pause. */
export const patience: MakeRule = ({ plan, clock, wall, telegram }, complain) => ({
  requested: (request) => {
    const before = telegram
      .requests()
      .slice(0, request.number - 1)
      .findLast(({ parts, life }) => life === request.life && parts.join() === request.parts.join());
    if (before?.end === "not-reached" && request.at < (before.heardAt ?? 0) + LEAST_PAUSE)
      complain(`request ${request.number} was made at once after one that never left`);
  },
  watch: () => {
    for (const { number } of telegram.impatient()) {
      if (plan.jumps.length === 0) complain(`request ${number} was made although Telegram had told to wait`);
    }
  },
  heard: (told) => {
    if (told.by !== "event" || told.outcome.status !== "delayed" || plan.jumps.length > 0) return;
    const { refusal, until } = told.outcome;
    const asked = refusal.code === "too-many-requests" ? refusal.retryAfterSeconds * 1_000 : 0;
    if (until - wall() > Math.max(asked, telegram.floodUntil() - clock.now(), LONGEST_PAUSE))
      complain(`a post is put off by ${Math.round((until - wall()) / 60_000)} min, and Telegram asked for less`);
  },
});

/** Nobody waits for word in vain. */
export const promptness: MakeRule = ({ plan, clock, wall, people, upSince }, complain) => {
  const start = clock.now();
  const overdue = new Map<Wish, number>();
  const look = (wish: Wish): void => {
    const up = upSince();
    // Whoever stands behind a post that is delayed waits with it: that one's delay is told.
    const isBehind = wish.state !== "delayed" && people.wishes.some(({ state }) => state === "delayed");
    // While the queue rests, and until what rested is told of, nobody is owed anything.
    const time = clock.now() - start;
    const rests = plan.paused.some(({ at, ms }) => at <= time && time < at + ms + BOUND);
    const owed = wish.owedAt !== null && wall() > wish.owedAt && !(rests && wish.state === "scheduled");
    if (!owed || up === null || isBehind) {
      overdue.delete(wish);
      return;
    }
    const since = overdue.get(wish) ?? clock.now();
    overdue.set(wish, since);
    if (clock.now() - Math.max(up, since) > BOUND)
      complain(`nobody was told of post ${wish.post.number} (${wish.state}) for ${BOUND / 60_000} min`);
  };
  return {
    watch: () => people.wishes.forEach(look),
    atRest: () => {
      for (const { post, state, draftId, withdrawn, approvedAt } of people.wishes) {
        if (draftId === null && !withdrawn) complain(`post ${post.number} was never saved`);
        if (state !== "sent" && !withdrawn && approvedAt !== null)
          complain(`post ${post.number} did not come to its end: ${state}`);
      }
    },
  };
};
