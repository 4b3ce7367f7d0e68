import type { PhrasingContent } from "mdast";
import { htmlInline } from "../html/write-inline.ts";
import { usableUrl } from "../link.ts";
import type { Formatted, Inline } from "../rich/document.ts";
import { isLink, partsOf, textOf, trimInline, unlinked, withInner, withoutTypes } from "../rich/text.ts";

/** A footnote's paragraph, as `readMarkdown` makes it: "[1] " and a reference. Null for any other text. */
export function footnoteOf(
  text: Inline,
): { readonly number: number; readonly name: string; readonly text: Inline } | null {
  const [label, reference, other] = partsOf(text);
  if (typeof label !== "string" || typeof reference !== "object" || other !== undefined) return null;
  const number = /^\[(\d+)\] $/.exec(label)?.[1];
  if (number === undefined || reference.type !== "reference" || !isLabel(reference.name)) return null;
  return textOf(reference.text).trim() === "" ? null : { number: Number(number), ...reference };
}

/** What may stand in `[^…]`; other footnotes are written in tags. */
function isLabel(name: string): boolean {
  return /^[a-z0-9_-]{1,64}$/.test(name);
}

const OPTIONS = { dialect: "telegram" } as const;

/** A block's text as mdast; white space at its ends would not be read again. `notes` names the document's footnotes. */
export function phrases(inline: Inline, notes: ReadonlySet<string>): PhrasingContent[] {
  return mdastInline(trimInline(inline), notes);
}

function mdastInline(inline: Inline, notes: ReadonlySet<string>): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  for (const part of writable(inline)) {
    const said = typeof part === "string" ? lines(part) : formatted(part, notes);
    const [last, first] = [nodes.at(-1), said[0]];
    // Two that touch would share their fences.
    if (last?.type === "inlineCode" && first?.type === "inlineCode") last.value += first.value;
    else if (last?.type === "inlineMath" && first?.type === "inlineMath") nodes.push(...html(part as Formatted));
    else nodes.push(...said);
  }
  return nodes;
}

const PAIRED: ReadonlySet<string> = new Set(["bold", "italic", "strikethrough"]);

/** Without white space just inside of paired signs, and without two pairs of the same signs that touch. */
function writable(inline: Inline): (string | Formatted)[] {
  const spaced = partsOf(inline).flatMap((part): Inline[] => {
    if (typeof part === "string" || !PAIRED.has(part.type) || !("text" in part)) return [part];
    const text = trimInline(part.text);
    const [all, kept] = [textOf(part.text), textOf(text)];
    if (kept === "") return [all];
    const at = all.indexOf(kept);
    return [all.slice(0, at), withInner(part, text), all.slice(at + kept.length)];
  });
  const merged: (string | Formatted)[] = [];
  for (const part of partsOf(spaced)) {
    const last = merged.at(-1);
    const same =
      typeof part !== "string" && typeof last === "object" && last.type === part.type && PAIRED.has(part.type);
    if (same && "text" in last && "text" in part) merged[merged.length - 1] = withInner(last, [last.text, part.text]);
    else merged.push(part);
  }
  return merged;
}

function lines(text: string): PhrasingContent[] {
  // Several spaces are read as one.
  const single = text.replaceAll(/[ \t]+/g, " ");
  return single.split("\n").flatMap((line, i): PhrasingContent[] => {
    return i === 0 ? linked(line) : [{ type: "break" }, ...linked(line)];
  });
}

