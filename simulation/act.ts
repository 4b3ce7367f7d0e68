import type { Message } from "@grammyjs/types";
import type { Verb } from "../src/bot/queue/buttons.ts";
import type { PlannedPost } from "./plan.ts";

/** What a person did; it waits in the inbox until a process has handled it. */
export interface Update {
  readonly id: number;
  readonly person: number;
  readonly act: Act;
  handled: boolean;
}

export type Act =
  | { readonly kind: "write"; readonly post: PlannedPost; readonly text: string; readonly followsPostId: number | null }
  | { readonly kind: "rewrite"; readonly draftId: number; readonly text: string }
  | { readonly kind: "press"; readonly draftId: number; readonly version: number }
  | { readonly kind: "schedule"; readonly draftId: number; readonly due: number }
  /** A button of the queue. `other`: the draft to change times with. */
  | { readonly kind: "queue"; readonly verb: Verb; readonly draftId: number; readonly other: number | null }
  | { readonly kind: "withdraw"; readonly publicationId: number }
  /** The draft is put away, whatever became of it. */
  | { readonly kind: "throw-away"; readonly draftId: number }
  | {
      readonly kind: "settle";
      readonly publicationId: number;
      readonly messageIds: readonly number[] | null;
      readonly anew?: boolean;
    }
  /** Telegram tells of a post that a person wrote in the channel. */
  | { readonly kind: "noticed"; readonly message: Message }
  /** After a restore: these drafts are in the channel already, and publishing may go on. */
  | { readonly kind: "confirm"; readonly done: readonly number[] };
