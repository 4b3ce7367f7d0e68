import type { Formatted, Inline } from "./document.ts";

/** What is read of an inline text: formulas as LaTeX, custom emoji as their alternative, anchors as nothing. */
export function textOf(inline: Inline): string {
  if (typeof inline === "string") return inline;
  if (Array.isArray(inline)) return inline.map(textOf).join("");
  return ownText(inline) ?? textOf(innerOf(inline) ?? "");
}

/** What stands in the node itself where it has no inner text; null where the inner text is all. */
export function ownText(node: Formatted): string | null {
  switch (node.type) {
    case "custom_emoji":
      return node.alternative_text;
    case "mathematical_expression":
      return node.expression;
    case "anchor":
      return "";
    default:
      return null;
  }
}

/** The text within the formatting, a button's label included; null where there is none. */
export function innerOf(node: Formatted): Inline | null {
  if (node.type === "button") return node.button.text;
  return "text" in node ? node.text : null;
}

/** The same formatting around another text. Does nothing to a node that holds none. */
export function withInner(node: Formatted, text: Inline): Formatted {
  if (node.type === "button") return { ...node, button: { ...node.button, text } };
  return "text" in node ? ({ ...node, text } as Formatted) : node;
}

/** Formatting without its text. */
export type Bare = Formatted extends infer Node
  ? Node extends { readonly type: string; readonly text: Inline }
    ? Omit<Node, "text">
    : never
  : never;

/** Formatting around a text, or nothing where the text is empty. */
export function around(node: Bare, text: Inline): Inline {
  const inner = compact(text);
  return inner === "" ? "" : ({ ...node, text: inner } as Formatted);
}

/** The parts as a list without lists: strings that touch are one, empty ones and formatting of nothing are gone. */
export function partsOf(inline: Inline): (string | Formatted)[] {
  const parts: (string | Formatted)[] = [];
  const add = (part: Inline): void => {
    if (Array.isArray(part)) {
      for (const each of part) add(each);
    } else if (typeof part === "string") {
      if (part === "") return;
      const last = parts.at(-1);
      if (typeof last === "string") parts[parts.length - 1] = last + part;
      else parts.push(part);
    } else {
      const inner = innerOf(part);
      if (inner === null) parts.push(part);
      else {
        const text = compact(inner);
        if (text !== "" || part.type === "button" || part.type === "reference") parts.push(withInner(part, text));
      }
    }
  };
  add(inline);
  return parts;
}

/** The same text in its shortest form: a string, one node, or a list of at least two parts. */
export function compact(inline: Inline): Inline {
  if (typeof inline === "string") return inline;
  const parts = partsOf(inline);
  if (parts.length === 0) return "";
  return parts.length === 1 ? (parts[0] as Inline) : parts;
}

const LINKS: ReadonlySet<string> = new Set([
  "url",
  "email_address",
  "phone_number",
  "text_mention",
  "anchor_link",
  "reference_link",
]);

/** The text without the links in it: no form of writing has a link within another. */
export function unlinked(inline: Inline): Inline {
  return withoutTypes(inline, LINKS);
}

/** The text without formatting of these types; what it was around stays. */
export function withoutTypes(inline: Inline, types: ReadonlySet<string>): Inline {
  return compact(
    partsOf(inline).map((part): Inline => {
      if (typeof part === "string") return part;
      const inner = innerOf(part);
      if (inner === null) return part;
      const text = withoutTypes(inner, types);
      return types.has(part.type) ? text : withInner(part, text);
    }),
  );
}

/** Whether a reader can follow the node somewhere. */
export function isLink(node: Formatted): boolean {
  return LINKS.has(node.type);
}

/** Without white space at both ends, whatever formatting it stands in. */
export function trimInline(inline: Inline): Inline {
  return trimEnd(trimStart(compact(inline)));
}

function trimStart(inline: Inline): Inline {
  if (typeof inline === "string") return inline.trimStart();
  const parts = partsOf(inline);
  while (parts.length > 0) {
    const trimmed = trimOne(parts[0] as string | Formatted, trimStart);
    if (trimmed !== "") return compact([trimmed, ...parts.slice(1)]);
    parts.shift();
  }
  return "";
}

function trimEnd(inline: Inline): Inline {
  if (typeof inline === "string") return inline.trimEnd();
  const parts = partsOf(inline);
  while (parts.length > 0) {
    const trimmed = trimOne(parts.at(-1) as string | Formatted, trimEnd);
    if (trimmed !== "") return compact([...parts.slice(0, -1), trimmed]);
    parts.pop();
  }
  return "";
}

function trimOne(part: string | Formatted, trim: (inline: Inline) => Inline): Inline {
  if (typeof part === "string") return trim(part);
  const inner = innerOf(part);
  // Code keeps its white space, and what has no inner text has none at its ends.
  if (inner === null || part.type === "code" || part.type === "button") return part;
  const text = trim(inner);
  return text === "" ? "" : withInner(part, text);
}
