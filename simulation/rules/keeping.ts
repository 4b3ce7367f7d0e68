import { fingerprintOf } from "../../src/publish/fingerprint.ts";
import type { Wish } from "../wish.ts";
import { copiesOf, type MakeRule, wishOfRequest } from "./rule.ts";

/** No draft, revision or record is lost. */
export const keeping: MakeRule = (sight, complain) => {
  const { plan, disk, people } = sight;
  /** A wording that was told to be kept before anything was intended is what goes out, or a later one. */
  const kept = new Map<Wish, number>();
  const textOf = (draftId: number) =>
    disk.value<string>("SELECT text FROM draft_text WHERE draft_id = ? ORDER BY position LIMIT 1", draftId);
  const isIntended = (draftId: number) => disk.value("SELECT 1 FROM publication WHERE draft_id = ?", draftId) !== null;

  return {
    requested: (request) => {
      const wish = wishOfRequest(sight, request);
      const wording = Number(/In wording (\d+)/.exec(JSON.stringify(request.call.payload))?.[1] ?? Number.NaN);
      if (wish === null || plan.restored !== null) return;
      if (wording < (kept.get(wish) ?? 0)) complain(`post ${wish.post.number} is sent in an older wording`);
    },
    heard: (told) => {
      if (told.by === "saved" && textOf(told.draftId) === null)
        complain(`post ${told.post} was told to be saved and is not`);
      if (told.by !== "rewritten" || !told.changed) return;
      if (textOf(told.draftId) !== told.text) complain("a change was told to be saved and is not");
      const wish = people.wishOf(told.draftId);
      if (wish !== null && !isIntended(told.draftId)) kept.set(wish, Number(/In wording (\d+)/.exec(told.text)?.[1]));
    },
    atRest: () => {
      for (const wish of people.wishes) {
        const { post, draftId, state, postId, messageIds } = wish;
        if (draftId === null) continue;
        if (textOf(draftId) === null) complain(`the draft of post ${post.number} is lost`);
        if (state !== "sent" || postId === null) continue;
        const recorded = wordingsOf(
          disk.value<string>("SELECT content FROM publication WHERE post_id = ?", postId) ?? "",
        );
        const there = wordingsOf(JSON.stringify(copiesOf(sight, wish)));
        if (plan.restored === null && !wish.deleted && recorded.join() !== there.join())
          complain(`post ${post.number} is recorded in wording ${recorded} and stands in wording ${there}`);
        const archived = disk.values<number>(
          "SELECT message_id FROM post_message WHERE post_id = ? ORDER BY position",
          postId,
        );
        if (archived.join() !== messageIds.join()) complain(`the archive has other messages of post ${post.number}`);
        const follows = people.wishes.find((other) => other.post.number === post.follows)?.postId ?? null;
        const followed = disk.value<number>("SELECT follows_post_id FROM post WHERE id = ?", postId);
        if (plan.restored === null && followed !== follows)
          complain(`the archive does not know what post ${post.number} follows`);
      }
    },
  };
};

/** The wordings that are met in it, each once. */
function wordingsOf(text: string): readonly number[] {
  return [...new Set([...text.matchAll(/In wording (\d+)/g)].map(([, wording]) => Number(wording)))].sort();
}

/** A call is a row before it is made: which message, with which fingerprint, after which message of the channel. */
export const recording: MakeRule = ({ plan, disk }, complain) => {
  /** The channel's last message that was on disk after the step before. */
  let lastKnown = 0;
  const known = (): number =>
    disk.value<number>(
      `SELECT max(id)
             FROM (SELECT message_id AS id FROM post_message
                   UNION ALL SELECT value FROM publication_message, json_each(message_ids)
                   UNION ALL SELECT message_id FROM foreign_message)`,
    ) ?? 0;
  return {
    requested: ({ number, call }) => {
      const rows = disk.rows<{ outgoing: string; fingerprint: string; after: number | null }>(
        `SELECT outgoing, fingerprint, last_message_id AS after
           FROM publication_message
           JOIN attempt USING (publication_id, position)
          WHERE state = 'calling' AND outcome IS NULL
          ORDER BY number DESC`,
      );
      const [row] = rows;
      if (row === undefined) return complain(`request ${number} was made without a row of its own`);
      if (row.fingerprint !== fingerprintOf(Number(call.payload.chat_id), JSON.parse(row.outgoing)))
        complain(`request ${number} has the fingerprint of another`);
      // What a person took away in this very step is known no more.
      if ((row.after ?? 0) < Math.min(lastKnown, known()))
        complain(`request ${number} is written down after message ${row.after}, and ${lastKnown} was known`);
    },
    watch: () => {
      lastKnown = known();
    },
    atRest: () => {
      if (disk.value("SELECT 1 FROM publication_message WHERE state = 'calling'") !== null)
        complain("a call is still being made at rest");
      // What a restored copy took for called is settled without a word on each of its attempts.
      if (plan.restored === null && disk.value("SELECT 1 FROM attempt WHERE outcome IS NULL") !== null)
        complain("what became of an attempt is not known at rest");
    },
  };
};
