import type { Inline } from "../rich/document.ts";
import { compact } from "../rich/text.ts";
import { formatTag, momentOf, type Seen } from "./inline.ts";
import { attributeOf, type Element, isElement, type Node, rawText } from "./nodes.ts";
import { BLOCK_TAGS, INLINE_TAGS, TRANSPARENT_TAGS } from "./tags.ts";

/** Nodes of HTML as inline text: white space is one space, <br> a line break; blocks within are lines. */
export function inlineOf(nodes: readonly Node[], seen: Seen): Inline {
  return compact(
    nodes.map((node): Inline => {
      if (!isElement(node)) return "value" in node ? node.value.replaceAll(/[ \t\r\n\f]+/g, " ") : "";
      const tag = node.tagName;
      if (tag === "br") return "\n";
      if (tag === "input") return "";
      if (tag === "img") return emojiOf(node);
      if (tag === "tg-math") return formatTag(tag, () => undefined, rawText(node.childNodes), seen) ?? "";
      const inner = inlineOf(node.childNodes, seen);
      const formatted = formatTag(tag, (name) => attributeOf(node, name), inner, seen);
      if (formatted !== null) return formatted;
      if (tag === "span" && /(^|\s)(tg-)?spoiler(\s|$)/.test(attributeOf(node, "class") ?? "")) {
        return inner === "" ? "" : { type: "spoiler", text: inner };
      }
      if (BLOCK_TAGS.has(tag)) return compact(["\n", inner]);
      if (!TRANSPARENT_TAGS.has(tag)) note(tag, seen);
      return inner;
    }),
  );
}

function emojiOf(node: Element): Inline {
  const source = attributeOf(node, "src") ?? "";
  const alternative = attributeOf(node, "alt") ?? "";
  const id = /^tg:\/\/emoji\?id=(\d+)$/.exec(source)?.[1];
  if (id !== undefined) return { type: "custom_emoji", custom_emoji_id: id, alternative_text: alternative };
  const [, unix, format] = /^tg:\/\/time\?unix=(-?\d+)(?:&format=(\w*))?$/.exec(source) ?? [];
  return momentOf(unix, format, alternative) ?? alternative;
}

/** Whether it stands within a line: it is none of a block's tags, and holds none. */
export function isInline(node: Element): boolean {
  if (node.tagName === "img") return /^tg:\/\/(emoji|time)\?/.test(attributeOf(node, "src") ?? "");
  if (node.tagName === "input") return true;
  if (INLINE_TAGS.has(node.tagName)) return true;
  if (BLOCK_TAGS.has(node.tagName) || /^(script|style)$/.test(node.tagName)) return false;
  return !node.childNodes.some((child) => isElement(child) && !isInline(child));
}

/** Remembers a tag that is passed over. */
export function note(tag: string, { tags }: Seen): void {
  tags.count += 1;
  tags.names.add(tag);
}
