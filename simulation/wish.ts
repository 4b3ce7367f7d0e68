import type { PlannedPost } from "./plan.ts";
import { textOf } from "./posts.ts";

/** A post that a person wants in the channel, with all that was done for it and told of it. */
export interface Wish {
  readonly post: PlannedPost;
  readonly person: number;
  text: string;
  wording: number;
  /** Once the person was told that it is saved. */
  draftId: number | null;
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
  /** The versions that somebody pressed "publish" on. */
  readonly pressed: number[];
  /** A person removed a part of it from the channel. */
  deleted: boolean;
  /** A person mended a part of it in the channel. */
  edited: boolean;
  /** A person told the bot that nothing of it is there. */
  cleared: boolean;
  /** The publication about which the person was asked last. */
  flaggedOf: number | null;
  /** The publication of which a person removed the parts, to begin anew. */
  clearedOf: number | null;
  /** When the draft was thrown away, ms; null as long as nobody did. */
  thrownAwayAt: number | null;
  /** It was taken back for good. */
  withdrawn: boolean;
}

/** Of a post that nobody has written yet. */
export function newWish(post: PlannedPost): Wish {
  return {
    post,
    person: post.author,
    text: textOf(post),
    wording: 1,
    draftId: null,
    approvedAt: null,
    dueAt: null,
    firstDueAt: null,
    owedAt: null,
    state: "written",
    postId: null,
    messageIds: [],
    deleted: false,
    edited: false,
    pressed: [],
    cleared: false,
    flaggedOf: null,
    clearedOf: null,
    thrownAwayAt: null,
    withdrawn: false,
  };
}

/** Whether its person has what they wanted, or wants it no more. */
export function isOver(wish: Wish): boolean {
  return wish.state === "sent" || wish.withdrawn;
}
