import { InlineKeyboard } from "grammy";
import type { PublishOutcome, Refusal } from "../../publish/publisher.ts";
import { startChannelLink } from "../../telegram/checkup.ts";
import type { Say } from "../words.ts";
import { encode } from "./buttons.ts";
import { CANDIDATES } from "./texts.ts";

/** Refusals that an author can do nothing about. */
const FOR_ADMINS: ReadonlySet<Refusal["code"]> = new Set([
  "not-a-member",
  "no-right-to-post",
  "channel-not-found",
  "unauthorized",
  "frozen",
  "conflict",
]);

/** Whether a publication stands where only an admin can help. */
export function isTrouble(outcome: PublishOutcome): boolean {
  switch (outcome.status) {
    case "unknown":
      return outcome.lookAt === null;
    case "delayed":
      return outcome.lasts;
    case "refused":
      return FOR_ADMINS.has(outcome.refusal.code);
    default:
      return false;
  }
}

/** Puts below what can be done about it, one tap each. `username`: the bot's, without @. */
export function stuckButtons(
  say: Say,
  id: number,
  outcome: PublishOutcome,
  username: string,
  keyboard: InlineKeyboard = new InlineKeyboard(),
): InlineKeyboard {
  const data = (verb: "this" | "gone" | "undo", messageId = 0) => encode({ verb, publicationId: id, messageId });
  if (outcome.status === "unknown") {
    for (const { messageId, link } of outcome.candidates.slice(0, CANDIDATES)) {
      keyboard.url(link.replace("https://", ""), link);
      keyboard.text(say.plain("publish-settle-this"), data("this", messageId)).row();
    }
    keyboard.text(say.plain("publish-settle-missing"), data("gone"));
  } else if (outcome.status === "delayed") {
    keyboard.text(say.plain("publish-undo"), data("undo"));
  } else if (outcome.status === "refused") {
    const { text, url } = remedyOf(say, outcome.refusal, username);
    keyboard.url(text, url);
  }
  return keyboard;
}

/** Where an admin mends what an author cannot. */
export function remedyOf(
  say: Say,
  { code }: Refusal,
  username: string,
): { readonly text: string; readonly url: string } {
  if (code === "frozen") return { text: "@BotSupport", url: "https://t.me/BotSupport" };
  return code === "unauthorized" || code === "conflict"
    ? { text: "@BotFather", url: "https://t.me/BotFather" }
    : { text: say.plain("trouble-rights"), url: startChannelLink(username) };
}
