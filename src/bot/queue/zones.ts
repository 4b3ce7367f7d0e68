import { InlineKeyboard } from "grammy";
import type { Screen } from "../draft/screen.ts";
import type { Say } from "../words.ts";
import { press } from "./buttons.ts";
import { cityOf, clock } from "./saying.ts";

/** Zones that a tap chooses, from west to east; any other is typed. */
const OFFERED = [
  "America/Los_Angeles",
  "America/New_York",
  "Europe/London",
  "Europe/Berlin",
  "Europe/Kyiv",
  "Europe/Istanbul",
  "Europe/Moscow",
  "Asia/Tbilisi",
  "Asia/Yerevan",
  "Asia/Dubai",
  "Asia/Yekaterinburg",
  "Asia/Almaty",
  "Asia/Novosibirsk",
  "Asia/Shanghai",
] as const;

/** Whose clock a person reads. @param own null: the channel's */
export function zoneScreen(channelZone: string, own: string | null, admin: boolean, now: number, say: Say): Screen {
  const keyboard = new InlineKeyboard().text(
    `${own === null ? "✅ " : ""}${say.plain("zone-as-channel", { time: clock(now, channelZone) })}`,
    press("zone", null, "-"),
  );
  keyboard.row();
  offer(keyboard, own, now, "zone", say);
  if (admin) keyboard.row().text(say.plain("zone-of-channel"), press("zc"));
  const zone = own ?? channelZone;
  return { html: say.html("zone-head", { zone, time: clock(now, zone), channel: channelZone }), keyboard };
}

/** The channel's clock, which slots and typed times go by. */
export function channelZoneScreen(zone: string, now: number, say: Say): Screen {
  const keyboard = new InlineKeyboard();
  offer(keyboard, zone, now, "zc", say);
  keyboard.row().text(say.plain("zone-back"), press("zone"));
  return { html: say.html("zone-channel-head", { zone, time: clock(now, zone) }), keyboard };
}

function offer(keyboard: InlineKeyboard, chosen: string | null, now: number, verb: "zone" | "zc", say: Say): void {
  const zones = chosen === null || OFFERED.some((zone) => zone === chosen) ? OFFERED : [chosen, ...OFFERED];
  for (const [index, zone] of zones.entries()) {
    keyboard.text(`${zone === chosen ? "✅ " : ""}${cityOf(zone, say)} ${clock(now, zone)}`, press(verb, null, zone));
    if (index % 2 === 1) keyboard.row();
  }
}
