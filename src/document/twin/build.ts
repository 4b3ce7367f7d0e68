import type { MessageEntity } from "@grammyjs/types";
import { type ClassicDocument, concat, plainly, sorted } from "../document.ts";

/** Formatting without its place. */
export type Kind = MessageEntity extends infer Entity
  ? Entity extends MessageEntity
    ? Omit<Entity, "offset" | "length">
    : never
  : never;

const QUOTES: ReadonlySet<string> = new Set(["blockquote", "expandable_blockquote"]);
const LINKS: ReadonlySet<string> = new Set(["text_link", "text_mention"]);

/**
 * The whole document within one more formatting. What Telegram allows within none of its kind goes: links in links,
 * quotations in quotations, anything in code. An empty document stays as it is.
 */
export function within(document: ClassicDocument, kind: Kind): ClassicDocument {
  const { text } = document;
  if (text === "") return document;
  const bare = kind.type === "code" || kind.type === "pre";
  const excluded = QUOTES.has(kind.type) ? QUOTES : LINKS.has(kind.type) ? LINKS : new Set<string>([kind.type]);
  const inner = bare ? [] : document.entities.filter(({ type }) => !excluded.has(type));
  const whole = { ...kind, offset: 0, length: text.length } as MessageEntity;
  // Of two over the same place, the outer one stands first.
  return { text, entities: sorted([whole, ...inner]) };
}

/** With these units before every line but the first. */
export function indent(document: ClassicDocument, by: string): ClassicDocument {
  let at = 0;
  const lines: ClassicDocument[] = [];
  // Positions of what is put in, so that entities grow over it as they do over the line break before.
  const shifts: number[] = [];
  for (const line of document.text.split("\n")) {
    lines.push(plainly(line));
    at += line.length + 1;
    shifts.push(at);
  }
  const moved = (place: number) => place + by.length * shifts.filter((start) => start <= place && start < at).length;
  const ended = (place: number) => place + by.length * shifts.filter((start) => start < place && start < at).length;
  return {
    text: lines.map(({ text }) => text).join(`\n${by}`),
    entities: document.entities.map((entity) => {
      const offset = moved(entity.offset);
      return { ...entity, offset, length: ended(entity.offset + entity.length) - offset };
    }),
  };
}

/** The documents that hold something, on lines of their own, `lines` breaks between them. */
export function stacked(documents: readonly ClassicDocument[], lines: 1 | 2): ClassicDocument {
  const held = documents.filter(({ text }) => text !== "");
  return concat(...held.flatMap((each, i) => (i === 0 ? [each] : [plainly("\n".repeat(lines)), each])));
}
