import type { Scheduled } from "../src/archive/schedule.ts";
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
  | { readonly by: "scheduled"; readonly draftId: number; readonly planned: boolean }
  | ({ readonly by: "receipt" } & Pick<Scheduled, "draftId" | "state" | "why" | "due" | "goAt">)
  | ({ readonly by: "event" } & PublicationEvent)
  | { readonly by: "withdrawal"; readonly publicationId: number; readonly outcome: PublishOutcome }
  | {
      readonly by: "settlement";
      readonly publicationId: number;
      readonly outcome: ReturnType<Publisher["settle"]>;
    };
