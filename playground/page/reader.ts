import type { Language, Texts } from "./texts.ts";

/** What everything that shows a message needs of its column. */
export interface Reader {
  readonly language: Language;
  readonly texts: Texts;
  /** Now in milliseconds. */
  now(): number;
  /** Opens a link as a messenger does: its own inside, others in a new tab. */
  openLink(href: string): void;
  /** Sends a command that was tapped in a text. */
  sayCommand(command: string): void;
}
