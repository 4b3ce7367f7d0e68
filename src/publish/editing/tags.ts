import { type ClassicDocument, lengthOf, replace } from "../../document/document.ts";
import type { PostPart } from "../../post/standing.ts";
import { done, limitOf, type Planned, placesOf, problem, put, tooLong } from "./places.ts";

/** Whether the channel shows the post's tags in a line of their own. */
export function hasTagsLine(parts: readonly PostPart[]): boolean {
  return placesOf(parts).some((place) => place.form !== "rich" && lineIn(place.document) !== null);
}

/**
 * The post with the tags that came and without those that went in the line that shows them. Null where no line of its
 * text is one of hashtags alone: then the channel does not show them.
 */
export function withTags(
  parts: readonly PostPart[],
  before: readonly string[],
  after: readonly string[],
): Planned | null {
  const has = (list: readonly string[], tag: string) => list.some((each) => fold(each) === fold(tag));
  const gone = before.filter((tag) => !has(after, tag));
  const come = after.filter((tag) => !has(before, tag));
  for (const place of placesOf(parts).toReversed()) {
    const line = place.form === "rich" ? null : lineIn(place.document);
    if (line === null) continue;
    if (parts.some(({ forwarded }) => forwarded === true)) return problem({ code: "forwarded" });
    const kept = line.tags.filter((tag) => !has(gone, tag));
    const tags = [...kept, ...come.filter((tag) => !has(kept, tag))];
    const document = relined(place.document, line, tags.map((tag) => `#${tag}`).join(line.separator));
    if (lengthOf(document) > limitOf(place)) return problem(tooLong([place], document));
    return done(put(parts, new Map([[place.messageId, document]])));
  }
  return null;
}

interface Line {
  readonly offset: number;
  readonly text: string;
  readonly tags: readonly string[];
  /** What stands between two tags. */
  readonly separator: string;
}

/** The last line that has hashtags and nothing but white space, commas and dots between them. */
function lineIn({ text }: ClassicDocument): Line | null {
  let found: Line | null = null;
  for (const match of text.matchAll(/^[ \t]*#[^\n]*$/gmu)) {
    const line = match[0].trim();
    const tags = [...line.matchAll(/#([\p{L}\p{M}\p{N}_]+)/gu)].map(([, tag = ""]) => tag);
    if (/[^\s,·•|]/u.test(line.replace(/#[\p{L}\p{M}\p{N}_]+/gu, ""))) continue;
    const [, separator = " "] = /^#[\p{L}\p{M}\p{N}_]+([^#]+)#/u.exec(line) ?? [];
    found = { offset: match.index + match[0].indexOf("#"), text: line, tags, separator };
  }
  return found;
}

/** A line that has no tag left goes, with the white space before it. */
function relined(document: ClassicDocument, { offset, text }: Line, next: string): ClassicDocument {
  if (next === text) return document;
  const bare = {
    text: document.text,
    entities: document.entities.filter(
      (entity) => entity.type !== "hashtag" || entity.offset < offset || entity.offset >= offset + text.length,
    ),
  };
  const start = next === "" ? document.text.slice(0, offset).trimEnd().length : offset;
  const changed = replace(bare, start, offset + text.length - start, next);
  const found = [...next.matchAll(/#[\p{L}\p{M}\p{N}_]+/gu)].map((match) => ({
    type: "hashtag" as const,
    offset: start + match.index,
    length: match[0].length,
  }));
  return { text: changed.text, entities: [...changed.entities, ...found].toSorted((a, b) => a.offset - b.offset) };
}

function fold(tag: string): string {
  return tag.normalize("NFC").toLowerCase();
}
