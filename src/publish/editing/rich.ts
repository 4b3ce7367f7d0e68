import { type ClassicDocument, concat, isBlank, lengthOf, plainly } from "../../document/document.ts";
import { MESSAGE_LENGTH } from "../../document/limits.ts";
import { promote } from "../../document/promote.ts";
import { type Block, figuresOf, type Inline, isFigure, type RichDocument } from "../../document/rich/document.ts";
import { richFindings } from "../../document/rich/findings.ts";
import { innerOf, textOf, withInner } from "../../document/rich/text.ts";
import { toClassic } from "../../document/twin/twin.ts";
import type { RichPart, TextPart } from "../../post/standing.ts";

/** The rich message with another text; its figures stay before it. */
export function richWithText(part: RichPart, document: ClassicDocument): RichPart {
  const drawn = part.rich.blocks.filter((block) => isFigure(block) || figuresOf([block]).length > 0);
  return richPart(part, { ...part.rich, blocks: [...drawn, ...promote(document).blocks] });
}

/** The rich message with a paragraph at its end. */
export function richWithLine(part: RichPart, line: ClassicDocument): RichPart {
  return richPart(part, { ...part.rich, blocks: [...part.rich.blocks, ...promote(line).blocks] });
}

/** The rich message with another title; null where it does not begin with this one in one piece. */
export function richWithTitle(part: RichPart, title: string, next: string): RichPart | null {
  const at = part.rich.blocks.findIndex((block) => !isFigure(block) && figuresOf([block]).length === 0);
  const block = part.rich.blocks[at];
  if (block === undefined || !("text" in block)) return null;
  const text = reworded(block.text as Inline, title, next);
  if (text === null) return null;
  return richPart(part, { ...part.rich, blocks: part.rich.blocks.with(at, { ...block, text } as Block) });
}

/**
 * The same message as a classic text: its twin, with the rich document kept beside it. Null where that has figures or is
 * longer than a message.
 */
export function asText({ rich, document, forwarded, buttons, messageId }: RichPart): TextPart | null {
  if (figuresOf(rich.blocks).length > 0 || lengthOf(document) > MESSAGE_LENGTH || isBlank(document)) return null;
  return { form: "text", messageId, document, preview: { is_disabled: true }, rich, ...kept({ buttons, forwarded }) };
}

/** The same message as a rich one: as it was before it was made a text, or made of its text. */
export function asRich({ rich, document, forwarded, buttons, messageId }: TextPart): RichPart {
  const own = rich !== undefined && toClassic(rich).document.text === document.text ? rich : promote(document);
  return { form: "rich", messageId, rich: own, document: toClassic(own).document, ...kept({ buttons, forwarded }) };
}

/** Whether Telegram would refuse the document: it is too long, or has too much of something. */
export function isRefused({ rich }: RichPart): boolean {
  return richFindings(rich).some(({ severity }) => severity === "error");
}

function richPart(part: RichPart, rich: RichDocument): RichPart {
  return { ...part, rich, document: toClassic(rich).document };
}

function reworded(inline: Inline, title: string, next: string): Inline | null {
  if (textOf(inline).trim() !== title) return null;
  if (typeof inline === "string") return next;
  if (Array.isArray(inline)) {
    const [only, another] = inline as readonly Inline[];
    return only === undefined || another !== undefined ? null : reworded(only, title, next);
  }
  const node = inline as Exclude<Inline, string | readonly Inline[]>;
  const inner = innerOf(node);
  const within = inner === null ? null : reworded(inner, title, next);
  return within === null ? null : withInner(node, within);
}

function kept<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const there = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** "UPD: …" as it is added to a text. */
export function marked(mark: string, line: ClassicDocument): ClassicDocument {
  return concat(plainly(`${mark}: `), line);
}
