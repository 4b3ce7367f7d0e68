/** Why the channel did not take a post; `bot/` puts each into words with what to do. */
export type Refusal =
  | { readonly code: "not-a-member" }
  | { readonly code: "no-right-to-post" }
  | { readonly code: "channel-not-found" }
  | { readonly code: "too-many-requests"; readonly retryAfterSeconds: number }
  | { readonly code: "unauthorized" }
  | { readonly code: "not-reached" } // the network failed before the request left
  | { readonly code: "file-unusable" }
  | { readonly code: "text-refused"; readonly description: string }
  | { readonly code: "other"; readonly description: string };

export type PublishOutcome =
  | { readonly status: "sent"; readonly postId: number; readonly messageIds: readonly number[]; readonly link: string }
  | { readonly status: "refused"; readonly refusal: Refusal }
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
  /** A person looked at the channel: the messages are there with these ids, or they are not and may be sent again. */
  settle(
    publicationId: number,
    truth: { readonly there: true; readonly messageIds: readonly number[] } | { readonly there: false },
  ): PublishOutcome | { readonly status: "released" };
  /** At start: what was between call and record when the process died becomes unknown. Returns those publications. */
  recover(): readonly { readonly publicationId: number; readonly draftId: number; readonly requestedBy: number }[];
}