const LINK = /(https?:\/\/[^\s<>"]+)/i;

/** A text whose links stand as links, which is how people write them; the reader takes them for text again. */
function linked(line: string): PhrasingContent[] {
  return line.split(LINK).flatMap((piece, i): PhrasingContent[] => {
    if (piece === "") return [];
    const url = i % 2 === 1 ? piece.slice(0, endOfLink(piece)) : "";
    if (usableUrl(url) === null) return [{ type: "text", value: piece }];
    const link: PhrasingContent = { type: "link", url, children: [{ type: "text", value: url }] };
    return url === piece ? [link] : [link, { type: "text", value: piece.slice(url.length) }];
  });
}

/** Where a link ends that stands in a sentence: before its signs, and before a bracket that was opened before it. */
function endOfLink(piece: string): number {
  let open = piece.split("(").length - piece.split(")").length;
  let end = piece.length;
  while (end > 0) {
    const last = piece[end - 1] ?? "";
    if (!/[.,;:!?()[\]{}'«»*_~`|\\]/.test(last) || (last === ")" && open >= 0)) break;
    if (last === ")") open += 1;
    if (last === "(") open -= 1;
    end -= 1;
  }
  return end;
}

function formatted(given: Formatted, notes: ReadonlySet<string>): PhrasingContent[] {
  const node = simplest(given);
  switch (node.type) {
    case "bold":
      return [{ type: "strong", children: mdastInline(node.text, notes) }];
    case "italic":
      return [{ type: "emphasis", children: mdastInline(node.text, notes) }];
    case "strikethrough":
      return [{ type: "delete", children: mdastInline(node.text, notes) }];
    case "code": {
      const value = textOf(node.text);
      return /[\n\r]|^\s|\s$/.test(value) ? html(node) : [{ type: "inlineCode", value }];
    }
    case "mathematical_expression": {
      const value = node.expression.replaceAll(/\s+/g, " ").trim();
      if (/[$`]/.test(value) || value === "") return html({ ...node, expression: value });
      return [{ type: "inlineMath", value }];
    }
    case "url": {
      const url = usableUrl(node.url);
      if (url === null || textOf(node.text) === "") return mdastInline(node.text, notes);
      return [{ type: "link", url, children: withoutLinks(node.text, notes) as never }];
    }
    case "email_address":
      return [{ type: "link", url: `mailto:${node.email_address}`, children: withoutLinks(node.text, notes) as never }];
    case "reference_link":
      return notes.has(node.reference_name) && /^\[\d+\]$/.test(textOf(node.text))
        ? [{ type: "footnoteReference", identifier: node.reference_name, label: node.reference_name }]
        : tagged(node, notes);
    case "underline":
    case "spoiler":
    case "subscript":
    case "superscript":
    case "marked":
    case "text_mention":
    case "date_time":
    case "phone_number":
    case "anchor_link":
    case "reference":
      return tagged(node, notes);
    case "custom_emoji":
    case "anchor":
    case "button":
      return html(node);
    default:
      return "text" in node ? mdastInline(node.text, notes) : [];
  }
}

/** Without what no form of writing nests: links in links, and a formatting in itself. */
function simplest(node: Formatted): Formatted {
  if (!("text" in node)) return node;
  return withInner(node, isLink(node) ? unlinked(node.text) : withoutTypes(node.text, new Set([node.type])));
}

/** Links that stand in a text are none within a link. */
function withoutLinks(inline: Inline, notes: ReadonlySet<string>): PhrasingContent[] {
  const plain = (nodes: readonly PhrasingContent[]): PhrasingContent[] =>
    nodes.flatMap((node) => {
      if (node.type === "link") return plain(node.children);
      return "children" in node ? [{ ...node, children: plain(node.children) } as PhrasingContent] : [node];
    });
  return plain(mdastInline(inline, notes));
}

/** The node's own tags around Markdown. */
function tagged(node: Extract<Formatted, { text: Inline }>, notes: ReadonlySet<string>): PhrasingContent[] {
  const [before = "", after = ""] = htmlInline({ ...node, text: "\u0000" }, OPTIONS).split("\u0000");
  return [{ type: "html", value: before }, ...mdastInline(node.text, notes), { type: "html", value: after }];
}

function html(node: Formatted): PhrasingContent[] {
  const value = htmlInline(node, OPTIONS);
  const tags = value.split(/(<[^<>]*>)/).filter((piece) => piece !== "");
  return tags.map((piece) =>
    piece.startsWith("<") ? { type: "html", value: piece } : { type: "text", value: withoutReferences(piece) },
  );
}

function withoutReferences(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
  return text.replaceAll(/&(lt|gt|amp|quot);/g, (_, name: string) => named[name] as string);
}
