/// <reference lib="dom" />
import type { Message } from "@grammyjs/types";
import type { MessageView } from "../contract.ts";
import type { Reader } from "./reader.ts";
import { summary } from "./summary.ts";
import { dayKey, dayName } from "./time.ts";

/** What stands in a log by itself: a day, a line of Telegram's own, a message or an album. */
export interface Item {
  readonly key: string;
  readonly kind: "day" | "service" | "bubble";
  readonly views: readonly MessageView[];
  readonly label: string;
}

const SAME_GROUP_SECONDS = 600;

/** A log of these messages, oldest first. */
export function itemsOf(views: readonly MessageView[], reader: Reader): Item[] {
  const items: Item[] = [];
  let day = "";
  let album: { group: string; views: MessageView[] } | null = null;
  for (const view of views) {
    const { message } = view;
    const thisDay = dayKey(message.date);
    if (thisDay !== day) {
      items.push({
        key: `day:${thisDay}`,
        kind: "day",
        views: [],
        label: dayName(message.date, reader.now(), reader.language, reader.texts),
      });
      day = thisDay;
      album = null;
    }
    if (message.media_group_id && album?.group === message.media_group_id) {
      album.views.push(view);
      continue;
    }
    const service = serviceText(message, reader);
    const own = [view];
    album = message.media_group_id ? { group: message.media_group_id, views: own } : null;
    items.push({
      key: `message:${message.message_id}`,
      kind: service === null ? "bubble" : "service",
      views: own,
      label: service ?? "",
    });
  }
  return items;
}

function serviceText(message: Message, reader: Reader): string | null {
  const pinned = message.pinned_message;
  if (pinned)
    return `${reader.texts.pinned}: ${pinned.date === 0 ? reader.texts.deletedMessage : summary(pinned as Message, reader.texts)}`;
  if (message.new_chat_title) return message.new_chat_title;
  return null;
}

export function sameViews(a: readonly MessageView[], b: readonly MessageView[]): boolean {
  return a.length === b.length && a.every((view, i) => view === b[i]);
}

/** What a person would call the message's content; reactions and views are not. */
export function contentOf(views: readonly MessageView[]): string {
  return JSON.stringify(
    views.map(({ message: m }) => [
      m.text,
      m.entities,
      m.caption,
      m.caption_entities,
      m.reply_markup,
      m.photo?.[0]?.file_id,
    ]),
  );
}

/** Whether two bubbles stand close, as the words of one person who goes on. */
export function together(a: Item | undefined, b: Item | undefined): boolean {
  const [first, second] = [a?.views.at(-1), b?.views[0]];
  if (a?.kind !== "bubble" || b?.kind !== "bubble" || !first || !second) return false;
  return first.mine === second.mine && second.message.date - first.message.date < SAME_GROUP_SECONDS;
}
