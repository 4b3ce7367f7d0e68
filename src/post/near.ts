import type { PostContent } from "./post.ts";
import { nameOf } from "./title.ts";

/** How the parameter of the bot's link to similar posts begins. */
const PREFIX = "near_";
/** Bytes that are left for words: a parameter has at most 64 signs. https://core.telegram.org/bots/features#deep-linking */
const ROOM = 44;

/** The parameter under which the bot's search looks for posts like this one: of its tags, or else of its title; null for neither. */
export function nearParameter(content: PostContent): string | null {
  const tags = fitted(content.tags.map((tag) => `#${tag}`));
  const words = tags === "" ? fitted(nameOf(content).split(/\s+/u)) : tags;
  return words === "" ? null : PREFIX + Buffer.from(words).toString("base64url");
}

/** What such a parameter looks for; null where it is none. */
export function nearWords(parameter: string): string | null {
  const [, encoded] = /^near_([\w-]{1,59})$/.exec(parameter) ?? [];
  if (encoded === undefined) return null;
  const words = Buffer.from(encoded, "base64url").toString("utf8").trim();
  return words === "" || /[\p{Cc}\ufffd]/u.test(words) ? null : words;
}

/** The first words that have room. */
function fitted(words: readonly string[]): string {
  let line = "";
  for (const word of words) {
    const next = line === "" ? word : `${line} ${word}`;
    if (Buffer.byteLength(next) > ROOM) break;
    line = next;
  }
  return line;
}
