import type { RichBlock } from "@grammyjs/types";
import type { Reading } from "./reading.ts";

/**
 * Blocks with links that lead to what there is: to a place by its name, to a reference where the name is a reference's;
 * others become common links. Telegram keeps them all as "#name". Source: `get_rich_text_object` in tdlib/td
 * WebPageBlock.cpp.
 */
export function withAnchors(blocks: readonly RichBlock[], { anchors, references }: Reading): RichBlock[] {
  function linked(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(linked);
    if (typeof value !== "object" || value === null) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, linked(part)]));
    const name = nameOf(copy);
    if (name === null) return copy;
    const { text } = copy;
    if (references.has(name)) return { type: "reference_link", text, reference_name: name };
    // A link without a name leads to the top.
    if (anchors.has(name) || name === "") return { type: "anchor_link", text, anchor_name: name };
    return { type: "url", text, url: `#${encodeURIComponent(name)}` };
  }

  return blocks.map((block) => linked(block) as RichBlock);
}

function nameOf(value: Readonly<Record<string, unknown>>): string | null {
  if (value.type === "anchor_link") return String(value.anchor_name);
  if (value.type === "reference_link") return String(value.reference_name);
  if (value.type !== "url" || typeof value.url !== "string" || !value.url.startsWith("#")) return null;
  const name = value.url.slice(1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
