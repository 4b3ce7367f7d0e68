import type { Api } from "grammy";
import type { Logger } from "pino";
import type { Channel, Channels } from "../../archive/channels.ts";
import type { Db } from "../../archive/database.ts";
import type { Draft, Drafts } from "../../archive/drafts.ts";
import type { Effects } from "../../archive/effects.ts";
import type { Publications } from "../../archive/publications.ts";
import type { Schedule } from "../../archive/schedule.ts";
import type { ScheduleMessages } from "../../archive/schedule-messages.ts";
import type { Slots } from "../../archive/slots.ts";
import type { Desk } from "../../desk/desk.ts";
import type { Scheduler } from "../../publish/schedule/scheduler.ts";
import type { PaperboyContext } from "../context.ts";
import type { Receipts } from "../publication/receipts.ts";
import type { Say } from "../words.ts";
import type { Agendas } from "./agenda-view.ts";
import type { Reader } from "./saying.ts";

/** All that the parts of the queue share among each other. */
export interface QueueParts {
  readonly db: Pick<Db, "transaction">;
  readonly api: Pick<Api, "sendMessage" | "editMessageText" | "deleteMessage">;
  readonly schedule: Schedule;
  readonly slots: Slots;
  readonly messages: ScheduleMessages;
  readonly drafts: Pick<Drafts, "load">;
  readonly publications: Pick<Publications, "alive">;
  readonly channels: Pick<Channels, "served" | "setZone">;
  readonly desk: Pick<Desk, "standing">;
  readonly effects: Effects;
  /** Whether nothing goes out until an admin confirms that the channel was checked after a restore. */
  readonly held: () => boolean;
  readonly scheduler: Pick<Scheduler, "wake">;
  readonly agendas: Pick<Agendas, "opened" | "during" | "refresh">;
  readonly receipts: Pick<Receipts, "show" | "take" | "drop">;
  /** Whether the draft may go into the channel as it is. */
  readonly publishable: (draft: Draft, channel: Channel) => boolean;
  /** The draft's card shows what has changed. */
  readonly refreshCard: (draftId: number) => Promise<void>;
  readonly now: () => number;
  readonly log: Logger;
}

/** How this person reads times. */
export function readerOf(
  { messages, now }: Pick<QueueParts, "messages" | "now">,
  personId: number,
  say: Say,
  channel: Pick<Channel, "zone">,
): Reader {
  return { say, zone: channel.zone, own: messages.zone(personId), now: now() };
}

/** Whether the person may publish, asked of Telegram now; "unknown" where it does not say. */
export async function mayPublish({ desk, log }: Pick<QueueParts, "desk" | "log">, ctx: PaperboyContext) {
  try {
    return (await desk.standing(ctx.person.id, { live: true })).publisher;
  } catch (error) {
    log.warn({ err: error, personId: ctx.person.id }, "Telegram did not tell who may publish");
    return "unknown";
  }
}
