import type { ArchivedPost } from "../../archive/archived-post.ts";
import type { Channel } from "../../archive/channels.ts";
import type { Draft } from "../../archive/drafts.ts";
import type { Problem, Scheduled } from "../../archive/schedule.ts";

/** What the check of a planned post asks others. An answer of null: Telegram did not say. */
export interface CheckPorts {
  /** Whether this content may go into the channel, by the post schema and the layout. */
  readonly publishable: (draft: Draft, channel: Channel) => boolean;
  /** Whether the bot may post in the channel. */
  readonly mayPost: (chatId: number) => Promise<boolean | null>;
  /** Whether Telegram still gives out this file. */
  readonly fetchable: (fileId: string) => Promise<boolean | null>;
  /** The channel's posts about the draft's papers. */
  readonly aboutPapers: (draft: Draft, channelId: number) => readonly Pick<ArchivedPost, "title" | "publishedAt">[];
}

/** How long before its time a post is checked, ms. */
export const CHECK_AHEAD = 3_600_000;

/**
 * Looks at a planned post as it would go out now. Null where Telegram left a question open: it is to be asked again.
 * A problem of "edited" is not looked for here: the scheduler knows it.
 */
export async function examine(
  ports: CheckPorts,
  row: Pick<Scheduled, "at">,
  draft: Draft,
  channel: Channel,
): Promise<readonly Problem[] | null> {
  const problems: Problem[] = [];
  if (!ports.publishable(draft, channel)) problems.push({ code: "schema" });
  const mayPost = await ports.mayPost(channel.chatId);
  if (mayPost === false) problems.push({ code: "rights" });
  let open = mayPost === null;
  for (const [index, { fileId }] of draft.content.figures.entries()) {
    const fetchable = await ports.fetchable(fileId);
    if (fetchable === false) problems.push({ code: "figure", number: index + 1 });
    open ||= fetchable === null;
  }
  const newer = ports.aboutPapers(draft, channel.id).find(({ publishedAt }) => publishedAt > row.at);
  if (newer !== undefined) problems.push({ code: "paper-out", title: newer.title });
  return open && problems.length === 0 ? null : problems;
}
