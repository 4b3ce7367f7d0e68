import type { Refusal } from "../post/refusal.ts";
import type { PastMessage } from "../telegram/history.ts";

export type { Refusal } from "../post/refusal.ts";

/** The part of a post that the channel took before it refused the next one. */
export interface PartlySent {
  readonly publicationId: number;
  readonly messageIds: readonly number[];
}

/** A message of the channel that may be the one in doubt. */
export interface Candidate {
  readonly messageId: number;
  readonly link: string;
}

/** Where a publication stands; plain JSON. Times are wall clock, ms. */
export type PublishOutcome =
  | { readonly status: "sent"; readonly postId: number; readonly messageIds: readonly number[]; readonly link: string }
  /** It goes out at `until` if nobody takes it back before. */
  | { readonly status: "waiting"; readonly publicationId: number; readonly until: number }
  /**
   * Telegram asked to wait, or was not reached: it goes on by itself at `until`, and with it what stands behind it.
   * `lasts`: this has been so for a while.
   */
  | {
      readonly status: "delayed";
      readonly publicationId: number;
      readonly refusal: Refusal;
      readonly until: number;
      readonly lasts: boolean;
    }
  /**
   * With `partly`, the channel has the first messages: the next press sends only what is missing, and
   * `settle(publicationId, { there: false, anew: true })` begins anew after a person removed them.
   */
  | { readonly status: "refused"; readonly refusal: Refusal; readonly partly?: PartlySent }
  /**
   * Nobody knows yet whether the channel has it. `lookAt`: when the bot looks again by itself; null: it cannot tell,
   * and a person has to, perhaps by one of the candidates.
   */
  | {
      readonly status: "unknown";
      readonly publicationId: number;
      readonly lookAt: number | null;
      readonly candidates: readonly Candidate[];
    }
  /** Another press was first; what it leads to is told there. */
  | { readonly status: "already" }
  /** The draft is no longer what the press saw, or does not satisfy the post schema. */
  | { readonly status: "changed" };

/** What becomes of a post whose time has come. */
export type Released =
  /** It is on disk and goes out in its turn; events tell what becomes of it. */
  | { readonly status: "taken"; readonly publicationId: number }
  /** The draft is published, or on its way, or in doubt. */
  | { readonly status: "already" }
  /** The draft is gone, has another version, or does not satisfy the post schema. */
  | { readonly status: "changed" }
  | { readonly status: "refused"; readonly refusal: Refusal };

export interface Publisher {
  /**
   * Puts the draft into the channel if it still has this version, after the channel's undo window. The intent is on
   * disk before the call. Resolves when the publication has come to rest for the first time: it waits, is out, refused,
   * delayed or in doubt; events tell what comes later.
   */
  publish(request: {
    readonly draftId: number;
    readonly version: number;
    readonly by: number;
    readonly updateId: number;
  }): Promise<PublishOutcome>;
  /**
   * Takes over a scheduled post that is due: there is no undo window. It goes out at `due` (ms) or, where that has
   * passed, at once, in the order of `due`, and never early. Synchronous; `alongside` runs in the transaction that writes
   * the intent, and only if it is written. To be called within no other transaction, or as a part of one.
   */
  release(request: {
    readonly draftId: number;
    readonly version: number;
    readonly by: number;
    readonly due: number;
    readonly alongside?: (publicationId: number) => void;
  }): Released;
  /** Takes back what waits or is delayed, unless the channel has a part of it already. Tells where it stands. */
  withdraw(publicationId: number): PublishOutcome;
  /**
   * A person looked at the channel: the messages are there with these ids, in the order of the post, or they are not
   * and may be sent again; with `anew`, what was surely sent has been removed as well. Does nothing to a publication
   * whose end is known, and tells it. `early`: a request that was not answered may still be acted on until then (ms), so
   * that "not there" is not yet true.
   */
  settle(
    publicationId: number,
    truth:
      | { readonly there: true; readonly messageIds: readonly number[] }
      | { readonly there: false; readonly anew?: boolean },
  ): PublishOutcome | { readonly status: "released" } | { readonly status: "early"; readonly until: number };
  /** An update told of a message of the channel, which may be one in doubt. Does nothing if it is not. */
  noticed(chatId: number, message: PastMessage): void;
  /**
   * At start, before any update and before `start`: what was between call and record when the process died becomes
   * unknown; what was never called is free again, unless its time has not come yet; what was sent whole is recorded as
   * a post. The events of it are told after `start`.
   */
  recover(): void;
  /** Goes on with what waits, is delayed or in doubt. */
  start(): void;
  /** No further call is begun; resolves when the one that is being made has ended. */
  stop(): Promise<void>;
  /** Resolves when nothing can be done before some time passes. */
  idle(): Promise<void>;
}
