import type { Block, Caption, Inline, ListItem } from "../rich/document.ts";
import { textOf, trimInline } from "../rich/text.ts";
import { buttonOf, type Seen } from "./inline.ts";
import { inlineOf, isInline, note } from "./inline-nodes.ts";
import { figureOf, mapOf } from "./media-nodes.ts";
import { attributeOf, type Element, isElement, isSpace, type Node, rawText, whole, without } from "./nodes.ts";
import { tableOf } from "./table-nodes.ts";
import { BLOCK_TAGS, TRANSPARENT_TAGS } from "./tags.ts";

/** Nodes of HTML as blocks; text between blocks is a paragraph. */
export function blocksOfNodes(nodes: readonly Node[], seen: Seen): Block[] {
  const blocks: Block[] = [];
  let run: Inline[] = [];
  const close = () => {
    const text = trimInline(run);
    const lone = typeof text === "object" && !Array.isArray(text) && text.type === "anchor" ? text : null;
    if (lone !== null) blocks.push({ type: "anchor", name: lone.name });
    else if (text !== "") blocks.push({ type: "paragraph", text });
    run = [];
  };
  for (const node of nodes) {
    if (isElement(node) && !isInline(node)) {
      close();
      blocks.push(...blockOf(node, seen));
    } else run.push(inlineOf([node], seen));
  }
  close();
  return blocks;
}

function blockOf(node: Element, seen: Seen): Block[] {
  const { tagName: tag, childNodes: children } = node;
  const text = () => trimInline(inlineOf(without(children, "cite"), seen));
  const attribute = (name: string) => attributeOf(node, name);
  switch (tag) {
    case "p":
      return blocksOfNodes(children, seen);
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
      return held({ type: "heading", text: text(), size: Number(tag[1]) as 1 });
    case "footer":
      return held({ type: "footer", text: text() });
    case "hr":
      return [{ type: "divider" }];
    case "pre": {
      const code = children.find((child): child is Element => isElement(child) && child.tagName === "code");
      const language = /(?:^|\s)language-(\S+)/.exec(code === undefined ? "" : (attributeOf(code, "class") ?? ""))?.[1];
      const source = rawText(children).replace(/\n$/, "");
      return held({ type: "pre", text: source, ...(language === undefined ? {} : { language }) });
    }
    case "tg-math-block": {
      const expression = rawText(children).trim();
      return expression === "" ? [] : [{ type: "mathematical_expression", expression }];
    }
    case "ul":
    case "ol":
      return listOf(node, seen);
    case "blockquote": {
      const credit = creditOf(children, seen);
      if (attribute("expandable") !== undefined)
        return held({ type: "expandable_blockquote", text: text(), ...credit });
      const blocks = blocksOfNodes(without(children, "cite"), seen);
      return blocks.length === 0 ? [] : [{ type: "blockquote", blocks, ...credit }];
    }
    case "aside":
      return held({ type: "pullquote", text: text(), ...creditOf(children, seen) });
    case "figure": {
      const [first, ...others] = blocksOfNodes(without(children, "figcaption"), seen);
      if (first === undefined) return [];
      const caption = captionOf(children, seen);
      return [("caption" in first ? first : { ...first, ...caption }) as Block, ...others];
    }
    case "tg-collage":
    case "tg-slideshow": {
      const blocks = blocksOfNodes(without(children, "figcaption"), seen);
      const type = tag === "tg-collage" ? "collage" : "slideshow";
      return blocks.length === 0 ? [] : [{ type, blocks, ...captionOf(children, seen) }];
    }
    case "img":
    case "video":
    case "audio":
    case "tg-document":
      return figureOf(node);
    case "tg-map":
      return mapOf(node);
    case "table":
      return tableOf(node, seen);
    case "details": {
      const summary = children.find((child): child is Element => isElement(child) && child.tagName === "summary");
      return [
        {
          type: "details",
          summary: trimInline(inlineOf(summary?.childNodes ?? [], seen)),
          blocks: blocksOfNodes(without(children, "summary"), seen),
          ...(attribute("open") === undefined ? {} : { is_open: true }),
        },
      ];
    }
    case "tg-button-row": {
      const align = (["left", "center", "right"] as const).find((each) => each === attribute("align"));
      const buttons = children
        .filter(isElement)
        .filter(({ tagName }) => tagName === "tg-button")
        .map((child) => buttonOf((name) => attributeOf(child, name), trimInline(inlineOf(child.childNodes, seen))));
      return buttons.length === 0 ? [] : [{ type: "buttons", buttons, ...(align === undefined ? {} : { align }) }];
    }
    case "script":
    case "style":
      note(tag, seen);
      return [];
    default:
      if (!BLOCK_TAGS.has(tag) && !TRANSPARENT_TAGS.has(tag)) note(tag, seen);
      return blocksOfNodes(children, seen);
  }
}

/** Blocks that are nothing without their text, or whose it is. */
function held(block: Block & { readonly text: Inline; readonly credit?: Inline }): Block[] {
  return textOf(block.text) === "" && block.credit === undefined ? [] : [block];
}

function listOf(node: Element, seen: Seen): Block[] {
  const ordered = node.tagName === "ol";
  const items = node.childNodes.filter(isElement).filter(({ tagName }) => tagName === "li");
  const reversed = attributeOf(node, "reversed") !== undefined;
  let next = whole(attributeOf(node, "start")) ?? (reversed ? items.length : 1);
  const read = items.map((item): ListItem => {
    const value = whole(attributeOf(item, "value")) ?? next;
    next = value + (reversed ? -1 : 1);
    const given = attributeOf(item, "type") ?? attributeOf(node, "type");
    const type = (["a", "A", "i", "I"] as const).find((each) => each === given);
    const box = boxIn(item.childNodes);
    return {
      blocks: blocksOfNodes(item.childNodes, seen),
      ...(box === null ? {} : { has_checkbox: true as const }),
      ...(box?.checked === true ? { is_checked: true as const } : {}),
      ...(ordered ? { value } : {}),
      ...(ordered && type !== undefined ? { type } : {}),
    };
  });
  return read.length === 0 ? [] : [{ type: "list", items: read }];
}

function boxIn(nodes: readonly Node[]): { readonly checked: boolean } | null {
  const first = nodes.find((node) => isElement(node) || !isSpace(node));
  if (first === undefined || !isElement(first)) return null;
  if (first.tagName === "p") return boxIn(first.childNodes);
  if (first.tagName !== "input" || attributeOf(first, "type") !== "checkbox") return null;
  return { checked: attributeOf(first, "checked") !== undefined };
}

function captionOf(nodes: readonly Node[], seen: Seen): { caption?: Caption } {
  const found = nodes.find((node): node is Element => isElement(node) && node.tagName === "figcaption");
  if (found === undefined) return {};
  const text = trimInline(inlineOf(without(found.childNodes, "cite"), seen));
  return { caption: { text, ...creditOf(found.childNodes, seen) } };
}

function creditOf(nodes: readonly Node[], seen: Seen): { credit?: Inline } {
  const found = nodes.find((node): node is Element => isElement(node) && node.tagName === "cite");
  const credit = found === undefined ? "" : trimInline(inlineOf(found.childNodes, seen));
  return credit === "" ? {} : { credit };
}
