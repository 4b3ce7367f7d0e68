import type { PlannedPost } from "./plan.ts";

/** A post that a person wants in the channel, with all that was done for it and told of it. */
export interface Wish {
  readonly post: PlannedPost;
  readonly person: number;
  text: string;
  wording: number;
  /** Once the person was told that it is saved. */
  draftId: number | null;
  /** Since when somebody should have been told, ms; null where nobody waits in vain. */
  overdueSince: number | null;
  /** When "publish" was first pressed and reached the bot; null as long as nobody did, or when it was taken back. */
  approvedAt: number | null;
  /** For when it is scheduled, on the bot's clock, ms; null where it is not. */
  dueAt: number | null;
  /** For when it was scheduled first; null where it was pressed at once. */
  firstDueAt: number | null;
  /** By when, on the bot's clock, the person has to be told something new; null where they know the end. */
  owedAt: number | null;
  state: "written" | "asked" | "scheduled" | "waiting" | "delayed" | "doubtful" | "flagged" | "refused" | "sent";
  postId: number | null;
  /** What the bot said are its messages. */
  messageIds: readonly number[];
  /** A person removed a part of it from the channel. */
  deleted: boolean;
  /** A person mended a part of it in the channel. */
  edited: boolean;
  /** It was taken back for good. */
  withdrawn: boolean;
}
