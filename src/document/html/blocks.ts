import type { DefaultTreeAdapterTypes } from "parse5";
import {
  type Block,
  type Caption,
  type Cell,
  type FigureType,
  figureBlock,
  type Inline,
  type ListItem,
} from "../rich/document.ts";
import { compact, textOf, trimInline } from "../rich/text.ts";
import { buttonOf, formatTag, momentOf, type Seen } from "./inline.ts";
import { BLOCK_TAGS, INLINE_TAGS, TRANSPARENT_TAGS } from "./tags.ts";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

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

function tableOf(node: Element, seen: Seen): Block[] {
  const rows: Element[] = [];
  const collect = (nodes: readonly Node[]): void => {
    for (const child of nodes.filter(isElement)) {
      if (child.tagName === "tr") rows.push(child);
      else if (/^t(head|body|foot)$/.test(child.tagName)) collect(child.childNodes);
    }
  };
  collect(node.childNodes);
  const cells = rows.map((row) =>
    row.childNodes
      .filter(isElement)
      .filter(({ tagName }) => tagName === "td" || tagName === "th")
      .map((cell): Cell => {
        const span = (name: string) => {
          const count = whole(attributeOf(cell, name));
          return count !== null && count > 1 ? { [name]: Math.min(count, 1000) } : {};
        };
        return {
          text: trimInline(inlineOf(cell.childNodes, seen)),
          ...(cell.tagName === "th" ? { is_header: true as const } : {}),
          ...span("colspan"),
          ...span("rowspan"),
          align: (["left", "center", "right"] as const).find((each) => each === attributeOf(cell, "align")) ?? "left",
          valign:
            (["top", "middle", "bottom"] as const).find((each) => each === attributeOf(cell, "valign")) ?? "middle",
        };
      }),
  );
  const caption = node.childNodes.find((child): child is Element => isElement(child) && child.tagName === "caption");
  const flag = (name: string, field: string) => (attributeOf(node, name) === undefined ? {} : { [field]: true });
  const text = caption === undefined ? "" : trimInline(inlineOf(caption.childNodes, seen));
  if (cells.every((row) => row.length === 0)) return [];
  return [
    {
      type: "table",
      cells,
      ...flag("bordered", "is_bordered"),
      ...flag("striped", "is_striped"),
      ...flag("compact", "is_compact"),
      ...(text === "" ? {} : { caption: text }),
    },
  ];
}

function figureOf(node: Element): Block[] {
  const media = attributeOf(node, "src") ?? "";
  if (media.trim() === "") return [];
  const types: Readonly<Record<string, FigureType>> = { img: "photo", "tg-document": "document" };
  const video = attributeOf(node, "animation") !== undefined || /\.gif$/i.test(media) ? "animation" : "video";
  const audio = attributeOf(node, "voice") !== undefined || /\.og[ga]$/i.test(media) ? "voice_note" : "audio";
  const type = types[node.tagName] ?? (node.tagName === "video" ? video : audio);
  const spoiler = attributeOf(node, "tg-spoiler") === undefined ? {} : { has_spoiler: true };
  return [figureBlock(type, media.trim(), undefined, spoiler)];
}

function mapOf(node: Element): Block[] {
  const number = (name: string) => Number.parseFloat(attributeOf(node, name) ?? "");
  const [latitude, longitude] = [number("lat"), number("long")];
  if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return [];
  const or = (name: string, otherwise: number) => (Number.isFinite(number(name)) ? number(name) : otherwise);
  return [
    {
      type: "map",
      location: { latitude, longitude },
      zoom: or("zoom", 14),
      width: or("width", 600),
      height: or("height", 300),
    },
  ];
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

function without(nodes: readonly Node[], tag: string): Node[] {
  return nodes.filter((node) => !isElement(node) || node.tagName !== tag);
}

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

function rawText(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (!isElement(node)) return "value" in node ? node.value : "";
      return node.tagName === "br" ? "\n" : rawText(node.childNodes);
    })
    .join("");
}

function note(tag: string, { tags }: Seen): void {
  tags.count += 1;
  tags.names.add(tag);
}

function isInline(node: Element): boolean {
  if (node.tagName === "img") return /^tg:\/\/(emoji|time)\?/.test(attributeOf(node, "src") ?? "");
  if (node.tagName === "input") return true;
  if (INLINE_TAGS.has(node.tagName)) return true;
  if (BLOCK_TAGS.has(node.tagName) || /^(script|style)$/.test(node.tagName)) return false;
  return !node.childNodes.some((child) => isElement(child) && !isInline(child));
}

function isElement(node: Node): node is Element {
  return "tagName" in node;
}

function isSpace(node: Node): boolean {
  return !("value" in node) || node.value.trim() === "";
}

function attributeOf(node: Element, name: string): string | undefined {
  return node.attrs.find((attribute) => attribute.name === name)?.value;
}

function whole(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}
