import type { ClassicDocument } from "../document/document.ts";

/**
 * The text without the lines at its end that say nothing by themselves: links under a word or bare ("👀LINK · code"),
 * and hashtags. A text of nothing else stays whole.
 */
export function withoutFooter({ text, entities }: ClassicDocument): string {
  const linked = entities.filter(({ type }) => type === "text_link" || type === "url" || type === "hashtag");
  let end = text.length;
  while (end > 0) {
    const start = text.lastIndexOf("\n", end - 1) + 1;
    let rest = "";
    let at = start;
    for (const { offset, length } of linked) {
      if (offset < at || offset + length > end) continue;
      rest += text.slice(at, offset);
      at = offset + length;
    }
    rest += text.slice(at, end);
    if (/[\p{L}\p{N}]/u.test(rest)) break;
    end = Math.max(0, start - 1);
  }
  return end === 0 ? text : text.slice(0, end);
}
