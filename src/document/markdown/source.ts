import type { MessageEntity } from "@grammyjs/types";
import { type ClassicDocument, sorted } from "../document.ts";
import { isFound } from "../entity.ts";

/**
 * A text of Telegram as the Markdown that it was written as: its words as they are, and the formatting that an app has
 * already made of some signs put back as signs. Formatting that Markdown has no signs for becomes a tag.
 */
export function markdownSource({ text, entities }: ClassicDocument): string {
  const openings = new Map<number, string[]>();
  const closings = new Map<number, string[]>();
  for (const entity of sorted(entities)) {
    const signs = signsOf(entity);
    if (signs === null) continue;
    for (const [from, to] of entity.type === "pre" ? [edges(entity)] : linesOf(text, entity)) {
      openings.set(from, [...(openings.get(from) ?? []), signs[0]]);
      closings.set(to, [signs[1], ...(closings.get(to) ?? [])]);
    }
  }
  if (openings.size === 0) return text;
  let source = "";
  for (let at = 0; at <= text.length; at++) {
    source += (closings.get(at) ?? []).join("") + (openings.get(at) ?? []).join("") + (text[at] ?? "");
  }
  return source;
}

/** Whether a person formatted something of the text in Telegram. */
export function isFormatted({ entities }: ClassicDocument): boolean {
  return entities.some((entity) => !isFound(entity) && entity.type !== "custom_emoji");
}

function signsOf(entity: MessageEntity): readonly [string, string] | null {
  switch (entity.type) {
    case "bold":
      return ["**", "**"];
    case "italic":
      return ["*", "*"];
    case "strikethrough":
      return ["~~", "~~"];
    case "spoiler":
      return ["||", "||"];
    case "underline":
      return ["<u>", "</u>"];
    case "code":
      return ["`", "`"];
    case "pre":
      return [`\`\`\`${entity.language ?? ""}\n`, "\n```"];
    case "text_link":
      return ["[", `](${entity.url})`];
    case "blockquote":
    case "expandable_blockquote":
      return ["> ", ""];
    default:
      return null;
  }
}

function edges({ offset, length }: MessageEntity): readonly [number, number] {
  return [offset, offset + length];
}

/** The entity's lines without the white space at their ends, where Markdown's signs would mean nothing. */
function linesOf(text: string, { offset, length }: MessageEntity): (readonly [number, number])[] {
  const lines: (readonly [number, number])[] = [];
  let start = offset;
  for (const line of text.slice(offset, offset + length).split("\n")) {
    const from = start + (line.length - line.trimStart().length);
    const to = start + line.trimEnd().length;
    if (to > from) lines.push([from, to]);
    start += line.length + 1;
  }
  return lines;
}
