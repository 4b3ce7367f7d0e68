import type { ClassicDocument } from "../../document/document.ts";
import { toSendable } from "../../document/rich/sendable.ts";
import { toClassic } from "../../document/twin/twin.ts";
import type { PostPart } from "../../post/standing.ts";
import type { ChannelHistory, PastMessage } from "../../telegram/history.ts";
import { isSameText } from "./plan.ts";

/** A message as the channel shows it now, as far as a bot can see it. */
export type LiveMessage = Pick<PastMessage, "text" | "entities" | "figure" | "file" | "rich">;

/** Reads a message of a channel; `absent`: there is none; `closed`: no way is open, now. */
export type ReadLive = (chatId: number, messageId: number) => Promise<LiveMessage | "absent" | "closed">;

/**
 * The last posts of the channel are read from a profile that shows it, without a trace; others one by one. Where no
 * message can be read, whether it is there is looked up.
 */
export function readLiveFrom(history: Pick<ChannelHistory, "recent" | "read" | "has">): ReadLive {
  return async (chatId, messageId) => {
    const recent = await history.recent(chatId);
    if (typeof recent !== "string") {
      const seen = recent.messages.find((each) => each.messageId === messageId);
      if (seen !== undefined) return seen;
      const [oldest] = recent.messages;
      if (recent.all || (oldest !== undefined && messageId > oldest.messageId)) return "absent";
    }
    const found = await history.read(chatId, messageId);
    if (found !== "closed" && found !== "unreachable") return found;
    return (await history.has(chatId, messageId)) === false ? "absent" : "closed";
  };
}

/** What was found in the channel before an edit. */
export type Live =
  | { readonly seen: "same" }
  /** Somebody changed it there; `parts`: how it stands, as far as is seen: without messages that are gone. */
  | { readonly seen: "differs"; readonly parts: readonly PostPart[] }
  /** None of its messages is there any more. */
  | { readonly seen: "absent" }
  | { readonly seen: "unseen" };

/**
 * Compares what is known of a post with what stands in the channel, message by message. Of an album, figures without a
 * caption are looked at where `about` names one, or where another message is gone: a look may take a second.
 */
export async function lookAt(
  read: ReadLive | null,
  chatId: number,
  parts: readonly PostPart[],
  about: number | null = null,
): Promise<Live> {
  if (read === null) return { seen: "unseen" };
  let unseen = false;
  const found = new Map<PostPart, PostPart | null>();
  const look = async (part: PostPart): Promise<void> => {
    const live = await read(chatId, part.messageId);
    if (live === "closed") unseen = true;
    else if (live === "absent") found.set(part, null);
    else if (part.form !== "other") found.set(part, asStands(part, live));
  };
  const mute = parts.filter((part) => isMute(part, parts) && part.messageId !== about);
  for (const part of parts) if (!mute.includes(part) && !unseen) await look(part);
  if ([...found.values()].includes(null)) for (const part of mute) if (!unseen) await look(part);
  const now = parts.flatMap((part) => {
    const stands = found.get(part);
    return stands === null ? [] : [stands ?? part];
  });
  if (now.length === 0) return { seen: "absent" };
  if (now.length < parts.length || now.some((part, i) => part !== parts[i])) return { seen: "differs", parts: now };
  return { seen: unseen ? "unseen" : "same" };
}

/** A figure alone of several messages has no text that anybody would change. */
function isMute(part: PostPart, parts: readonly PostPart[]): boolean {
  return part.form === "other" || (part.form === "figure" && part.document.text === "" && parts.length > 1);
}

type Written = Exclude<PostPart, { form: "other" }>;

/** The part with what was read; the very same where a reader sees no difference. */
function asStands(part: Written, live: LiveMessage): Written {
  const now = read(part, live);
  const sameFile = part.form !== "figure" || now.form !== "figure" || now.figure === part.figure;
  return now.form === part.form && sameFile && isSameText(twinOf(now), twinOf(part)) ? part : now;
}

/** A text may have become a rich message or got a figure, and the other way round. */
function read(part: Written, { text, entities, figure, file, rich }: LiveMessage): Written {
  const { messageId, buttons, forwarded } = part;
  const same = { messageId, ...(buttons && { buttons }), ...(forwarded && { forwarded }) };
  if (rich !== null) {
    const document = toSendable(rich);
    return { form: "rich", ...same, rich: document, document: toClassic(document).document };
  }
  const document = { text, entities };
  if (figure === null || file === undefined) {
    if (part.form === "text") return { ...part, document };
    if (figure !== null && part.form === "figure") return { ...part, document };
    return { form: "text", ...same, document, preview: null };
  }
  if (part.form !== "figure") return { form: "figure", ...same, figure: file, document, album: false };
  const { fileUniqueId } = part.figure;
  const known = fileUniqueId === "" || figure.uniqueIds.includes(fileUniqueId);
  return { ...part, figure: known ? part.figure : file, document };
}

/** Of a rich message its twin, made anew: what is kept with it may have been made of another text. */
function twinOf(part: Written): ClassicDocument {
  return part.form === "rich" ? toClassic(part.rich).document : part.document;
}
