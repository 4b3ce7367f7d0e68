import type { RichMessage } from "@grammyjs/types";
import type { ClassicDocument } from "../../document/document.ts";
import { toSendable } from "../../document/rich/sendable.ts";
import { toClassic } from "../../document/twin/twin.ts";
import type { PostPart } from "../../post/standing.ts";
import type { ChannelHistory } from "../../telegram/history.ts";
import { isSameText } from "./plan.ts";

/** A message as the channel shows it now, as far as a bot can see it. */
export interface LiveMessage {
  readonly text: string;
  readonly entities: ClassicDocument["entities"];
  /** Null for any but a rich message. */
  readonly rich: RichMessage | null;
}

/** Reads a message of a channel; `absent`: there is none; `closed`: no way is open, now. */
export type ReadLive = (chatId: number, messageId: number) => Promise<LiveMessage | "absent" | "closed">;

/** Posts of the channel that are younger are read from a profile that shows it, without a trace; others one by one. */
export function readLiveFrom(history: Pick<ChannelHistory, "recent" | "read">): ReadLive {
  return async (chatId, messageId) => {
    const recent = await history.recent(chatId);
    const seen = typeof recent === "string" ? undefined : recent.messages.find((each) => each.messageId === messageId);
    const found = seen ?? (await history.read(chatId, messageId));
    return found === "unreachable" ? "closed" : found;
  };
}

/** What was found in the channel before an edit. */
export type Live =
  | { readonly seen: "same" }
  /** Somebody changed it there; `parts`: how it stands. */
  | { readonly seen: "differs"; readonly parts: readonly PostPart[] }
  | { readonly seen: "absent" }
  | { readonly seen: "unseen" };

/** Compares what is known of a post with what stands in the channel: its texts, message by message. */
export async function lookAt(read: ReadLive | null, chatId: number, parts: readonly PostPart[]): Promise<Live> {
  if (read === null) return { seen: "unseen" };
  let differs = false;
  const found: PostPart[] = [];
  for (const part of parts) {
    // What is a figure alone has no text that anybody would change.
    if (part.form === "other" || (part.form === "figure" && part.document.text === "" && parts.length > 1)) {
      found.push(part);
      continue;
    }
    const live = await read(chatId, part.messageId);
    if (live === "absent") return { seen: "absent" };
    if (live === "closed") return { seen: "unseen" };
    const now = asStands(part, live);
    const same = now.form === part.form && isSameText(twinOf(now), twinOf(part));
    differs ||= !same;
    found.push(same ? part : now);
  }
  return differs ? { seen: "differs", parts: found } : { seen: "same" };
}

type Written = Exclude<PostPart, { form: "other" }>;

/** The part with what was read: a text may have become a rich message, and the other way round. */
function asStands(part: Written, { text, entities, rich }: LiveMessage): Written {
  const { messageId, buttons, forwarded } = part;
  const same = { messageId, ...(buttons && { buttons }), ...(forwarded && { forwarded }) };
  if (rich !== null) {
    const document = toSendable(rich);
    return { form: "rich", ...same, rich: document, document: toClassic(document).document };
  }
  const document = { text, entities };
  return part.form === "rich" ? { form: "text", ...same, document, preview: null } : { ...part, document };
}

/** Of a rich message its twin, made anew: what is kept with it may have been made of another text. */
function twinOf(part: Written): ClassicDocument {
  return part.form === "rich" ? toClassic(part.rich).document : part.document;
}
