import type { Screen } from "../draft/screen.ts";

/** The list on the screen that was made, so that it can be made again. */
export interface AgendaView {
  readonly page: number;
  readonly picked: number | null;
}

export interface AgendaScreen extends Screen {
  /** Null where something is asked in place of the list. */
  readonly view: AgendaView | null;
}

/** The agendas that people have open, which follow the plan. */
export interface Agendas {
  /** This message of the person's chat is their agenda now, and shows this: the list, or another screen of the queue. */
  opened(personId: number, messageId: number, screen: Screen | AgendaScreen): void;
  /** While the person's own press is answered, nothing else edits their agenda; what changed meanwhile is shown then. */
  during(personId: number, answer: () => Promise<void>): Promise<void>;
  /**
   * Something may have changed: brings every list that differs from the plan to what is on disk. Returns at once. Many
   * changes at once are one edit. Whoever stands on another screen of the queue is left there.
   */
  refresh(): void;
  /** Resolves when what is under way has ended. */
  idle(): Promise<void>;
  /** Nothing is edited any more; resolves when what was under way has ended. */
  stop(): Promise<void>;
}
