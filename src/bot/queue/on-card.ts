import type { InlineKeyboardButton } from "@grammyjs/types";
import type { Scheduled } from "../../archive/schedule.ts";
import type { Say } from "../words.ts";
import { press } from "./buttons.ts";
import { distance, moment } from "./saying.ts";

/** When the post goes out, as a line of its draft's card; HTML. */
export function plannedLine(
  { state, due, goAt }: Scheduled,
  { zone, now }: { readonly zone: string; readonly now: number },
  say: Say,
): string {
  if (state === "asked") return say.html("queue-on-card-asked");
  const at = goAt ?? due;
  const args = { moment: moment(at, { say, zone, own: null, now }), distance: distance(at, { say, zone, now }) };
  return say.html("queue-on-card", args);
}

/** The button of a card that leads to the choice of a time. */
export function planButton(draftId: number, planned: Scheduled | null, say: Say): InlineKeyboardButton {
  const text = say.plain(planned === null ? "queue-schedule" : "queue-reschedule");
  return { text, callback_data: press("plan", { draftId }) };
}
