import type { ConversationFlavor } from "@grammyjs/conversations";
import type { Message } from "@grammyjs/types";
import type { Context } from "grammy";
import type { Channel } from "../archive/channels.ts";
import type { Person } from "../archive/people.ts";
import type { Standing } from "../desk/desk.ts";
import type { Say } from "./words.ts";

/** What every handler of the bot finds on its context beside grammY's own. */
export interface PaperboyFlavor {
  /** Who sent the update. */
  person: Person;
  /** Texts in the person's language. */
  say: Say;
  /** The channel that is served, or null before one is connected. */
  channel: Channel | null;
  /** What the person may do now: the last answer of Telegram, at most a minute old. */
  standing: () => Promise<Standing>;
  /** The messages that make up this answer, in order: one, an album's parts, or a paste of several. Empty where the update is no message. */
  together: readonly Message[];
  /** Whether the update had waited while the bot was down. Such a press must not reach the channel. */
  late: boolean;
}

export type PaperboyContext = ConversationFlavor<Context & PaperboyFlavor>;
