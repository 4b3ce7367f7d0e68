import type { TestContext } from "node:test";
import { ANYA, handOf, MAX, startBot, startStandIn } from "./driver.ts";
import { startTime } from "./time.ts";

/** A Tuesday, 18:00 in Moscow. */
export const TUESDAY = Date.UTC(2026, 10, 24, 15);

/** On a Tuesday two admins, Anya and Max, have begun to talk with the bot of their channel. */
export async function startTwoAdmins(t: TestContext) {
  const time = startTime(TUESDAY);
  const telegram = await startStandIn(t, time);
  const { app, db } = await startBot(telegram, time);
  const [anya, max] = [handOf(telegram, ANYA), handOf(telegram, MAX)];
  await anya.say("/start");
  await max.say("/start");
  return { time, telegram, app, db, anya, max };
}
