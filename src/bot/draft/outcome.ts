import type { Channel } from "../../archive/channels.ts";
import type { Person } from "../../archive/people.ts";
import type { Identifier } from "../../paper/identifier.ts";
import type { Menu } from "./menus.ts";
import type { DraftingParts } from "./parts.ts";

/** What handling a message led to: all of it is on disk, and it is plain JSON, so that it can be told a second time. */
export type Outcome =
  | {
      readonly shows: "card";
      readonly draftId: number;
      readonly guessed?: boolean;
      readonly other?: number | null;
      /** The key of a line on the card. */
      readonly note?: string;
      /** The message of the figure whose menu is open. */
      readonly figure?: number;
    }
  /** A question waits now. `again`: the same as before; `guessed`: the draft is a guess that one tap undoes. */
  | { readonly shows: "question"; readonly note?: string; readonly again?: boolean; readonly guessed?: boolean }
  | { readonly shows: "words"; readonly query: string; readonly mayDraft: boolean }
  /** `paperId`: the person may write about it. */
  | { readonly shows: "paper"; readonly identifier: Identifier; readonly paperId: number | null }
  | { readonly shows: "post"; readonly messageId: number }
  /** A person looked into the channel and named these messages of it. */
  | { readonly shows: "settled"; readonly draftId: number; readonly messageId: number }
  | { readonly shows: "nothing" };

export interface Sender {
  readonly person: Person;
  readonly chatId: number;
  readonly channel: Channel;
  /** Whether the person may draft. */
  readonly author: boolean;
}

export type ReceiveParts = Pick<
  DraftingParts,
  "drafts" | "papers" | "posts" | "authors" | "questions" | "guesses" | "undos" | "wanted"
>;

/** What a press led to; plain JSON, so that it can be told again. */
export type Pressed =
  /** `toast`: the key of a short text; `note`: of a line on the card. */
  | {
      readonly shows: "card";
      readonly menu?: Menu;
      readonly at?: number;
      readonly move?: boolean;
      readonly toast?: string;
      readonly note?: string;
    }
  | { readonly shows: "outcome"; readonly outcome: Outcome }
  | { readonly shows: "search"; readonly query: string };

export type PressParts = ReceiveParts & Pick<DraftingParts, "tags" | "publications" | "undos">;
