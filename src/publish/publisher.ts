import type { Refusal } from "../post/refusal.ts";

export type { Refusal } from "../post/refusal.ts";

/** The part of a post that the channel took before it refused the next one. */
export interface PartlySent {
  readonly publicationId: number;
  readonly messageIds: readonly number[];
}

export type PublishOutcome =
  | { readonly status: "sent"; readonly postId: number; readonly messageIds: readonly number[]; readonly link: string }
  /**
   * With `partly`, the channel has the first messages: the next press sends only what is missing, and
   * `settle(publicationId, { there: false })` begins anew after a person removed them.
   */
  | { readonly status: "refused"; readonly refusal: Refusal; readonly partly?: PartlySent }
  /** Nobody knows whether the channel has it: it is never sent again without a person's word. */
  | { readonly status: "unknown"; readonly publicationId: number }
  /** Another press was first; what it leads to is told there. */
  | { readonly status: "already" }
  /** The draft is no longer what the press saw, or does not satisfy the post schema. */
  | { readonly status: "changed" };

export interface Publisher {
  /** Puts the draft into the channel if it still has this version. The intent is on disk before the call. */
  publish(request: {
    readonly draftId: number;
    readonly version: number;
    readonly by: number;
    readonly updateId: number;
  }): Promise<PublishOutcome>;
  /**
   * A person looked at the channel: the messages are there with these ids, in the order of the post, or they are not
   * and may be sent again. Does nothing to a publication whose end is known, and tells it.
   */
  settle(
    publicationId: number,
    truth: { readonly there: true; readonly messageIds: readonly number[] } | { readonly there: false },
  ): PublishOutcome | { readonly status: "released" };
  /**
   * At start, before any update: what was between call and record when the process died becomes unknown; what was
   * never called is free again; what was sent whole is recorded as a post. Returns those of which a person must know.
   */
  recover(): readonly Recovered[];
}

export interface Recovered {
  readonly publicationId: number;
  readonly draftId: number;
  readonly requestedBy: number;
  readonly outcome: PublishOutcome;
}
