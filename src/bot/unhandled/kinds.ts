import type { Message } from "@grammyjs/types";

/** What a message is that nothing else took, as far as an answer to it differs. */
export type UnhandledKind = "sticker" | "voice" | "contact" | "location" | "poll" | "dice" | "media" | "other";

const KINDS = [
  ["sticker", "sticker"],
  ["voice", "voice"],
  ["video_note", "voice"],
  ["audio", "voice"],
  ["contact", "contact"],
  ["venue", "location"],
  ["location", "location"],
  ["poll", "poll"],
  ["dice", "dice"],
  ["game", "other"],
  ["story", "other"],
  ["checklist", "other"],
  ["invoice", "other"],
  ["giveaway", "other"],
  ["giveaway_winners", "other"],
  ["passport_data", "other"],
  ["paid_media", "media"],
  ["photo", "media"],
  ["animation", "media"],
  ["video", "media"],
  ["document", "media"],
  ["rich_message", "other"],
  ["text", "other"],
] as const satisfies readonly (readonly [keyof Message, UnhandledKind])[];

/** Null for a service message (pinned, joined, a timer set …): nobody said anything, so nothing is answered. */
export function kindOf(message: Message): UnhandledKind | null {
  return KINDS.find(([field]) => message[field] !== undefined)?.[1] ?? null;
}
