import type { ArchivedPost } from "../../archive/archived-post.ts";
import type { Channel } from "../../archive/channels.ts";
import type { Draft, Drafts } from "../../archive/drafts.ts";
import type { Problem, Schedule, Scheduled } from "../../archive/schedule.ts";
import type { QueueReading } from "./queue-reading.ts";

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

/** Checks planned posts once, before their time. */
export interface Checking {
  /** Waiting posts whose time is near and was not checked. */
  uncheckedOf(channel: Channel, at: number): readonly Scheduled[];
  /** Writes what was found, where the row is still the one that was looked at. */
  check(rows: readonly Scheduled[], channel: Channel): Promise<void>;
}

export function createChecking(
  ports: CheckPorts & { readonly schedule: Pick<Schedule, "find">; readonly drafts: Pick<Drafts, "load"> },
  { queue: queueOf, change }: Pick<QueueReading, "queue" | "change">,
): Checking {
  const { schedule, drafts } = ports;

  const uncheckedOf = (channel: Channel, at: number): readonly Scheduled[] =>
    queueOf(channel.id).filter(
      ({ state, checkedFor, due }) => state === "waiting" && checkedFor !== due && due - at <= CHECK_AHEAD,
    );

  const check = async (rows: readonly Scheduled[], channel: Channel): Promise<void> => {
    for (const row of rows) {
      const draft = drafts.load(row.draftId);
      if (draft === null) continue;
      const found = await examine(ports, row, draft, channel);
      if (found === null || schedule.find(row.draftId)?.revision !== row.revision) continue;
      const problems = [...found, ...row.problems.filter(({ code }) => code === "edited")];
      const same = JSON.stringify(problems) === JSON.stringify(row.problems);
      change(row.draftId, { problems, checkedFor: row.due }, { quietly: same });
    }
  };

  return { uncheckedOf, check };
}

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
