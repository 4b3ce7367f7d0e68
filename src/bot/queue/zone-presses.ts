import type { Channel } from "../../archive/channels.ts";
import { isZone, toWritten } from "../../publish/schedule/zone.ts";
import type { PaperboyContext } from "../context.ts";
import type { Screen } from "../draft/screen.ts";
import { editOrSend, toast } from "../setup/reply.ts";
import type { Press } from "./buttons.ts";
import type { QueueParts } from "./parts.ts";
import { channelZoneScreen, zoneScreen } from "./zones.ts";

/** A press on the choice of a clock: everybody's own, or the channel's, which admins choose. */
export async function zonePress(
  parts: QueueParts,
  ctx: PaperboyContext,
  press: Press,
  channel: Channel,
): Promise<void> {
  const { messages, channels } = parts;
  const { admin } = await ctx.standing();
  const zone = press.arg;
  if (zone !== "" && zone !== "-" && !isZone(zone)) return await toast(ctx);
  if (press.verb === "zone") {
    if (zone !== "") messages.setZone(ctx.person.id, zone === "-" ? null : zone);
    return await shown(ctx, zoneScreen(channel.zone, messages.zone(ctx.person.id), admin, parts.now(), ctx.say));
  }
  if (!admin) return await toast(ctx, ctx.say.plain("settings-not-yours"), { alert: true });
  if (zone !== "" && zone !== "-") setChannelZone(parts, channel, zone);
  const { zone: now = channel.zone } = channels.served() ?? {};
  await shown(ctx, channelZoneScreen(now, parts.now(), ctx.say));
}

async function shown(ctx: PaperboyContext, screen: Screen): Promise<void> {
  await toast(ctx);
  await editOrSend(ctx, screen);
}

/** The channel goes by another clock: what is planned keeps its instant, slots and what is typed follow the new clock. */
export function setChannelZone(
  { db, schedule, channels, scheduler }: Pick<QueueParts, "db" | "schedule" | "channels" | "scheduler">,
  channel: Channel,
  zone: string,
): void {
  db.transaction(() => {
    channels.setZone(channel.id, zone);
    for (const { draftId, due } of schedule.queue(channel.id))
      schedule.change(draftId, { written: toWritten(due, zone) });
  }).immediate();
  scheduler.wake();
}
