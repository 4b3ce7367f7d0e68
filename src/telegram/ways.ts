import type { ChannelHistory } from "./history.ts";

/** Whether a way into a channel's past works. `untried`: no message of the channel is known yet that it could be tried on. */
export type Way = "works" | "closed" | "untried" | "unreachable";

/** What a bot can find out of a channel's past by itself. */
export interface Ways {
  /** An author or admin shows the channel in their profile. */
  readonly profile: Way;
  /** Whether a message exists can be looked up by its id. */
  readonly ids: Way;
  /** A message can be read by a forward into the service chat. */
  readonly forward: Way | "protected" | "no-chat";
}

/**
 * Tries each way, with messages that are known to stand in the channel. Nothing of it is seen there; a copy stands in
 * the service chat for a moment.
 *
 * @param known ids of messages of the channel, of which some may be deleted
 */
export async function tryWays(
  history: ChannelHistory,
  channel: { readonly chatId: number; readonly isProtected: boolean; readonly known: readonly number[] },
  hasServiceChat: boolean,
): Promise<Ways> {
  const { chatId, isProtected, known } = channel;
  const recent = await history.recent(chatId);
  const profile = typeof recent === "string" ? recent : "works";
  const { ids, found } = await tryIds(history, chatId, known);
  if (isProtected) return { profile, ids, forward: "protected" };
  if (!hasServiceChat) return { profile, ids, forward: "no-chat" };
  if (found === null) return { profile, ids, forward: known.length === 0 ? "untried" : ids };
  const read = await history.read(chatId, found);
  return { profile, ids, forward: typeof read === "object" ? "works" : read === "unreachable" ? read : "closed" };
}

async function tryIds(
  history: ChannelHistory,
  chatId: number,
  known: readonly number[],
): Promise<{ readonly ids: Way; readonly found: number | null }> {
  if (known.length === 0) return { ids: "untried", found: null };
  for (const id of known) {
    const has = await history.has(chatId, id);
    if (has === true) return { ids: "works", found: id };
    if (has !== false) return { ids: has, found: null };
  }
  // A bot that lost the channel is told of every message that there is none.
  return { ids: "closed", found: null };
}

/**
 * `sees`: what was sent is found again without anybody's help. `partly`: only that something is there, or that nothing
 * is. `blind`: people are asked. `unknown`: it could not be tried, yet or now.
 */
export type Sight = "sees" | "partly" | "blind" | "unknown";

export function sightOf({ profile, ids, forward }: Ways): Sight {
  if (profile === "works" || (ids === "works" && forward === "works")) return "sees";
  const open = (way: string) => way === "untried" || way === "unreachable";
  if (ids === "works" && !open(forward)) return "partly";
  return open(profile) || open(ids) || open(forward) ? "unknown" : "blind";
}
