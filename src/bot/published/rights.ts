import type { PublishedParts } from "./parts.ts";

/** Whether the person may change the channel's posts now: Telegram is asked. "unknown" where it does not answer. */
export async function mayEdit(
  { desk, log }: Pick<PublishedParts, "desk" | "log">,
  personId: number,
): Promise<"yes" | "no" | "unknown"> {
  try {
    return (await desk.standing(personId, { live: true })).publisher ? "yes" : "no";
  } catch (error) {
    log.warn({ err: error, personId }, "Telegram did not tell who may change posts");
    return "unknown";
  }
}
