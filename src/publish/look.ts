import type { OutgoingMessage } from "../post/outgoing.ts";
import type { Figure } from "../post/post.ts";
import type { ChannelHistory, PastMessage } from "../telegram/history.ts";
import { findSent } from "./match.ts";

/** What one look at the channel told of a message in doubt. */
export type Look =
  | { readonly result: "found"; readonly messageIds: readonly number[]; readonly postedAt: number }
  /** Nothing that could be it stands after the last message that was known before the call. */
  | { readonly result: "absent" }
  /** It cannot be told; these may be it. */
  | { readonly result: "undecidable"; readonly candidates: readonly number[] }
  /** Telegram did not answer. */
  | { readonly result: "unreachable" };

/** What a call was to put into the channel. */
interface Sent {
  readonly outgoing: OutgoingMessage;
  /** The post's, by which the names of the files are known. */
  readonly figures: readonly Figure[];
}

export interface Doubt extends Sent {
  readonly chatId: number;
  /** What else may be out and is not recorded, now: a message that is just this is no edit of the one looked for. */
  readonly others: () => readonly Sent[];
  /** The channel's last message that was known before the call; null where none was. */
  readonly after: number | null;
  /** Wall clock, ms: when the call began. */
  readonly beganAt: number;
  /** The call may be long ago, and the post changed since: only where nothing came after it is it absent. */
  readonly restored: boolean;
  /** Ids after `after` that are known to be something else, now: others may be recorded while the channel is read. */
  readonly explained: () => ReadonlySet<number>;
  /** Ids that are known to have stood in the channel: where a lookup finds none of them, it tells nothing. */
  readonly controls: readonly number[];
}

/** Ids without a message after the last that has one, before the search ends. */
const GAP = 5;
/** Messages after the last known one that are looked at, at most. */
const REACH = 100;
/** Telegram's clock and this one may differ by so much, ms. */
export const SLACK = 60_000;

/**
 * Looks for a message in doubt in the channel, by the profile of a person who shows it or, where nobody does, by ids.
 * Nothing that it does is seen in the channel.
 */
export async function lookFor(history: ChannelHistory, doubt: Doubt): Promise<Look> {
  const shown = await fromProfile(history, doubt);
  if (shown.result === "found" || shown.result === "absent") return shown;
  const first = await fromIds(history, doubt);
  // It may have appeared while its ids were gone through one by one: then the next time it is whole.
  const byId = first.result === "undecidable" ? await fromIds(history, doubt) : first;
  if (byId.result !== "undecidable") return byId;
  // The better way may answer later.
  if (shown.result !== "undecidable") return shown;
  const candidates = [...new Set([...shown.candidates, ...byId.candidates])].sort((a, b) => a - b);
  return { result: "undecidable", candidates };
}

async function fromProfile(history: ChannelHistory, doubt: Doubt): Promise<Look> {
  const recent = await history.recent(doubt.chatId);
  if (recent === "unreachable") return { result: "unreachable" };
  if (recent === "closed") return { result: "undecidable", candidates: [] };
  const { after, beganAt } = doubt;
  const isLater = ({ messageId, postedAt }: PastMessage) =>
    after === null ? postedAt >= beganAt - SLACK : messageId > after;
  const later = recent.messages.filter(isLater);
  // Without a known message only the clocks tell what is later, and this one may be wrong: what looks like it and seems
  // to be older may be it.
  if (after === null) {
    const older = findSent(
      doubt.outgoing,
      doubt.figures,
      recent.messages.filter((message) => !isLater(message)),
    );
    const candidates = "found" in older ? older.found : older.perhaps;
    if (candidates.length > 0) return { result: "undecidable", candidates: [...candidates] };
  }
  const whole = recent.all || recent.messages.some((message) => !isLater(message));
  const from = after ?? Math.min(...later.map(({ messageId }) => messageId)) - 1;
  return judge(doubt, later, whole && !hasHole(later, from, doubt.explained()));
}

async function fromIds(history: ChannelHistory, doubt: Doubt): Promise<Look> {
  const { chatId, after } = doubt;
  const explained = doubt.explained();
  if (after === null) return { result: "undecidable", candidates: [] };
  const controlled = await isReliable(history, doubt);
  if (controlled !== true) return controlled === "unreachable" ? { result: "unreachable" } : NOTHING_KNOWN;
  const read: PastMessage[] = [];
  const unread: number[] = [];
  const there: { readonly messageId: number }[] = [];
  let missing = 0;
  for (let id = after + 1; missing < GAP && id <= after + REACH; id++) {
    const has = explained.has(id) || (await history.has(chatId, id));
    if (has === "unreachable") return { result: "unreachable" };
    if (has === "closed") return NOTHING_KNOWN;
    missing = has ? 0 : missing + 1;
    if (!has) continue;
    there.push({ messageId: id });
    if (explained.has(id)) continue;
    const message = await history.read(chatId, id);
    if (message === "unreachable") return { result: "unreachable" };
    if (typeof message === "string") unread.push(id);
    else read.push(message);
  }
  const sure = missing >= GAP && unread.length === 0 && !hasHole(there, after, explained);
  const look = judge(doubt, read, sure);
  if (look.result !== "undecidable") return look;
  return { result: "undecidable", candidates: [...look.candidates, ...unread].sort((a, b) => a - b) };
}

const NOTHING_KNOWN: Look = { result: "undecidable", candidates: [] };

/** A bot that lost the channel is told of every message that there is none. */
async function isReliable(history: ChannelHistory, { chatId, controls }: Doubt): Promise<boolean | "unreachable"> {
  for (const id of controls) {
    const has = await history.has(chatId, id);
    if (has === "unreachable") return "unreachable";
    if (has === "closed") return false;
    if (has) return true;
  }
  return false;
}

/** @param sure whether these are all that came after the last known message, with none taken away between them */
function judge(doubt: Doubt, messages: readonly PastMessage[], sure: boolean): Look {
  const explained = doubt.explained();
  const unexplained = messages.filter(({ messageId }) => !explained.has(messageId));
  const whole = findSent(doubt.outgoing, doubt.figures, unexplained);
  if ("found" in whole) {
    const postedAt = unexplained.find(({ messageId }) => messageId === whole.found[0])?.postedAt ?? doubt.beganAt;
    return { result: "found", messageIds: whole.found, postedAt };
  }
  const ofOthers = new Set(
    doubt.others().flatMap(({ outgoing, figures }) => {
      const sent = findSent(outgoing, figures, unexplained);
      return "found" in sent ? sent.found : [];
    }),
  );
  const open = unexplained.filter(({ messageId }) => !ofOthers.has(messageId));
  const perhaps = whole.perhaps.filter((messageId) => !ofOthers.has(messageId));
  const mayBeChanged = doubt.restored && (open.length > 0 || doubt.after === null);
  if (sure && perhaps.length === 0 && !mayBeChanged) return { result: "absent" };
  const candidates = perhaps.length > 0 || !mayBeChanged ? perhaps : open.map(({ messageId }) => messageId);
  return { result: "undecidable", candidates };
}

/** Whether an id between the last known message and the last that is there has no message: one was taken away. */
function hasHole(
  messages: readonly { readonly messageId: number }[],
  after: number,
  explained: ReadonlySet<number>,
): boolean {
  const ids = new Set(messages.map(({ messageId }) => messageId));
  const last = Math.max(after, ...ids);
  for (let id = after + 1; id < last; id++) if (!ids.has(id) && !explained.has(id)) return true;
  return false;
}
