import type { MessageEntity } from "@grammyjs/types";
import type { ClassicDocument } from "../document/document.ts";
import { findIdentifiers, type Identifier, identifierKey, isPaper } from "../paper/identifier.ts";
import { firstLine } from "./title.ts";

/** Of a Telegram message, what a paste is made of. */
export interface PastedMessage {
  readonly text?: string;
  readonly entities?: readonly MessageEntity[];
  readonly caption?: string;
  readonly caption_entities?: readonly MessageEntity[];
}

/** What a finished post tells about itself. Its text is not among it: it stays as it was pasted. */
export interface PastedParts {
  /** The first line, if it can be a title. */
  readonly title: string | null;
  /** Every work that it names or links, in its order, each once. */
  readonly papers: readonly Identifier[];
  /** Its hashtags as Telegram found them, without `#`, composed (NFC), each once whatever its case. */
  readonly tags: readonly string[];
}

/** A message's text or caption with its entities; null where it has neither. */
export function documentOf(message: PastedMessage): ClassicDocument | null {
  if (message.text !== undefined) return { text: message.text, entities: message.entities ?? [] };
  if (message.caption !== undefined) return { text: message.caption, entities: message.caption_entities ?? [] };
  return null;
}

/** Reads a pasted or forwarded post. Who forwarded it from whom does not matter. */
export function readPaste({ text, entities }: ClassicDocument): PastedParts {
  return { title: firstLine(text), papers: papersIn({ text, entities }), tags: tagsIn({ text, entities }) };
}

/** Works that a text names or links, in its order, each once. Code repositories are none. */
export function papersIn({ text, entities }: ClassicDocument): Identifier[] {
  const found = findIdentifiers(text, entities).map(({ identifier }) => identifier);
  return [...new Map(found.filter(isPaper).map((each) => [identifierKey(each), each])).values()];
}

/** The text's hashtags, without `#` and `@username`. */
export function tagsIn({ text, entities }: ClassicDocument): string[] {
  const tags = entities
    .filter(({ type }) => type === "hashtag")
    .map(({ offset, length }) => text.slice(offset + 1, offset + length).split("@")[0] ?? "")
    .map((tag) => tag.normalize("NFC"));
  const folded = new Map<string, string>();
  for (const tag of tags) if (tag !== "" && !folded.has(tag.toLowerCase())) folded.set(tag.toLowerCase(), tag);
  return [...folded.values()];
}
