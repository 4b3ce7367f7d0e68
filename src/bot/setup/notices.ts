import { InlineKeyboard } from "grammy";
import type { Channel, ChannelChat } from "../../archive/channels.ts";
import type { Membership } from "../../telegram/chat.ts";
import type { Say } from "../words.ts";
import type { Notice } from "./announce.ts";
import { encode } from "./buttons.ts";

/**
 * Opens Telegram's choice of a channel, with the two rights ticked that the bot needs.
 * https://core.telegram.org/api/links#bot-links
 */
function connectLink(bot: string): string {
  return `https://t.me/${bot}?startchannel&admin=post_messages+edit_messages`;
}

export function connectKeyboard(say: Say, bot: string): InlineKeyboard {
  return new InlineKeyboard().url(say.plain("setup-connect-button"), connectLink(bot));
}

/** What is said once a channel is connected: what it can do, what it lacks, and what to do next. */
export function connectedNotice(say: Say, channel: Channel, rights: Membership, bot: string): Notice {
  const parts = rights.mayPost
    ? [say.html("setup-connected", { channel: channel.title })]
    : [say.html("setup-connected-no-post", { channel: channel.title, bot })];
  if (!rights.mayEdit) parts.push(say.html("setup-connected-no-edit"));
  if (rights.mayPost) parts.push(nextSteps(say, channel, bot));
  return { html: parts.join("\n\n") };
}

export function nextSteps(say: Say, channel: Channel, bot: string): string {
  return say.html("setup-next", { publishers: channel.settings.publishers, zone: channel.zone, bot });
}

/** One channel is served today: another one is not connected beside it, but may take its place. */
export function secondNotice(say: Say, current: Channel, found: ChannelChat): Notice {
  return {
    html: say.html("setup-second", { current: current.title, channel: found.title }),
    keyboard: new InlineKeyboard().text(
      say.plain("setup-switch-button", { channel: found.title }),
      encode({ action: "serve", chatId: found.chatId }),
    ),
  };
}

/** What the change from one membership of the bot to another means for those who set it up; null if nothing. */
export function rightsNotice(say: Say, { channel, before, after, who, bot }: RightsChange): Notice | null {
  const args = { channel: channel.title, who, bot };
  if (after.status !== "administrator") {
    if (before.status !== "administrator") return null;
    const key = after.status === "none" ? "setup-removed" : "setup-demoted";
    return { html: say.html(key, args), keyboard: connectKeyboard(say, bot) };
  }
  if (before.status !== "administrator") {
    return { html: say.html(after.mayPost ? "setup-returned" : "setup-returned-no-post", args) };
  }
  const texts: string[] = [];
  if (before.mayPost && !after.mayPost) texts.push(say.html("setup-lost-post", args));
  if (!before.mayPost && after.mayPost) texts.push(say.html("setup-back-post", args));
  if (before.mayEdit && !after.mayEdit) texts.push(say.html("setup-lost-edit", args));
  if (!before.mayEdit && after.mayEdit) texts.push(say.html("setup-back-edit", args));
  return texts.length === 0 ? null : { html: texts.join("\n\n") };
}

export interface RightsChange {
  readonly channel: Channel;
  readonly before: Membership;
  readonly after: Membership;
  /** The name of who changed it. */
  readonly who: string;
  readonly bot: string;
}
