import type { Block, Cell } from "../rich/document.ts";
import { trimInline } from "../rich/text.ts";
import type { Seen } from "./inline.ts";
import { inlineOf } from "./inline-nodes.ts";
import { attributeOf, type Element, isElement, type Node, whole } from "./nodes.ts";

/** A table with its rows, wherever within it they stand; none where it has no cell. */
export function tableOf(node: Element, seen: Seen): Block[] {
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
