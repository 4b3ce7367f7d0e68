import type { Scheduled } from "../src/archive/schedule.ts";
import type { Verb } from "../src/bot/queue/buttons.ts";
import type { PublicationEvent } from "../src/publish/ports.ts";
import type { Publisher, PublishOutcome } from "../src/publish/publisher.ts";

/** What a person was told: the answer to what they did, or what happened later. */
export type Told =
  | { readonly by: "saved"; readonly post: number; readonly draftId: number }
  | { readonly by: "rewritten"; readonly draftId: number; readonly changed: boolean; readonly text: string }
  | {
      readonly by: "answer";
      readonly draftId: number;
      readonly requestedBy: number;
      readonly outcome: PublishOutcome;
    }
  | { readonly by: "scheduled"; readonly draftId: number; readonly planned: boolean; readonly due: number }
  /** A change of the queue was made or not; with it, which drafts wait now, and for when. */
  | {
      readonly by: "queue";
      readonly verb: Verb;
      readonly draftId: number;
      readonly done: boolean;
      readonly planned: readonly { readonly draftId: number; readonly due: number }[];
    }
  | ({ readonly by: "receipt" } & Pick<Scheduled, "draftId" | "state" | "why" | "due" | "goAt">)
  | ({ readonly by: "event" } & PublicationEvent)
  | { readonly by: "thrown-away"; readonly draftId: number; readonly done: boolean }
  | { readonly by: "withdrawal"; readonly publicationId: number; readonly outcome: PublishOutcome }
  | {
      readonly by: "settlement";
      readonly publicationId: number;
      readonly outcome: ReturnType<Publisher["settle"]>;
    };
