import type { DefaultTreeAdapterTypes } from "parse5";

/** What parse5 makes of HTML. */
export type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

export function isElement(node: Node): node is Element {
  return "tagName" in node;
}

/** Whether it is white space, or no text at all. */
export function isSpace(node: Node): boolean {
  return !("value" in node) || node.value.trim() === "";
}

export function attributeOf(node: Element, name: string): string | undefined {
  return node.attrs.find((attribute) => attribute.name === name)?.value;
}

/** A whole number of at most nine digits, or null. */
export function whole(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : null;
}

/** All but the elements of this tag. */
export function without(nodes: readonly Node[], tag: string): Node[] {
  return nodes.filter((node) => !isElement(node) || node.tagName !== tag);
}

/** The text as it is written, in `pre` and formulas. */
export function rawText(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (!isElement(node)) return "value" in node ? node.value : "";
      return node.tagName === "br" ? "\n" : rawText(node.childNodes);
    })
    .join("");
}
