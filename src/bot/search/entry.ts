import type { Channel } from "../../archive/channels.ts";
import { messageLink } from "../../archive/channels.ts";
import type { ArchivedPost } from "../../archive/posts.ts";
import type { Hit } from "../../search/search.ts";
import { clipped, shown } from "../../search/shown.ts";
import type { Snippet } from "../../search/snippet.ts";
import { escapeHtml, type Say } from "../words.ts";

const TITLE = 200;

/** A post among others, as HTML: its title as the link to it, when it was, reactions, tags, and the stretch that fits. */
export function entryHtml(
  say: Say,
  channel: Channel,
  { post, snippet }: Hit,
  number: number | null,
  now: number,
  updates: readonly Update[] = [],
): string {
  const title = clipped(shown(post.title), TITLE) || say.plain("search-untitled");
  const lines = [
    `${number === null ? "" : `<b>${number}.</b> `}<a href="${escapeHtml(messageLink(channel, post.messageId))}"><b>${escapeHtml(title)}</b></a>`,
    escapeHtml(
      [dateOf(say, channel, post, now), reactionsOf(say, post), tagsOf(post)].filter((part) => part !== "").join(" · "),
    ),
    snippetHtml(snippet),
    updatesHtml(say, channel, updates, now),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

/** A date as people say it, in the channel's zone: the year only where it is another. */
export function dateOf(
  say: Say,
  channel: Pick<Channel, "zone">,
  post: Pick<ArchivedPost, "publishedAt">,
  now: number,
): string {
  const year = (time: number) =>
    new Intl.DateTimeFormat("en", { timeZone: channel.zone, year: "numeric" }).format(time);
  return new Intl.DateTimeFormat(say.language === "ru" ? "ru" : "en-GB", {
    timeZone: channel.zone,
    day: "numeric",
    month: "long",
    ...(year(post.publishedAt) === year(now) ? {} : { year: "numeric" }),
  })
    .format(post.publishedAt)
    .replace(/ г\.$/, "");
}

/** Something that was added to a post: in its own text, or as a post of its own. */
export interface Update {
  /** Milliseconds. */
  readonly at: number;
  /** The message that says it. */
  readonly messageId: number;
}

/** Updates that are named at once: the last ones. */
const UPDATES = 3;

function updatesHtml(say: Say, channel: Channel, updates: readonly Update[], now: number): string {
  return updates
    .slice(-UPDATES)
    .map(({ at, messageId }) => {
      const day = dateOf(say, channel, { publishedAt: at }, now);
      const link = escapeHtml(messageLink(channel, messageId));
      return `➕ <a href="${link}">${say.html("search-update", { day })}</a>`;
    })
    .join("\n");
}

function reactionsOf(say: Say, { reactions }: ArchivedPost): string {
  const number = new Intl.NumberFormat(say.language);
  return reactions
    .filter(({ emoji }) => /\p{Extended_Pictographic}/u.test(emoji))
    .slice(0, 3)
    .map(({ emoji, count }) => `${emoji} ${number.format(count)}`)
    .join(" ");
}

function tagsOf({ tags }: ArchivedPost): string {
  return tags
    .slice(0, 5)
    .map((tag) => `#${clipped(shown(tag), 40)}`)
    .join(" ");
}

function snippetHtml({ text, highlights }: Snippet): string {
  let html = "";
  let end = 0;
  for (const { offset, length } of highlights) {
    html += `${escapeHtml(text.slice(end, offset))}<b>${escapeHtml(text.slice(offset, offset + length))}</b>`;
    end = offset + length;
  }
  return html + escapeHtml(text.slice(end));
}
