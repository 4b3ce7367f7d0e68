import type { PostContent } from "../post/post.ts";
import type { OutgoingMessage } from "./outgoing.ts";

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
  | { readonly code: "interrupted" } // the process ended before the next call
  | { readonly code: "partly-sent" } // the channel has the first part of a version that the draft no longer begins with
  | { readonly code: "other"; readonly description: string };

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

/** What became of one call. What it throws is a defect, and is taken for unknown. */
export type Sent =
  | { readonly ok: true; readonly messageIds: readonly [number, ...number[]] }
  | { readonly ok: false; readonly refusal: Refusal }
  | { readonly ok: false; readonly unknown: true };

/** Sends one message or album into a chat: once, whatever happens. */
export interface Sending {
  send(chatId: number, outgoing: OutgoingMessage, replyTo: number | null): Promise<Sent>;
}

/** A draft as the publisher needs it, read at once. */
export interface PublishableDraft {
  readonly channelId: number;
  readonly version: number;
  readonly state: "open" | "published" | "deleted";
  readonly content: PostContent;
}

/** The archive of drafts, as far as publishing needs it. Both run within the publisher's transactions. */
export interface DraftSource {
  /** Null where there is no such draft. */
  publishable(draftId: number): PublishableDraft | null;
  markPublished(draftId: number): void;
}
